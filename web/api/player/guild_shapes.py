"""The shapes of what is told about a server: what it is made of, and what people did there."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from web.api.player.settings_shapes import Channel, Member, Role
from web.api.player.shapes import User
from web.faces import Dj


class GuildInfo(TypedDict):
    """A server that has the bot."""

    id: str
    name: str
    icon: str | None
    admin: bool
    manage_guild: bool
    dj: Annotated[Dj, Field(description="Whether the caller is a DJ here, or a neutral one.")]
    channels: list[Channel]
    users: Annotated[int, Field(description="How many members the server has.")]
    owner: Member | None
    roles: list[Role]


class LogLine(TypedDict):
    """Something that was done; `user` is null when nobody in particular did it."""

    at: Annotated[str, Field(description="When, as RFC 3339 in UTC.")]
    user: User | None
    text: Annotated[str, Field(description="A sentence that begins with the person's name.")]


class UserStats(TypedDict):
    """What somebody has done since the bot first met them; times are whole seconds."""

    tracks_added: Annotated[int, Field(description="Tracks added to queues.")]
    tracks_listen: Annotated[
        int, Field(description="Tracks of which more than half was listened to.")
    ]
    time_voice: Annotated[
        int, Field(description="Time in voice channels of servers that have the bot.")
    ]
    time_online: Annotated[int, Field(description="Always 0: the bot does not watch presences.")]
    time_idle: Annotated[int, Field(description="Always 0: the bot does not watch presences.")]
    time_dnd: Annotated[int, Field(description="Always 0: the bot does not watch presences.")]
    time_listen: Annotated[
        int, Field(description="Time with the bot while music was to be heard, not deafened.")
    ]
