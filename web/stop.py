"""How the process is told to end: by signals, the first one politely."""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Coroutine, Iterator

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE_SECONDS = 0.5


class Stop:
    """The wish to end. The first signal asks for an orderly end, a later one kills."""

    def __init__(self) -> None:
        self._asked = asyncio.Event()
        self._starting: asyncio.Task[object] | None = asyncio.current_task()

    @contextlib.contextmanager
    def on_signals(self) -> Iterator[None]:
        """Listen to the signals that end programs while the block runs."""
        loop = asyncio.get_running_loop()
        for number in _ours():
            loop.add_signal_handler(number, self.ask)
        try:
            yield
        finally:
            _leave_signals_to_the_system()

    def ask(self) -> None:
        """End: what is still starting is broken off, what runs ends in order."""
        if self._asked.is_set():
            return
        self._asked.set()
        # Make and shells may deliver one Ctrl-C twice; that is no impatience yet.
        asyncio.get_running_loop().call_later(PATIENCE_SECONDS, _leave_signals_to_the_system)
        if self._starting is not None:
            self._starting.cancel()

    async def wait(self) -> None:
        """Wait for the wish; from now on nothing is broken off any more."""
        self._starting = None
        await self._asked.wait()


def run_until_stopped(main: Callable[[Stop], Coroutine[object, object, None]]) -> None:
    """Run `main` until it ends by itself or is told to; either way return in order."""

    async def listening_to_signals() -> None:
        stop = Stop()
        with stop.on_signals():
            await main(stop)

    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(listening_to_signals())


def _ours() -> list[signal.Signals]:
    """Return the signals to act on; `nohup` has SIGHUP ignored, and so it stays."""
    return [number for number in SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]


def _leave_signals_to_the_system() -> None:
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        if loop.remove_signal_handler(number):
            signal.signal(number, signal.SIG_DFL)
