"""The embedded server's folder: one owner at a time, its log, and the port it keeps."""

import contextlib
import fcntl
import socket
from pathlib import Path
from typing import IO

from db.errors import CannotStart

LOOPBACK = "127.0.0.1"
PRIVATE = 0o700


class DataDirectory:
    """A folder that belongs to this process until `release`; taken with `claim`."""

    def __init__(self, path: Path, lock: IO[str]) -> None:
        self._lock = lock
        self._port_file = path / "port"
        self.files = path / "files"
        self.log = path / "mongod.log"
        self.output = path / "mongod.out"

    @classmethod
    def claim(cls, path: Path) -> "DataDirectory":
        """Make the folder where needed and take it; raise `CannotStart` when that is impossible."""
        path = path.absolute()
        try:
            (path / "files").mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            lock = (path / "in-use").open("w", encoding="utf-8")
        except OSError as error:
            raise CannotStart(
                f"The data directory {path} cannot be written ({error.strerror}):"
                " choose another one, or set AUXCORD_MONGODB_URI to a running MongoDB server."
            ) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.close()
            raise in_use(path) from error
        directory = cls(path, lock)
        directory._keep_one_old_log()
        return directory

    def release(self) -> None:
        self._lock.close()

    def port(self) -> int:
        """Return the port of last time if it is free, else any free one."""
        kept = self._kept_port()
        return kept if kept and _is_free(kept) else free_port()

    def keep_port(self, port: int) -> None:
        self._port_file.write_text(str(port), encoding="utf-8")

    def _kept_port(self) -> int | None:
        with contextlib.suppress(OSError, ValueError):
            port = int(self._port_file.read_text(encoding="utf-8"))
            return port if 1024 <= port <= 65535 else None
        return None

    def _keep_one_old_log(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            self.log.replace(self.log.with_suffix(".log.1"))


def in_use(path: Path) -> CannotStart:
    return CannotStart(
        f"The data directory {path} is in use by another running instance:"
        " stop that one, or choose another data directory."
    )


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        port: int = listener.getsockname()[1]
        return port


def _is_free(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
        except OSError:
            return False
        return True
