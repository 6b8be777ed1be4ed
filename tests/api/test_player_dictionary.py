"""A player page goes out as the difference from what browsers keep, to those that have kept it."""

import base64
import hashlib
import re

import httpx2
import pytest
from zstandard import DICT_TYPE_RAWCONTENT, ZstdCompressionDict, ZstdDecompressor

from sim.discord import seed
from tests.support.api import HARBOUR, Api
from web.pages.player_dictionary import EXTENSION

PLAYER = f"/servers/{HARBOUR}"
CODINGS = "gzip, deflate, br, zstd, dcb, dcz"
LINK = re.compile(r'<link rel="compression-dictionary" href="([^"]+)">')
HEAD_BYTES = 40
LANGUAGES = ("en", "de")


async def address(client: httpx2.AsyncClient, language: str = "en") -> str:
    page = (await client.get(PLAYER, headers={"Accept-Language": language})).text
    found = LINK.search(page)
    assert found is not None
    return found[1]


async def dictionary(client: httpx2.AsyncClient, language: str = "en") -> bytes:
    return (await client.get(await address(client, language))).content


async def page_for_holders(
    client: httpx2.AsyncClient, held: bytes, *, path: str = PLAYER, language: str = "en"
) -> httpx2.Response:
    named = f":{base64.b64encode(hashlib.sha256(held).digest()).decode()}:"
    asking = {"Accept-Encoding": CODINGS, "Accept-Language": language}
    return await client.get(path, headers={**asking, "Available-Dictionary": named})


def read(answer: httpx2.Response, held: bytes) -> str:
    prepared = ZstdCompressionDict(held, DICT_TYPE_RAWCONTENT)
    return ZstdDecompressor(prepared).decompress(answer.content[HEAD_BYTES:]).decode()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_holds_it_gets_the_difference(api: Api, language: str) -> None:
    ada = await api.listener(seed.ADA)
    held = await dictionary(ada, language)
    answer = await page_for_holders(ada, held, language=language)
    assert answer.headers["Content-Encoding"] == "dcz"
    assert f'<html lang="{language}"' in (page := read(answer, held))
    assert seed.ADA in page
    assert len(answer.content) < len(page) / 20
    assert {"Accept-Encoding", "Available-Dictionary"} <= set(answer.headers["Vary"].split(", "))
    assert answer.headers["Cache-Control"] == "no-store"


async def test_everybody_else_gets_the_whole_and_caches_tell_them_apart(api: Api) -> None:
    ada = await api.listener(seed.ADA)
    plain = await ada.get(PLAYER, headers={"Accept-Encoding": CODINGS})
    other = await page_for_holders(ada, b"another dictionary")
    for answer in (plain, other):
        assert answer.headers["Content-Encoding"] == "br"
        assert "Available-Dictionary" in answer.headers["Vary"]


async def test_each_language_has_its_own(api: Api) -> None:
    ada = await api.listener(seed.ADA)
    english, german = [await dictionary(ada, language) for language in LANGUAGES]
    assert english != german
    answer = await page_for_holders(ada, english, language="de")
    assert answer.headers["Content-Encoding"] == "br"


async def test_it_is_for_player_pages_alone(api: Api) -> None:
    ada = await api.listener(seed.ADA)
    held = await dictionary(ada)
    answer = await page_for_holders(ada, held, path="/servers")
    assert answer.headers["Content-Encoding"] == "br"
    assert "Available-Dictionary" not in answer.headers["Vary"]


async def test_it_is_the_same_for_everybody_and_may_be_kept(api: Api) -> None:
    ada, noor = await api.listener(seed.ADA), await api.listener(seed.NOOR)
    where = await address(ada)
    content = await dictionary(noor)
    for client in (ada, noor, api.world.visitor()):
        answer = await client.get(where, headers={"Accept-Language": "de"})
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Use-As-Dictionary"] == 'match="/servers/:guild"'
        assert answer.headers["Content-Type"].startswith("text/plain")
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.content == content


async def test_it_does_not_matter_for_whom_it_is_drawn(api: Api) -> None:
    ada, noor = await api.listener(seed.ADA), await api.listener(seed.NOOR)
    await api.with_queue(ada, api.world.node.catalogue.tracks[0].uri or "")
    ada.cookies.set("theme", "dark")
    drawn = api.world.parts.app.extensions[EXTENSION]
    found = set()
    for client in (ada, noor):
        drawn.clear()
        found.add(await address(client))
    ada.cookies.delete("theme")
    assert len(found) == 1


async def test_nothing_of_anybody_is_in_it(api: Api) -> None:
    ada = await api.listener(seed.ADA)
    page = (await ada.get(PLAYER)).text
    held = (await dictionary(ada)).decode()
    name = re.search(r'aria-label="Your menu, ([^"]+)"', page)
    assert name is not None
    for private in (seed.ADA, HARBOUR, name[1]):
        assert private in page
        assert private not in held


@pytest.mark.parametrize(
    "path", ["/dictionaries/000000000000/en.txt", "/dictionaries/000000000000/fr.txt"]
)
async def test_what_there_is_not_is_not_found(api: Api, path: str) -> None:
    assert (await api.world.visitor().get(path)).status_code == 404
