import pytest

from player.core.policy import Circle, DJRules, Policy
from sim.discord import seed
from tests.api.test_tracks_history import played
from tests.support.api import Api, Json, data, refusal


async def plays(api: Api, client: object) -> list[int]:
    part = data(await client.get("/tracks/history"), api)  # type: ignore[attr-defined]
    return [each["play"] for each in part["tracks"]]


async def test_it_adds_several_in_one_edit(api: Api) -> None:
    noor, added = await played(api, 3)
    latest, first = await plays(api, noor)
    answer = data(await api.post(noor, "/tracks/again", {"plays": [first, latest]}), api)
    wanted = [each["title"] for each in added[:2]]
    assert [each["title"] for each in answer["tracks"]] == wanted
    assert [entry.track.title for entry in api.player.state.queue] == wanted
    assert {each["requester"] for each in answer["tracks"]} == {seed.NOOR}
    assert data(await noor.post("/functions/undo"), api) == 0


async def test_it_can_play_at_once(api: Api) -> None:
    noor, added = await played(api, 3)
    _, first = await plays(api, noor)
    data(await api.post(noor, "/tracks/again", {"plays": [first], "placement": "now"}), api)
    assert api.player.state.current is not None
    assert api.player.state.current.track.title == added[0]["title"]


async def test_a_play_that_is_not_there_adds_nothing(api: Api) -> None:
    noor, _ = await played(api, 2)
    (known,) = await plays(api, noor)
    refusal(await api.post(noor, "/tracks/again", {"plays": [known, 999_999]}), 404, 404)
    assert api.player.state.queue == ()


async def test_a_neutral_dj_adds_at_the_end_and_asks_for_more(api: Api) -> None:
    noor, _ = await played(api, 2)
    (known,) = await plays(api, noor)
    await api.rules(Policy(dj=DJRules(Circle(), Circle(everyone=True))))
    data(await api.post(noor, "/tracks/again", {"plays": [known]}), api)
    wish = {"plays": [known], "placement": "now"}
    assert (await api.post(noor, "/tracks/again", wish)).status_code == 202
    await api.rules(Policy(dj=DJRules(Circle(), Circle())))
    refusal(await api.post(noor, "/tracks/again", {"plays": [known]}), 403, 10)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "plays"),
        ({"plays": []}, "plays"),
        ({"plays": ["1"]}, "plays[0]"),
        ({"plays": [-1]}, "plays[0]"),
        ({"plays": [1] * 101}, "plays"),
        ({"plays": [1], "placement": "soon"}, "placement"),
        ({"plays": [1], "more": True}, "more"),
    ],
)
async def test_it_names_what_is_wrong(api: Api, body: Json, field: str) -> None:
    noor = await api.listener()
    refusal(await api.post(noor, "/tracks/again", body), 400, 6, field)


async def test_it_needs_a_seat(api: Api) -> None:
    noor, _ = await played(api, 2)
    (known,) = await plays(api, noor)
    juno = await api.person(seed.JUNO)
    wish = {"plays": [known]}
    refusal(await api.post(juno, f"/tracks/again?guild_id={seed.HARBOUR}", wish), 409, 4)
    refusal(await api.post(api.world.visitor(), "/tracks/again", wish), 401, 1)
