"""How profiles look in answers."""

from typing import Annotated, Any, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from player.profiles.profile import Profile


class PrayShape(TypedDict):
    """When somebody prayed, in Unix seconds, how often in a row, and how often at all."""

    date: int
    streak: int
    total: NotRequired[int]


class TextShape(TypedDict):
    """What somebody earned by writing."""

    level: int
    experience: int
    message_count: int


class ProfileShape(TypedDict):
    """A voice profile."""

    id: Annotated[str, Field(description="64 hexadecimal digits, which never change.")]
    guild_id: str
    user_id: str
    experience: int
    voicepoints: int
    level: int
    pray: PrayShape
    text: TextShape | None
    timespent: Annotated[dict[str, int], Field(description="Seconds; `global` is in voice.")]
    data: Any


PROFILE: ProfileShape = {
    "id": "fa916d5a494b4d90ba389c65485f26fc068d9172f53e287cdf1387232460447f",
    "guild_id": "155101112233445566",
    "user_id": "81384788765712384",
    "experience": 420,
    "voicepoints": 300,
    "level": 3,
    "pray": {"date": 1_790_000_000, "streak": 2},
    "text": {"level": 1, "experience": 40, "message_count": 128},
    "timespent": {"global": 86_400, "baking": 600},
    "data": {"colour": "teal"},
}


def drawn(profile: Profile) -> ProfileShape:
    pray, text = profile.pray, profile.text
    return {
        "id": profile.account.id,
        "guild_id": profile.guild_id,
        "user_id": profile.user_id,
        "experience": profile.experience,
        "voicepoints": profile.voicepoints,
        "level": profile.level,
        "pray": {"date": pray.date, "streak": pray.streak}
        if pray.total is None
        else {"date": pray.date, "streak": pray.streak, "total": pray.total},
        "text": None
        if text is None
        else {
            "level": text.level,
            "experience": text.experience,
            "message_count": text.message_count,
        },
        "timespent": dict(profile.timespent),
        "data": profile.data,
    }
