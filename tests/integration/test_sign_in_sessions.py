import asyncio
from dataclasses import replace

import pytest

from auth.identity import GuildId, Person, UserId
from auth.ports import BrowserSession, KnownGuild
from auth.secrets import hashed
from auth.sessions import SESSIONS_PER_PERSON, TRUSTED_AT_MOST, Sessions
from db.browser_sessions import BrowserSessions
from db.client import Database

ADA = Person(UserId("100000000000000001"), "ada", "Ada Lindqvist", "a_1f")
NOOR = Person(UserId("100000000000000002"), "noor", "Noor")
GUILD = KnownGuild(GuildId("200000000000000001"), "Harbour", "abc", owner=True, permissions=1 << 52)
DAY = 86_400


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.125

    def __call__(self) -> float:
        return self.now


class WatchedStore(BrowserSessions):
    """The real store, which also counts what it is asked, and may be held up after reading."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.gets = 0
        self.touches = 0
        self.has_read = asyncio.Event()
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()

    async def get(self, key: str) -> BrowserSession | None:
        self.gets += 1
        session = await super().get(key)
        self.has_read.set()
        await self.may_go_on.wait()
        return session

    async def touch(self, key: str, seen_at: float) -> None:
        self.touches += 1
        await super().touch(key, seen_at)


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(name="store")
def _store(database: Database) -> WatchedStore:
    return WatchedStore(database)


@pytest.fixture(name="sessions")
def _sessions(store: WatchedStore, clock: Clock) -> Sessions:
    return Sessions(store, clock)


async def opened(sessions: Sessions, person: Person = ADA, presented: str | None = None) -> str:
    return await sessions.open(person, (GUILD,), "Firefox", presented)


async def test_an_opened_session_is_found(sessions: Sessions, clock: Clock) -> None:
    secret = await opened(sessions)
    assert await sessions.find(secret) == BrowserSession(
        key=hashed(secret),
        person=ADA,
        guilds=(GUILD,),
        created_at=clock.now,
        last_seen_at=clock.now,
        user_agent="Firefox",
    )


@pytest.mark.parametrize("secret", ["", "nonsense", "x" * 100_000, "\udcff", "ü"])
async def test_what_is_no_secret_finds_nothing(sessions: Sessions, secret: str) -> None:
    await opened(sessions)
    assert await sessions.find(secret) is None


async def test_the_stored_hash_is_no_way_in(sessions: Sessions) -> None:
    secret = await opened(sessions)
    assert await sessions.find(hashed(secret)) is None


async def test_the_secret_itself_is_stored_nowhere(sessions: Sessions, database: Database) -> None:
    secret = await opened(sessions)
    for name in await database.raw.list_collection_names():
        documents = await database.collection(name).find({}).to_list()
        assert secret not in repr(documents)


async def test_every_session_has_a_new_secret_and_the_presented_one_ends(
    sessions: Sessions,
) -> None:
    first = await opened(sessions)
    second = await opened(sessions, presented=first)
    assert first != second
    assert await sessions.find(first) is None
    assert await sessions.find(second)


async def test_a_presented_secret_is_never_taken_over(sessions: Sessions) -> None:
    planted = "p" * 43
    assert await opened(sessions, presented=planted) != planted
    assert await sessions.find(planted) is None


async def test_a_closed_session_is_gone_at_once(sessions: Sessions) -> None:
    secret, other = await opened(sessions), await opened(sessions)
    assert await sessions.find(secret)
    await sessions.close(secret)
    assert await sessions.find(secret) is None
    assert await sessions.find(other)


async def test_closing_what_is_not_open_is_harmless(sessions: Sessions) -> None:
    await sessions.close("nonsense")


async def test_a_session_that_is_closed_while_it_is_looked_up_is_not_remembered(
    sessions: Sessions, store: WatchedStore
) -> None:
    secret = await opened(sessions)
    store.may_go_on.clear()
    lookup = asyncio.create_task(sessions.find(secret))
    await store.has_read.wait()
    await sessions.close(secret)
    store.may_go_on.set()
    await lookup
    assert await sessions.find(secret) is None


async def test_all_sessions_of_one_person_end(sessions: Sessions) -> None:
    phone, desktop = await opened(sessions), await opened(sessions)
    of_noor = await opened(sessions, NOOR)
    for secret in (phone, desktop, of_noor):
        assert await sessions.find(secret)
    await sessions.close_all(ADA.id)
    assert await sessions.find(phone) is None
    assert await sessions.find(desktop) is None
    assert await sessions.find(of_noor)
    assert await sessions.list_of(ADA.id) == []


async def test_use_keeps_a_session_alive_until_its_lifetime_ends(
    sessions: Sessions, clock: Clock
) -> None:
    secret = await opened(sessions)
    for _ in range(5):
        clock.now += 6 * DAY
        last = clock.now
        assert bool(await sessions.find(secret)) == (last < 1_800_000_000.125 + 30 * DAY)
    assert await sessions.list_of(ADA.id) == []


async def test_an_idle_session_ends(sessions: Sessions, clock: Clock) -> None:
    secret = await opened(sessions)
    clock.now += 7 * DAY - 1
    assert await sessions.find(secret)
    clock.now += 7 * DAY
    assert await sessions.list_of(ADA.id) == []
    assert await sessions.find(secret) is None


async def test_both_limits_can_be_chosen(store: WatchedStore, clock: Clock) -> None:
    sessions = Sessions(store, clock, lifetime_seconds=100, idle_seconds=10)
    secret = await opened(sessions)
    clock.now += 9
    assert await sessions.find(secret)
    clock.now += 10
    assert await sessions.find(secret) is None


async def test_a_session_just_verified_is_trusted_for_two_seconds(
    sessions: Sessions, store: WatchedStore, clock: Clock
) -> None:
    secret = await opened(sessions)
    await sessions.find(secret)
    clock.now += 1.99
    await sessions.find(secret)
    assert store.gets == 1
    clock.now += 0.01
    await sessions.find(secret)
    assert store.gets == 2


async def test_a_session_that_another_process_closed_is_trusted_no_longer_than_that(
    sessions: Sessions, store: WatchedStore, clock: Clock
) -> None:
    secret = await opened(sessions)
    await sessions.find(secret)
    await Sessions(store, clock).close(secret)
    clock.now += 2
    assert await sessions.find(secret) is None


async def test_a_clock_that_goes_back_ends_the_trust(
    sessions: Sessions, store: WatchedStore, clock: Clock
) -> None:
    secret = await opened(sessions)
    await sessions.find(secret)
    clock.now -= 3600
    await sessions.find(secret)
    assert store.gets == 2


async def test_the_time_of_last_use_is_written_at_most_once_a_minute(
    sessions: Sessions, store: WatchedStore, clock: Clock
) -> None:
    secret = await opened(sessions)
    for _ in range(60):
        clock.now += 3
        assert await sessions.find(secret)
    assert store.touches == 3
    [session] = await sessions.list_of(ADA.id)
    assert session.last_seen_at == clock.now


async def test_sessions_are_listed_with_the_latest_first(sessions: Sessions, clock: Clock) -> None:
    secrets = []
    for _ in range(3):
        secrets.append(await opened(sessions))
        clock.now += 1
    await opened(sessions, NOOR)
    listed = await sessions.list_of(ADA.id)
    assert [one.key for one in listed] == [hashed(secret) for secret in reversed(secrets)]


async def test_a_person_keeps_a_limited_number_of_sessions(
    sessions: Sessions, clock: Clock
) -> None:
    first = await opened(sessions)
    assert await sessions.find(first)
    for _ in range(SESSIONS_PER_PERSON):
        clock.now += 0.001
        latest = await opened(sessions)
    assert len(await sessions.list_of(ADA.id)) == SESSIONS_PER_PERSON
    assert await sessions.find(first) is None
    assert await sessions.find(latest)


async def test_the_memory_of_trusted_sessions_is_bounded(
    sessions: Sessions, store: WatchedStore
) -> None:
    first = await opened(sessions)
    session = await sessions.find(first)
    assert session
    for number in range(TRUSTED_AT_MOST):
        sessions._trust(replace(session, key=hashed(str(number))))
    assert len(sessions._trusted) == TRUSTED_AT_MOST
    await sessions.find(first)
    assert store.gets == 2


async def test_a_user_agent_is_cut(sessions: Sessions) -> None:
    secret = await sessions.open(ADA, (), "M" * 5000, None)
    session = await sessions.find(secret)
    assert session
    assert session.user_agent == "M" * 300
