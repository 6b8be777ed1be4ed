"""The stores on a real MongoDB."""

import asyncio
from dataclasses import replace

import pytest
from pymongo import AsyncMongoClient
from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)
from structlog.testing import capture_logs

from auth.identity import GuildId, Person, UserId
from auth.ports import BrowserSession, KnownGuild, PendingSignIn, PendingStore, SessionStore
from db.browser_sessions import BrowserSessions
from db.client import Database, Document
from db.node_sessions import NodeSessions
from db.pending_sign_ins import PendingSignIns
from db.players import Players
from player.core.playback import Playhead
from player.core.state import PlayerState
from player.core.track import Entry, EntryId, Track
from player.ports import PlayerStore, Snapshot

ADA = Person(UserId("1"), "ada", "Ada 🎧", "a_1")
NOOR = Person(UserId("2"), "noor", "Noor")
GUILDS = (
    KnownGuild(GuildId("5"), "Harbour", "x", owner=True, permissions=2**70 + 1),
    KnownGuild(GuildId("6"), "Moon", None, owner=False, permissions=0),
)
GUILD = GuildId("100000000000000001")


def session(number: int, person: Person = ADA, created_at: float = 1000.125) -> BrowserSession:
    return BrowserSession(f"{number:064x}", person, GUILDS, created_at, created_at + 5, "Firefox")


def pending(number: int, created_at: float = 1000.0) -> PendingSignIn:
    return PendingSignIn(f"{number:064x}", "f" * 64, "/queue", created_at, "verifier", ADA, GUILDS)


def track(number: int, encoded: str = "QAAA") -> Track:
    return Track(encoded, f"Title {number}", "Author", None, str(number), "youtube", 1000)


def entries(count: int, encoded: str = "QAAA") -> tuple[Entry, ...]:
    return tuple(Entry(EntryId(one), track(one, encoded), ADA.id) for one in range(1, count + 1))


class TestBrowserSessions:
    @pytest.fixture(name="store")
    def _store(self, database: Database) -> SessionStore:
        return BrowserSessions(database)

    async def test_a_session_comes_back_as_it_was(self, store: SessionStore) -> None:
        for one in (session(1), session(2, NOOR), replace(session(3), guilds=(), user_agent="")):
            await store.save(one)
            assert await store.get(one.key) == one
        assert await store.get("unknown") is None

    async def test_saving_again_replaces(self, store: SessionStore) -> None:
        await store.save(session(1))
        await store.save(replace(session(1), user_agent="Opera"))
        [found] = await store.list_of(ADA.id)
        assert found.user_agent == "Opera"

    async def test_a_touch_moves_the_time_on_and_never_back(self, store: SessionStore) -> None:
        await store.save(session(1))
        for seen_at, kept in ((2000.5, 2000.5), (1500.0, 2000.5)):
            await store.touch(session(1).key, seen_at)
            found = await store.get(session(1).key)
            assert found == replace(session(1), last_seen_at=kept)

    async def test_a_touch_brings_nothing_back(self, store: SessionStore) -> None:
        await store.save(session(1))
        await store.delete(session(1).key)
        await store.touch(session(1).key, 2000.0)
        assert await store.get(session(1).key) is None

    async def test_the_sessions_of_a_person(self, store: SessionStore) -> None:
        mine = [session(number, created_at=1000.0 + number) for number in (1, 2, 3)]
        for one in (*mine, session(4, NOOR)):
            await store.save(one)
        assert list(await store.list_of(ADA.id)) == mine[::-1]
        await store.delete_of(ADA.id)
        assert list(await store.list_of(ADA.id)) == []
        assert list(await store.list_of(NOOR.id)) == [session(4, NOOR)]


class TestPendingSignIns:
    async def test_a_stage_comes_back_as_it_was(self, database: Database) -> None:
        store: PendingStore = PendingSignIns(database)
        bare = PendingSignIn("a" * 64, "b" * 64, None, 1.5)
        for one in (pending(1), bare):
            await store.save(one)
            assert await store.take(one.key) == one
            assert await store.take(one.key) is None

    async def test_of_many_who_take_at_once_one_gets_it(self, database: Database) -> None:
        store = PendingSignIns(database)
        await store.save(pending(1))
        taken = await asyncio.gather(*(store.take(pending(1).key) for _ in range(20)))
        assert [one for one in taken if one] == [pending(1)]

    async def test_when_there_are_too_many_the_oldest_give_way(self, database: Database) -> None:
        store = PendingSignIns(database, at_most=3)
        for number in (3, 1, 2, 4, 5):
            await store.save(pending(number, created_at=1000.0 + number))
        left = [number for number in range(1, 6) if await store.take(pending(number).key)]
        assert left == [3, 4, 5]


class TestNodeSessions:
    async def test_the_latest_session_of_every_node(self, database: Database) -> None:
        store = NodeSessions(database)
        assert await store.load() == {}
        await store.save("node.one", "a")
        await store.save("$node two", "b")
        await store.save("node.one", "c")
        assert await NodeSessions(database).load() == {"node.one": "c", "$node two": "b"}


class Writes(CommandListener):
    """Sees how large the writes are that go to the server."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def started(self, event: CommandStartedEvent) -> None:
        if event.command_name == "update":
            self.sizes.append(len(repr(event.command)))

    def succeeded(self, event: CommandSucceededEvent) -> None:
        """Only what is sent matters."""

    def failed(self, event: CommandFailedEvent) -> None:
        """Only what is sent matters."""


class TestPlayers:
    @pytest.fixture(name="store")
    def _store(self, database: Database) -> PlayerStore:
        return Players(database)

    async def test_players_come_back_as_they_were(
        self, store: PlayerStore, database: Database
    ) -> None:
        playing = PlayerState(
            GUILD,
            current=entries(1)[0],
            playhead=Playhead(5000, 1_800_000_000_000, 1.25, stalled=True),
            queue=entries(5),
            equalizer=(0.1,) * 15,
        )
        snapshots = [Snapshot(playing, 7, 8), Snapshot(PlayerState(GuildId("2")), 1, 2)]
        for one in snapshots:
            await store.save(one)
        assert {*await Players(database).load_all()} == {*snapshots}

    async def test_every_save_replaces_the_one_before(
        self, store: PlayerStore, database: Database
    ) -> None:
        state = PlayerState(GUILD, queue=entries(3))
        steps = [
            state,
            replace(state, volume=5),
            replace(state, volume=5, queue=state.queue[1:], current=state.queue[0]),
            replace(state, repeat=True, queue=()),
            PlayerState(GUILD),
        ]
        for seq, step in enumerate(steps):
            await store.save(Snapshot(step, seq, 1000 + seq))
            assert await Players(database).load_all() == [Snapshot(step, seq, 1000 + seq)]

    async def test_a_pause_does_not_write_the_queue_again(
        self, database: Database, mongo_uri: str
    ) -> None:
        writes = Writes()
        client = AsyncMongoClient[Document](mongo_uri, event_listeners=[writes])
        store = Players(Database(client, database.name))
        state = PlayerState(GUILD, queue=entries(500), playhead=Playhead(0, 0))
        paused = replace(state, playhead=Playhead(0, 0, paused=True))
        await store.save(Snapshot(state, 1, 1))
        await store.save(Snapshot(paused, 2, 2))
        await client.close()
        assert await Players(database).load_all() == [Snapshot(paused, 2, 2)]
        whole, change = writes.sizes
        assert whole > 50_000
        assert change < 1_000

    async def test_what_another_process_wrote_meanwhile_is_replaced_whole(
        self, store: PlayerStore, database: Database
    ) -> None:
        state = PlayerState(GUILD, queue=entries(3))
        await store.save(Snapshot(state, 1, 1))
        other = replace(state, queue=entries(9), shuffle=True)
        await Players(database).save(Snapshot(other, 2, 2))
        await store.save(Snapshot(replace(state, volume=5), 3, 3))
        expected = Snapshot(replace(state, volume=5), 3, 3)
        assert await Players(database).load_all() == [expected]

    async def test_what_was_deleted_meanwhile_is_written_whole(
        self, store: PlayerStore, database: Database
    ) -> None:
        state = PlayerState(GUILD, queue=entries(3))
        await store.save(Snapshot(state, 1, 1))
        await database.collection("players").delete_many({})
        await store.save(Snapshot(state, 2, 2))
        assert await Players(database).load_all() == [Snapshot(state, 2, 2)]

    async def test_a_title_that_is_no_proper_text_is_stored_all_the_same(
        self, store: PlayerStore, database: Database
    ) -> None:
        broken = Entry(EntryId(1), replace(track(1), title="a\ud800b"), None)
        for state in (PlayerState(GUILD), PlayerState(GUILD, queue=(broken,))):
            await store.save(Snapshot(state, 1, 1))
        [snapshot] = await Players(database).load_all()
        assert [one.track.title for one in snapshot.state.queue] == ["a?b"]

    async def test_of_a_queue_beyond_all_measure_the_front_is_stored(
        self, store: PlayerStore, database: Database
    ) -> None:
        state = PlayerState(GUILD, queue=entries(20, encoded="Q" * 1_000_000))
        with capture_logs() as logs:
            await store.save(Snapshot(state, 1, 1))
            await store.save(Snapshot(replace(state, volume=5), 2, 2))
        [snapshot] = await Players(database).load_all()
        assert snapshot.state.queue == state.queue[:10]
        assert (snapshot.state.volume, snapshot.seq) == (5, 2)
        assert {one["event"] for one in logs} == {"queue_too_long_to_store"}

    async def test_an_unreadable_player_does_not_hide_the_others(
        self, store: PlayerStore, database: Database
    ) -> None:
        good = Snapshot(PlayerState(GUILD), 1, 1)
        await store.save(good)
        damaged = {"_id": "9", "seq": 1, "saved_at": 1, "state": {"queue": [{"id": 1}]}}
        await database.collection("players").insert_one(damaged)
        with capture_logs() as logs:
            assert await store.load_all() == [good]
        assert [(one["log_level"], one["guild_id"]) for one in logs] == [("error", "9")]
        assert await database.collection("players").count_documents({}) == 2

    async def test_when_we_were_last_alive(self, store: PlayerStore) -> None:
        assert await store.last_alive() is None
        for now in (1_800_000_000_000, 1_800_000_005_000):
            await store.say_alive(now)
            assert await store.last_alive() == now
