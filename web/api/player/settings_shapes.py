"""The shapes of a server's settings, and of the people, roles and channels that they name."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from web.api.player.shapes import User

SearchPrefix = Literal["yt:", "sp:", "sc:", "tw:", "pl:", "mt:", "dz:", "np:", "am:"]
NeutralKind = Literal["tt", "iv", "pt"]

Color = Annotated[str, Field(description="As `#rrggbb`.")]


class Member(User):
    """A member of the server; the colour is that of their highest coloured role."""

    color: Color


class Role(TypedDict):
    """A role of the server."""

    name: str
    id: str
    color: Color


class Channel(TypedDict):
    """A channel of the server: for voice, for text, or neither."""

    name: str
    id: str
    voice: bool
    text: bool


class VolumeSettings(TypedDict):
    """How loud it may be; volumes are in percent."""

    limit: Annotated[int, Field(description="The loudest that anybody may set.")]
    default: Annotated[int, Field(description="The volume when the bot joins a channel.")]
    change: Annotated[bool, Field(description="Whether the volume can be changed at all.")]
    step: Annotated[int, Field(description="By how much one press of a volume key changes it.")]


class EqualizerSettings(TypedDict):
    """The equalizer, and with it the other sound filters."""

    change: Annotated[
        bool,
        Field(
            description="Whether it can be changed at all. Switching this off brings the default"
            " gains back and ends all filters."
        ),
    ]
    default: Annotated[
        list[float], Field(description="The gains of the 15 bands when the bot joins a channel.")
    ]


PlayerSettings = TypedDict(
    "PlayerSettings",
    {
        "shuffle": Annotated[bool, Field(description="Whether the queue is shuffled.")],
        "repeat": Annotated[bool, Field(description="Whether the queue is repeated.")],
        "24h": Annotated[
            bool, Field(description="Whether the bot stays when nobody listens or nothing plays.")
        ],
        "search": Annotated[
            SearchPrefix, Field(description="Where words without a prefix are searched for.")
        ],
        "timeout": Annotated[
            int,
            Field(description="After how many idle seconds the bot leaves; 0 means never."),
        ],
        "ensure": Annotated[
            bool,
            Field(description="Whether one must sit in the bot's voice channel to control it."),
        ],
        "equalizer": EqualizerSettings,
        "fallback": Annotated[
            bool,
            Field(description="Whether YouTube is searched when another source has no answer."),
        ],
        "autoplay": Annotated[
            bool,
            Field(description="Whether related music follows when the queue ends (ours)."),
        ],
        "fair_queue": Annotated[
            bool,
            Field(description="Whether those who add tracks take turns in the queue (ours)."),
        ],
        "queue_limit": Annotated[
            int, Field(description="How many tracks the queue takes at most (ours).")
        ],
        "queue_limit_per_user": Annotated[
            int,
            Field(
                description="How many tracks of one person may wait at once; 0: no limit (ours)."
            ),
        ],
        "max_track_length": Annotated[
            int, Field(description="The longest track in seconds; 0 means no limit (ours).")
        ],
    },
)


class BlacklistSettings(TypedDict):
    """Words that no track's title or artist may contain; what waits in the queue is removed."""

    words: list[str]
    enabled: bool


class NeutralCircle(TypedDict):
    """Who is a neutral DJ: one whose actions need the votes of other listeners.

    `type` says how many votes: `pt` is `value` percent of the listeners, `tt` is `value` votes,
    `iv` is all listeners but `value`.
    """

    users: list[Member]
    roles: list[Role]
    type: NeutralKind
    value: int
    everyone: Annotated[bool, Field(description="Whether everybody is a neutral DJ.")]


class DjCircle(TypedDict):
    """Who is a DJ. Members who can manage the server are DJs in any case."""

    users: list[Member]
    roles: list[Role]
    everyone: Annotated[bool, Field(description="Whether everybody is a DJ.")]


class DjSettings(TypedDict):
    """Who may control the player."""

    neutral: NeutralCircle
    default: DjCircle


class ChannelSettings(TypedDict):
    """Where and how the bot writes in the server's text channels."""

    color: Annotated[str, Field(description="The colour of the now-playing message, `#rrggbb`.")]
    url: Annotated[str, Field(description="A picture for the now-playing message, or empty.")]
    channel: Annotated[
        Channel | None, Field(description="Where the now-playing message stands, if anywhere.")
    ]
    playlists: Annotated[
        bool,
        Field(
            description="Whether members may keep the queue as a playlist of theirs; those who "
            "manage the server always may."
        ),
    ]
    command: Annotated[Channel | None, Field(description="Where commands are taken, if anywhere.")]


class ProfileSettings(TypedDict):
    """The server's voice profiles: what they tell the world, and what we count; ours."""

    private: Annotated[
        bool,
        Field(description="Whether voice profiles and transactions are for members only."),
    ]
    earning: Annotated[
        bool,
        Field(
            description="Whether time in voice, music heard and messages are counted in the voice"
            " profiles; leave it off where another bot does so."
        ),
    ]
    voice_experience: Annotated[
        int, Field(description="The experience that a minute in voice is worth.")
    ]
    listening_experience: Annotated[
        int, Field(description="The experience that a minute of music is worth besides.")
    ]
    message_experience: Annotated[
        int,
        Field(description="The experience in text for writing, at most once in 15 seconds."),
    ]


class Settings(TypedDict):
    """All settings of a server."""

    volume: VolumeSettings
    player: PlayerSettings
    blacklist: BlacklistSettings
    dj: DjSettings
    channel: ChannelSettings
    profiles: ProfileSettings
