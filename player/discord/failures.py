"""Puts into one sentence why the gateway is not there, without anything secret."""

import traceback
from dataclasses import dataclass

import hikari

REFUSED_TOKEN = "Discord refuses the bot token. Check the token in the settings."  # noqa: S105 - A sentence.
REFUSED_INTENT = (
    "Discord refuses the Server Members intent. Switch it on for the bot in Discord's developer "
    "portal, or off in the settings."
)


@dataclass(frozen=True, slots=True)
class Failure:
    """`lasting` says that a person must change something before trying again can help."""

    sentence: str
    lasting: bool = False


def explain(error: BaseException | None) -> Failure:
    """Name the cause; None means that the connection just went away."""
    match error:
        case None:
            return Failure("The connection to Discord was lost.")
        case hikari.UnauthorizedError():
            return Failure(REFUSED_TOKEN, lasting=True)
        case hikari.GatewayServerClosedConnectionError(code=code):
            return _closed(code)
        case _:
            return Failure(_passing(error))


def trace_of(error: BaseException) -> str:
    """Render a traceback as text: log renderers may print the locals of a live one, with tokens."""
    return "".join(traceback.format_exception(error))


def _passing(error: BaseException) -> str:
    match error:
        case hikari.RateLimitTooLongError():
            return "Discord asks for patience: too many requests."
        case hikari.HTTPResponseError(status=status):
            return f"Discord answers with the HTTP status {int(status)}."
        case hikari.HTTPError() | hikari.GatewayError() | TimeoutError():
            return "Discord cannot be reached."
        case _:
            return f"The connection to Discord failed ({type(error).__name__})."


def _closed(code: int | None) -> Failure:
    if code == hikari.ShardCloseCode.AUTHENTICATION_FAILED:
        return Failure(REFUSED_TOKEN, lasting=True)
    if code == hikari.ShardCloseCode.DISALLOWED_INTENT:
        return Failure(REFUSED_INTENT, lasting=True)
    number = int(code) if code is not None else "unknown"
    return Failure(f"Discord closed the connection (code {number}).")
