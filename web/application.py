"""A Quart application that leaves out what none of ours needs with every request."""

from collections.abc import Awaitable, Callable
from typing import Any

from quart import Quart
from quart.sessions import SessionInterface

from web.exchange import Exchange

Hook = Callable[..., Any]


class NoSessions(SessionInterface):
    """Keeps nothing between requests: whoever signs in has a session of ours (`web/caller.py`)."""

    async def open_session(self, app: Quart, request: object) -> None:
        """Open none, and read no cookie for it."""
        del app, request


class Application(Quart):
    """Answers as Quart does, and sooner."""

    asgi_http_class = Exchange
    session_interface = NoSessions()  # type: ignore[assignment]  # Any other is allowed, too.

    def __init__(self, import_name: str, **options: Any) -> None:  # noqa: ANN401 - Quart's own.
        self._awaitable: dict[Hook, Callable[..., Awaitable[Any]]] = {}
        super().__init__(import_name, **options)

    def ensure_async(self, func: Hook) -> Callable[..., Awaitable[Any]]:
        """Return what can be awaited in place of a function.

        Quart looks closely at each of some twenty hooks, for every request again.
        """
        found = self._awaitable.get(func)
        if found is None:
            found = self._awaitable[func] = super().ensure_async(func)
        return found
