"""Brings what admins change into force at once, where nobody asks for it anew each time."""

from collections.abc import Mapping
from typing import Any

from quart import Quart

from auth.server_config import ServerConfig
from web import logs
from web.limits import limits_of


def install(config: ServerConfig, app: Quart) -> None:
    """Take over what has been decided before, and from now on what changes."""
    _take_over(config.decisions, app)
    config.watch(lambda changed: _take_over(changed, app))


def _take_over(changed: Mapping[str, Any], app: Quart) -> None:
    if "logging.level" in changed:
        logs.set_level(changed["logging.level"])
    if "limits.scale" in changed:
        limits_of(app).scale = changed["limits.scale"]
