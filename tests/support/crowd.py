"""Many people, each signed in with a browser of their own, who all look at one server at once."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from auth.identity import Person, UserId
from sim.discord.model import Person as Account
from tests.support.bare_stream import BareStream
from tests.support.world import World
from web.caller import EXTENSION, cookie_name


@dataclass
class Onlooker:
    """Somebody with a sign-in; `stream` is the one that they opened last."""

    user_id: str
    cookie: str
    stream: BareStream = field(default_factory=BareStream)

    async def look(self, world: World, guild_id: str, after: str = "") -> None:
        """Open a stream as a browser does, until its beginning has come."""
        self.stream.close()
        self.stream = BareStream()
        headers = {"Cookie": self.cookie, "Last-Event-ID": after}
        await self.stream.open(world.settings.port, f"/events/guild/{guild_id}", headers)
        await self.stream.until(b"event: beat" if after else b"event: reset")


@asynccontextmanager
async def gathered(world: World, guild_id: str, count: int) -> AsyncIterator[Sequence[Onlooker]]:
    """Make so many people, and let them go in the end."""
    crowd = [await _somebody(world, guild_id, 880_000_000_000_000_000 + n) for n in range(count)]
    try:
        yield crowd
    finally:
        for one in crowd:
            one.stream.close()
            world.discord.world.kick_member(guild_id, one.user_id)
            del world.discord.world.people[one.user_id]


async def all_look(
    crowd: Sequence[Onlooker], world: World, guild_id: str, after: str = ""
) -> list[BaseException]:
    """Let everybody open a stream in the same moment; return what went wrong."""
    looking = (one.look(world, guild_id, after) for one in crowd)
    results = await asyncio.gather(*looking, return_exceptions=True)
    return [result for result in results if result is not None]


async def _somebody(world: World, guild_id: str, number: int) -> Onlooker:
    account = world.discord.world.add_person(Account(str(number), f"onlooker{number}"))
    world.discord.world.add_member(guild_id, account.id)
    person = Person(UserId(account.id), account.username, account.display_name)
    secret = await world.parts.services.sessions.open(person, (), "crowd", None)
    token = world.parts.app.extensions[EXTENSION].dump_token(secret, world.parts.app)
    return Onlooker(account.id, f"{cookie_name('auxcord', world.url)}={token}")
