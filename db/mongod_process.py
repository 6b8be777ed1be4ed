"""One run of the mongod program: how it is launched, how it ends, and why it could not run."""

import asyncio
import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path

from db.data_directory import LOOPBACK, DataDirectory, in_use
from db.errors import CannotStart
from db.replica_set import REPLICA_SET

LAUNCHER = Path(__file__).with_name("die_with_parent.py")
CACHE_GB = "0.25"
OPLOG_MB = "128"
SMALL_JOURNAL = "log=(prealloc=false,file_max=20MB)"
ADDRESS_IN_USE = 48

EXPLANATIONS = {
    -4: "it needs a processor with AVX",
    62: "the data files belong to another version of MongoDB",
}


class PortTaken(Exception):
    """Somebody else took the port before mongod did."""


class MongodProcess:
    """A running mongod, in a session of its own so that Ctrl-C reaches only us."""

    def __init__(self, binary: Path, directory: DataDirectory, port: int) -> None:
        self._directory = directory
        with directory.output.open("wb") as output:
            self._process = subprocess.Popen(  # noqa: S603 - a fixed command, no shell.
                _command(binary, directory, port),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def check(self) -> None:
        """Raise `PortTaken` or `CannotStart` if the process has ended."""
        code = self._process.poll()
        if code is None:
            return
        if code == ADDRESS_IN_USE:
            raise PortTaken
        raise self._explanation(code)

    async def ended(self, within_seconds: float) -> bool:
        """Wait for the process to end by itself, and say whether it has."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            await asyncio.to_thread(self._process.wait, within_seconds)
        return self._process.poll() is not None

    async def stop(self, grace_seconds: float) -> None:
        """End the process: politely first, and surely after the grace."""
        self._process.terminate()
        try:
            await self.ended(grace_seconds)
        finally:
            self._process.kill()
            self._process.wait()

    def _explanation(self, code: int) -> CannotStart:
        directory = self._directory
        complaints = _complaints(directory.log)
        if any("DBPathInUse" in line for line in complaints):
            return in_use(directory.files.parent)
        said = directory.output.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        if any("loading shared libraries" in line or "GLIBC" in line for line in said):
            return CannotStart(
                f"The embedded MongoDB cannot run on this system ({said[-1]}): install libssl3"
                " and libcurl4 (Debian 12, Ubuntu 22.04 or newer), or set AUXCORD_MONGODB_URI."
            )
        reasons = [*map(_in_words, complaints), *reversed(said), "no reason given"]
        return CannotStart(
            f"The embedded MongoDB ended with code {code} ({EXPLANATIONS.get(code, reasons[0])}):"
            f" see {directory.log}, or set AUXCORD_MONGODB_URI to a running MongoDB server."
        )


def _command(binary: Path, directory: DataDirectory, port: int) -> list[str]:
    launcher = [sys.executable, "-I", "-S", str(LAUNCHER), str(os.getpid())]
    return [
        *launcher,
        *(str(binary), "--replSet", REPLICA_SET, "--dbpath", str(directory.files)),
        *("--bind_ip", LOOPBACK, "--port", str(port), "--nounixsocket"),
        *("--logpath", str(directory.log), "--logappend"),
        *("--wiredTigerCacheSizeGB", CACHE_GB, "--oplogSize", OPLOG_MB),
        *("--wiredTigerEngineConfigString", SMALL_JOURNAL),
        *("--networkMessageCompressors", "disabled"),
        *("--setParameter", "diagnosticDataCollectionEnabled=false"),
    ]


def _complaints(log: Path) -> list[str]:
    """Return the lines that mongod logged as errors; the first one tells the cause."""
    with contextlib.suppress(OSError):
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if '"s":"E"' in line or '"s":"F"' in line]
    return []


def _in_words(complaint: str) -> str:
    said = re.findall(r'"(?:msg|errmsg|error_str)":"([^"]+)"', complaint)
    return ", ".join(said) or complaint
