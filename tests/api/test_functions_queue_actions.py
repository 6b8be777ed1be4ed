"""Clear, clear mine, de-duplicate, shuffle once, undo; and the limits of a guild's queue."""

import pytest

from player.core.policy import Blacklist, PlayerRules, Policy, VolumeRules
from sim.discord import seed
from tests.support.api import Api, data, refusal


def titles(api: Api) -> list[str]:
    return [entry.track.title for entry in api.player.state.queue]


async def test_clear_and_undo(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(4))
    before = titles(api)
    assert data(await noor.post("/functions/clear"), api) == 0
    assert data(await noor.post("/functions/undo"), api) == 3
    assert titles(api) == before
    refusal(await noor.post("/functions/undo"), 409, 409)


async def test_nobody_undoes_for_somebody_else(api: Api) -> None:
    noor = await api.listener()
    ada = await api.person(seed.ADA)
    await api.with_queue(noor, *api.links(4))
    await noor.post("/functions/clear")
    refusal(await ada.post("/functions/undo"), 409, 409)


async def test_clear_mine_leaves_the_others(api: Api) -> None:
    noor = await api.listener()
    ada = await api.person(seed.ADA)
    first, second, third = api.links(3)
    await api.with_queue(noor, first, second)
    await api.with_queue(ada, third)
    assert data(await noor.post("/functions/clear_mine"), api) == 1


async def test_doubles_go(api: Api) -> None:
    noor = await api.listener()
    first, second = api.links(2)
    await api.with_queue(noor, first, second, first, second)
    assert data(await noor.post("/functions/deduplicate"), api) == 1


async def test_shuffling_once_keeps_every_track(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(12))
    before = titles(api)
    assert data(await noor.post("/functions/shuffle_queue"), api) == 11
    assert sorted(titles(api)) == sorted(before)
    assert api.player.state.shuffle is False


async def test_requesters_take_turns_in_a_fair_queue(api: Api) -> None:
    noor = await api.listener()
    ada = await api.person(seed.ADA)
    await api.rules(Policy(player=PlayerRules(fair_queue=True)))
    links = api.links(5)
    await api.with_queue(noor, *links[:4])
    await api.with_queue(ada, links[4])
    requesters = [entry.requester for entry in api.player.state.queue]
    assert requesters == [seed.NOOR, seed.ADA, seed.NOOR, seed.NOOR]


async def test_a_person_has_a_share(api: Api) -> None:
    noor = await api.listener()
    await api.rules(Policy(player=PlayerRules(queue_limit_per_user=1)))
    links = api.links(3)
    await api.with_queue(noor, *links[:2])
    refusal(await noor.post("/tracks/add", params={"query": links[2]}), 403, 403)


async def test_the_blacklist_holds_inside_playlists_too(api: Api) -> None:
    noor = await api.listener()
    [entry] = await api.with_queue(noor, api.links(1)[0])
    word = entry["title"].split()[0]
    await api.rules(Policy(blacklist=Blacklist((word.upper(),), enabled=True)))
    said = refusal(await noor.post("/tracks/add", params={"query": api.links(1)[0]}), 403, 403)
    assert entry["title"] in said


async def test_the_volume_can_be_fixed_and_limited(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(1))
    await api.rules(Policy(volume=VolumeRules(limit=60)))
    assert api.player.state.volume == 60
    refusal(await noor.post("/functions/volume", json=61), 400, 6, "volume")
    await api.rules(Policy(volume=VolumeRules(limit=60, change=False)))
    refusal(await noor.post("/functions/volume", json=10), 403, 10, "volume")


@pytest.mark.parametrize("path", ["clear", "clear_mine", "deduplicate", "shuffle_queue", "undo"])
async def test_it_needs_a_sign_in(api: Api, path: str) -> None:
    refusal(await api.world.visitor().post(f"/functions/{path}"), 401, 1)
