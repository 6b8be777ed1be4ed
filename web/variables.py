"""The settings seen as environment variables: their names, texts, and what is wrong."""

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

PREFIX = "AUXCORD_"
ENV_FILE = ".env"
OUR_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is not known",
    "bool_parsing": "must be true or false",
    "int_parsing": "must be a whole number",
    "tuple_type": "must be a list in JSON",
    "model_type": "must be an object in JSON",
}


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable; `path` leads to its field in the model."""

    name: str
    path: tuple[str, ...]
    field: FieldInfo

    @property
    def required(self) -> bool:
        return self.field.is_required()

    @property
    def default(self) -> str:
        value = self.field.get_default(call_default_factory=True, validated_data={})
        return _as_text(value)


def of(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[Variable]:
    """Yield every variable of a model, in the order of its fields."""
    for name, field in model.model_fields.items():
        here = (*path, name)
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from of(field.annotation, here)
        else:
            yield Variable(_name(here), here, field)


def unknown(model: type[BaseModel], given: Iterable[str]) -> Iterator[str]:
    """Say of every variable that has our prefix and no meaning what may have been meant."""
    # All names begin alike, which must not count as likeness.
    known = [variable.name.removeprefix(PREFIX) for variable in of(model)]
    ours = sorted(name for name in given if name.startswith(PREFIX))
    for name in ours:
        own = name.removeprefix(PREFIX)
        if own in known:
            continue
        meant = difflib.get_close_matches(own, known, n=1)
        hint = f"did you mean {PREFIX}{meant[0]}?" if meant else "see docs/configuration.md."
        yield f"{name} is not a setting; {hint}"


def sentences(model: type[BaseModel], failure: ValidationError) -> Iterator[str]:
    """Put every error of a validation into a sentence that names the variable, never a value."""
    for error in failure.errors(include_url=False, include_input=False):
        missing = list(_missing(model, error))
        if missing:
            yield from missing
        elif not _told_elsewhere(error):
            yield f"{_where(error)} {_what(error)}."


def example(model: type[BaseModel]) -> str:
    """Return the text of `.env.example`."""
    lines = ["# Settings of Auxcord. Copy to .env and fill in; lines with a # show the defaults."]
    for variable in of(model):
        lines += ["", f"# {variable.field.description}"]
        lines.append(f"{variable.name}=" if variable.required else _commented(variable))
    return "\n".join(lines) + "\n"


def redacted(settings: BaseModel) -> str:
    """Return settings as lines of variables, without anything secret."""
    # In JSON pydantic shows a secret as asterisks.
    values = settings.model_dump(mode="json")
    return "\n".join(f"{each.name}={_shown(each, values)}" for each in of(type(settings)))


def _name(path: tuple[str, ...]) -> str:
    return PREFIX + "__".join(path).upper()


def _missing(model: type[BaseModel], error: ErrorDetails) -> Iterator[str]:
    """Name every variable that would have to be set, were it one or a whole group."""
    place = error["loc"]
    if error["type"] == "missing":
        for variable in of(model):
            if variable.required and variable.path[: len(place)] == place:
                yield f"{variable.name} is missing. {variable.field.description}"


def _where(error: ErrorDetails) -> str:
    first, *rest = error["loc"]
    if first != "lavalink_nodes":
        return _name(tuple(str(step) for step in error["loc"] if isinstance(step, str)))
    numbered = [f"node {step + 1}" if isinstance(step, int) else f"“{step}”" for step in rest]
    return ", ".join([_name((str(first),)), *numbered])


def _told_elsewhere(error: ErrorDetails) -> bool:
    if error["type"] == "extra_forbidden":
        # Outside of the nodes' JSON an extra field is a variable that `unknown` tells of.
        return error["loc"][0] != "lavalink_nodes"
    return error["type"] in {"model_type", "default_factory_not_called"} and len(error["loc"]) == 1


def _what(error: ErrorDetails) -> str:
    if error["type"] in OUR_WORDS:
        return OUR_WORDS[error["type"]]
    return error["msg"].removeprefix("Value error, ").replace("Input should", "should")


def _commented(variable: Variable) -> str:
    return f"#{variable.name}={variable.default}"


def _shown(variable: Variable, values: object) -> str:
    value = values
    for step in variable.path:
        value = cast("Mapping[str, object]", value)[step]
    return _as_text(value)


def _as_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case [{}, *_]:
            return json.dumps(value)
        case list() | tuple():
            return ",".join(str(each) for each in value)
        case _:
            return str(value)
