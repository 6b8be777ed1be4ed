"""Named settings of the equalizer."""

from player.core.bands import FLAT


def _bands(low: str, middle: str, high: str) -> tuple[float, ...]:
    """Read gains in hundredths: five low, five middle and five high bands."""
    return tuple(int(gain) / 100 for gain in f"{low} {middle} {high}".split())


EQUALIZERS: dict[str, tuple[float, ...]] = {
    "flat": FLAT,
    "bass boost": _bands("30 28 25 20 12", "5 0 0 0 0", "0 0 0 0 0"),
    "treble boost": _bands("0 0 0 0 0", "0 0 0 0 5", "10 15 20 25 25"),
    "vocal": _bands("-10 -10 -8 -5 0", "8 15 20 20 15", "10 5 0 -5 -8"),
    "rock": _bands("15 15 12 8 0", "-5 -5 0 5 8", "10 12 15 15 15"),
    "electronic": _bands("20 20 15 8 0", "-5 0 5 0 0", "5 10 15 18 20"),
    "acoustic": _bands("8 8 8 5 5", "3 5 8 10 10", "8 8 10 8 5"),
    "night": _bands("-15 -12 -10 -5 0", "2 5 5 5 2", "0 -2 -5 -8 -10"),
}
"""From 25 Hz to 16 kHz."""
