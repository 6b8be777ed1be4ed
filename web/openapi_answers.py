"""Describes what a route answers: what was asked for, or why it is refused."""

from collections import defaultdict
from collections.abc import Iterable
from http import HTTPStatus

from pydantic import TypeAdapter

from player.core.errors import DiscordDown, GroundMoved, NotInVoice
from web.access import Access
from web.api.player.dialect import REVISION_HEADER
from web.family import Family, Json
from web.faults import (
    BadCredential,
    CrossSite,
    KeysNotTaken,
    MissingScope,
    NotJson,
    NotManager,
    NotMember,
    NotSignedIn,
    UnknownGuild,
    WrongInput,
    WrongMediaType,
)
from web.openapi_method import REF, Method
from web.openapi_operation import Media, Operation, Touches
from web.verdicts import TOO_LARGE, TOO_OFTEN, UNEXPECTED, Verdict, verdict_on_type

GUILD_ERRORS = (NotSignedIn, NotInVoice, UnknownGuild, NotMember, DiscordDown)
ACCESS_ERRORS: dict[Access, tuple[type[Exception], ...]] = {
    Access.PUBLIC: (),
    Access.SIGNED_IN: (NotSignedIn,),
    Access.MEMBER: GUILD_ERRORS,
    Access.MANAGER: (NotManager, *GUILD_ERRORS),
}
HEADERS: Json = {
    "X-RateLimit-Limit": {
        "description": "How many requests may come at once, of the rate that leaves the least.",
        "schema": {"type": "integer"},
    },
    "X-RateLimit-Remaining": {
        "description": "How many requests are left at this moment.",
        "schema": {"type": "integer"},
    },
    "X-RateLimit-Reset": {
        "description": "In how many seconds all requests are free again.",
        "schema": {"type": "integer"},
    },
    "X-RateLimit-Reset-In": {
        "description": "The same, where `X-RateLimit-Reset` is a Unix time.",
        "schema": {"type": "integer"},
    },
    "Retry-After": {
        "description": "In how many seconds the next request will be served.",
        "schema": {"type": "integer"},
    },
}
"""For the components of the document, as every answer has them."""

REVISION: Json = {
    "description": "The player's revision, as in the ids of the live stream.",
    "schema": {"type": "string"},
    "example": "5f0c2a91-43",
}

WAITING: Json = {
    "description": "Accepted: nothing is done yet, because a vote has to pass first.",
    "headers": {REVISION_HEADER: REVISION},
    "content": {
        "application/json": {
            "schema": {"$ref": REF.format(model="Waiting")},
            "example": {
                "status": "warn",
                "data": {
                    "message": "Neutral DJ Vote started",
                    "content": "1 of 2 votes to skip “Paper Lanterns”",
                    "vote": 3,
                    "joined": False,
                    "votes": 1,
                    "needed": 2,
                },
            },
        }
    },
}


def responses(method: Method) -> tuple[Json, Json]:
    """Describe all answers by their status; return the schemas that they refer to as well."""
    answer, components = _answer(method.operation, method.family)
    refusals = _refusals(method)
    status = str(method.operation.status.value)
    if status in refusals:
        answer = _either(answer, refusals[status])
    described = {**refusals, status: answer}
    if method.operation.touches is Touches.CHANGES:
        described["202"] = WAITING
    return {
        status: _with_limits(method, status, answer) for status, answer in described.items()
    }, components


def _with_limits(method: Method, status: str, answer: Json) -> Json:
    names = ["X-RateLimit-Limit", "X-RateLimit-Remaining"] if method.rates else []
    if method.rates:
        names.append(f"X-RateLimit-Reset{'-In' if method.family.reset_is_moment else ''}")
    if status in {"429", "503"}:
        names.append("Retry-After")
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    return {**answer, "headers": {**answer.get("headers", {}), **headers}} if headers else answer


def _answer(operation: Operation, family: Family) -> tuple[Json, Json]:
    answer: Json = {"description": operation.status.phrase}
    if operation.touches is not Touches.NOTHING:
        answer["headers"] = {REVISION_HEADER: REVISION}
    if operation.media is Media.REDIRECT:
        answer["headers"] = {"Location": {"schema": {"type": "string"}}}
        return answer, {}
    if operation.downloads:
        return {**answer, "content": _downloads(operation)}, {}
    if operation.media in {Media.EVENTS, Media.TEXT}:
        content = {"schema": {"type": "string"}, "example": operation.example}
        return {**answer, "content": {operation.media.value: content}}, {}
    schema = TypeAdapter(operation.data).json_schema(ref_template=REF, mode="serialization")
    components = schema.pop("$defs", {})
    content = {"schema": schema, "example": operation.example}
    if operation.media is Media.ENVELOPE:
        example = family.example(operation.example)
        content = {"schema": family.answer(schema), "example": example}
    return {**answer, "content": {"application/json": content}}, components


def _either(answer: Json, refusal: Json) -> Json:
    """Describe what shares a status in some families: what was asked for, and why it is refused."""
    told, refused = (each["content"]["application/json"] for each in (answer, refusal))
    reasons = " ".join(each["summary"] for each in refused["examples"].values())
    schema = {"anyOf": [told["schema"], refused["schema"]]}
    return {
        **answer,
        "description": f"{answer['description']}, or a refusal: {reasons}",
        "content": {"application/json": {**told, "schema": schema}},
    }


def _downloads(operation: Operation) -> Json:
    """Describe a file in each of its formats; of those only JSON is read as data."""
    text: Json = {"schema": {"type": "string"}, "example": operation.example}
    data: Json = {"schema": {"type": "object"}, "example": {}}
    return {
        media_type: data if media_type.endswith("json") else text
        for media_type in operation.downloads
    }


def _refusals(method: Method) -> Json:
    family = method.family
    by_status: dict[HTTPStatus, dict[str, Verdict]] = defaultdict(dict)
    for verdict in _verdicts(method):
        by_status[family.status(verdict)][verdict.meaning] = verdict
    return {
        str(status.value): _refusal(family, status, list(verdicts.values()))
        for status, verdicts in sorted(by_status.items())
    }


def _verdicts(method: Method) -> Iterable[Verdict]:
    operation = method.operation
    kinds: list[type[Exception]] = list(operation.refuses)
    if operation.query is not None or method.speaks_of_a_guild:
        kinds.append(WrongInput)
    if operation.body is not None:
        kinds += [NotJson, WrongInput]
        kinds += [] if method.family.any_media_type else [WrongMediaType]
        yield TOO_LARGE
    kinds += ACCESS_ERRORS[method.access]
    if method.access is not Access.PUBLIC:
        kinds += [BadCredential, MissingScope if method.scope is not None else KeysNotTaken]
    if method.name != "get":
        kinds.append(CrossSite)
    if operation.touches is Touches.CHANGES:
        kinds.append(GroundMoved)
    yield from (verdict_on_type(kind) for kind in kinds)
    if method.rates:
        yield TOO_OFTEN
    if operation.media is not Media.PLAIN_JSON:
        yield UNEXPECTED


def _refusal(family: Family, status: HTTPStatus, verdicts: list[Verdict]) -> Json:
    examples = {
        f"code {verdict.code}" if number == 0 else f"code {verdict.code} ({number + 1})": {
            "summary": verdict.meaning,
            "value": family.refusal(verdict),
        }
        for number, verdict in enumerate(verdicts)
    }
    schema = {"$ref": REF.format(model=family.failure.__name__)}
    content = {family.failure_media: {"schema": schema, "examples": examples}}
    return {"description": status.phrase, "content": content}
