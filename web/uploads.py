"""Lets whole files through on the routes that take them; everywhere else bodies stay small."""

import re
from typing import Any

from quart import Request

LARGEST_UPLOAD = 5 * 1024 * 1024
LARGEST_SUBMISSION = 10_240_000
"""Of a thousand listens, as ListenBrainz has it."""

UPLOADS = (
    ("POST", re.compile(r"/playlists/([^/]+/)?import"), LARGEST_UPLOAD),
    ("POST", re.compile(r"(/apis/listenbrainz)?/1/submit-listens"), LARGEST_SUBMISSION),
    ("POST", re.compile(r"/api/v1/(playlists/[^/]+/sync|downloads)"), LARGEST_UPLOAD),
    ("PATCH", re.compile(r"/profile(/|/add)?"), LARGEST_UPLOAD),
)
"""Where much may come at once, and how much."""


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
        for its_method, where, largest in UPLOADS:
            if method == its_method and where.fullmatch(path):
                max_content_length = largest
        super().__init__(
            method, scheme, path, *rest, max_content_length=max_content_length, **named
        )
