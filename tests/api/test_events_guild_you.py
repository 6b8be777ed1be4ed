"""What a stream tells each viewer alone: where they sit, and what the rules make of them."""

from auth.identity import GuildId, RoleId, UserId
from player.core.policy import Circle, DJRules, Policy
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.screen import Screen
from tests.support.stream import follow

DECK = {"id": seed.MAIN_DECK, "name": "Main Deck"}
DJS_BY_ROLE = Policy(dj=DJRules(default=Circle(roles=frozenset({RoleId(seed.HARBOUR_DJ)}))))


async def test_it_follows_seats_and_settings(api: Api) -> None:
    noor = await api.person()
    async with follow(noor, HARBOUR) as stream:
        screen = Screen()
        await stream.until(screen, lambda: screen.you)
        assert screen.you == {"dj": True, "manages": False, "channel": None}
        await api.listener()
        await stream.until(screen, lambda: screen.you and screen.you["channel"] == DECK)
        await api.rules(DJS_BY_ROLE)
        await stream.until(screen, lambda: screen.you and screen.you["dj"] is False)


async def test_nobody_else_hears_it(api: Api) -> None:
    noor, ada = await api.person(), await api.person(seed.ADA)
    async with follow(noor, HARBOUR) as hers, follow(ada, HARBOUR) as other:
        mine, theirs = Screen(), Screen()
        await hers.until(mine, lambda: mine.you)
        await other.until(theirs, lambda: theirs.you)
        await api.listener()
        await api.rules(DJS_BY_ROLE)
        await hers.until(mine, lambda: mine.you and mine.you["channel"] and not mine.you["dj"])
        await ada.post("/functions/shuffle", json=True)
        await other.until(theirs, lambda: theirs.state["options"]["shuffle"])
        assert theirs.you == {"dj": True, "manages": True, "channel": DECK}


async def test_a_role_counts_from_the_next_beat_on(api: Api) -> None:
    await api.rules(DJS_BY_ROLE)
    noor = await api.listener()
    world = api.world.discord.world
    async with follow(noor, HARBOUR) as stream:
        screen = Screen()
        await stream.until(screen, lambda: screen.you and screen.state)
        assert screen.you is not None
        assert screen.you["dj"] is False
        try:
            world.set_roles(seed.HARBOUR, seed.NOOR, [seed.HARBOUR_DJ])
            _forget(api)
            await api.world.parts.services.hub.beat()
            await stream.until(screen, lambda: screen.you and screen.you["dj"] is True)
        finally:
            world.set_roles(seed.HARBOUR, seed.NOOR, [])
            _forget(api)


async def test_the_others_see_the_standing_of_who_listens(api: Api) -> None:
    leila = await api.listener(seed.LEILA)
    await api.with_queue(leila, *api.links(1))
    await api.rules(DJS_BY_ROLE)
    async with follow(leila, HARBOUR) as stream:
        screen = Screen()
        await stream.until(screen, lambda: screen.state and screen.state["listeners"])
        shown = {each["id"]: each for each in screen.state["listeners"]}
        assert shown[seed.LEILA]["dj"] is True
        assert shown[seed.ADA]["dj"] is True
        assert shown[seed.FOX]["dj"] is False
        assert shown[seed.ROBIN]["deafened"] is True
        assert shown[seed.FOX]["deafened"] is False


def _forget(api: Api) -> None:
    """Let Discord be asked anew, as after a quarter of a minute."""
    api.world.parts.gateway.directory._members.drop(GuildId(HARBOUR), UserId(seed.NOOR))
