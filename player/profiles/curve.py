"""How much experience each level takes, and when somebody rises (pure).

The curves are those by which bots that use the Voice Profile Server count, so that all of them mean
the same by a level: experience is what somebody has within their level.
"""

from collections.abc import Callable
from dataclasses import replace

from player.profiles.profile import Profile, Text

Needed = Callable[[int], int]


def voice_needed(level: int) -> int:
    """Return the experience that leads from a level in voice to the next one."""
    return (10 + level) * 10 * level**2


def text_needed(level: int) -> int:
    """Return the experience that leads from a level in text to the next one."""
    return 5 * level * (level + 1)


def risen(profile: Profile) -> Profile:
    """Return the profile with its experience in voice turned into levels."""
    level, experience = _climbed(profile.level, profile.experience, voice_needed)
    return replace(profile, level=level, experience=experience)


def risen_in_text(profile: Profile) -> Profile:
    """Return the profile with its experience in text turned into levels."""
    text = profile.text or Text()
    level, experience = _climbed(text.level, text.experience, text_needed)
    return replace(profile, text=replace(text, level=level, experience=experience))


def _climbed(level: int, experience: int, needed: Needed) -> tuple[int, int]:
    # Levels below zero are another bot's, and mean something else.
    while level >= 0 and experience >= needed(level):
        experience -= needed(level)
        level += 1
    return level, experience
