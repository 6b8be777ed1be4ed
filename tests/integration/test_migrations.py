"""What an older program has written becomes what this one would have written."""

from db.client import Database, Document
from db.migrations import days_are_read_from_plays
from db.plays import COLLECTION as PLAYS
from db.plays import Plays
from db.tallies import COLLECTION as TALLIES
from tests.support.random_plays import random_plays

NEW_IN_PLAYS = ("heard_ms", "artist_key", "track_key")


async def everything_in(database: Database, collection: str) -> list[Document]:
    return await database.collection(collection).find().sort("_id", 1).to_list()


async def test_plays_say_what_they_are_counted_by_and_short_tallies_go(
    database: Database,
) -> None:
    for play in random_plays(6, 40):
        await Plays(database).end(play)
    plays, tallies = [await everything_in(database, each) for each in (PLAYS, TALLIES)]
    await database.collection(PLAYS).update_many({}, {"$unset": dict.fromkeys(NEW_IN_PLAYS, "")})
    short = [
        {**each, "_id": {**each["_id"], "p": period}, "p": period, "g": grain}
        for each in tallies
        for period, grain in (("2026-01", "month"), ("2026-01-01", "day"))
        if each["k"] != "total" and each["g"] == "year"
    ]
    await database.collection(TALLIES).insert_many(short)
    await days_are_read_from_plays(database)
    await days_are_read_from_plays(database)
    assert await everything_in(database, PLAYS) == plays
    assert await everything_in(database, TALLIES) == tallies
