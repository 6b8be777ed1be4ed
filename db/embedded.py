"""A genuine mongod as our subprocess, for everybody who has no MongoDB server to point to."""

import asyncio
import socket
import threading
from pathlib import Path

from pymongo.errors import PyMongoError

from db.data_directory import LOOPBACK, DataDirectory
from db.errors import CannotStart
from db.mongod_binary import find_mongod
from db.mongod_process import MongodProcess, PortTaken
from db.replica_set import AnotherServer, make_primary, uri_of

READY_SECONDS = 60.0
GRACE_SECONDS = 10.0
POLL_SECONDS = 0.01
PORTS_TO_TRY = 5


class EmbeddedServer:
    """A MongoDB server on loopback that lives exactly as long as we do.

    Start it from the main thread: the kernel ends it together with the thread that launched it.
    """

    def __init__(self, data_dir: Path, binary: Path | None = None) -> None:
        self._data_dir = data_dir
        self._binary = binary
        self._directory: DataDirectory | None = None
        self._process: MongodProcess | None = None

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
            return uri_of(await self._run(binary, self._directory))
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """End the server and give the data directory free; harmless when it is not started."""
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
            self._process = MongodProcess(binary, directory, port)
            try:
                async with asyncio.timeout(READY_SECONDS):
                    await _ready(self._process, port)
            except (PortTaken, AnotherServer):
                await self._process.stop(GRACE_SECONDS)
            except TimeoutError as error:
                raise CannotStart(
                    f"The embedded MongoDB was not ready within {READY_SECONDS:g} seconds:"
                    f" see {directory.log}."
                ) from error
            else:
                directory.keep_port(port)
                return port
        raise CannotStart("The embedded MongoDB found no free port on this machine.")


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
