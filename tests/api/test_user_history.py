"""`GET /user/history` (ours)."""

from datetime import date

import pytest

from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal, until_refused
from tests.support.archive import bot
from tests.support.heard import evening, past

PATH = "/user/history"
OLD, NEW = date(2019, 3, 1), date(2019, 5, 2)


async def test_the_latest_comes_first_and_parts_follow_each_other(api: Api) -> None:
    plays = await past(api, evening(OLD, 3, seed.TOMAS), evening(NEW, 4, seed.TOMAS))
    tomas = await api.person(seed.TOMAS)
    seen: list[str] = []
    part = data(await tomas.get(PATH, params={"limit": 3}), api)
    while part["next"]:
        seen += [track["id"] for track in part["tracks"]]
        part = data(await tomas.get(PATH, params={"limit": 3, "after": part["next"]}), api)
    seen += [track["id"] for track in part["tracks"]]
    assert seen == [play.id for play in plays]
    assert part["tracks"][0]["started"] == "2019-03-01T20:00:00.000Z"


async def test_it_is_searched_and_narrowed(api: Api) -> None:
    await past(
        api,
        evening(OLD, 2, seed.TOMAS, title="Tide (Live)", guild=seed.STUDIO, source="spotify"),
        evening(NEW, 3, seed.TOMAS, artist="Łódź"),
    )
    tomas = await api.person(seed.TOMAS)
    for query, count in [
        ({"query": "tide (l"}, 2),
        ({"query": "łódź"}, 3),
        ({"query": ".*"}, 0),
        ({"guild_id": seed.STUDIO}, 2),
        ({"guild_id": HARBOUR, "query": "tide"}, 0),
        ({"source": "spotify"}, 2),
        ({"from": "2019-03-02"}, 3),
        ({"to": "2019-03-01"}, 2),
        ({"from": "2019-03-01", "to": "2019-05-02"}, 5),
    ]:
        found = data(await tomas.get(PATH, params=query), api)["tracks"]
        assert len(found) == count, query


async def test_nobody_sees_what_others_heard(api: Api) -> None:
    await past(api, evening(OLD, 2, seed.TOMAS, title="Tomas alone"))
    eli = await api.person(seed.ELI)
    assert data(await eli.get(PATH, params={"query": "Tomas alone"}), api)["tracks"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"after": "yesterday"}, "after"),
        ({"after": "1" * 16 + "-x"}, "after"),
        ({"from": "1.5.2019"}, "from"),
        ({"from": "1999-12-31"}, "from"),
        ({"to": "2019-02-30"}, "to"),
        ({"guild_id": "x"}, "guild_id"),
        ({"query": "x" * 501}, "query"),
    ],
)
async def test_what_makes_no_sense_is_named(api: Api, query: dict[str, str], field: str) -> None:
    tomas = await api.person(seed.TOMAS)
    refusal(await tomas.get(PATH, params=query), 400, 6, field)


async def test_it_is_for_people_at_our_pages(api: Api) -> None:
    refusal(await api.world.visitor().get(PATH), 401, 1)
    key = await bot(api, HARBOUR, owner=seed.ADA)
    refusal(await key.get(PATH), 403, 403)


@pytest.mark.usefixtures("documented_limits")
async def test_it_is_limited(api: Api) -> None:
    tomas = await api.person(seed.TOMAS)
    count, _ = await until_refused(lambda: tomas.get(PATH, params={"limit": 1}))
    assert count >= 60
