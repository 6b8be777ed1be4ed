"""Lets whole files through on the routes that take them; everywhere else bodies stay small."""

import re
from typing import Any

from quart import Request

LARGEST_UPLOAD = 5 * 1024 * 1024
UPLOADS = {
    "POST": re.compile(r"/playlists/([^/]+/)?import"),
    "PATCH": re.compile(r"/profile(/|/add)?"),
}
"""Where much may come at once, by method."""


class UploadRequest(Request):
    """A request whose limit hangs on where it goes, since the body comes before any handler."""

    def __init__(
        self,
        method: str,
        scheme: str,
        path: str,
        *rest: Any,  # noqa: ANN401 - Handed on as it is.
        max_content_length: int | None = None,
        **named: Any,  # noqa: ANN401 - The same.
    ) -> None:
        if method in UPLOADS and UPLOADS[method].fullmatch(path):
            max_content_length = LARGEST_UPLOAD
        super().__init__(
            method, scheme, path, *rest, max_content_length=max_content_length, **named
        )
