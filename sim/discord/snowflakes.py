"""Discord's ids: making realistic ones and reading the time out of them."""

from collections.abc import Callable
from datetime import UTC, datetime

Snowflake = str

DISCORD_EPOCH_MS = 1_420_070_400_000


def snowflake_at(day: str, serial: int) -> Snowflake:
    """Return the id of something made on ``day`` (ISO date); ``serial`` tells namesakes apart."""
    noon_ms = int(datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC).timestamp() * 1000)
    # A prime step spreads the low bits as real ids have them, without losing uniqueness.
    offset_ms, low_bits = serial * 7_919, (serial * 2_731) % (1 << 22)
    return str((noon_ms + offset_ms - DISCORD_EPOCH_MS) << 22 | low_bits)


def made_at(snowflake: Snowflake) -> datetime:
    milliseconds = (int(snowflake) >> 22) + DISCORD_EPOCH_MS
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def is_snowflake(text: object) -> bool:
    """Tell whether ``text`` could be an id as clients send them: digits, or a whole number."""
    if isinstance(text, bool):
        return False
    if isinstance(text, int):
        return 0 <= text < 1 << 64
    return is_count(text) and int(str(text)) < 1 << 64


def is_count(text: object) -> bool:
    """Tell whether ``text`` is a whole number of a length that may be read as one."""
    return isinstance(text, str) and len(text) <= 20 and text.isascii() and text.isdigit()


class SnowflakeMint:
    """Gives out fresh ids in rising order."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last = 0

    def fresh(self) -> Snowflake:
        now_ms = int(self._clock() * 1000)
        self._last = max(self._last + 1, (now_ms - DISCORD_EPOCH_MS) << 22)
        return str(self._last)
