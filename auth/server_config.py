"""What admins may change while the server runs: a short list of keys with their values."""

from collections.abc import Callable, Mapping
from typing import Final

from auth.account_ports import ConfigStore, ConfigValue
from auth.errors import BadConfigValue, UnknownConfigKey

REGISTRATION: Final = "REGISTRATION_ENABLED"
TEXTS: Final = ("SPOTIFY_API_ID", "SPOTIFY_API_SECRET")
DOCUMENTED: Final = (*TEXTS, REGISTRATION)
LONGEST_TEXT: Final = 200
TRUE: Final = frozenset({"1", "true"})
FALSE: Final = frozenset({"0", "false"})

Watcher = Callable[[Mapping[str, ConfigValue]], None]
"""Hears of the values that have just changed."""


class ServerConfig:
    """Until an admin decides, the operator's word, in `defaults`, stands.

    `known` is what was last read or written, for those who cannot wait for the database, and
    `at_start` what it was when this process began.
    """

    def __init__(self, store: ConfigStore, defaults: Mapping[str, ConfigValue]) -> None:
        self._store = store
        self._watchers: list[Watcher] = []
        self._defaults = defaults
        self.known = defaults
        self.at_start = self.known

    async def load(self) -> None:
        """Read what admins have decided before."""
        self.at_start = await self.values()

    @property
    def decisions(self) -> Mapping[str, ConfigValue]:
        """What admins want otherwise than the operator."""
        defaults = self._defaults
        return {key: value for key, value in self.known.items() if value != defaults[key]}

    def watch(self, watcher: Watcher) -> None:
        """Have somebody told of what changes from now on."""
        self._watchers.append(watcher)

    async def values(self) -> Mapping[str, ConfigValue]:
        """Return every key with its value."""
        decided = await self._store.load()
        self.known = {key: decided.get(key, default) for key, default in self._defaults.items()}
        return self.known

    async def change(self, given: Mapping[str, object]) -> None:
        """Change all that is given of the documented keys, or nothing.

        Raises `UnknownConfigKey` or `BadConfigValue`.
        """
        await self.keep({key: _checked(key, value) for key, value in given.items()})

    async def keep(self, values: Mapping[str, ConfigValue]) -> None:
        """Take over values that have been checked; they hold from now on."""
        await self._store.save(values)
        self.known = {**self.known, **values}
        for watcher in self._watchers:
            watcher(values)

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
