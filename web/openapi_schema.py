"""Completes quart-schema's description of our routes: families, access, limits, errors."""

import re
from collections.abc import Iterable

from pydantic import BaseModel, TypeAdapter
from quart import current_app
from quart_schema.openapi import OpenAPIProvider
from werkzeug.routing.rules import Rule

from web.access import Access, access_of, scope_of
from web.api.listenbrainz.dialect import PREFIX as BELOW
from web.api.player.dialect import Waiting
from web.families import FAMILIES
from web.family import Json
from web.limits import limits_of, rates_of
from web.openapi_answers import HEADERS, responses
from web.openapi_method import REF, Method
from web.openapi_operation import Operation, operation_of
from web.openapi_parameters import body, parameters
from web.rates import Rate

PLACE_IN_PATH = re.compile(r"<(?:[^<>:]*:)?([^<>]+)>")
OPERATIONS = "operations"
"""The heading of what belongs to no API: health, metrics, the description itself."""

GROUPS = {
    **{family.title: list(dict.fromkeys(family.groups.values())) for family in FAMILIES},
    OPERATIONS.capitalize(): [OPERATIONS],
}
"""The headings of each family, in the order in which people read about them."""

ORDER = [group for groups in GROUPS.values() for group in groups]

WAYS = {
    "cookie": "The sign-in of a browser. Changes by cookie take `Origin` as well.",
    "bearer": "An API key. `Token` instead of `Bearer` does as well, and so does the bare key.",
    "key": "An API key.",
}
"""How callers say who they are."""

WAY_IN_QUERY = "An API key in the address, where a document has it; better send it in a header."


class Description(OpenAPIProvider):
    """The OpenAPI document of every route that carries a description."""

    def generate_rules(self) -> Iterable[Rule]:
        rules = (rule for rule in self._app.url_map.iter_rules() if self._operation(rule))
        return sorted(rules, key=lambda rule: (ORDER.index(_group(rule.rule)), rule.rule))

    def schema(self) -> Json:
        document = super().schema()
        components = document["components"]
        components["schemas"] |= _envelopes()
        components["headers"] = HEADERS
        schemes = components["securitySchemes"]
        schemes |= _keys_in_query()
        for name, scheme in schemes.items():
            scheme["description"] = WAYS.get(name, WAY_IN_QUERY)
        document["tags"] = [{"name": group} for group in ORDER]
        document["x-tagGroups"] = _tag_groups()
        return document

    def build_paths(self, rule: Rule) -> tuple[Json, Json]:
        paths, components = super().build_paths(rule)
        (methods,) = paths.values()
        for name, described in methods.items():
            components |= _complete(described, self._method(rule, name))
            described["tags"] = [_group(rule.rule)]
            if rule.rule.startswith(BELOW):
                # The same operation at another address needs a name of its own.
                described["operationId"] += "_below"
        # The library misreads a path in which a number comes after another variable part.
        return {PLACE_IN_PATH.sub(r"{\1}", rule.rule): methods}, components

    def _method(self, rule: Rule, name: str) -> Method:
        route = self._app.view_functions[rule.endpoint]
        operation, access = operation_of(route), access_of(route)
        if operation is None or access is None:
            raise LookupError(f"{rule.endpoint} lacks a description or its access.")
        limits = limits_of(current_app)
        rates = rates_of(route, name.upper(), rule.rule)
        in_force = tuple(limits.in_force(rate) for rate in rates)
        return Method(name, operation, access, scope_of(route), in_force)

    def _operation(self, rule: Rule) -> Operation | None:
        return operation_of(self._app.view_functions[rule.endpoint])


def _complete(described: Json, method: Method) -> Json:
    """Add to one method's description; return the schemas that it refers to."""
    described["parameters"] = parameters(described["parameters"], method)
    if method.operation.body is not None:
        described["requestBody"] = body(described["requestBody"], method.operation)
    described["security"] = _security(method)
    described["x-access"] = method.access.value
    if method.scope is not None:
        described["x-scope"] = method.scope.value
    described["x-rate-limits"] = [_limit(rate) for rate in method.rates]
    described["responses"], components = responses(method)
    return components


def _security(method: Method) -> list[dict[str, list[str]]]:
    """Name the ways to say who asks; a key needs the scope, the cookie of a person none."""
    if method.access is Access.PUBLIC:
        return []
    if method.scope is None:
        return [{"cookie": []}]
    in_query = method.family.key_in_query
    by_key = ["bearer", "key", *([in_query] if in_query else [])]
    return [{"cookie": []}, *({way: [method.scope.value]} for way in by_key)]


def _limit(rate: Rate) -> Json:
    return {
        "name": rate.name,
        "requests": rate.count,
        "seconds": rate.seconds,
        "per": "address" if rate.by_address else "credential",
    }


def _group(path: str) -> str:
    return next(filter(None, (family.group(path) for family in FAMILIES)), OPERATIONS)


def _envelopes() -> Json:
    envelopes: list[type[BaseModel]] = [*(family.failure for family in FAMILIES), Waiting]
    schemas: Json = {}
    for envelope in envelopes:
        definition = TypeAdapter(envelope).json_schema(ref_template=REF)
        schemas |= definition.pop("$defs", {})
        schemas[envelope.__name__] = definition
    return schemas


def _keys_in_query() -> Json:
    names = {family.key_in_query for family in FAMILIES if family.key_in_query}
    return {name: {"type": "apiKey", "in": "query", "name": name} for name in sorted(names)}


def _tag_groups() -> list[Json]:
    about = {family.title: family.about for family in FAMILIES}
    return [
        {"name": title, "description": about.get(title, ""), "tags": groups}
        for title, groups in GROUPS.items()
    ]
