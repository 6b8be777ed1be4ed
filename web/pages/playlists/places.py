"""Where somebody may have a playlist played, and the form that has it played there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, Field

from auth.identity import GuildId
from player.core.track import Track
from web.access import current_caller, speak_of
from web.api.player.playlists.inputs import PlayWish
from web.api.player.playlists.playing import put_into_queue
from web.pages.forms import read_form
from web.services import services


class Play(BaseModel):
    """A form that asks to play: on which server, and where in its queue."""

    guild_id: str = Field(max_length=20)
    placement: Literal["end", "next", "replace"] = "end"

    @property
    def wish(self) -> PlayWish:
        if self.placement == "replace":
            return PlayWish(placement="now", replace=True)
        return PlayWish(placement=self.placement)


@dataclass(frozen=True, slots=True)
class Places:
    """The caller's servers that have the bot; `here` is the one in whose voice they sit."""

    servers: dict[GuildId, str]
    here: GuildId | None


def places_to_play() -> Places:
    """Return the servers as they were at the sign-in; membership is proved when one is chosen."""
    directory, caller = services().directory, current_caller()
    seats = [seat.guild_id for seat in directory.seats_of(caller.person.id)]
    candidates = [*seats, *(known.id for known in caller.guilds)]
    guilds = (directory.guild(guild_id) for guild_id in dict.fromkeys(candidates))
    servers = {guild.id: guild.name for guild in guilds if guild}
    return Places(servers, seats[0] if seats else None)


async def play(load: Callable[[], Awaitable[tuple[Track, ...]]]) -> str:
    """Do as the form asks, and return the address of the player that plays now."""
    form = await read_form(Play)
    await speak_of(form.guild_id)
    await put_into_queue(await load(), form.wish)
    return f"/servers/{form.guild_id}"
