"""What may be changed in a server's settings: any part of the documented scheme, each bounded."""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from auth.identity import ChannelId, RoleId, UserId
from player.core.bands import BANDS, HIGHEST_ACCEPTED_GAIN, LOWEST_GAIN
from player.core.policy import VOLUME_CEILING
from player.core.sentence import Sentence
from web.api.player.settings_shapes import SearchPrefix
from web.api.reading import TOLD

MOST_NAMED = 100
MOST_WORDS = 500
LONGEST_WORD = 100
LONGEST_URL = 2048
DAY_S = 86_400
MOST_QUEUED = 10_000
MOST_EXPERIENCE = 1_000

COLOR = re.compile(r"#[0-9a-fA-F]{6}")
SNOWFLAKE = re.compile(r"[0-9]{15,20}")

REFERENCE_SCHEMA = {
    "anyOf": [
        {"type": "string", "pattern": "^[0-9]{15,20}$"},
        {
            "type": "object",
            "properties": {"id": {"type": "string", "pattern": "^[0-9]{15,20}$"}},
            "required": ["id"],
        },
    ]
}


def _told(sentence_end: str) -> PydanticCustomError:
    """Word a fault as the end of a sentence that begins with the field's name."""
    return PydanticCustomError(TOLD, "{told}", {"told": sentence_end})


def _with_colon(prefix: object) -> object:
    if isinstance(prefix, str) and not prefix.endswith(":"):
        return f"{prefix}:"
    return prefix


def _tuple_of(given: object) -> object:
    """Take a JSON list for a tuple, which strict reading would not."""
    return tuple(given) if isinstance(given, list) else given


def _id_of(reference: object) -> object:
    """Take an object as it stands in an answer for the id in it."""
    named = reference.get("id") if isinstance(reference, Mapping) else reference
    if not isinstance(named, str) or not SNOWFLAKE.fullmatch(named):
        raise _told(
            Sentence("must be an id (15 to 20 digits as a text), or an object with such an id.")
        )
    return named


def _color_of(text: str) -> int:
    if not COLOR.fullmatch(text):
        raise _told(Sentence("must be a colour such as #1abc9c."))
    return int(text[1:], 16)


def _is_web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _told(Sentence("is not a well-formed link.")) from None
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise _told(Sentence("must be an http or https link, or empty."))
    return text


def _without_doubles(words: tuple[str, ...]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for word in words:
        kept.setdefault(word.casefold(), word)
    return tuple(kept.values())


_unset: Callable[[], Any] = type(None)
"""Makes what stands for a part that was not given; `model_fields_set` says which were."""

Listed = BeforeValidator(_tuple_of)
Reference = (BeforeValidator(_id_of), WithJsonSchema(REFERENCE_SCHEMA))
User = Annotated[UserId, *Reference]
Role = Annotated[RoleId, *Reference]
Channel = Annotated[ChannelId, *Reference]
Gain = Annotated[float, Field(ge=LOWEST_GAIN, le=HIGHEST_ACCEPTED_GAIN, allow_inf_nan=False)]
Word = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_WORD)
]
Color = Annotated[
    str,
    AfterValidator(_color_of),
    WithJsonSchema({"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}),
]
WebAddress = Annotated[
    str, StringConstraints(max_length=LONGEST_URL), AfterValidator(_is_web_address)
]


class Part(BaseModel):
    """A part of the settings: what is left out stays as it is, what is unknown is refused."""

    model_config = ConfigDict(extra="forbid")


class VolumePart(Part):
    limit: int = Field(default_factory=_unset, ge=1, le=VOLUME_CEILING)
    default: int = Field(default_factory=_unset, ge=0, le=VOLUME_CEILING)
    change: bool = Field(default_factory=_unset)
    step: int = Field(default_factory=_unset, ge=1, le=100)


class EqualizerPart(Part):
    change: bool = Field(default_factory=_unset)
    default: Annotated[tuple[Gain, ...], Listed] = Field(
        default_factory=_unset, min_length=BANDS, max_length=BANDS
    )


class PlayerPart(Part):
    shuffle: bool = Field(default_factory=_unset)
    repeat: bool = Field(default_factory=_unset)
    stay: bool = Field(default_factory=_unset, alias="24h")
    search: Annotated[SearchPrefix, BeforeValidator(_with_colon)] = Field(
        default_factory=_unset, description="With or without its colon."
    )
    timeout_s: int = Field(default_factory=_unset, alias="timeout", ge=0, le=DAY_S)
    ensure: bool = Field(default_factory=_unset)
    equalizer: EqualizerPart = Field(default_factory=_unset)
    fallback: bool = Field(default_factory=_unset)
    autoplay: bool = Field(default_factory=_unset)
    fair_queue: bool = Field(default_factory=_unset)
    queue_limit: int = Field(default_factory=_unset, ge=1, le=MOST_QUEUED)
    queue_limit_per_user: int = Field(default_factory=_unset, ge=0, le=MOST_QUEUED)
    max_track_length_s: int = Field(
        default_factory=_unset, alias="max_track_length", ge=0, le=7 * DAY_S
    )


class BlacklistPart(Part):
    words: Annotated[tuple[Word, ...], Listed, AfterValidator(_without_doubles)] = Field(
        default_factory=_unset, max_length=MOST_WORDS
    )
    enabled: bool = Field(default_factory=_unset)


class CirclePart(Part):
    users: Annotated[tuple[User, ...], Listed] = Field(
        default_factory=_unset, max_length=MOST_NAMED
    )
    roles: Annotated[tuple[Role, ...], Listed] = Field(
        default_factory=_unset, max_length=MOST_NAMED
    )
    everyone: bool = Field(default_factory=_unset)


class NeutralPart(CirclePart):
    type: Literal["tt", "iv", "pt"] = Field(default_factory=_unset)
    value: int = Field(default_factory=_unset, ge=0, le=100)


class DjPart(Part):
    neutral: NeutralPart = Field(default_factory=_unset)
    default: CirclePart = Field(default_factory=_unset)


class ChannelPart(Part):
    color: Color = Field(default_factory=_unset)
    url: WebAddress = Field(default_factory=_unset)
    channel: Channel | None = Field(default_factory=_unset)
    playlists: bool = Field(default_factory=_unset)
    command: Channel | None = Field(default_factory=_unset)


class ProfilesPart(Part):
    private: bool = Field(default_factory=_unset)
    earning: bool = Field(default_factory=_unset)
    voice_experience: int = Field(default_factory=_unset, ge=0, le=MOST_EXPERIENCE)
    listening_experience: int = Field(default_factory=_unset, ge=0, le=MOST_EXPERIENCE)
    message_experience: int = Field(default_factory=_unset, ge=0, le=MOST_EXPERIENCE)


class SettingsChange(Part):
    """Any part of the settings, in the scheme of the answer.

    Users, roles and channels are named by their ids, or by objects with an `id`.
    """

    model_config = ConfigDict(title="settings")

    volume: VolumePart = Field(default_factory=_unset)
    player: PlayerPart = Field(default_factory=_unset)
    blacklist: BlacklistPart = Field(default_factory=_unset)
    dj: DjPart = Field(default_factory=_unset)
    channel: ChannelPart = Field(default_factory=_unset)
    profiles: ProfilesPart = Field(default_factory=_unset)
