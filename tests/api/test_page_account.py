import re

import httpx2

from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal
from tests.support.screen import Screen
from tests.support.stream import follow

BROWSER = {"Accept": "text/html"}


async def names_seen_by(client: httpx2.AsyncClient) -> set[str]:
    """Return the names of the sign-ins that somebody may end."""
    page = await client.get("/account", headers=BROWSER)
    return set(re.findall(r'name="session" value="([0-9a-f]+)"', page.text))


async def end(client: httpx2.AsyncClient, name: str) -> None:
    answer = await client.post("/account/sessions/end", data={"session": name}, headers=BROWSER)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account?done=ended")


async def test_an_ended_sign_in_is_worthless_and_its_streams_end_at_once(api: Api) -> None:
    here = await api.world.sign_in(seed.JUNO)
    others = await names_seen_by(here)
    there = await api.world.sign_in(seed.JUNO)
    (name,) = await names_seen_by(here) - others
    async with follow(there, HARBOUR) as stream:
        screen = Screen()
        await stream.until(screen, lambda: screen.state)
        await end(here, name)
        await stream.until(screen, lambda: screen.end)
    assert screen.end == "signed_out"
    refusal(await there.get("/user/me"), 401, 1)
    data(await here.get("/user/me"), api)


async def test_nobody_ends_sign_ins_of_others(api: Api) -> None:
    here = await api.world.sign_in(seed.JUNO)
    others = await names_seen_by(here)
    there = await api.world.sign_in(seed.JUNO)
    (name,) = await names_seen_by(here) - others
    await end(await api.person(seed.NOOR), name)
    data(await there.get("/user/me"), api)


async def test_all_others_end_and_this_one_stays(api: Api) -> None:
    here, there = await api.world.sign_in(seed.ELI), await api.world.sign_in(seed.ELI)
    stranger = await api.person(seed.NOOR)
    await here.post("/account/sessions/end-others", headers=BROWSER)
    assert await names_seen_by(here) == set()
    refusal(await there.get("/user/me"), 401, 1)
    data(await stranger.get("/user/me"), api)


async def test_neither_the_secret_nor_its_hash_is_on_the_page(api: Api) -> None:
    juno = await api.world.sign_in(seed.JUNO)
    page = (await juno.get("/account", headers=BROWSER)).text
    sessions = await api.world.parts.services.sessions.list_of(seed.JUNO)
    assert sessions
    assert not [session for session in sessions if session.key in page]
    assert juno.cookies["auxcord"] not in page
