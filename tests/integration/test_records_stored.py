"""Logs of guilds and sums of people in the real database."""

from auth.identity import GuildId, Person, UserId
from db.audit import AuditLog
from db.client import Database
from db.user_statistics import UserStatistics
from player.audit import KEPT, AuditTrail, LogEntry
from player.listening import Tally
from tests.support.builders import ADA, BOB, GUILD

PERSON = Person(ADA, "ada", "Ada", "a1b2")
OTHER = GuildId("81384788765712385")


def line(number: int, guild_id: GuildId = GUILD, at: int = 7) -> LogEntry:
    return LogEntry(guild_id, at, PERSON, f"did {number}")


async def test_lines_come_back_latest_first(database: Database) -> None:
    log = AuditLog(database)
    await log.append([line(1, at=5), line(2, at=6), LogEntry(GUILD, 8, None, "The vote passed.")])
    await log.append([line(9, OTHER)])
    latest = await log.latest(GUILD)
    assert [entry.sentence for entry in latest] == ["The vote passed.", "Ada did 2", "Ada did 1"]
    assert latest[1].person == PERSON


async def test_only_the_latest_lines_of_each_guild_are_kept(database: Database) -> None:
    log = AuditLog(database)
    await log.append([line(0, OTHER)])
    await log.append([line(number, at=number // 3) for number in range(KEPT + 20)])
    latest = await log.latest(GUILD)
    assert [entry.text for entry in latest] == [f"did {n}" for n in reversed(range(20, KEPT + 20))]
    assert await database.collection("audit").count_documents({"guild_id": GUILD}) == KEPT
    assert len(await log.latest(OTHER)) == 1


async def test_a_trail_reads_what_it_has_just_written(database: Database) -> None:
    trail = AuditTrail(AuditLog(database), lambda *_: PERSON, lambda: 5)
    trail.note(GUILD, ADA, "reset the settings")
    trail.note(GUILD, ADA, "\ud800 is no letter")
    assert [entry.sentence for entry in await trail.latest(GUILD)] == [
        "Ada ? is no letter",
        "Ada reset the settings",
    ]


async def test_sums_grow(database: Database) -> None:
    statistics = UserStatistics(database)
    assert await statistics.of(ADA) == Tally()
    await statistics.add({ADA: Tally(tracks_added=1), BOB: Tally(voice_ms=3)})
    await statistics.add({ADA: Tally(1, 2, 3, 4_000_000_000)})
    assert await statistics.of(ADA) == Tally(2, 2, 3, 4_000_000_000)
    assert await UserStatistics(database).of(UserId(BOB)) == Tally(voice_ms=3)
