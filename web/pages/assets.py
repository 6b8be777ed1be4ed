"""Serves our static files under addresses that bear a fingerprint of all of them.

Because the fingerprint is a folder of the address, modules that import each other by relative
paths stay within one version, and a browser that has seen a version never asks for it again.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

from quart import Response, current_app, send_from_directory, url_for

ENDPOINT = "pages.static_file"
FOREVER = "public, max-age=31536000, immutable"


def asset(filename: str) -> str:
    """Return the address of a static file in its present version."""
    return url_for(ENDPOINT, version=fingerprint(_folder()), filename=filename)


def modules() -> list[str]:
    """Return the addresses of the script modules that the entry leads to, to be fetched early."""
    folder = _folder()
    found = [path for part in ("lib", "widgets") for path in (folder / "js" / part).glob("*.js")]
    return [asset(name) for name in sorted(path.relative_to(folder).as_posix() for path in found)]


async def serve_static_file(version: str, filename: str) -> Response:
    """Return a static file; only the present version may be kept for good."""
    answer = await send_from_directory(_folder(), filename)
    is_present = version == fingerprint(_folder())
    answer.headers["Cache-Control"] = FOREVER if is_present else "no-cache"
    return answer


@lru_cache(maxsize=8)
def fingerprint(folder: Path) -> str:
    """Return a short hash over all files of a folder, taken once while we run."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _folder() -> Path:
    return Path(current_app.static_folder or "")
