"""Measures how long a server of many open streams takes to end after a signal.

`make bench-shutdown ARGS="--clients 1000"` also shows what it said on the way, which is nothing.
"""

import argparse
import os
import platform
import signal
import subprocess
import time

from benchmarks.fanout import cores, cpu_ns, program, raise_file_limit, read_line
from tests.support.listening_ports import port_to_listen_on

CLIENTS = 1_000
PATIENCE_S = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    clients = min(parser.parse_args().clients, raise_file_limit())
    for number in (signal.SIGTERM, signal.SIGINT):
        print(f"Python {platform.python_version()}, {clients} streams, {number.name}:", end=" ")
        print(_end(clients, number))


def _end(clients: int, number: signal.Signals) -> str:
    port = str(port_to_listen_on())
    with program(
        cores()[0], "benchmarks.fanout_servers", "ours", port, stderr=subprocess.PIPE
    ) as server:
        read_line(server)
        with program(cores()[-1], "benchmarks.fanout_listeners", port, str(clients)) as listeners:
            read_line(listeners)
            began, used = time.perf_counter(), cpu_ns(server.pid) / 1e9
            server.send_signal(number)
            _, status, usage = os.wait4(server.pid, 0)
            took = time.perf_counter() - began
            used = usage.ru_utime + usage.ru_stime - used
            server.returncode = os.waitstatus_to_exitcode(status)
            assert server.stderr is not None
            said = server.stderr.read()
            listeners.wait(PATIENCE_S)
    times = f"after {took:.2f} s, {used:.2f} s of them on the processor"
    return f"ended with {server.returncode} {times}, and said {said or 'nothing'}"


if __name__ == "__main__":
    main()
