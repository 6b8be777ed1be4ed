"""Where a sign-in may lead back to: a path of our own site, and nothing else."""

import unicodedata
from urllib.parse import SplitResult, unquote, urlsplit

from auth.errors import AuthError

LONGEST = 2000
DEFAULT_PORTS = {"http": 80, "https": 443}
UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
"""Controls, invisible formats, lone surrogates and every kind of space."""


class UnsafeReturnPath(AuthError, ValueError):
    """The return address would lead away from our site, or cannot be read."""

    def __init__(self) -> None:
        super().__init__("The return address must be a path of this site, such as “/queue”.")


def safe_return_path(url: str | None, public_url: str) -> str | None:
    """Return `url` as a path with query and fragment; None when there is none.

    An absolute URL is accepted if its origin is ours. Raises `UnsafeReturnPath` for the rest.
    """
    if not url:
        return None
    if len(url) > LONGEST or "\\" in url or any(map(_is_unseen, url)):
        raise UnsafeReturnPath
    path = url if url.startswith("/") else _path_within(url, public_url)
    if _leads_away(path):
        raise UnsafeReturnPath
    return path


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in UNSEEN_CATEGORIES


def _path_within(url: str, public_url: str) -> str:
    try:
        parts = urlsplit(url)
        ours = _origin(parts) == _origin(urlsplit(public_url))
    except ValueError:
        ours = False
    if not ours:
        raise UnsafeReturnPath
    path = parts._replace(scheme="", netloc="", path="").geturl()
    return f"{parts.path or '/'}{path}"


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    if port is None or not parts.hostname or "@" in parts.netloc:
        raise ValueError("This URL has no plain origin.")
    return parts.scheme, parts.hostname, port


def _leads_away(path: str) -> bool:
    """Say whether browsers, or a server that tidies the path, could see another host in it."""
    kept: list[str] = []
    segments = path.partition("?")[0].partition("#")[0].split("/")[1:]
    for segment in segments:
        plain = unquote(segment)
        if plain == ".." and kept:
            kept.pop()
        elif plain not in {".", ".."}:
            kept.append(segment)
    return len(kept) > 1 and not kept[0]
