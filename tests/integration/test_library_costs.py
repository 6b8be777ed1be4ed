"""Libraries are read off indexes, in the order in which they are shown, whoever else has one."""

from typing import Any

from auth.identity import UserId
from db.client import Database, Document
from db.library import COLLECTION
from db.library_reader import counting, index_for, listing
from db.plays import Plays
from player.library.mention import Kind
from player.library.shelf import Wanted
from player.library.whose import of_person
from tests.integration.test_query_costs import examined
from tests.support.newcomers import play_of

ADA, BO = UserId("800000000000000001"), UserId("800000000000000002")
PAGE = 5
PARTS = {
    "artists": Wanted(Kind.ARTIST),
    "artists with a letter": Wanted(Kind.ARTIST, letter="q"),
    "artists with another sign": Wanted(Kind.ARTIST, letter="#"),
    "artists with words": Wanted(Kind.ARTIST, "queen 1"),
    "albums of an artist": Wanted(Kind.ALBUM, artist_id=2),
    "tracks of an artist": Wanted(Kind.TRACK, artist_id=2),
    "tracks of an album": Wanted(Kind.TRACK, album_id=3),
    "tracks by words": Wanted(Kind.TRACK, "song", "queen 1"),
}


async def test_lists_come_in_the_order_of_an_index_and_look_at_nothing_else(
    database: Database,
) -> None:
    await fill(database, ADA, 40)
    await fill(database, BO, 40)
    for what, wanted in PARTS.items():
        stages = [*listing([of_person(ADA)], wanted), {"$skip": 7}, {"$limit": PAGE}]
        plan = await explained(database, stages, index_for(wanted))
        assert "$sort" not in str(plan.get("stages", "")), what
        won = str(winner(plan))
        assert "IXSCAN" in won, what
        assert "COLLSCAN" not in won, what
        assert "'SORT'" not in won, what
        # A track is on several albums, and no index knows all of them by itself.
        most = PAGE if "album" in what else 0
        assert examined(plan, "totalDocsExamined") <= most, what


async def test_a_page_of_artists_is_counted_without_a_look_at_tracks(database: Database) -> None:
    await fill(database, ADA, 5)
    artist = await database.collection(COLLECTION).find_one({"k": Kind.ARTIST})
    assert artist is not None
    plan = await explained(
        database, counting([of_person(ADA)], "artist_id", [artist["id"]]), "artists"
    )
    assert examined(plan, "totalDocsExamined") == 0
    assert examined(plan, "totalKeysExamined") > 0


async def fill(database: Database, user_id: UserId, count: int) -> None:
    plays = [
        play_of(user_id, f"Queen {number}", f"Song {number}", number, album="Jazz")
        for number in range(count)
    ]
    await Plays(database).tell(plays)


def winner(plan: dict[str, Any]) -> object:
    """Return the plan that was chosen; it stands in the first stage where there are several."""
    cursor = plan["stages"][0]["$cursor"] if "stages" in plan else plan
    return cursor["queryPlanner"]["winningPlan"]


async def explained(database: Database, stages: list[Document], hint: str) -> dict[str, Any]:
    question = {"aggregate": COLLECTION, "pipeline": stages, "cursor": {}, "hint": hint}
    return await database.raw.command("explain", question, verbosity="executionStats")
