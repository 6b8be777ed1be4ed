"""Open votes as documents, and back; a request is stored under the name of its type."""

from dataclasses import asdict
from typing import Any, get_args

from pydantic import TypeAdapter

from db.client import Document
from player.core.requests import Index, Request
from player.core.votes import Vote

REQUESTS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Request)}


def encode_vote(vote: Vote) -> Document:
    request = TypeAdapter(type(vote.request)).dump_python(vote.request, mode="json")
    if isinstance(getattr(vote.request, "entry", None), Index):
        raise TypeError("A vote names entries by their ids.")
    stored = {"type": type(vote.request).__name__, **request}
    return {**asdict(vote), "voters": list(vote.voters), "request": stored}


def decode_vote(document: Document) -> Vote:
    """Return the vote; raise a ValidationError or KeyError when it cannot be read."""
    request = dict(document["request"])
    kind = REQUESTS[request.pop("type")]
    read: Request = TypeAdapter(kind).validate_python(request)
    return Vote(
        **{**document, "voters": tuple(document["voters"]), "request": read},
    )
