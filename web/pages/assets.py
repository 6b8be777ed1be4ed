"""Serves our static files under addresses that bear a fingerprint of all of them.

Because the fingerprint is a folder of the address, modules that import each other by relative
paths stay within one version, and a browser that has seen a version never asks for it again.
Beside the files as they are there are `linked/`, scripts with all that they import, and `joined/`,
several styles in one: small files compress badly, and each costs a request.
"""

import asyncio
import hashlib
import mimetypes
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from quart import Response, current_app, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from web.compression import THOROUGH, Coding, best_coding, compressed, is_text
from web.pages.linking import link

ENDPOINT = "pages.static_file"
FOREVER = "public, max-age=31536000, immutable"
MAIN_SCRIPT = "main.js"
# Every page has the main script; these stand alone.
ALONE = frozenset({MAIN_SCRIPT, "overlay.js"})
LINKED, JOINED = "linked/", "joined/"
STYLE_NAME = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")
KEPT_ASSETS = 512
WORTHWHILE = 0.9


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it goes out, and in those codings that make it smaller."""

    media_type: str
    plain: bytes
    coded: dict[Coding, bytes]
    tag: str


def asset(filename: str) -> str:
    """Return the address of a static file in its present version."""
    return url_for(ENDPOINT, version=present_version(), filename=filename)


def present_version() -> str:
    """Return what the addresses of our static files begin with."""
    return fingerprint(_folder())


def script(filename: str) -> str:
    """Return the address of a script of `js/`, linked with all that it imports."""
    return asset(LINKED + filename)


def stylesheet(names: Sequence[str]) -> str:
    """Return the address of several styles of `css/` in one, in their order."""
    return asset(f"{JOINED}{','.join(names)}.css")


async def serve_static_file(version: str, filename: str) -> Response:
    """Return a static file; only the present version may be kept for good."""
    found = await asyncio.to_thread(_asset, _folder(), filename)
    coding = best_coding(request.accept_encodings)
    data = found.coded.get(coding, found.plain) if coding else found.plain
    answer = Response(data, content_type=found.media_type)
    if data is not found.plain:
        answer.headers["Content-Encoding"] = coding
    if found.coded:
        answer.vary.add("Accept-Encoding")
    is_present = version == present_version()
    answer.headers["Cache-Control"] = FOREVER if is_present else "no-cache"
    answer.set_etag(f"{found.tag}-{coding or 'plain'}" if found.coded else found.tag)
    return await answer.make_conditional(request)


@lru_cache(maxsize=8)
def fingerprint(folder: Path) -> str:
    """Return a short hash over all files of a folder, taken once while we run."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=KEPT_ASSETS)
def _asset(folder: Path, filename: str) -> Asset:
    """Make a file ready to be sent, once while we run; raise `NotFound` for what there is not."""
    data = _content(folder, filename)
    media_type = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    text = is_text(media_type)
    coded = {each: compressed(data, each, THOROUGH[each]) for each in Coding}
    return Asset(
        media_type=f"{media_type}; charset=utf-8" if text else media_type,
        plain=data,
        coded={
            coding: smaller
            for coding, smaller in coded.items()
            if len(smaller) < len(data) * WORTHWHILE
        },
        tag=hashlib.sha256(data).hexdigest()[:16],
    )


def _content(folder: Path, filename: str) -> bytes:
    if filename.startswith(LINKED):
        entry = filename.removeprefix(LINKED)
        _existing(folder / "js", entry)
        return link(folder / "js", entry, None if entry in ALONE else MAIN_SCRIPT).encode()
    if filename.startswith(JOINED):
        names = filename.removeprefix(JOINED).removesuffix(".css").split(",")
        if len(names) != len(set(names)) or not all(map(STYLE_NAME.fullmatch, names)):
            raise NotFound
        return b"\n".join(_existing(folder / "css", f"{name}.css").read_bytes() for name in names)
    return _existing(folder, filename).read_bytes()


def _existing(folder: Path, filename: str) -> Path:
    path = safe_join(str(folder), filename)
    if path is None or not Path(path).is_file():
        raise NotFound
    return Path(path)


def _folder() -> Path:
    return Path(current_app.static_folder or "")
