"""Ways in which the world and Discord's REST API say no."""

from typing import Any


class UnknownThingError(LookupError):
    """There is no such thing; ``kind`` names what was looked for."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"unknown {kind.replace('_', ' ')}")
        self.kind = kind


class RefusedError(ValueError):
    """The world does not work that way."""


class ApiError(Exception):
    """An answer of Discord's REST API in its own shape."""

    def __init__(
        self, status: int, code: int, message: str, errors: dict[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, Any] = {"message": message, "code": code}
        if errors is not None:
            self.body["errors"] = errors


class OAuthError(Exception):
    """An answer of the OAuth endpoints in RFC 6749's shape."""

    def __init__(self, error: str, description: str | None = None, *, status: int = 400) -> None:
        super().__init__(description or error)
        self.status = status
        self.error = error
        self.description = description

    @property
    def body(self) -> dict[str, str]:
        told = {"error_description": self.description} if self.description else {}
        return {"error": self.error} | told


UNKNOWN_CODES = {
    "channel": (10003, "Unknown Channel"),
    "guild": (10004, "Unknown Guild"),
    "member": (10007, "Unknown Member"),
    "message": (10008, "Unknown Message"),
    "role": (10011, "Unknown Role"),
    "user": (10013, "Unknown User"),
    "interaction": (10062, "Unknown interaction"),
    "voice_state": (10065, "Unknown Voice State"),
}


def unauthorized() -> ApiError:
    return ApiError(401, 0, "401: Unauthorized")


def missing_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")


def unknown(kind: str) -> ApiError:
    code, message = UNKNOWN_CODES[kind]
    return ApiError(404, code, message)


def invalid_field(field: str, code: str, message: str) -> ApiError:
    """Discord's ``Invalid Form Body``, pointing at one field."""
    told = {field: {"_errors": [{"code": code, "message": message}]}}
    return ApiError(400, 50035, "Invalid Form Body", told)
