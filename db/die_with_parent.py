"""A launcher that turns into another program, which the kernel ends when our process ends.

Run as a script: `die_with_parent.py <pid of the parent> <program> <argument>...`. It is a program
of its own because code between fork and exec is not safe in a process that has threads.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
CANNOT_EXECUTE = 126


def main(parent: int, command: list[str]) -> int:
    """Become `command`; return an exit code only where that is impossible."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        return 0  # The parent ended before it could take us along.
    os.putenv("LC_ALL", "C")  # mongod refuses to run under a locale that is not installed.
    try:
        os.execv(command[0], command)  # noqa: S606 - the command is the server's own, no shell.
    except OSError as error:
        sys.stderr.write(f"{command[0]}: {error.strerror}\n")
    return CANNOT_EXECUTE


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
