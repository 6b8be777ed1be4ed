"""What accounts need to remember, as protocols that the database satisfies."""

from collections.abc import Mapping
from typing import Protocol

ConfigValue = str | bool


class ConfigStore(Protocol):
    """The keys that an admin has changed."""

    async def load(self) -> Mapping[str, ConfigValue]: ...

    async def save(self, values: Mapping[str, ConfigValue]) -> None: ...
