"""Plain forms: what was typed is checked, done, and on a refusal shown again with the reason."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from pydantic import BaseModel
from quart import make_response, redirect, request
from quart.typing import ResponseReturnValue

from player.core.errors import PlayerError
from web.api.answers import blamed_field, sentence
from web.api.reading import validated
from web.faults import Fault
from web.language import say
from web.verdicts import verdict_on

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A form that was refused: which one, why, which of its fields is to blame, what was typed."""

    form: str
    reason: str
    field: str | None
    given: Mapping[str, str]


async def read_form(model: type[Model]) -> Model:
    """Read a form's fields into a model; an empty field counts as left out."""
    form = await request.form
    given = {name: text for name in model.model_fields if (text := form.get(name, "").strip())}
    return validated(model, given)


async def submit(
    form: str,
    act: Callable[[], Awaitable[str]],
    show: Callable[[Rejected], Awaitable[str]],
) -> ResponseReturnValue:
    """Do what a form asks for and go to the address that `act` returns.

    When it is refused, show the page again with the reason beside the field.
    """
    try:
        return redirect(await act(), HTTPStatus.SEE_OTHER.value)
    except (PlayerError, Fault) as refusal:
        page = await show(await rejected(form, refusal))
        return await make_response(page, verdict_on(refusal).status.value)


async def rejected(form: str, refusal: Exception) -> Rejected:
    """Say why a form was refused, and keep what was typed."""
    given = (await request.form).to_dict()
    return Rejected(form, say(sentence(refusal)), blamed_field(refusal), given)
