"""What being there, listening and writing are worth (pure)."""

from dataclasses import dataclass

from player.core.policy import ProfileRules
from player.profiles.changes import Change, added
from player.profiles.curve import risen, risen_in_text
from player.profiles.errors import ProfileTooLarge
from player.profiles.profile import Profile

MINUTE_MS = 60_000
IN_VOICE, LISTENED = "global", "listened"


@dataclass(frozen=True, slots=True)
class Presence:
    """What somebody did on a server in a short while."""

    voice_ms: int = 0
    listened_ms: int = 0
    messages: int = 0

    def __add__(self, other: "Presence") -> "Presence":
        return Presence(
            self.voice_ms + other.voice_ms,
            self.listened_ms + other.listened_ms,
            self.messages + other.messages,
        )


@dataclass(frozen=True, slots=True)
class Rest:
    """What was too little to count yet: parts of seconds, and of a point of experience.

    `experience` is in 60,000ths, which a millisecond at one point a minute is worth.
    """

    voice_ms: int = 0
    listened_ms: int = 0
    experience: int = 0


def earned(
    profile: Profile, rest: Rest, presence: Presence, rules: ProfileRules
) -> tuple[Profile, Rest]:
    """Return the profile after a while of presence, and what is kept for the next time.

    However many messages there were, they are worth as much as one: writing more, and shorter,
    must not pay. A profile that has room for nothing more earns nothing more.
    """
    voice_s, voice_ms = divmod(rest.voice_ms + presence.voice_ms, 1_000)
    listened_s, listened_ms = divmod(rest.listened_ms + presence.listened_ms, 1_000)
    worth = (
        presence.voice_ms * rules.voice_experience
        + presence.listened_ms * rules.listening_experience
    )
    experience, parts = divmod(rest.experience + worth, MINUTE_MS)
    spent = {name: s for name, s in ((IN_VOICE, voice_s), (LISTENED, listened_s)) if s}
    change: Change = {"experience": experience, "timespent": spent}
    if presence.messages:
        change["text"] = {
            "experience": rules.message_experience,
            "message_count": presence.messages,
        }
    try:
        profile = added(profile, change)
    except ProfileTooLarge:
        return profile, rest
    if experience:
        profile = risen(profile)
    if presence.messages and rules.message_experience:
        profile = risen_in_text(profile)
    return profile, Rest(voice_ms, listened_ms, parts)
