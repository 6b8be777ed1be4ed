"""Unix times as MongoDB's dates, which TTL indexes need, and back."""

from datetime import UTC, datetime


def date_of(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def seconds_of(date: datetime) -> float:
    return date.timestamp()
