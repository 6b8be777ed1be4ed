"""What makes the pages an application to be installed: its manifest, and what it shows offline."""

import asyncio
import json
from functools import lru_cache
from pathlib import Path

from quart import Blueprint, Response, current_app, render_template

from web.access import Access, access
from web.language import gettext as _
from web.language import spoken
from web.limits import FILE, unlimited
from web.pages.assets import asset, present_version

BACKGROUND = "#1a1613"
SHORTCUTS = ("/servers", "/playlists", "/favourites")

application = Blueprint("application", __name__)


@application.get("/manifest.webmanifest")
@access(Access.PUBLIC)
@unlimited(FILE)
async def manifest() -> Response:
    """Tell browsers how the application looks when it is installed."""
    icons = [
        _icon("favicon.svg", "any", "any"),
        _icon("icon-192.png", "192x192", "any"),
        _icon("icon-512.png", "512x512", "any"),
        _icon("icon-maskable-512.png", "512x512", "maskable"),
    ]
    described = {
        "id": "/",
        "name": "Auxcord",
        "short_name": "Auxcord",
        "description": _("One remote control for everybody in the voice channel."),
        "lang": spoken().language,
        "start_url": "/servers",
        "scope": "/",
        "display": "standalone",
        "background_color": BACKGROUND,
        "theme_color": BACKGROUND,
        "icons": icons,
        "shortcuts": [
            {"name": name, "url": url} for url, name in _places().items() if _is_page(url)
        ],
    }
    return _answer(json.dumps(described), "application/manifest+json")


@application.get("/service-worker.js")
@access(Access.PUBLIC)
@unlimited(FILE)
async def service_worker() -> Response:
    """Give the script that shows a page of ours where the network gives none.

    It lies at the root, because a worker may look after no more than the folder it comes from, and
    it bears the version of the static files, so that a new version brings a new worker.
    """
    script = await asyncio.to_thread(_script, Path(current_app.static_folder or ""))
    return _answer(f'const VERSION = "{present_version()}";\n{script}', "text/javascript")


@application.get("/offline")
@access(Access.PUBLIC)
@unlimited(FILE)
async def offline() -> str:
    """Show what is shown in place of any page that cannot be reached; nobody's in particular."""
    return await render_template("offline.html")


@lru_cache(maxsize=8)
def _script(folder: Path) -> str:
    return (folder / "js" / "service-worker.js").read_text(encoding="utf-8")


def _places() -> dict[str, str]:
    words = (_("Servers"), _("Playlists"), _("Favourites"))
    return dict(zip(SHORTCUTS, words, strict=True))


def _is_page(path: str) -> bool:
    return any(rule.rule == path for rule in current_app.url_map.iter_rules())


def _icon(name: str, sizes: str, purpose: str) -> dict[str, str]:
    kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
    return {"src": asset(f"img/{name}"), "sizes": sizes, "type": kind, "purpose": purpose}


def _answer(text: str, media_type: str) -> Response:
    """Return what browsers keep but ask about each time, so that a new version is seen at once."""
    answer = Response(text, content_type=f"{media_type}; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
