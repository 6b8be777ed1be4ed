import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.program import until

ROOT = Path(__file__).parents[2]
HEAD = "import asyncio, signal\nfrom web.stop import run_until_stopped\n"

OBEDIENT = """
async def main(stop):
    print("running", flush=True)
    await stop.wait()
    print("ended in order", flush=True)
"""
STUBBORN = """
async def main(stop):
    print("running", flush=True)
    await stop.wait()
    print("asked", flush=True)
    await asyncio.sleep(3600)
"""
STARTING = """
async def main(stop):
    try:
        print("running", flush=True)
        await asyncio.sleep(3600)
    finally:
        print("tidied up", flush=True)
"""
IGNORING_HANGUPS = """
signal.signal(signal.SIGHUP, signal.SIG_IGN)
async def main(stop):
    print("running", flush=True)
    print("hangups are", signal.getsignal(signal.SIGHUP).name)
"""


@contextmanager
def running(body: str) -> Iterator[subprocess.Popen[str]]:
    program = HEAD + body + "run_until_stopped(main)\n"
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "running\n"
        try:
            yield process
        finally:
            process.kill()


def rest(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    text = process.stdout.read()
    process.wait(30)
    return text


def ended_after(process: subprocess.Popen[str], number: signal.Signals) -> bool:
    process.send_signal(number)
    return process.poll() is not None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_asks_for_an_orderly_end(number: signal.Signals) -> None:
    with running(OBEDIENT) as process:
        process.send_signal(number)
        assert rest(process) == "ended in order\n"
        assert process.returncode == 0


def test_what_is_still_starting_is_broken_off_and_tidies_up() -> None:
    with running(STARTING) as process:
        process.send_signal(signal.SIGINT)
        assert rest(process) == "tidied up\n"
        assert process.returncode == 0


def test_a_signal_twice_in_a_moment_counts_once() -> None:
    with running(STUBBORN) as process:
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)
        assert process.stdout is not None
        assert process.stdout.readline() == "asked\n"
        assert process.poll() is None


def test_impatience_kills() -> None:
    with running(STUBBORN) as process:
        until(lambda: ended_after(process, signal.SIGINT), 30)
        assert process.returncode == -signal.SIGINT
        assert rest(process) == "asked\n"


def test_hangups_that_are_ignored_stay_ignored() -> None:
    with running(IGNORING_HANGUPS) as process:
        assert rest(process) == "hangups are SIG_IGN\n"
