"""The account page's part about what other players tell: who reads it, and the old password."""

import re

import httpx2

from sim.discord import seed
from tests.support.api import Api
from tests.support.audioscrobbler import shake_hands
from tests.support.listenbrainz import SUBMIT, TRACK, answered, refused, submission

BROWSER = {"Accept": "text/html"}
PASSWORD = "/account/player-password"


def name_of(api: Api, person: str) -> str:
    return str(api.world.discord.world.people[person].username)


async def choose(client: httpx2.AsyncClient, public: str, done: str) -> None:
    answer = await client.post("/account/listens", data={"public": public}, headers=BROWSER)
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/account?done={done}#listens",
    )
    page = await client.get(f"/account?done={done}", headers=BROWSER)
    assert 'data-part="done"' in page.text


async def test_everybody_reads_what_one_lets_them_read(api: Api) -> None:
    noor, visitor = await api.person(), api.world.visitor()
    path = f"/1/user/{name_of(api, seed.NOOR)}/listens"
    refused(await visitor.get(path), 404)
    await choose(noor, "yes", "listens-public")
    answered(await visitor.get(path))
    await choose(noor, "no", "listens-private")
    refused(await visitor.get(path), 404)


async def test_a_name_that_is_taken_stays_with_who_has_it(api: Api) -> None:
    noor, listeners = await api.person(), api.world.parts.services.listens.listeners
    stranger, name = api.world.discord.world.people[seed.ADA].id, name_of(api, seed.NOOR)
    await listeners.publish(stranger, name)
    await choose(noor, "yes", "name-taken")
    assert await listeners.find(name) == (stranger, name)
    await listeners.hide(stranger)


async def test_what_plays_elsewhere_is_on_the_page(api: Api) -> None:
    noor = await api.person()
    hostile = {"track_metadata": {**TRACK, "track_name": "<b>Lanterns</b>"}}
    answered(await noor.post(SUBMIT, json=submission("playing_now", hostile)))
    page = await noor.get("/account", headers=BROWSER)
    assert "<bdi>&lt;b&gt;Lanterns&lt;/b&gt;</bdi>" in page.text
    assert api.world.url in page.text
    me = api.world.discord.world.people[seed.NOOR].id
    api.world.parts.services.listens.elsewhere.forget(me)
    assert "Lanterns" not in (await noor.get("/account", headers=BROWSER)).text


async def test_a_password_is_made_shown_once_and_ended(api: Api) -> None:
    noor, visitor, name = await api.person(), api.world.visitor(), name_of(api, seed.NOOR)
    assert "There is none yet." in (await noor.get(PASSWORD, headers=BROWSER)).text
    made = await noor.post(PASSWORD, data={"act": "renew"}, headers=BROWSER)
    (secret,) = re.findall(r'value="([0-9a-f]{32})"', made.text)
    assert (await shake_hands(visitor, name, secret))[0] == "OK"
    page = await noor.get(PASSWORD, headers=BROWSER)
    assert "There is one" in page.text
    assert secret not in page.text
    ended = await noor.post(PASSWORD, data={"act": "revoke"}, headers=BROWSER)
    assert ended.headers["Location"] == f"{PASSWORD}?done=revoked"
    assert "worthless" in (await noor.get(ended.headers["Location"], headers=BROWSER)).text
    assert await shake_hands(visitor, name, secret) == ["BADAUTH"]


async def test_all_this_takes_a_sign_in(api: Api) -> None:
    visitor = api.world.visitor()
    for path in ("/account/listens", PASSWORD):
        answer = await visitor.post(path, data={"public": "yes", "act": "renew"}, headers=BROWSER)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/")
