"""`GET /user/export` (ours)."""

import csv
import io

import pytest

from auth.identity import UserId
from player.history.play import Origin, Play, PlayId
from sim.discord import seed
from tests.support.api import Api, refusal, until_refused

HEARD_AT = 1_790_000_000_000


async def told(api: Api, count: int) -> list[Play]:
    """Have Juno, of whom nothing else is known, tell what they heard."""
    user = UserId(seed.JUNO)
    await api.world.parts.services.forgetting.forget(user)
    plays = [
        Play(
            PlayId(f"export {number}"),
            Origin.LISTENBRAINZ,
            f'=1+{number} „夜“, "quoted"\nand broken',
            "Artist",
            HEARD_AT + number * 1_000,
            listeners=(user,),
            ended_at=HEARD_AT + number * 1_000 + 60_000,
        )
        for number in range(count)
    ]
    await api.world.parts.services.history.tell(plays)
    return plays[::-1]


async def test_everything_is_there_as_json(api: Api) -> None:
    plays, juno = await told(api, 450), await api.person(seed.JUNO)
    answer = await juno.get("/user/export")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Disposition"].endswith('"auxcord-plays.json"')
    assert "no-store" in answer.headers["Cache-Control"]
    exported = answer.json()
    assert exported["count"] == 450
    assert [each["title"] for each in exported["plays"]] == [play.title for play in plays]
    first = exported["plays"][0]
    assert (first["heard"], first["asked_for"], first["counts"]) == (True, False, True)
    assert (first["heard_ms"], first["origin"]) == (60_000, "listenbrainz")


async def test_everything_is_there_as_a_table_without_formulas(api: Api) -> None:
    plays, juno = await told(api, 450), await api.person(seed.JUNO)
    answer = await juno.get("/user/export", params={"format": "csv"})
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [row["title"] for row in rows] == [f"'{play.title}" for play in plays]
    assert rows[0]["started_at"] == "2026-09-21T14:20:49.000Z"
    assert {*rows[0]} == {*(await juno.get("/user/export")).json()["plays"][0]}


async def test_nobody_is_told_of_others(api: Api) -> None:
    await told(api, 3)
    exported = (await (await api.person(seed.ADA)).get("/user/export")).json()
    assert "export" not in str([each["title"] for each in exported["plays"]])
    refusal(await api.world.visitor().get("/user/export"), 401, 1)


async def test_an_unknown_format_is_named(api: Api) -> None:
    juno = await api.person(seed.JUNO)
    refusal(await juno.get("/user/export", params={"format": "xml"}), 400, 6, "format")


@pytest.mark.usefixtures("documented_limits")
async def test_it_is_limited(api: Api) -> None:
    juno = await api.person(seed.JUNO)
    count, _ = await until_refused(lambda: juno.get("/user/export"))
    assert count >= 20
