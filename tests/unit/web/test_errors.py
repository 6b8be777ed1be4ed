from http import HTTPStatus
from pathlib import Path

import pytest
from quart import Quart

from player.core.errors import DiscordDown
from web import errors

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(name="app")
def _app(tmp_path: Path) -> Quart:
    app = Quart("test", template_folder=str(tmp_path))
    errors.install(app)

    @app.get("/down")
    async def down() -> str:
        raise DiscordDown

    return app


@pytest.fixture(name="template")
def _template(tmp_path: Path) -> None:
    (tmp_path / "error.html").write_text("<h1>{{ title }}</h1>{{ status }} {{ detail }}")


@pytest.mark.usefixtures("template")
async def test_a_browser_gets_a_page(app: Quart) -> None:
    answer = await app.test_client().get("/down", headers=BROWSER)
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.mimetype == "text/html"
    page = await answer.get_data(as_text=True)
    assert page.startswith("<h1>Back in a moment</h1>503 Discord does not answer")
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.usefixtures("template")
@pytest.mark.parametrize("accept", ["*/*", "application/json", "", "application/json, text/html"])
async def test_a_program_gets_json(app: Quart, accept: str) -> None:
    answer = await app.test_client().get("/down", headers={"Accept": accept})
    assert answer.mimetype == "application/json"
    assert (await answer.get_json())["data"]["code"] == "503"


async def test_without_a_page_a_browser_gets_json_too(app: Quart) -> None:
    answer = await app.test_client().get("/nothing", headers=BROWSER)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert answer.mimetype == "application/json"


@pytest.mark.usefixtures("template")
async def test_the_methods_that_are_allowed_are_told_on_the_page_too(app: Quart) -> None:
    answer = await app.test_client().post("/down", headers=BROWSER)
    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert "GET" in answer.headers["Allow"]
