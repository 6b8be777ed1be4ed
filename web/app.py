"""Builds the Quart application around the services that it is given."""

from collections.abc import Iterable
from pathlib import Path

from quart import Quart
from quart_schema import APIKeySecurityScheme, HttpSecurityScheme, Info, QuartSchema, Server

from web import (
    caller,
    compression,
    cross_origin,
    errors,
    language,
    limits,
    metrics,
    request_log,
    revalidation,
    security_headers,
    services,
)
from web.access import enforce
from web.api.archive.routes import archive
from web.api.audioscrobbler.routes import audioscrobbler
from web.api.library.routes import library
from web.api.listenbrainz.dialect import PREFIX
from web.api.listenbrainz.routes import listenbrainz
from web.api.maloja.newscrobble import maloja
from web.api.player.routes import player
from web.api.profiles.routes import profiles
from web.api.scrobble.routes import scrobble
from web.application import Application
from web.live.hypercorn_connection import SendInScope
from web.openapi_routes import documentation
from web.openapi_schema import Description
from web.operations import METRICS, operations
from web.pages import twins
from web.pages.frame import render_page
from web.pages.language_choice import choice
from web.pages.routes import pages
from web.same_origin import refuse_cross_site
from web.services import Services
from web.uploads import UploadRequest
from web.version import API_VERSION

ABOUT = """\
The APIs of Auxcord: the player of a Discord server's voice channel, for everybody in it, and what
bots remember of those who listen. Each family has its own addresses and its own form of answers.

`x-access` says who may use an operation, `x-scope` which scope an API key needs for it, and
`x-rate-limits` how often it may be asked: so many requests at once, which become free again one by
one in so many seconds. Too often is status 429, and `Retry-After` says how long to wait."""
LARGEST_BODY = 64 * 1024
HERE = Path(__file__).parent


def create_app(
    parts: Services,
    secret_key: str,
    *,
    image_origins: Iterable[str] = (),
    limit_scale: float = 1.0,
) -> Quart:
    """Return an application that serves everything; several may live in one process.

    Images are shown from the CDN, from any https host, and from `image_origins`. All limits are
    multiplied by `limit_scale`.
    """
    app = Application(
        "auxcord",
        # The pages serve the static files, under addresses that change with the files.
        static_folder=None,
        template_folder=str(_folder("templates")),
    )
    app.request_class = UploadRequest
    app.static_folder = str(_folder("static"))
    app.secret_key = secret_key
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY, QUART_SCHEMA_CONVERSION_PREFERENCE="pydantic"
    )
    services.install(app, parts)
    language.install(app, _folder("translations"))
    _install_hooks(app, parts, image_origins, limit_scale)
    for blueprint in (
        player,
        library,
        archive,
        profiles,
        scrobble,
        maloja,
        audioscrobbler,
        pages,
        choice,
        operations,
        documentation,
    ):
        app.register_blueprint(blueprint)
    # Some of its clients drop the path of the address that they are given, others keep it.
    app.register_blueprint(listenbrainz)
    app.register_blueprint(listenbrainz, url_prefix=PREFIX, name="listenbrainz_below")
    app.asgi_app = SendInScope(app.asgi_app)  # type: ignore[method-assign]
    return app


def _install_hooks(
    app: Quart, parts: Services, image_origins: Iterable[str], limit_scale: float
) -> None:
    """Install what surrounds every request; before it they run in this order, after it reversed."""
    # Answers are compressed last of all, when nothing changes them any more.
    request_log.install(app)
    compression.install(app)
    revalidation.install(app)
    app.extensions[METRICS] = metrics.install(app, parts)
    security_headers.install(
        app,
        parts.public_url,
        images=[parts.cdn_url, *image_origins],
        # A sign-in may begin with a form of ours, and leads to where Discord asks for consent.
        forms=[parts.sign_in.invite_url(None)],
    )
    twins.install(app)
    caller.install(app, parts.public_url)
    limits.install(app, limit_scale)
    app.before_request(refuse_cross_site)
    cross_origin.install(app)
    app.before_request(enforce)
    errors.install(app, render_page)
    _install_schema(app, parts.public_url)


def _install_schema(app: Quart, public_url: str) -> None:
    QuartSchema(
        app,
        openapi_path=None,
        info=Info(title="Auxcord", version=API_VERSION, description=ABOUT),
        servers=[Server(url=public_url)],
        security_schemes={
            "cookie": APIKeySecurityScheme(
                name=caller.cookie_name("auxcord", public_url), in_="cookie"
            ),
            "bearer": HttpSecurityScheme(scheme="bearer"),
            "key": APIKeySecurityScheme(name="X-API-Key", in_="header"),
        },
        openapi_provider_class=Description,
    )


def _folder(name: str) -> Path:
    """Find a folder of ours: in a wheel it is in this package, in the repository beside it."""
    packaged = HERE / name
    return packaged if packaged.is_dir() else HERE.parent / name
