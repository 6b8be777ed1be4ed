"""The listens of people: what programs of theirs tell us, read back, and taken back."""

from collections.abc import Callable, Sequence
from uuid import uuid4

from auth.identity import UserId
from player.core.errors import Missing
from player.history.elsewhere import Elsewhere
from player.history.heard import Listen, play_of
from player.history.history import History
from player.history.play import Origin, Play, PlayId
from player.history.ports import ListenStore, PublicListeners


class UnknownListener(Missing):
    """Nobody goes by the name, or they keep their listens to themselves: nobody is told which."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Cannot find user: {name}")


class Listens:
    """Writes listens through the history, and reads them for whoever may."""

    def __init__(
        self,
        history: History,
        store: ListenStore,
        listeners: PublicListeners,
        elsewhere: Elsewhere,
    ) -> None:
        self._history = history
        self._store = store
        self.listeners = listeners
        self.elsewhere = elsewhere

    async def tell(self, listener: UserId, origin: Origin, listens: Sequence[Listen]) -> int:
        """Write what somebody heard, and return how many of these listens are new."""
        now = self._history.now()
        plays = [play_of(PlayId(uuid4().hex), listener, origin, listen, now) for listen in listens]
        return len(await self._history.tell(plays))

    async def whose(self, name: str) -> tuple[UserId, str]:
        """Return who lets everybody read under a name; raises `UnknownListener`."""
        found = await self.listeners.find(name)
        if found is None:
            raise UnknownListener(name)
        return found

    async def latest(
        self, listener: UserId, limit: int, before_s: int | None = None, after_s: int | None = None
    ) -> Sequence[Play]:
        """Return listens between two Unix seconds (exclusive), the latest first."""
        return await self._store.latest_of(listener, limit, before_s, after_s)

    async def count(self, listener: UserId) -> int:
        return await self._store.count(listener)

    async def span(self, listener: UserId) -> tuple[int, int]:
        """Return when the first and the latest listen began, in Unix seconds; zeros for none."""
        first, latest = await self._store.span(listener) or (0, 0)
        return first // 1000, latest // 1000

    async def take_back(
        self, listener: UserId, second: int, is_meant: Callable[[Play], bool]
    ) -> bool:
        """Forget a listen; say whether there was one."""
        return await self._store.take(listener, second, is_meant) is not None
