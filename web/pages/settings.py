"""The page on which managers choose a server's settings; it is a plain form at heart."""

from http import HTTPStatus

from pydantic import ValidationError
from quart import Blueprint, redirect, request
from quart.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from web.access import Access, access, current_guild
from web.api.player.settings_saving import reset_settings, save_settings
from web.faults import WrongInput
from web.language import marked, say
from web.pages.frame import render_page
from web.pages.settings_form import (
    SEEN,
    Problems,
    Values,
    changed_fields,
    problems_of,
    sent,
    wish_of,
)
from web.pages.settings_naming import Naming, add_named, typed_names
from web.pages.settings_view import Filled, settings_view
from web.services import services

DONE = frozenset({"saved", "nothing", "reset"})

CONTRADICTIONS = {
    "volume.default": marked("The volume at first must not be above the limit."),
    "dj.neutral.value": marked("Choose 1 to 100 percent, or 0 to 99 people."),
    "channel.channel": marked("Choose a text channel of this server."),
    "channel.command": marked("Choose a text channel of this server."),
    "dj.default.roles": marked("One of these roles is no longer on this server."),
    "dj.neutral.roles": marked("One of these roles is no longer on this server."),
    "dj.default.users": marked("One of these people is no longer on this server."),
    "dj.neutral.users": marked("One of these people is no longer on this server."),
}
"""What is wrong where a change is well formed, but does not fit the server or itself."""

settings = Blueprint("settings", __name__, url_prefix="/servers/<guild_id>/settings")


@settings.get("")
@access(Access.MANAGER)
async def show(guild_id: str) -> str:
    """Show all settings with their explanations."""
    del guild_id
    done = request.args.get("done")
    view = await settings_view()
    return await render_page("settings.html", **view, done=done if done in DONE else None)


@settings.post("")
@access(Access.MANAGER)
async def save(guild_id: str) -> ResponseReturnValue:
    """Save the fields that were changed, or show the form again with what is wrong."""
    form = await request.form
    naming = await add_named(services().directory, current_guild(), sent(form), typed_names(form))
    fields = changed_fields(naming.values, form.get(SEEN, ""))
    problems = naming.problems or await _save(naming.values, fields)
    if problems:
        return await _show_again(form, naming, problems), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(_here(guild_id, "saved" if fields else "nothing"), HTTPStatus.SEE_OTHER)


@settings.get("/reset")
@access(Access.MANAGER)
async def ask_before_reset(guild_id: str) -> str:
    """Ask whether all settings shall really go back to their defaults."""
    del guild_id
    return await render_page("settings_reset.html", **await settings_view())


@settings.post("/reset")
@access(Access.MANAGER)
async def reset(guild_id: str) -> ResponseReturnValue:
    """Bring all settings back to their defaults."""
    await reset_settings()
    return redirect(_here(guild_id, "reset"), HTTPStatus.SEE_OTHER)


async def _save(values: Values, fields: list[str]) -> Problems:
    """Save some of the fields, all or none; return what is wrong with them."""
    try:
        await save_settings(wish_of(values, fields))
    except ValidationError as failure:
        return problems_of(failure)
    except WrongInput as fault:
        name = fault.field or ""
        return {name: say(CONTRADICTIONS.get(name, str(fault)))}
    return {}


async def _show_again(form: MultiDict[str, str], naming: Naming, problems: Problems) -> str:
    filled = Filled(
        naming.values,
        form.get(SEEN, ""),
        problems,
        {name: text for name, text in naming.typed.items() if name in problems},
        naming.offered,
    )
    return await render_page("settings.html", **await settings_view(filled), done=None)


def _here(guild_id: str, done: str) -> str:
    return f"/servers/{guild_id}/settings?done={done}"
