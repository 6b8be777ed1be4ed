import re
from html.parser import HTMLParser

from tests.support.api import Api


class Page(HTMLParser):
    """Collects what a page refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.anchors: list[str] = []
        self.assets: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if (given.get("href") or "").startswith("#"):
            self.anchors.append((given["href"] or "")[1:])
        if tag == "link":
            self.assets.append(given.get("href") or "")
        if tag == "script":
            self.assets.append(given.get("src") or "")
        self.inline += [name for name in given if name.startswith("on") or name == "style"]


async def page(api: Api) -> tuple[str, Page]:
    answer = await api.world.visitor().get("/docs")
    assert answer.status_code == 200
    parsed = Page()
    parsed.feed(answer.text)
    return answer.text, parsed


async def test_it_works(api: Api) -> None:
    text, _ = await page(api)
    described = (await api.world.visitor().get("/openapi.json")).json()
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in text
        assert path in text
    for code in (*range(1, 11), 16, 18):
        assert f'<th scope="row">{code}</th>' in text


async def test_every_link_within_the_page_leads_somewhere(api: Api) -> None:
    _, parsed = await page(api)
    assert parsed.anchors
    assert set(parsed.anchors) <= set(parsed.ids)
    assert len(parsed.ids) == len(set(parsed.ids))


async def test_everything_it_needs_comes_from_us(api: Api) -> None:
    text, parsed = await page(api)
    assert parsed.inline == []
    for asset in parsed.assets:
        assert asset.startswith(("/assets/", "/manifest.")), asset
        assert (await api.world.visitor().get(asset)).status_code == 200, asset
    assert not re.search(r"<script[^>]*>[^<]", text)
