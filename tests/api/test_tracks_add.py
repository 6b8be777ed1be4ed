import pytest

from player.core.policy import PlayerRules, Policy
from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal
from tests.support.discord import eventually


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    answer = await noor.post("/tracks/add", params={"query": "night"})
    added = data(answer, api)
    assert added["type"] == "tracks"
    (track,) = added["tracks"]
    assert track["requester"] == seed.NOOR
    assert api.player.state.current is not None
    assert api.player.state.current.id == track["id"]


async def test_the_bot_comes_and_plays(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(1))
    directory = api.world.parts.services.directory
    await eventually(lambda: directory.bot_channel(api.player.guild_id) == seed.MAIN_DECK)
    await eventually(lambda: api.world.node.players(HARBOUR))


async def test_a_playlist_comes_whole(api: Api) -> None:
    noor = await api.listener()
    collection = next(iter(api.world.node.catalogue.collections.values()))
    added = data(await noor.post("/tracks/add", params={"query": collection.url}), api)
    assert added["type"] == "playlist"
    assert added["playlist"]["length"] == len(added["tracks"]) == len(collection.tracks)
    assert [track["title"] for track in added["tracks"]] == [
        track.title for track in collection.tracks
    ]


async def test_next_goes_to_the_front_of_the_queue(api: Api) -> None:
    noor = await api.listener()
    first, second, third = api.links(3)
    await api.with_queue(noor, first, second)
    answer = await noor.post("/tracks/add", params={"query": third, "placement": "next"})
    (track,) = data(answer, api)["tracks"]
    assert api.player.state.queue[0].id == track["id"]


async def test_now_plays_at_once(api: Api) -> None:
    noor = await api.listener()
    first, second = api.links(2)
    await api.with_queue(noor, first)
    answer = await noor.post("/tracks/add", params={"query": second, "placement": "now"})
    (track,) = data(answer, api)["tracks"]
    assert api.player.state.current is not None
    assert api.player.state.current.id == track["id"]


async def test_an_unknown_placement_is_named(api: Api) -> None:
    noor = await api.listener()
    answer = await noor.post("/tracks/add", params={"query": "night", "placement": "first"})
    assert "'end', 'next' or 'now'" in refusal(answer, 400, 6, "placement")


@pytest.mark.parametrize("parameters", [{}, {"query": ""}, {"query": "x" * 501}])
async def test_the_query_is_needed(api: Api, parameters: dict[str, str]) -> None:
    noor = await api.listener()
    refusal(await noor.post("/tracks/add", params=parameters), 400, 6, "query")


async def test_finding_nothing_adds_nothing(api: Api) -> None:
    noor = await api.listener()
    answer = await noor.post("/tracks/add", params={"query": "zzqx nothing sounds like this"})
    refusal(answer, 404, 8)
    assert api.player.state.current is None


async def test_a_full_queue_takes_nothing(api: Api) -> None:
    noor = await api.listener()
    await api.rules(Policy(player=PlayerRules(queue_limit=1)))
    links = api.links(3)
    await api.with_queue(noor, *links[:2])
    answer = await noor.post("/tracks/add", params={"query": links[2]})
    assert "at most 1" in refusal(answer, 409, 409)


async def test_one_must_sit_in_voice(api: Api) -> None:
    noor = await api.person()
    answer = await noor.post("/tracks/add", params={"query": "night", "guild_id": HARBOUR})
    refusal(answer, 409, 4)


async def test_nobody_takes_the_bot_away_from_its_listeners(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(1))
    await eventually(lambda: api.player.state.listeners)
    await api.listener(channel=seed.QUIET_CABIN)
    answer = await noor.post("/tracks/add", params={"query": "night"})
    assert "another voice channel" in refusal(answer, 409, 4)


async def test_it_needs_a_sign_in(api: Api) -> None:
    answer = await api.world.visitor().post("/tracks/add", params={"query": "night"})
    refusal(answer, 401, 1)
