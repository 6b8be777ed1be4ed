"""Where the program begins: `auxcord`, and `python -m web` alike."""

import signal
import sys


def main() -> int:
    """Run the command line; until something listens to signals, Ctrl-C ends us silently."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from web import cli  # noqa: PLC0415 - Loading takes a while, and Ctrl-C may come before its end.

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
