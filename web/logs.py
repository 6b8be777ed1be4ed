"""How the process logs: structlog and the standard library in one stream, on standard error."""

import logging
import sys
from typing import Literal

import structlog
from structlog.types import Processor

QUIET_LIBRARIES = (
    "aiohttp.access",
    "asyncio",
    "hikari",
    "httpcore2",
    "httpx2",
    "hypercorn.error",
    "pymongo",
)


def configure(form: Literal["auto", "console", "json"], level: str) -> None:
    """Send every log record of the process through one formatter."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_last(form)],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    set_level(level)
    for name in QUIET_LIBRARIES:
        # They tell every step, some with tokens in addresses; what matters is logged by us, too.
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            # First of all, so that lines that nobody wants cost nothing.
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    logging.captureWarnings(capture=True)


def set_level(level: str) -> None:
    """Log nothing that is less important from now on."""
    logging.getLogger().setLevel(level.upper())


def _last(form: Literal["auto", "console", "json"]) -> list[Processor]:
    at_terminal = sys.stderr.isatty()
    if form == "console" or (form == "auto" and at_terminal):
        return [
            structlog.dev.ConsoleRenderer(
                colors=at_terminal, exception_formatter=structlog.dev.plain_traceback
            )
        ]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
