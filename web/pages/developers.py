"""The page for people who write programs: examples that work as they stand, on this server."""

from quart import Blueprint, current_app

from web.access import Access, access
from web.caller import cookie_name
from web.limits import limits_of
from web.pages.frame import render_page
from web.rates import PLAYER
from web.services import services

LANGUAGES = ("curl", "Python", "JavaScript")

developers = Blueprint("developers", __name__, url_prefix="/developers")


@developers.get("")
@access(Access.PUBLIC)
async def show() -> str:
    """Say how programs use the API and the live stream."""
    public_url = services().public_url
    cookie = cookie_name("auxcord", public_url)
    examples = [
        (language, await _example(f"developers/{language.lower()}.txt", public_url, cookie))
        for language in LANGUAGES
    ]
    return await render_page(
        "developers.html",
        examples=examples,
        public_url=public_url,
        cookie=cookie,
        requests_a_minute=limits_of(current_app).in_force(PLAYER).count,
    )


async def _example(template: str, public_url: str, cookie: str) -> str:
    """Return a program for this very server; it is a text, so nothing in it is escaped."""
    text = current_app.jinja_env.get_template(template)
    return await text.render_async(public_url=public_url, cookie=cookie)
