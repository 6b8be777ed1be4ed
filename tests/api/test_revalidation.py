"""What is the same for everybody is kept by browsers and asked about, not sent again."""

import pytest

from tests.support.api import Api


@pytest.mark.parametrize(
    "path", ["/", "/docs", "/openapi.json", "/manifest.webmanifest", "/service-worker.js"]
)
async def test_who_has_it_is_not_sent_it_again(api: Api, path: str) -> None:
    visitor = api.world.visitor()
    first = await visitor.get(path)
    assert first.headers["Cache-Control"] in {"no-cache", "public, max-age=300"}
    again = await visitor.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    other = await visitor.get(path, headers={"If-None-Match": 'W/"another"'})
    assert other.content == first.content


async def test_what_is_personal_has_no_name_to_be_asked_by(api: Api) -> None:
    noor = await api.listener()
    for path in ("/", "/servers", "/user/me"):
        assert "ETag" not in (await noor.get(path)).headers
