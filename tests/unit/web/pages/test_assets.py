import gzip
from pathlib import Path

import brotli
import pytest
from quart import Quart

from web.pages.assets import FOREVER, asset, fingerprint, stylesheet
from web.pages.routes import pages

LONG = "a { color: red; }\n" * 100


def app_of(folder: Path) -> Quart:
    app = Quart(__name__, static_folder=str(folder))
    app.register_blueprint(pages)
    return app


async def test_the_present_version_may_be_kept_for_good(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a {}")
    app = app_of(tmp_path)
    async with app.test_request_context("/"):
        url = asset("a.css")
    answer = await app.test_client().get(url)
    assert answer.headers["Cache-Control"] == FOREVER
    assert await answer.get_data() == b"a {}"


async def test_another_version_is_asked_for_again(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a {}")
    answer = await app_of(tmp_path).test_client().get("/assets/000000000000/a.css")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


async def test_nothing_beyond_the_folder_is_served(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "secret").write_text("secret")
    client = app_of(tmp_path / "static").test_client()
    for path in (
        "../secret",
        "%2e%2e/secret",
        "..%2fsecret",
        "missing.css",
        "linked/../../secret",
        "linked/missing.js",
        "joined/../../secret.css",
        "joined/missing.css",
        "joined/.css",
    ):
        assert (await client.get(f"/assets/1/{path}")).status_code == 404


def test_the_fingerprint_follows_names_and_content(tmp_path: Path) -> None:
    seen = set()
    for number, (name, content) in enumerate([("a", "1"), ("a", "2"), ("b", "1")]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / name).write_text(content)
        seen.add(fingerprint(folder))
    assert len(seen) == 3


async def test_a_text_goes_out_in_the_best_coding_that_the_browser_reads(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text(LONG)
    client = app_of(tmp_path).test_client()
    for accepted, coding, decode in (
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, br;q=0", "gzip", gzip.decompress),
        ("deflate", None, bytes),
        ("", None, bytes),
    ):
        answer = await client.get("/assets/1/a.css", headers={"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding") == coding
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert decode(await answer.get_data()) == LONG.encode()


async def test_who_has_a_file_is_not_sent_it_again(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text(LONG)
    client = app_of(tmp_path).test_client()
    tags = {
        accepted: (
            await client.get("/assets/1/a.css", headers={"Accept-Encoding": accepted})
        ).headers["ETag"]
        for accepted in ("br", "gzip", "identity")
    }
    assert len(set(tags.values())) == len(tags)
    asked = {"Accept-Encoding": "br", "If-None-Match": tags["br"]}
    assert (await client.get("/assets/1/a.css", headers=asked)).status_code == 304


async def test_styles_are_joined_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "css" / "widgets").mkdir(parents=True)
    (tmp_path / "css" / "base.css").write_text("a {}")
    (tmp_path / "css" / "widgets" / "icon.css").write_text("b {}")
    app = app_of(tmp_path)
    async with app.test_request_context("/"):
        url = stylesheet(["widgets/icon", "base"])
    answer = await app.test_client().get(url)
    assert answer.mimetype == "text/css"
    assert await answer.get_data() == b"b {}\na {}"


@pytest.mark.parametrize("name", ["icon", "icon,icon", "../icon", ""])
async def test_only_styles_that_there_are_can_be_joined(tmp_path: Path, name: str) -> None:
    (tmp_path / "icon.css").write_text("a {}")
    (tmp_path / "css").mkdir()
    answer = await app_of(tmp_path).test_client().get(f"/assets/1/joined/{name}.css")
    assert answer.status_code == 404
