"""Says in words which browser a user agent stands for."""

from dataclasses import dataclass

from ua_parser import parse

HANDHELD = frozenset({"Android", "iOS", "Windows Phone", "KaiOS"})


@dataclass(frozen=True, slots=True)
class Device:
    """A browser and the system that it runs on; None where its user agent does not tell."""

    browser: str | None
    system: str | None

    @property
    def is_handheld(self) -> bool:
        return self.system in HANDHELD


def device_of(user_agent: str) -> Device:
    found = parse(user_agent)
    return Device(
        browser=found.user_agent.family if found.user_agent else None,
        system=found.os.family if found.os else None,
    )
