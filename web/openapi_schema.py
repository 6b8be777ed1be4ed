"""Completes quart-schema's description of our routes: envelopes, errors, examples, access."""

import re
from collections import defaultdict
from collections.abc import Iterable
from http import HTTPStatus

from pydantic import BaseModel, TypeAdapter
from quart_schema.openapi import OpenAPIProvider
from werkzeug.routing.rules import Rule

from auth.api_key import Scope
from player.core.errors import DiscordDown, GroundMoved, NotInVoice
from web.access import Access, access_of, scope_of
from web.api.archive.dialect import ARCHIVE
from web.api.library.dialect import LIBRARY
from web.api.player.dialect import PLAYER, REVISION_HEADER, Waiting
from web.api.profiles.dialect import PROFILES
from web.api.scrobble.dialect import SCROBBLE
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
from web.openapi_operation import Media, Operation, Touches, operation_of
from web.verdicts import (
    TOO_LARGE,
    TOO_OFTEN,
    UNEXPECTED,
    Verdict,
    verdict_on_type,
)

PLACE_IN_PATH = re.compile(r"<(?:[^<>:]*:)?([^<>]+)>")
IN_A_GUILD = (Access.MEMBER, Access.MANAGER)
GUILD_ERRORS = (NotSignedIn, NotInVoice, UnknownGuild, NotMember, DiscordDown)
ACCESS_ERRORS: dict[Access, tuple[type[Exception], ...]] = {
    Access.PUBLIC: (),
    Access.SIGNED_IN: (NotSignedIn,),
    Access.MEMBER: GUILD_ERRORS,
    Access.MANAGER: (NotManager, *GUILD_ERRORS),
}
OPERATIONS = "operations"
"""The heading of what belongs to no API: health, metrics, the description itself."""

FAMILIES = (PLAYER, LIBRARY, ARCHIVE, PROFILES, SCROBBLE)
"""In the order in which people read about them."""

REF = "#/components/schemas/{model}"

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
                    "joined": False,
                    "votes": 1,
                    "needed": 2,
                },
            },
        }
    },
}


ORDER = (*(group for family in FAMILIES for group in family.groups.values()), OPERATIONS)


class Description(OpenAPIProvider):
    """The OpenAPI document of every route that carries a description."""

    def generate_rules(self) -> Iterable[Rule]:
        rules = (rule for rule in self._app.url_map.iter_rules() if self._operation(rule))
        return sorted(rules, key=lambda rule: (ORDER.index(_group(rule.rule)), rule.rule))

    def schema(self) -> Json:
        document = super().schema()
        schemas = document["components"]["schemas"]
        envelopes: list[type[BaseModel]] = [family.failure for family in FAMILIES]
        envelopes.append(Waiting)
        for envelope in envelopes:
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
                described["tags"] = [_group(rule.rule)]
        (methods,) = paths.values()
        # The library misreads a path in which a number comes after another variable part.
        return {PLACE_IN_PATH.sub(r"{\1}", rule.rule): methods}, components

    def _operation(self, rule: Rule) -> Operation | None:
        return operation_of(self._app.view_functions[rule.endpoint])


def _group(path: str) -> str:
    return next(filter(None, (family.group(path) for family in FAMILIES)), OPERATIONS)


def _security(family: Family, access: Access, scope: Scope | None) -> list[dict[str, list[str]]]:
    if access is Access.PUBLIC:
        return []
    by_key: list[dict[str, list[str]]] = [{"bearer": []}, {"key": []}]
    if family.key_in_query:
        by_key.append({family.key_in_query: []})
    return [{"cookie": []}, *(by_key if scope is not None else [])]


def _complete(
    described: Json, operation: Operation, access: Access, scope: Scope | None, method: str
) -> Json:
    """Add to one method's description; return the schemas that it refers to."""
    _mark_required(described["parameters"], operation)
    described["parameters"] = [*described["parameters"], *_parameters(described, operation, access)]
    family = operation.family or PLAYER
    described["security"] = _security(family, access, scope)
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
    status = str(operation.status.value)
    if status in refusals:
        answer = _either(answer, refusals[status])
    described["responses"] = {**refusals, status: answer}
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
    in_player = operation.family is None
    if in_player and access in IN_A_GUILD and "guild_id" not in in_path:
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
        return {**answer, "content": _downloads(operation)}, {}
    if operation.media in {Media.EVENTS, Media.TEXT}:
        content = {"schema": {"type": "string"}, "example": operation.example}
        return {**answer, "content": {operation.media.value: content}}, {}
    schema = TypeAdapter(operation.data).json_schema(ref_template=REF, mode="serialization")
    components = schema.pop("$defs", {})
    content = {"schema": schema, "example": operation.example}
    if operation.media is Media.ENVELOPE:
        family = operation.family or PLAYER
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
    """Describe a file in each of its formats; of those only plain JSON is read as data."""
    text: Json = {"schema": {"type": "string"}, "example": operation.example}
    data: Json = {"schema": {"type": "object"}, "example": {}}
    return {
        media_type: data if media_type == "application/json" else text
        for media_type in operation.downloads
    }


def _refusals(operation: Operation, access: Access, scope: Scope | None, method: str) -> Json:
    family = operation.family or PLAYER
    by_status: dict[HTTPStatus, dict[str, Verdict]] = defaultdict(dict)
    for verdict in _verdicts(operation, access, scope, method):
        by_status[family.status(verdict)][verdict.meaning] = verdict
    return {
        str(status.value): _refusal(family, status, list(verdicts.values()))
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


def _refusal(family: Family, status: HTTPStatus, verdicts: list[Verdict]) -> Json:
    examples = {
        f"code {verdict.code}" if number == 0 else f"code {verdict.code} ({number + 1})": {
            "summary": verdict.meaning,
            "value": family.refusal(verdict),
        }
        for number, verdict in enumerate(verdicts)
    }
    schema = {"$ref": REF.format(model=family.failure.__name__)}
    content = {"application/json": {"schema": schema, "examples": examples}}
    return {"description": status.phrase, "content": content}
