"""`GET /user/statistics` (ours)."""

from datetime import date

import pytest

from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal, until_refused
from tests.support.archive import bot
from tests.support.heard import evening, past

PATH = "/user/statistics"
MAY = {"from": "2018-05-01", "to": "2018-05-31"}


async def test_a_month_is_told_by_day(api: Api) -> None:
    await past(
        api,
        evening(date(2018, 4, 30), 1, seed.TOMAS),
        evening(date(2018, 5, 1), 2, seed.TOMAS),
        evening(date(2018, 5, 2), 5, seed.TOMAS, title="Tide", artist="Oda"),
        evening(date(2018, 6, 1), 7, seed.TOMAS),
    )
    tomas = await api.person(seed.TOMAS)
    told = data(await tomas.get(PATH, params=MAY), api)
    assert (told["plays"], told["heard"], told["step"]) == (7, 7 * 180_000, "day")
    assert [day["plays"] for day in told["over_time"]] == [2, 5, *[0] * 29]
    assert [(one["name"], one["plays"]) for one in told["artists"]] == [
        ("Oda", 5),
        ("Mira Voss", 2),
    ]
    assert told["tracks"][0]["title"] == "Tide"
    assert (told["artists_count"], told["tracks_count"]) == (2, 2)
    assert told["streaks"] == {"present": 0, "longest": 3}
    assert told["discoveries"]["artists"] == 1
    assert [one["title"] for one in told["discoveries"]["latest"]] == ["Tide"]
    tuesday, wednesday = 1 * 24 + 20, 2 * 24 + 20
    assert (told["hours"][tuesday], told["hours"][wednesday], len(told["hours"])) == (2, 5, 168)


async def test_without_days_it_is_everything(api: Api) -> None:
    await past(api, evening(date(2017, 2, 1), 3, seed.TOMAS))
    told = data(await (await api.person(seed.TOMAS)).get(PATH), api)
    assert (told["first"], told["plays"], told["step"]) == ("2017-02-01", 3, "year")
    assert told["over_time"][0] == {"period": "2017", "plays": 3, "heard": 540_000}


async def test_who_has_heard_nothing_is_told_so(api: Api) -> None:
    await past(api)
    told = data(await (await api.person(seed.TOMAS)).get(PATH), api)
    assert (told["plays"], told["artists"], told["first"]) == (0, [], told["last"])


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "2018-05-02", "to": "2018-05-01"}, "to"),
        ({"from": "May"}, "from"),
        ({"to": "2100-01-02"}, "to"),
    ],
)
async def test_what_makes_no_sense_is_named(api: Api, query: dict[str, str], field: str) -> None:
    refusal(await (await api.person(seed.TOMAS)).get(PATH, params=query), 400, 6, field)


async def test_it_is_for_people_at_our_pages(api: Api) -> None:
    refusal(await api.world.visitor().get(PATH), 401, 1)
    key = await bot(api, HARBOUR, owner=seed.ADA)
    refusal(await key.get(PATH), 403, 403)


@pytest.mark.usefixtures("documented_limits")
async def test_it_is_limited(api: Api) -> None:
    tomas = await api.person(seed.TOMAS)
    count, _ = await until_refused(lambda: tomas.get(PATH))
    assert count >= 60
