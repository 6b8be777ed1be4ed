"""Keeps the Lavalink library's own log to what is news, and free of secrets."""

import logging


def tame_library_log() -> None:
    """Let only errors through, and of these not the one that every stats message can cause.

    Below that the library repeats what we log ourselves, and at the debug level it writes voice
    tokens. It also logs an error for each stats message without `lavalinkLoad`, which we complete.
    """
    logging.getLogger("lavalink").setLevel(logging.ERROR)
    transport = logging.getLogger("lavalink.transport")
    if not any(isinstance(known, _KnownNoise) for known in transport.filters):
        transport.addFilter(_KnownNoise())


class _KnownNoise(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        fault = record.exc_info[1] if record.exc_info else None
        return not (isinstance(fault, KeyError) and fault.args == ("lavalinkLoad",))
