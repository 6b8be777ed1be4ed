import asyncio
import contextlib
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from sim.discord import seed
from tests.support.listening_ports import port_to_listen_on
from tests.support.program import (
    Program,
    answered,
    is_alive,
    signed_in,
    started,
    started_demo,
    until,
)

PEOPLE = (seed.ADA, seed.ROBIN, seed.JUNO, seed.NOOR, seed.FOX)
STREAMS_EACH = 10
STREAM = f"/events/guild/{seed.HARBOUR}"
LONG_ENOUGH_S = 30.0


class Stream:
    """One open live stream, read to its end in the background."""

    def __init__(self, browser: httpx2.AsyncClient) -> None:
        self.text = ""
        self._browser = browser
        self.reading = asyncio.create_task(self._read())

    @property
    def is_open(self) -> bool:
        return "event: reset" in self.text

    async def _read(self) -> None:
        async with self._browser.stream("GET", STREAM, timeout=None) as answer:
            assert answer.status_code == 200
            async for piece in answer.aiter_text():
                self.text += piece


@contextlib.asynccontextmanager
async def open_streams(url: str) -> AsyncIterator[list[Stream]]:
    async with contextlib.AsyncExitStack() as stack:
        streams = []
        for person in PEOPLE:
            browser = await signed_in(url, person)
            stack.push_async_callback(browser.aclose)
            streams += [Stream(browser) for _ in range(STREAMS_EACH)]
        await asyncio.to_thread(until, lambda: all(stream.is_open for stream in streams))
        yield streams


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_everything_in_order(tmp_path: Path, number: signal.Signals) -> None:
    with started_demo(tmp_path) as program:
        url = await asyncio.to_thread(lambda: program.url)
        children = program.children()
        assert children
        async with open_streams(url) as streams:
            program.tell(number)
            code = await program.wait_in_loop(LONG_ENOUGH_S)
            await asyncio.gather(*(stream.reading for stream in streams))
        assert code == 0
        assert program.err == ""
        assert len(streams) == 50
        assert all('"reason":"shutdown"' in stream.text.replace(" ", "") for stream in streams)
        assert [pid for pid in children if is_alive(pid)] == []


def test_two_signals_at_once_are_one(tmp_path: Path) -> None:
    with started_demo(tmp_path) as program:
        assert program.url
        program.tell(signal.SIGHUP)
        program.tell(signal.SIGTERM)
        assert program.wait(LONG_ENOUGH_S) == 0
        assert program.err == ""


def test_a_signal_during_the_start_ends_it_quietly(tmp_path: Path) -> None:
    port = port_to_listen_on()
    with started_demo(tmp_path, port=port) as program:
        until(lambda: program.ended or _listens(port))
        program.tell(signal.SIGTERM)
        program.wait(LONG_ENOUGH_S)
        assert program.err == ""
        assert _has_left_nothing(program, tmp_path)


def test_being_killed_leaves_no_database_behind(tmp_path: Path) -> None:
    with started_demo(tmp_path) as program:
        assert program.url
        children = program.children()
        assert children
        program.process.kill()
        program.wait()
        until(lambda: not any(is_alive(pid) for pid in children), LONG_ENOUGH_S)


async def test_a_second_start_goes_on_where_the_first_ended(tmp_path: Path) -> None:
    port = port_to_listen_on()
    with started_demo(tmp_path, port=port) as program:
        url = await asyncio.to_thread(lambda: program.url)
        browser = await signed_in(url, seed.ADA)
        for song in ("lantern", "jazz"):
            await answered(browser, "POST", f"/tracks/add?query={song}")
        before = (await answered(browser, "GET", "/tracks/queue")).json()["data"]
        program.tell(signal.SIGTERM)
        assert await program.wait_in_loop(LONG_ENOUGH_S) == 0
    with started_demo(tmp_path, port=port) as program:
        assert await asyncio.to_thread(lambda: program.url) == url
        after = (await answered(browser, "GET", "/tracks/queue")).json()["data"]
        assert after == before
        assert len(before["tracks"]) == 1
        await browser.aclose()


def test_a_port_in_use_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with started_demo(tmp_path, port=port) as program:
            assert program.wait() == 1
            told = f"Port {port} on 127.0.0.1 is in use; set AUXCORD_PORT to another.\n"
            assert program.err == told


def test_a_database_that_does_not_answer_is_told_in_a_sentence(tmp_path: Path) -> None:
    variables = {
        "AUXCORD_PORT": str(port_to_listen_on()),
        "AUXCORD_DISCORD__CLIENT_ID": "123456789012345678",
        "AUXCORD_DISCORD__CLIENT_SECRET": "s",
        "AUXCORD_DISCORD__BOT_TOKEN": "MTIzNDU2Nzg5MDEyMzQ1Njc4.t.t",
        "AUXCORD_LAVALINK_NODES": '[{"name": "a", "host": "127.0.0.1", "password": "p"}]',
        "MONGODB_URI": f"mongodb://127.0.0.1:{port_to_listen_on()}",
    }
    with started(tmp_path, "serve", **variables) as program:
        assert program.wait() == 1
        assert program.err.count("\n") == 1
        assert program.err.startswith("No MongoDB that accepts writes answers at the address in")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _has_left_nothing(program: Program, place: Path) -> bool:
    """Say whether nobody holds the data directory any more, and the start said nothing."""
    with started_demo(place) as next_one:
        return "ready" not in program.out and next_one.url.startswith("http://")
