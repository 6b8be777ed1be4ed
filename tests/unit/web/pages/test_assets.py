from pathlib import Path

from quart import Quart

from web.pages.assets import FOREVER, asset, fingerprint, modules
from web.pages.routes import pages

STATIC = Path(__file__).parents[4] / "static"


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
    for path in ("../secret", "%2e%2e/secret", "..%2fsecret", "missing.css"):
        assert (await client.get(f"/assets/1/{path}")).status_code == 404


def test_the_fingerprint_follows_names_and_content(tmp_path: Path) -> None:
    seen = set()
    for number, (name, content) in enumerate([("a", "1"), ("a", "2"), ("b", "1")]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / name).write_text(content)
        seen.add(fingerprint(folder))
    assert len(seen) == 3


async def test_every_module_of_a_widget_is_fetched_early() -> None:
    app = app_of(STATIC)
    async with app.test_request_context("/"):
        names = {url.rpartition("/js/")[2] for url in modules()}
    files = {path.relative_to(STATIC / "js").as_posix() for path in (STATIC / "js").rglob("*/*.js")}
    assert names == files
