"""Lets browsers keep what is the same for everybody, and ask whether it still holds."""

from http import HTTPStatus

from quart import Quart, Response, request
from quart.wrappers.response import DataBody


def install(app: Quart) -> None:
    """Name what an answer holds, and answer 304 to who has it already."""

    @app.after_request
    async def name_the_content(response: Response) -> Response:
        if not _may_be_kept(response):
            return response
        response.headers.setdefault("Cache-Control", "no-cache")
        # A weak name, as the same content goes out in several codings.
        await response.add_etag(weak=True)
        return await response.make_conditional(request)


def _may_be_kept(response: Response) -> bool:
    return (
        "no-store" not in response.headers.get("Cache-Control", "")
        and request.method in {"GET", "HEAD"}
        and response.status_code == HTTPStatus.OK
        and isinstance(response.response, DataBody)
        and "Set-Cookie" not in response.headers
    )
