"""How a node refuses a request: a status and a sentence, in the protocol's error object."""

from http import HTTPStatus

from sim.lavalink.track import Json


class RestError(Exception):
    """A request that is answered with an error object."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class SessionMissingError(RestError):
    """The session is unknown, or waits for its client to come back."""

    def __init__(self) -> None:
        super().__init__(404, "Session not found")


class PlayerMissingError(RestError):
    """The session has no player for this guild."""

    def __init__(self) -> None:
        super().__init__(404, "Player not found")


def error_object(error: RestError, path: str, timestamp_ms: int, *, trace: bool) -> Json:
    body: Json = {
        "timestamp": timestamp_ms,
        "status": error.status,
        "error": HTTPStatus(error.status).phrase,
        "message": error.message,
        "path": path,
    }
    if trace:
        body["trace"] = f"{type(error).__name__}: {error.message}\n\tat sim.lavalink(Simulated)\n"
    return body
