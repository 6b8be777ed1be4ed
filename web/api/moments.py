"""Moments as answers give them: RFC 3339 in UTC, to the millisecond."""

from datetime import UTC, datetime


def moment(at_ms: int) -> str:
    text = datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")
