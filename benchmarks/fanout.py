"""Measures what it costs to tell one thing to many browsers, beside the least and the usual way.

`make bench-fanout ARGS="--clients 500 2000 5000"` needs some minutes, and Linux.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.asking_meanwhile import Asking
from tests.support.listening_ports import port_to_listen_on

KINDS = ("raw", "documented", "pulled", "ours")
CLIENTS = (500, 2_000, 5_000)
DELIVERIES = 100_000
"""So many events are delivered without a pause to see what one costs."""
SECONDS = 5
"""For so long there is one event a second."""
SPARE_DESCRIPTORS = 200


@dataclass(frozen=True)
class Measured:
    """One server with so many clients."""

    kind: str
    clients: int
    cpu_us: float
    p50_ms: float
    p99_ms: float
    stall_ms: float
    quiet_stall_ms: float
    kib: float
    listeners_cpu: float


class Running:
    """A server and its listeners, each a process on a core of its own where there are two."""

    def __init__(self, server: subprocess.Popen[str], listeners: subprocess.Popen[str]) -> None:
        self._server = server
        self._listeners = listeners

    def tell(self) -> list[float]:
        """Tell everybody something; return how late it was for each, in ms."""
        self._write_line()
        told = json.loads(read_line(self._listeners))
        self.listeners_cpu_s: float = told["cpu_s"]
        late_ms: list[float] = told["late_ms"]
        return late_ms

    @property
    def cpu_ns(self) -> int:
        return cpu_ns(self._server.pid)

    def _write_line(self) -> None:
        assert self._server.stdin is not None
        self._server.stdin.write("tell\n")
        self._server.stdin.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, nargs="+", default=CLIENTS)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    chosen = parser.parse_args()
    room = raise_file_limit()
    counts = [count for count in chosen.clients if count <= room]
    if len(counts) < len(chosen.clients):
        print(f"There is room for {room} connections; raise `ulimit -Hn` for more.")
    print(f"The server runs on core {cores()[0]}, the listeners and the requests on {cores()[-1]}.")
    print(f"Load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    for count in counts:
        _show([measure(kind, count) for kind in chosen.kinds])


def measure(kind: str, clients: int) -> Measured:
    port = port_to_listen_on()
    with program(cores()[0], "benchmarks.fanout_servers", kind, str(port)) as server:
        read_line(server)
        empty = resident_kib(server.pid)
        with program(
            cores()[-1], "benchmarks.fanout_listeners", str(port), str(clients)
        ) as listeners:
            read_line(listeners)
            running = Running(server, listeners)
            running.tell()
            kib = (resident_kib(server.pid) - empty) / clients
            quiet = Asking(port)
            time.sleep(SECONDS)
            quiet_stall_ms = quiet.worst_ms()
            late_ms, stall_ms = _at_leisure(running, port)
            cpu_us, listeners_cpu = _without_a_pause(running, clients)
    p99 = statistics.quantiles(late_ms, n=100)[98]
    p50 = statistics.median(late_ms)
    return Measured(kind, clients, cpu_us, p50, p99, stall_ms, quiet_stall_ms, kib, listeners_cpu)


def _at_leisure(running: Running, port: int) -> tuple[list[float], float]:
    """Tell something every second; return how late it was, and how long a request took at worst."""
    late_ms: list[float] = []
    asking = Asking(port)
    for _ in range(SECONDS):
        late_ms += running.tell()
        time.sleep(1)
    return late_ms, asking.worst_ms()


def _without_a_pause(running: Running, clients: int) -> tuple[float, float]:
    """Return the processor time of a delivery in µs, and how busy the listeners were."""
    rounds = DELIVERIES // clients
    before, began, theirs = running.cpu_ns, time.monotonic(), running.listeners_cpu_s
    for _ in range(rounds):
        running.tell()
    spent = running.cpu_ns - before
    theirs = running.listeners_cpu_s - theirs
    return spent / 1000 / (rounds * clients), theirs / (time.monotonic() - began)


def _show(rows: Sequence[Measured]) -> None:
    table = Table(title=f"{rows[0].clients} clients")
    for name in ("", "µs per event", "× raw", "p50 ms", "p99 ms", "KiB per connection"):
        table.add_column(name, justify="right" if name else "left")
    for name in ("worst request ms", "with no events", "listeners' core"):
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(
            row.kind,
            f"{row.cpu_us:.1f}",
            f"{row.cpu_us / rows[0].cpu_us:.2f}",
            f"{row.p50_ms:.0f}",
            f"{row.p99_ms:.0f}",
            f"{row.kib:.1f}",
            f"{row.stall_ms:.0f}",
            f"{row.quiet_stall_ms:.0f}",
            f"{row.listeners_cpu:.0%}",
        )
    Console(width=120).print(table)


@contextmanager
def program(
    core: int, module: str, *arguments: str, stderr: int | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Run a module of ours on a core; it ends when its input does."""
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
    ) as process:
        os.sched_setaffinity(process.pid, {core})
        try:
            yield process
        finally:
            process.kill()


def read_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        sys.exit(f"{process.args} has ended early.")
    return line


def cores() -> list[int]:
    return sorted(os.sched_getaffinity(0))


def raise_file_limit() -> int:
    """Let as many files be open as the system allows; return how many connections that leaves."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most - SPARE_DESCRIPTORS


def cpu_ns(pid: int) -> int:
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])


def resident_kib(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


if __name__ == "__main__":
    main()
