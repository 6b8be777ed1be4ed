"""What is sent to a receiver, word for word, by what it understands (pure)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from player.outbox.delivery import EventId
from player.outbox.receiver import Kind, Receiver
from player.outbox.signature import signature_headers

LISTENBRAINZ = "https://api.listenbrainz.org"
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Post:
    """A request to somebody's server."""

    method: str
    address: str
    headers: Mapping[str, str]
    body: bytes | None = None


def post_of(receiver: Receiver, event_id: EventId, body: str, now: int) -> Post:
    """Return the request by which a message goes to a receiver at a moment (Unix ms)."""
    content = body.encode()
    if receiver.kind is Kind.LISTENBRAINZ:
        address = f"{receiver.address}/1/submit-listens"
        return Post("POST", address, {**JSON, **_token(receiver)}, content)
    signed = signature_headers(receiver.secret, event_id, now // 1000, content)
    return Post("POST", receiver.address, {**JSON, **signed}, content)


def trial_of(receiver: Receiver, event_id: EventId, body: str, now: int) -> Post:
    """Return a request that shows whether a receiver works, and leaves nothing behind there."""
    if receiver.kind is Kind.LISTENBRAINZ:
        return Post("GET", f"{receiver.address}/1/validate-token", _token(receiver))
    return post_of(receiver, event_id, body, now)


def to_json(value: object) -> str:
    """Return JSON that is proper UTF-8, whatever stands in names and titles."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode(errors="replace").decode()


def _token(receiver: Receiver) -> dict[str, str]:
    return {"Authorization": f"Token {receiver.secret}"}
