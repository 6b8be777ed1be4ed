"""What admins may change while the server runs: a short list of keys, each with its type."""

from collections.abc import Mapping
from typing import Final

from auth.account_ports import ConfigStore, ConfigValue
from auth.errors import BadConfigValue, UnknownConfigKey

REGISTRATION: Final = "REGISTRATION_ENABLED"
TEXTS: Final = ("SPOTIFY_API_ID", "SPOTIFY_API_SECRET")
LONGEST_TEXT: Final = 200
TRUE: Final = frozenset({"1", "true"})
FALSE: Final = frozenset({"0", "false"})


class ServerConfig:
    """The keys of the documented system; until an admin decides, the operator's word stands."""

    def __init__(self, store: ConfigStore, *, open_registration: bool) -> None:
        self._store = store
        self._defaults: dict[str, ConfigValue] = {
            **dict.fromkeys(TEXTS, ""),
            REGISTRATION: open_registration,
        }

    async def values(self) -> Mapping[str, ConfigValue]:
        """Return every key with its value."""
        changed = await self._store.load()
        return {key: changed.get(key, default) for key, default in self._defaults.items()}

    async def change(self, given: Mapping[str, object]) -> None:
        """Change all that is given, or nothing.

        Raises `UnknownConfigKey` or `BadConfigValue`.
        """
        await self._store.save({key: _checked(key, value) for key, value in given.items()})

    async def registration_is_open(self) -> bool:
        return bool((await self.values())[REGISTRATION])


def _checked(key: str, value: object) -> ConfigValue:
    if key == REGISTRATION:
        return _truth(value)
    if key not in TEXTS:
        raise UnknownConfigKey(key)
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise BadConfigValue(key)
    return value


def _truth(value: object) -> bool:
    """Read a truth as clients write it: `true`, or as text `"1"`, which `serverinfo` answers."""
    if isinstance(value, bool):
        return value
    text = value.lower() if isinstance(value, str) else None
    if text not in TRUE | FALSE:
        raise BadConfigValue(REGISTRATION)
    return text in TRUE
