"""Neutral DJs ask, listeners answer, by the same call or under `/votes`."""

import asyncio
from dataclasses import replace

import httpx2
import pytest

from player.core.policy import Circle, DJRules, NeutralType, PlayerRules, Policy
from sim.discord import seed
from tests.support.api import Api, Json, data, refusal
from tests.support.discord import eventually
from tests.support.screen import Screen
from tests.support.stream import follow

NEUTRAL = DJRules(default=Circle(), neutral=Circle(everyone=True))
NOBODY = DJRules(default=Circle(), neutral=Circle())


def warned(answer: httpx2.Response) -> Json:
    assert answer.status_code == 202, answer.text
    envelope = answer.json()
    assert envelope["status"] == "warn"
    assert envelope["data"]["message"].startswith("Neutral DJ Vote")
    return envelope["data"]


async def room(api: Api, rules: DJRules = NEUTRAL) -> tuple[httpx2.AsyncClient, httpx2.AsyncClient]:
    """Seat Noor and Leila beside the others on deck, with three tracks of Noor's."""
    noor = await api.listener(seed.NOOR)
    leila = await api.listener(seed.LEILA)
    await api.with_queue(noor, *api.links(3))
    await eventually(lambda: seed.NOOR in api.player.state.listeners)
    await api.rules(Policy(dj=rules))
    return noor, leila


async def test_it_starts_a_vote_and_does_nothing_yet(api: Api) -> None:
    _, leila = await room(api)
    before = api.player.state.current
    told = warned(await leila.post("/functions/skip"))
    assert "skip" in told["content"]
    assert api.player.state.current == before
    [vote] = data(await leila.get("/votes"), api)
    assert vote["id"] == told["vote"]
    assert vote["voters"] == [seed.LEILA]
    assert vote["mine"] is True
    assert (told["joined"], told["votes"], told["needed"]) == (False, 1, vote["needed"])
    assert 50 < vote["seconds_left"] <= 60


async def test_several_tracks_are_one_vote(api: Api) -> None:
    _, leila = await room(api)
    ids = [entry.id for entry in api.player.state.queue]
    told = warned(await leila.post("/functions/remove_track", json={"ids": ids}))
    assert told["content"].endswith("votes to remove 2 tracks")
    assert len(data(await leila.get("/votes"), api)) == 1


async def test_the_same_call_joins_and_passes(api: Api) -> None:
    _, leila = await room(api, DJRules(Circle(), NEUTRAL.neutral, NeutralType.TOTAL, 2))
    ada = await api.person(seed.ADA)
    before = api.player.state.current
    warned(await leila.post("/functions/volume", json=50))
    fox = await api.person(seed.FOX)
    assert data(await fox.post("/functions/volume", json=50), api) == 50
    assert api.player.state.current == before
    assert data(await ada.get("/votes"), api) == []


async def test_a_vote_can_be_joined_and_taken_back_by_its_id(api: Api) -> None:
    noor, leila = await room(api, DJRules(Circle(), NEUTRAL.neutral, NeutralType.PERCENT, 100))
    vote = warned(await leila.post("/functions/stop"))["vote"]
    warned(await noor.post(f"/votes/{vote}"))
    [shown] = data(await noor.get("/votes"), api)
    assert shown["voters"] == [seed.LEILA, seed.NOOR]
    assert data(await noor.delete(f"/votes/{vote}"), api) is True
    assert data(await leila.delete(f"/votes/{vote}"), api) is True
    refusal(await noor.post(f"/votes/{vote}"), 404, 404)


async def test_a_manager_decides(api: Api) -> None:
    _, leila = await room(api, DJRules(Circle(), NEUTRAL.neutral, NeutralType.PERCENT, 100))
    vote = warned(await leila.post("/functions/volume", json=30))["vote"]
    ada = await api.person(seed.ADA)
    assert data(await ada.post(f"/votes/{vote}"), api) is True
    assert api.player.state.volume == 30


async def test_a_managers_same_action_ends_the_vote(api: Api) -> None:
    _, leila = await room(api)
    warned(await leila.post("/functions/volume", json=30))
    ada = await api.person(seed.ADA)
    assert data(await ada.post("/functions/volume", json=30), api) == 30
    assert data(await ada.get("/votes"), api) == []


async def test_people_leaving_make_it_pass(api: Api) -> None:
    _, leila = await room(api, DJRules(Circle(), NEUTRAL.neutral, NeutralType.INVERSE, 2))
    warned(await leila.post("/functions/volume", json=30))
    api.world.discord.world.leave_voice(seed.FOX, seed.HARBOUR)
    await eventually(lambda: api.player.state.volume == 30)


async def test_the_deafened_have_no_vote(api: Api) -> None:
    _, leila = await room(api)
    vote = warned(await leila.post("/functions/skip"))["vote"]
    robin = await api.person(seed.ROBIN)
    refusal(await robin.post(f"/votes/{vote}"), 403, 10)


async def test_without_any_right_there_is_no_vote(api: Api) -> None:
    _, leila = await room(api, NOBODY)
    refusal(await leila.post("/functions/skip"), 403, 10)
    refusal(await leila.post("/tracks/add", params={"query": api.links(1)[0]}), 403, 10)


async def test_who_asked_for_a_track_may_skip_and_remove_it(api: Api) -> None:
    noor, _ = await room(api, NOBODY)
    assert data(await noor.post("/functions/remove_track", json={"index": 0}), api) is True
    assert data(await noor.post("/functions/skip"), api) is True


@pytest.mark.parametrize("path", ["/functions/skip", "/functions/stop", "/functions/eject"])
async def test_other_actions_wait_too(api: Api, path: str) -> None:
    _, leila = await room(api)
    warned(await leila.post(path))


async def test_neutral_djs_add_freely_at_the_end_only(api: Api) -> None:
    _, leila = await room(api)
    link = api.links(5)[4]
    data(await leila.post("/tracks/add", params={"query": link}), api)
    warned(await leila.post("/tracks/add", params={"query": link, "placement": "now"}))


async def test_many_votes_at_the_same_moment_execute_once(api: Api) -> None:
    noor, leila = await room(api, DJRules(Circle(), NEUTRAL.neutral, NeutralType.TOTAL, 2))
    people = [noor, leila, await api.person(seed.FOX)]
    queue = len(api.player.state.queue)
    await asyncio.gather(*(people[n % 3].post("/functions/volume", json=77) for n in range(21)))
    assert api.player.state.volume == 77
    assert len(api.player.state.queue) == queue
    assert api.player.state.votes == () or len(api.player.state.votes) == 1


async def test_everybody_who_presses_skip_at_once_skips_one_track(api: Api) -> None:
    people = [seed.NOOR, seed.LEILA, seed.FOX, seed.OTTO, seed.JUNO]
    clients = [await api.listener(person) for person in people]
    await api.with_queue(await api.listener(seed.ADA), *api.links(4))
    await api.rules(Policy(dj=DJRules(Circle(), NEUTRAL.neutral, NeutralType.TOTAL, 2)))
    await eventually(lambda: len(api.player.state.electorate) == len(people) + 1)
    waiting = len(api.player.state.queue)
    answers = await asyncio.gather(*(client.post("/functions/skip") for client in clients))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 200, 202]
    assert len(api.player.state.queue) == waiting - 1
    assert api.player.state.votes == ()


async def test_a_server_may_let_members_control_from_elsewhere(api: Api) -> None:
    await room(api)
    juno = await api.person(seed.JUNO)
    refusal(await juno.post("/functions/volume", json=40), 409, 4)
    await api.rules(Policy(player=PlayerRules(ensure=False)))
    assert (
        data(await juno.post("/functions/volume", params={"guild_id": seed.HARBOUR}, json=40), api)
        == 40
    )


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get("/votes"), 401, 1)
    refusal(await api.world.visitor().post("/votes/1"), 401, 1)
    refusal(await api.world.visitor().delete("/votes/1"), 401, 1)


async def test_a_vote_expires(api: Api) -> None:
    _, leila = await room(api)
    vote = warned(await leila.post("/functions/skip"))["vote"]
    playing = api.player.state.current
    deadline = api.player.alarm_at
    assert deadline is not None
    outside = api.player._outside
    async with follow(leila, seed.HARBOUR) as stream:
        screen = Screen()
        await stream.until(screen, lambda: screen.state)
        assert [each["id"] for each in screen.state["votes"]] == [vote]
        try:
            api.player._outside = replace(outside, now=lambda: deadline)
            api.player._ring()
            await stream.until(screen, lambda: not screen.state["votes"])
        finally:
            api.player._outside = outside
    assert data(await leila.get("/votes"), api) == []
    assert api.player.state.current == playing
    refusal(await leila.post(f"/votes/{vote}"), 404, 404)


async def test_a_vote_dies_with_its_track(api: Api) -> None:
    _, leila = await room(api)
    warned(await leila.post("/functions/skip"))
    ada = await api.person(seed.ADA)
    data(await ada.post("/functions/eject"), api)
    assert api.player.state.votes == ()


async def test_the_stream_shows_votes(api: Api) -> None:
    noor, leila = await room(api, DJRules(Circle(), NEUTRAL.neutral, NeutralType.PERCENT, 100))
    async with follow(noor, seed.HARBOUR) as stream:
        screen = Screen()
        await stream.until(screen, lambda: screen.state)
        warned(await leila.post("/functions/volume", json=30))
        await stream.until(screen, lambda: screen.state["votes"])
        (vote,) = screen.state["votes"]
        assert vote["by"]["id"] == seed.LEILA
        assert [each["id"] for each in vote["voters"]] == [seed.LEILA]
        assert vote["needed"] == len(api.player.state.electorate)
        assert vote["expires_at"] == api.player.state.votes[0].expires_at
        warned(await noor.post(f"/votes/{vote['id']}"))
        await stream.until(screen, lambda: len(screen.state["votes"][0]["voters"]) == 2)


async def test_deaf_people_are_not_counted(api: Api) -> None:
    noor, leila = await room(api, DJRules(Circle(), NEUTRAL.neutral, NeutralType.PERCENT, 100))
    warned(await leila.post("/functions/volume", json=30))
    hearing = {seed.LEILA, seed.NOOR}
    for user_id in set(api.player.state.electorate) - hearing:
        api.world.discord.world.set_self_deaf(user_id, seed.HARBOUR, deaf=True)
    try:
        await eventually(lambda: set(api.player.state.electorate) == hearing)
        assert data(await noor.post("/functions/volume", json=30), api) == 30
    finally:
        for state in api.world.discord.voice_states(seed.HARBOUR):
            if state.user_id != seed.ROBIN:
                api.world.discord.world.set_self_deaf(state.user_id, seed.HARBOUR, deaf=False)
