"""`POST /apis/mlj_1/newscrobble`: as JSON, as a form, in the query; the key among the fields."""

import httpx2
import pytest

from auth.api_key import Scope
from player.history.play import Origin
from tests.support.api import Api
from tests.support.listenbrainz import LONG_AGO, listener

PATH = "/apis/mlj_1/newscrobble"
SONG = {"artist": "Mira Voss", "title": "Lanterns", "album": "B-sides", "time": LONG_AGO}


def refused(answer: httpx2.Response, status: int, kind: str) -> str:
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert (body["status"], body["error"]["type"]) == ("error", kind)
    return str(body["error"]["desc"])


@pytest.mark.parametrize("how", ["json", "data", "params"])
async def test_a_listen_is_written_however_it_is_sent(api: Api, how: str) -> None:
    ada = await listener(api)
    fields = {**SONG, "key": ada.token, "duration": 120, "length": 180}
    for _ in range(2):
        answer = await api.world.visitor().post(PATH, **{how: fields})
        assert answer.status_code == 200, answer.text
        assert answer.json() == {
            "status": "success",
            "track": {"artists": ["Mira Voss"], "title": "Lanterns"},
            "desc": "Scrobbled Lanterns by Mira Voss",
        }
    (play,) = await api.world.parts.services.listens.latest(ada.person.id, 9)
    assert (play.origin, play.title, play.artist, play.album, play.started_at) == (
        Origin.MALOJA,
        "Lanterns",
        "Mira Voss",
        "B-sides",
        LONG_AGO * 1_000,
    )
    assert (play.duration_ms, play.played_ms) == (180_000, 120_000)


@pytest.mark.parametrize("how", ["json", "data", "params"])
async def test_there_may_be_several_artists(api: Api, how: str) -> None:
    ada = await listener(api)
    fields = {"artists": ["Mira Voss", "Ines Park"], "title": "Lanterns"}
    answer = await ada.program.post(PATH, **{how: fields})
    assert answer.json()["track"]["artists"] == ["Mira Voss", "Ines Park"]
    (play,) = await api.world.parts.services.listens.latest(ada.person.id, 9)
    assert play.artist == "Mira Voss, Ines Park"
    assert play.told_at is not None
    assert 0 <= play.told_at - play.started_at < 1_000


@pytest.mark.parametrize(
    "wrong",
    [
        {"artist": ""},
        {"artist": 5},
        {"title": None},
        {"time": "soon"},
        {"time": 10**15},
        {"artist": None, "artists": [None]},
    ],
)
async def test_what_is_missing_or_wrong_is_refused(api: Api, wrong: dict[str, object]) -> None:
    ada = await listener(api)
    answer = await ada.program.post(PATH, json={**SONG, **wrong})
    refused(answer, 400, "missing_scrobble_data")
    assert await ada.count() == 0


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
async def test_what_is_no_object_is_refused(api: Api, body: bytes) -> None:
    ada = await listener(api)
    refused(await ada.program.post(PATH, content=body), 400, "bad_request")


async def test_one_needs_a_key_for_scrobbles_that_is_somebodys(api: Api) -> None:
    visitor = api.world.visitor()
    refused(await visitor.post(PATH, json=SONG), 401, "authentication_fail")
    wrong = {**SONG, "key": "nonsense"}
    refused(await visitor.post(PATH, json=wrong), 401, "authentication_fail")
    other = await listener(api, scopes=frozenset({Scope.PLAYER_READ}))
    refused(await other.program.post(PATH, json=SONG), 403, "authentication_fail")
    keys = api.world.parts.services.keys
    _, secret = await keys.create("nobody's", None, frozenset({Scope.SCROBBLE}))
    refused(await visitor.post(PATH, json={**SONG, "key": secret}), 403, "authentication_fail")


async def test_a_wrong_method_is_refused_in_the_dialect(api: Api) -> None:
    refused(await api.world.visitor().get(PATH), 405, "method_not_allowed")
