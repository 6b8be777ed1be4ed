"""A genuine mongod as our subprocess, for everybody who has no MongoDB server to point to."""

import asyncio
import itertools
import socket
import threading
from pathlib import Path

import structlog
from pymongo.errors import PyMongoError

from db.data_directory import LOOPBACK, DataDirectory
from db.errors import CannotStart
from db.mongod_binary import find_mongod
from db.mongod_process import MongodProcess, PortTaken
from db.replica_set import AnotherServer, make_primary, uri_of
from player.ending import end

log = structlog.get_logger()

READY_SECONDS = 60.0
GRACE_SECONDS = 10.0
POLL_SECONDS = 0.01
PORTS_TO_TRY = 5
WATCH_SECONDS = 0.5
PAUSES_SECONDS = (1.0, 2.0, 5.0, 10.0, 30.0)
"""How long to wait between tries to start a server again; the last one over and over."""


class EmbeddedServer:
    """A MongoDB server on loopback that lives exactly as long as we do.

    Should it end before that, killed or out of memory, it is started again on the same port.
    Start it from the main thread: the kernel ends it together with the thread that launched it.
    """

    def __init__(self, data_dir: Path, binary: Path | None = None) -> None:
        self._data_dir = data_dir
        self._binary = binary
        self._directory: DataDirectory | None = None
        self._process: MongodProcess | None = None
        self._watch: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The process id of mongod while it is started."""
        return self._process.pid if self._process else None

    async def start(self) -> str:
        """Return the server's URI once it accepts writes; raise `CannotStart` when it cannot."""
        if threading.current_thread() is not threading.main_thread():
            raise CannotStart("The embedded MongoDB has to be started from the main thread.")
        binary = find_mongod(self._binary)
        self._directory = DataDirectory.claim(self._data_dir)
        try:
            port = await self._run(binary, self._directory)
        except BaseException:
            await self.stop()
            raise
        watching = self._keep_running(binary, self._directory, port)
        self._watch = asyncio.create_task(watching, name="embedded database")
        return uri_of(port)

    async def stop(self) -> None:
        """End the server and give the data directory free; harmless when it is not started."""
        watch, self._watch = self._watch, None
        if watch:
            await end(watch)
        process, self._process = self._process, None
        directory, self._directory = self._directory, None
        try:
            if process:
                await process.stop(GRACE_SECONDS)
        finally:
            if directory:
                directory.release()

    async def _run(self, binary: Path, directory: DataDirectory) -> int:
        """Run the server on the first port that nobody else takes, and return that port."""
        for _ in range(PORTS_TO_TRY):
            port = directory.port()
            process = self._process = MongodProcess(binary, directory, port)
            try:
                await _ready_in_time(process, directory, port)
            except (PortTaken, AnotherServer):
                await process.stop(GRACE_SECONDS)
            else:
                directory.keep_port(port)
                return port
        raise CannotStart("The embedded MongoDB found no free port on this machine.")

    async def _keep_running(self, binary: Path, directory: DataDirectory, port: int) -> None:
        while True:
            while self._process and self._process.runs:  # noqa: ASYNC110 - It has no event for it.
                await asyncio.sleep(WATCH_SECONDS)
            log.error("embedded_database_ended", port=port)
            await self._run_again(binary, directory, port)
            log.warning("embedded_database_started_again", port=port)

    async def _run_again(self, binary: Path, directory: DataDirectory, port: int) -> None:
        """Try until the server runs again where its clients look for it."""
        for pause in itertools.chain(PAUSES_SECONDS, itertools.repeat(PAUSES_SECONDS[-1])):
            process = self._process = MongodProcess(binary, directory, port)
            try:
                await _ready_in_time(process, directory, port)
            except (PortTaken, AnotherServer, CannotStart) as failure:
                log.error("embedded_database_does_not_start", reason=str(failure), again_in_s=pause)  # noqa: TRY400 - The reason says it all.
                await process.stop(GRACE_SECONDS)
                await asyncio.sleep(pause)
            else:
                return


async def _ready_in_time(process: MongodProcess, directory: DataDirectory, port: int) -> None:
    try:
        async with asyncio.timeout(READY_SECONDS):
            await _ready(process, port)
    except TimeoutError as error:
        raise CannotStart(
            f"The embedded MongoDB was not ready within {READY_SECONDS:g} seconds:"
            f" see {directory.log}."
        ) from error


async def _ready(process: MongodProcess, port: int) -> None:
    while not _answers(port):
        process.check()
        await asyncio.sleep(POLL_SECONDS)
    try:
        await make_primary(port, process.pid)
    except PyMongoError as error:
        await process.ended(within_seconds=1.0)
        process.check()
        raise CannotStart(f"The embedded MongoDB does not work: {error}") from error


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((LOOPBACK, port)) == 0
