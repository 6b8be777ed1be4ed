"""`PATCH /api/v1/tracks/:trackPlayId`."""

import asyncio

import pytest

from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import TRACKS, answered, bot, refused, session, track


async def test_a_track_ends_without_any_body_and_is_kept(api: Api) -> None:
    client = await bot(api)
    play = await track(client, (await session(client))["ID"])
    ended = answered(await client.patch(f"{TRACKS}/{play['ID']}"))
    assert ended["EndedAt"] >= play["StartedAt"]
    assert (ended["IsValid"], ended["DurationMs"]) == (False, 213_000)
    assert answered(await client.get(f"{TRACKS}/{play['ID']}")) == ended


@pytest.mark.parametrize(
    ("duration", "played", "valid"),
    [
        (213_000, 29_999, False),
        (213_000, 30_000, True),
        (100_000, 15_000, True),
        (100_000, 14_999, False),
        (2**63 - 1, 30_000, True),
        (2**63 - 1, 29_999, False),
    ],
)
async def test_a_play_is_valid_from_half_a_minute_or_15_percent(
    api: Api, duration: int, played: int, valid: bool
) -> None:
    client = await bot(api)
    play = await track(client, (await session(client))["ID"], durationMs=duration)
    body = {"playedDurationMs": played}
    ended = answered(await client.patch(f"{TRACKS}/{play['ID']}", json=body))
    assert (ended["PlayedDurationMs"], ended["IsValid"]) == (played, valid)


async def test_ending_again_changes_nothing_however_many_ask(api: Api) -> None:
    client = await bot(api)
    play = await track(client, (await session(client))["ID"])
    path = f"{TRACKS}/{play['ID']}"
    ends = [client.patch(path, json={"playedDurationMs": 1_000 * n}) for n in range(1, 6)]
    answers = [answered(answer) for answer in await asyncio.gather(*ends)]
    assert all(answer == answers[0] for answer in answers)
    assert answered(await client.patch(path, json={})) == answers[0]


async def test_the_documented_example_works(api: Api) -> None:
    client = await bot(api)
    play = await track(client, (await session(client))["ID"])
    body = {"endedAt": "2026-01-16T10:08:30Z"}
    ended = answered(await client.patch(f"{TRACKS}/{play['ID']}", json=body))
    assert ended["EndedAt"] == play["StartedAt"]


@pytest.mark.parametrize(
    "body",
    [
        {"playedDurationMs": -1},
        {"playedDurationMs": "1"},
        {"playedDurationMs": 10**18},
        {"endedAt": "soon"},
        {"endedAt": "2999-01-01T00:00:00Z"},
    ],
)
async def test_what_is_wrong_ends_nothing(api: Api, body: dict[str, object]) -> None:
    client = await bot(api)
    play = await track(client, (await session(client))["ID"])
    refused(await client.patch(f"{TRACKS}/{play['ID']}", json=body), 400)
    assert answered(await client.get(f"{TRACKS}/{play['ID']}"))["EndedAt"] is None


async def test_an_unknown_play_is_unknown(api: Api) -> None:
    client = await bot(api, HARBOUR)
    play = await track(client, (await session(client))["ID"])
    stranger = await bot(api, seed.MOON)
    refused(await stranger.patch(f"{TRACKS}/{play['ID']}"), 404)
    refused(await stranger.patch(f"{TRACKS}/none"), 404)
    refused(await (await bot(api, HARBOUR, owner=seed.NOOR)).patch(f"{TRACKS}/{play['ID']}"), 404)
