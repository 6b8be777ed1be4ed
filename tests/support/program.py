"""Auxcord as its users start it: a process of its own, with what it prints and what it leaves."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from tests.support.listening_ports import port_to_listen_on

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0


class Program:
    """One run of `auxcord`; `place` is its working directory and keeps its output."""

    def __init__(self, place: Path, *arguments: str, **variables: str) -> None:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("AUXCORD_") and name != "MONGODB_URI"
        }
        self._out, self._err = place / "out", place / "err"
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "web", *arguments],
                cwd=place,
                env={**kept, "PYTHONPATH": str(ROOT), **variables},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )

    @property
    def out(self) -> str:
        return self._out.read_text()

    @property
    def err(self) -> str:
        return self._err.read_text()

    @property
    def url(self) -> str:
        """Wait until the program says that it is ready, and return where."""
        until(lambda: self.ended or "ready at" in self.out)
        found = re.search(r"ready at (\S+)", self.out)
        assert found is not None, self.err
        return found[1]

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def children(self) -> list[int]:
        """Return the processes that the program has started, by the system's own list."""
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in told.read_text().split()]

    def tell(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def wait(self, seconds: float = PATIENCE_S) -> int:
        return self.process.wait(seconds)

    async def wait_in_loop(self, seconds: float = PATIENCE_S) -> int:
        return await asyncio.to_thread(self.wait, seconds)


@contextmanager
def started(place: Path, *arguments: str, **variables: str) -> Iterator[Program]:
    """Run the program for a while; nothing of it is left afterwards."""
    place.mkdir(exist_ok=True)
    program = Program(place, *arguments, **variables)
    try:
        yield program
    finally:
        if not program.ended:
            program.process.kill()
            program.wait()


@contextmanager
def started_demo(place: Path, *arguments: str, port: int = 0) -> Iterator[Program]:
    """Run a demo in which nothing happens by itself, on a free port unless one is given."""
    options = ["--quiet", "--port", str(port or port_to_listen_on()), *arguments]
    with started(place, "demo", *options) as program:
        yield program


async def signed_in(url: str, person: str) -> httpx2.AsyncClient:
    """Sign somebody in on the demo as a browser does; the caller closes the browser."""
    browser = httpx2.AsyncClient(base_url=url, headers={"Origin": url}, timeout=20, trust_env=False)
    asked = await browser.get("/auth/redirect", params={"url": "/auth/flow?next=/servers"})
    chosen = await browser.get(f"{asked.headers['Location']}&user_id={person}")
    back = await browser.get(chosen.headers["Location"])
    home = await browser.get(back.headers["Location"])
    assert home.is_redirect, home.text
    return browser


async def answered(browser: httpx2.AsyncClient, method: str, path: str) -> httpx2.Response:
    """Ask until the server, which is still connecting to the world, does it."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            answer = await browser.request(method, path)
            if answer.is_success:
                return answer
            await asyncio.sleep(0.1)


def until(condition: Callable[[], bool], seconds: float = PATIENCE_S) -> None:
    """Wait until a condition holds; fail after the deadline."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It did not come about in time."
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Say whether a process runs; one that has ended and waits to be noticed does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
