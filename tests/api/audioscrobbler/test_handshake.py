"""`GET /?hs=true…`: a session for whoever proves to know a password for this very use."""

import time

import pytest

from tests.support.api import Api
from tests.support.audioscrobbler import BASE, md5, password, shake_hands
from tests.support.listenbrainz import listener


@pytest.mark.parametrize("base", [BASE, "/"])
async def test_whoever_knows_the_password_is_told_where_to_go_on(api: Api, base: str) -> None:
    ada, visitor = await listener(api), api.world.visitor()
    secret = await password(api, ada)
    ok, session, playing, heard = await shake_hands(visitor, ada.name.upper(), secret, base)
    assert (ok, len(session)) == ("OK", 48)
    assert playing == f"{api.world.url}{BASE}now-playing"
    assert heard == f"{api.world.url}{BASE}submission"


async def test_whoever_does_not_is_not(api: Api) -> None:
    ada, noor, visitor = await listener(api), await listener(api), api.world.visitor()
    secret = await password(api, ada)
    assert await shake_hands(visitor, ada.name, "wrong") == ["BADAUTH"]
    assert await shake_hands(visitor, noor.name, secret) == ["BADAUTH"]
    assert await shake_hands(visitor, ada.name, secret, a="é") == ["BADAUTH"]
    await api.world.parts.services.scrobble_passwords.revoke(ada.person.id)
    assert await shake_hands(visitor, ada.name, secret) == ["BADAUTH"]


async def test_an_api_key_is_no_password(api: Api) -> None:
    ada = await listener(api)
    assert await shake_hands(api.world.visitor(), ada.name, ada.token) == ["BADAUTH"]


async def test_a_new_password_ends_the_one_before_it(api: Api) -> None:
    ada, visitor = await listener(api), api.world.visitor()
    before, after = await password(api, ada), await password(api, ada)
    assert await shake_hands(visitor, ada.name, before) == ["BADAUTH"]
    assert (await shake_hands(visitor, ada.name, after))[0] == "OK"


async def test_a_proof_of_another_time_is_none(api: Api) -> None:
    ada, visitor = await listener(api), api.world.visitor()
    secret = await password(api, ada)
    for at in (str(int(time.time()) - 3_600), str(int(time.time()) + 3_600)):
        proof = md5(md5(secret) + at)
        assert await shake_hands(visitor, ada.name, secret, t=at, a=proof) == ["BADTIME"]
    assert await shake_hands(visitor, ada.name, secret, t="noon") == ["BADTIME"]


@pytest.mark.parametrize("version", ["1.1", "2.0", ""])
async def test_another_protocol_is_refused_with_a_reason(api: Api, version: str) -> None:
    (line,) = await shake_hands(api.world.visitor(), "ada", "x", p=version)
    assert line.startswith("FAILED Only version 1.2")


async def test_the_landing_page_is_still_there(api: Api) -> None:
    answer = await api.world.visitor().get("/")
    assert answer.headers["Content-Type"].startswith("text/html")
