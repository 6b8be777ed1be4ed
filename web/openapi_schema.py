"""Completes quart-schema's description of our routes: envelopes, errors, examples, access."""

import re
from collections import defaultdict
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from pydantic import TypeAdapter
from quart_schema.openapi import OpenAPIProvider
from werkzeug.routing.rules import Rule

from auth.api_key import Scope
from player.core.errors import DiscordDown, GroundMoved, NotInVoice
from web.access import Access, access_of, scope_of
from web.api.player.dialect import REVISION_HEADER, Failure, Waiting
from web.api.player.verdicts import (
    TOO_LARGE,
    TOO_OFTEN,
    UNEXPECTED,
    Verdict,
    verdict_on_type,
)
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
from web.openapi_operation import Media, Operation, Touches, operation_of

Json = dict[str, Any]

PLACE_IN_PATH = re.compile(r"<(?:[^<>:]*:)?([^<>]+)>")
IN_A_GUILD = (Access.MEMBER, Access.MANAGER)
GUILD_ERRORS = (NotSignedIn, NotInVoice, UnknownGuild, NotMember, DiscordDown)
ACCESS_ERRORS: dict[Access, tuple[type[Exception], ...]] = {
    Access.PUBLIC: (),
    Access.SIGNED_IN: (NotSignedIn,),
    Access.MEMBER: GUILD_ERRORS,
    Access.MANAGER: (NotManager, *GUILD_ERRORS),
}
OTHERS = "operations"
GROUPS = (
    "auth",
    "user",
    "guilds",
    "guild",
    "tracks",
    "functions",
    "votes",
    "playlists",
    "favorites",
    "jobs",
    "events",
    OTHERS,
)
"""The first parts of paths, in the order of the documents."""

REF = "#/components/schemas/{model}"
FAILURE = {"$ref": REF.format(model="Failure")}

GUILD_PARAMETER: Json = {
    "name": "guild_id",
    "in": "query",
    "description": "The server meant; without it, the one in whose voice channel you sit.",
    "schema": {"type": "string", "pattern": "^[0-9]{15,20}$"},
}
IF_MATCH_PARAMETER: Json = {
    "name": "If-Match",
    "in": "header",
    "description": "The revision you last saw: the change is refused if the player has moved on.",
    "schema": {"type": "string"},
    "example": '"5f0c2a91-42"',
}
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
                },
            },
        }
    },
}


class Description(OpenAPIProvider):
    """The OpenAPI document of every route that carries a description."""

    def generate_rules(self) -> Iterable[Rule]:
        rules = (rule for rule in self._app.url_map.iter_rules() if self._operation(rule))
        return sorted(rules, key=lambda rule: (GROUPS.index(_group(rule)), rule.rule))

    def schema(self) -> Json:
        document = super().schema()
        schemas = document["components"]["schemas"]
        for envelope in (Failure, Waiting):
            definition = TypeAdapter(envelope).json_schema(ref_template=REF)
            schemas.update(definition.pop("$defs", {}))
            schemas[envelope.__name__] = definition
        return document

    def build_paths(self, rule: Rule) -> tuple[Json, Json]:
        paths, components = super().build_paths(rule)
        operation = self._operation(rule)
        route = self._app.view_functions[rule.endpoint]
        access = access_of(route)
        if operation is None or access is None:
            raise LookupError(f"{rule.endpoint} lacks a description or its access.")
        for path in paths.values():
            for method, described in path.items():
                components |= _complete(described, operation, access, scope_of(route), method)
                described["tags"] = [_group(rule)]
        (methods,) = paths.values()
        # The library misreads a path in which a number comes after another variable part.
        return {PLACE_IN_PATH.sub(r"{\1}", rule.rule): methods}, components

    def _operation(self, rule: Rule) -> Operation | None:
        return operation_of(self._app.view_functions[rule.endpoint])


def _group(rule: Rule) -> str:
    first = rule.rule.split("/")[1]
    return first if first in GROUPS else OTHERS


def _security(access: Access, scope: Scope | None) -> list[dict[str, list[str]]]:
    if access is Access.PUBLIC:
        return []
    by_key: list[dict[str, list[str]]] = [{"bearer": []}, {"key": []}]
    return [{"cookie": []}, *(by_key if scope is not None else [])]


def _complete(
    described: Json, operation: Operation, access: Access, scope: Scope | None, method: str
) -> Json:
    """Add to one method's description; return the schemas that it refers to."""
    _mark_required(described["parameters"], operation)
    described["parameters"] = [*described["parameters"], *_parameters(described, operation, access)]
    described["security"] = _security(access, scope)
    described["x-access"] = access.value
    if scope is not None:
        described["x-scope"] = scope.value
    if operation.body is not None:
        content = described["requestBody"]["content"]["application/json"]
        content["example"] = operation.body_example
        described["requestBody"]["required"] = operation.body_required
        for media_type in operation.uploads:
            described["requestBody"]["content"][media_type] = {"schema": {"type": "string"}}
    answer, components = _answer(operation)
    refusals = _refusals(operation, access, scope, method)
    described["responses"] = {str(operation.status.value): answer, **refusals}
    if operation.touches is Touches.CHANGES:
        described["responses"]["202"] = WAITING
    return components


def _mark_required(parameters: list[Json], operation: Operation) -> None:
    fields = operation.query.model_fields if operation.query else {}
    for parameter in parameters:
        field = fields.get(parameter["name"])
        if field is not None and field.is_required():
            parameter["required"] = True


def _parameters(described: Json, operation: Operation, access: Access) -> list[Json]:
    in_path = {each["name"] for each in described["parameters"] if each["in"] == "path"}
    added = []
    if access in IN_A_GUILD and "guild_id" not in in_path:
        added.append(GUILD_PARAMETER)
    if operation.touches is Touches.CHANGES:
        added.append(IF_MATCH_PARAMETER)
    return added


def _answer(operation: Operation) -> tuple[Json, Json]:
    answer: Json = {"description": operation.status.phrase}
    if operation.touches is not Touches.NOTHING:
        answer["headers"] = {REVISION_HEADER: REVISION}
    if operation.media is Media.REDIRECT:
        answer["headers"] = {"Location": {"schema": {"type": "string"}}}
        return answer, {}
    if operation.downloads:
        content = {"schema": {"type": "string"}, "example": operation.example}
        return {**answer, "content": dict.fromkeys(operation.downloads, content)}, {}
    if operation.media in {Media.EVENTS, Media.TEXT}:
        content = {"schema": {"type": "string"}, "example": operation.example}
        return {**answer, "content": {operation.media.value: content}}, {}
    schema = TypeAdapter(operation.data).json_schema(ref_template=REF, mode="serialization")
    components = schema.pop("$defs", {})
    content = {"schema": schema, "example": operation.example}
    if operation.media is Media.ENVELOPE:
        content = {"schema": _envelope(schema), "example": _success(operation.example)}
    return {**answer, "content": {"application/json": content}}, components


def _envelope(schema: Json) -> Json:
    return {
        "type": "object",
        "properties": {"status": {"const": "success"}, "data": schema},
        "required": ["status", "data"],
    }


def _success(example: object) -> Json:
    return {"status": "success", "data": example}


def _refusals(operation: Operation, access: Access, scope: Scope | None, method: str) -> Json:
    by_status: dict[HTTPStatus, dict[str, Verdict]] = defaultdict(dict)
    for verdict in _verdicts(operation, access, scope, method):
        by_status[verdict.status][verdict.meaning] = verdict
    return {
        str(status.value): _refusal(status, list(verdicts.values()))
        for status, verdicts in sorted(by_status.items())
    }


def _verdicts(
    operation: Operation, access: Access, scope: Scope | None, method: str
) -> Iterable[Verdict]:
    kinds: list[type[Exception]] = list(operation.refuses)
    if operation.query is not None or access in IN_A_GUILD:
        kinds.append(WrongInput)
    if operation.body is not None:
        kinds += [NotJson, WrongInput, WrongMediaType]
        yield TOO_LARGE
    kinds += ACCESS_ERRORS[access]
    if access is not Access.PUBLIC:
        kinds += [BadCredential, MissingScope if scope is not None else KeysNotTaken]
    if method != "get":
        kinds.append(CrossSite)
    if operation.touches is Touches.CHANGES:
        kinds.append(GroundMoved)
    yield from (verdict_on_type(kind) for kind in kinds)
    if operation.media is not Media.PLAIN_JSON:
        yield from (TOO_OFTEN, UNEXPECTED)


def _refusal(status: HTTPStatus, verdicts: list[Verdict]) -> Json:
    examples = {
        f"code {verdict.code}" if number == 0 else f"code {verdict.code} ({number + 1})": {
            "summary": verdict.meaning,
            "value": {
                "status": "error",
                "data": {"message": verdict.meaning, "code": verdict.code},
            },
        }
        for number, verdict in enumerate(verdicts)
    }
    content = {"application/json": {"schema": FAILURE, "examples": examples}}
    return {"description": status.phrase, "content": content}
