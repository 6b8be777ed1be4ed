"""`GET /1/user/<name>/listens`: a person's listens, for those who may read them."""

import pytest

from auth.api_key import Scope
from auth.identity import GuildId
from player.history.play import Origin, Play, PlayId
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.listenbrainz import BELOW, LONG_AGO, answered, listen, listener, refused


async def test_listens_are_read_as_they_were_sent(api: Api) -> None:
    ada = await listener(api)
    info = {"duration": 180, "submission_client": "Navidrome", "origin_url": "https://m.example/1"}
    await ada.heard(listen(LONG_AGO, release_name="B-sides", additional_info=info))
    page = await ada.listens()
    assert (page["count"], page["user_id"]) == (1, ada.name)
    assert (page["latest_listen_ts"], page["oldest_listen_ts"]) == (LONG_AGO, LONG_AGO)
    (shown,) = page["listens"]
    assert (shown["listened_at"], shown["user_name"]) == (LONG_AGO, ada.name)
    assert shown["inserted_at"] > LONG_AGO
    assert shown["track_metadata"] == {
        "artist_name": "Mira Voss",
        "track_name": "Lanterns",
        "release_name": "B-sides",
        "additional_info": {
            "duration_ms": 180_000,
            "origin_url": "https://m.example/1",
            "submission_client": "Navidrome",
        },
    }


async def test_pages_go_in_both_directions(api: Api) -> None:
    ada = await listener(api)
    await ada.heard(*[listen(LONG_AGO + number, f"Song {number}") for number in range(30)])
    assert await ada.titles() == [f"Song {number}" for number in range(29, 4, -1)]
    assert await ada.titles(count=2, max_ts=LONG_AGO + 5) == ["Song 4", "Song 3"]
    assert await ada.titles(count=2, min_ts=LONG_AGO + 5) == ["Song 7", "Song 6"]
    assert await ada.titles(min_ts=LONG_AGO + 5, max_ts=LONG_AGO + 7) == ["Song 6"]
    assert await ada.titles(count=0) == []
    assert len(await ada.titles(count=10**9)) == 30
    ends = await ada.listens(count=1, max_ts=LONG_AGO + 5)
    assert (ends["oldest_listen_ts"], ends["latest_listen_ts"]) == (LONG_AGO, LONG_AGO + 29)


async def test_nobody_has_heard_nothing(api: Api) -> None:
    page = await (await listener(api)).listens()
    assert (page["count"], page["listens"]) == (0, [])
    assert (page["latest_listen_ts"], page["oldest_listen_ts"]) == (0, 0)


async def test_what_the_bot_played_is_a_listen_too(api: Api) -> None:
    ada = await listener(api)
    at = LONG_AGO * 1_000
    play = Play(
        PlayId(f"played to {ada.name}"),
        Origin.PLAYER,
        "Tide",
        "Mira Voss",
        at,
        listeners=(ada.person.id,),
        guild_id=GuildId(HARBOUR),
        ended_at=at + 60_000,
    )
    await api.world.parts.services.history.end(play)
    (shown,) = (await ada.listens())["listens"]
    assert shown["track_metadata"]["additional_info"]["submission_client"] == "Auxcord"


@pytest.mark.parametrize(
    "query",
    [
        {"count": "-1"},
        {"count": "many"},
        {"max_ts": "soon"},
        {"min_ts": 10**18},
        {"min_ts": 5, "max_ts": 5},
    ],
)
async def test_wrong_bounds_are_refused(api: Api, query: dict[str, object]) -> None:
    ada = await listener(api)
    refused(await ada.program.get(f"/1/user/{ada.name}/listens", params=query), 400)


@pytest.mark.parametrize("what", ["listens", "playing-now", "listen-count"])
@pytest.mark.parametrize("prefix", ["", BELOW])
async def test_listens_are_private_until_their_owner_says_otherwise(
    api: Api, prefix: str, what: str
) -> None:
    ada, noor = await listener(api), await listener(api)
    path = f"{prefix}/1/user/{ada.name}/{what}"
    listeners = api.world.parts.services.listens.listeners
    for client in (api.world.visitor(), noor.program):
        assert refused(await client.get(path), 404) == f"Cannot find user: {ada.name}"
        await listeners.publish(ada.person.id, ada.name)
        answered(await client.get(path.replace("listener", "Listener")))
        await listeners.hide(ada.person.id)
        refused(await client.get(path), 404)
    answered(await ada.program.get(path.replace("listener", "Listener")))


async def test_one_reads_ones_own_by_the_cookie_of_our_pages(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    name = api.world.discord.world.people[seed.NOOR].username
    answered(await noor.get(f"/1/user/{name}/listens"))


async def test_a_key_for_something_else_does_not_open_them(api: Api) -> None:
    other = await listener(api, scopes=frozenset({Scope.PLAYER_READ}))
    path = f"/1/user/{other.name}/listens"
    assert "scrobble" in refused(await other.program.get(path), 403)
    headers = {"Authorization": "Token nonsense"}
    refused(await api.world.visitor().get(path, headers=headers), 401)
