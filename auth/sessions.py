"""Sessions of signed-in browsers: opened by a sign-in, found by a cookie's secret, and ended."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace

from auth.identity import Person, UserId
from auth.ports import BrowserSession, KnownGuild, SessionStore
from auth.secrets import hashed, new_secret

DAY = 24 * 60 * 60
LIFETIME_SECONDS = 30 * DAY
IDLE_SECONDS = 7 * DAY
TOUCH_SECONDS = 60
TRUST_SECONDS = 2
TRUSTED_AT_MOST = 1_000
SESSIONS_PER_PERSON = 25
USER_AGENT_LENGTH = 300


class Sessions:
    """All signed-in browsers; `now` tells Unix seconds.

    A session that was just verified is trusted for `TRUST_SECONDS` without asking the store; what
    this process closes is gone at once.
    """

    def __init__(
        self,
        store: SessionStore,
        now: Callable[[], float],
        *,
        lifetime_seconds: float = LIFETIME_SECONDS,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._store = store
        self._now = now
        self._lifetime = lifetime_seconds
        self._idle = idle_seconds
        self._trusted: OrderedDict[str, tuple[BrowserSession, float]] = OrderedDict()
        self._closings = 0

    async def open(
        self,
        person: Person,
        guilds: Sequence[KnownGuild],
        user_agent: str,
        presented: str | None,
    ) -> str:
        """Begin a session and return its secret, which is new even where one was presented."""
        if presented:
            await self.close(presented)
        secret, now = new_secret(), self._now()
        await self._store.save(
            BrowserSession(
                key=hashed(secret),
                person=person,
                guilds=tuple(guilds),
                created_at=now,
                last_seen_at=now,
                user_agent=user_agent[:USER_AGENT_LENGTH],
            )
        )
        await self._keep_the_newest_of(person.id)
        return secret

    async def find(self, secret: str) -> BrowserSession | None:
        """Return the living session that this secret belongs to."""
        key = hashed(secret)
        trusted = self._trusted.get(key)
        if trusted and 0 <= self._now() - trusted[1] < TRUST_SECONDS:
            return trusted[0]
        closings = self._closings
        session = await self._store.get(key)
        if session is None or not self._lives(session):
            self._forget(key)
            return None
        session = await self._touched(session)
        if closings == self._closings:
            self._trust(session)
        return session

    async def close(self, secret: str) -> None:
        await self._close_key(hashed(secret))

    async def close_named(self, user_id: UserId, name: str) -> bool:
        """Sign one of a person's browsers out; say whether there was one of this name."""
        named = [one for one in await self._store.list_of(user_id) if one.name == name]
        for session in named:
            await self._close_key(session.key)
        return bool(named)

    async def close_others(self, user_id: UserId, secret: str) -> None:
        """Sign a person out everywhere but in the browser with this secret."""
        for session in await self._store.list_of(user_id):
            if session.key != hashed(secret):
                await self._close_key(session.key)

    async def close_all(self, user_id: UserId) -> None:
        """Sign a person out everywhere."""
        self._forget_all_of(user_id)
        await self._store.delete_of(user_id)
        self._forget_all_of(user_id)

    async def list_of(self, user_id: UserId) -> Sequence[BrowserSession]:
        """Return a person's living sessions, the latest first."""
        sessions = [one for one in await self._store.list_of(user_id) if self._lives(one)]
        return sorted(sessions, key=lambda one: one.created_at, reverse=True)

    async def _close_key(self, key: str) -> None:
        # Forgotten twice, since somebody may have asked for it while the store was at work.
        self._forget(key)
        await self._store.delete(key)
        self._forget(key)

    def _lives(self, session: BrowserSession) -> bool:
        now = self._now()
        young = now - session.created_at < self._lifetime
        return young and now - session.last_seen_at < self._idle

    async def _touched(self, session: BrowserSession) -> BrowserSession:
        now = self._now()
        if now - session.last_seen_at < TOUCH_SECONDS:
            return session
        await self._store.touch(session.key, now)
        return replace(session, last_seen_at=now)

    async def _keep_the_newest_of(self, user_id: UserId) -> None:
        sessions = await self._store.list_of(user_id)
        by_age = sorted(sessions, key=lambda one: one.created_at, reverse=True)
        for surplus in by_age[SESSIONS_PER_PERSON:]:
            await self._store.delete(surplus.key)
            self._forget(surplus.key)

    def _trust(self, session: BrowserSession) -> None:
        self._trusted[session.key] = (session, self._now())
        self._trusted.move_to_end(session.key)
        if len(self._trusted) > TRUSTED_AT_MOST:
            self._trusted.popitem(last=False)

    def _forget(self, key: str) -> None:
        self._closings += 1
        self._trusted.pop(key, None)

    def _forget_all_of(self, user_id: UserId) -> None:
        trusted = self._trusted.values()
        for key in [one.key for one, _ in trusted if one.person.id == user_id]:
            self._forget(key)
        self._closings += 1
