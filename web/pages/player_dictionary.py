"""The dictionary that player pages are compressed against: one of them with nothing in it.

It is drawn as for a visitor without cookies, outside of anybody's request, and of a player that
there is not, so it is the same for everybody and may be kept by everybody. There is one for each
language, drawn when it is first needed.
"""

from http import HTTPStatus

from quart import Blueprint, Response, abort, current_app, render_template, url_for

from auth.identity import GuildId
from player.core.state import PlayerState
from web import compression
from web.access import Access, access
from web.dictionary import Dictionary
from web.faces import Face
from web.language import languages, spoken
from web.limits import FILE, unlimited
from web.live.standpoints import Standpoint
from web.pages.assets import FOREVER
from web.pages.player_view import drawn
from web.pages.playing import picture

EXTENSION = "auxcord_player_dictionaries"
PAGES = "/servers/:guild"
"""What addresses the dictionary is for, as browsers match them."""

player_dictionary = Blueprint("player_dictionary", __name__)


@player_dictionary.get("/dictionaries/<version>/<language>.txt")
@access(Access.PUBLIC)
@unlimited(FILE)
async def serve(version: str, language: str) -> Response:
    """Give browsers what they compress player pages with; the address changes with it."""
    if language not in languages():
        abort(HTTPStatus.NOT_FOUND)
    known = await _dictionary(language)
    if version != known.version:
        abort(HTTPStatus.NOT_FOUND)
    # As plain text, so that nobody takes it for a page.
    answer = Response(known.content, mimetype="text/plain")
    answer.headers["Cache-Control"] = FOREVER
    answer.headers["Use-As-Dictionary"] = f'match="{PAGES}"'
    return answer


async def offer_dictionary() -> str:
    """Compress the player page that is asked for; return where browsers find what they need."""
    language = spoken().language
    known = await _dictionary(language)
    compression.offer(known)
    return url_for("pages.player_dictionary.serve", version=known.version, language=language)


async def _dictionary(language: str) -> Dictionary:
    drawn_before: dict[str, Dictionary] = current_app.extensions.setdefault(EXTENSION, {})
    if language not in drawn_before:
        drawn_before[language] = Dictionary((await _empty_page(language)).encode())
    return drawn_before[language]


async def _empty_page(language: str) -> str:
    nobody = Face(id="", name="", icon="")
    state = PlayerState(GuildId(""))
    moment = picture(
        state,
        guild={"id": "", "name": "", "icon": None},
        you=Standpoint(dj=False, manages=False, channel=None),
        me=nobody,
        cursor="",
        now=0,
    )
    frame = {"me": nobody, "rail": (), "here": "-", "manages": True, "administers": False}
    nobodys = current_app.test_request_context("/servers/-", headers={"Accept-Language": language})
    async with nobodys:
        return await render_template("player.html", **frame, **drawn(moment, state, liked=False))
