from pathlib import Path

import pytest
from quart import Quart, render_template

from web import language
from web.pages.language_choice import choice
from web.pages.routes import pages

ROOT = Path(__file__).parents[4]


@pytest.fixture(name="app")
def an_app_with_our_pages() -> Quart:
    app = Quart(
        __name__, static_folder=str(ROOT / "static"), template_folder=str(ROOT / "templates")
    )
    language.install(app, ROOT / "translations")
    app.register_blueprint(pages)
    app.register_blueprint(choice)
    return app


@pytest.mark.parametrize(
    ("status", "action"),
    [
        (401, "Sign in with Discord"),
        (403, "Your servers"),
        (404, "Your servers"),
        (429, "Load again"),
        (500, "Load again"),
        (503, "Load again"),
    ],
)
async def test_an_error_says_what_to_do(app: Quart, status: int, action: str) -> None:
    async with app.test_request_context("/servers"):
        page = await render_template(
            "error.html", status=status, title="Oh", detail="<b>It</b> did not work."
        )
    assert action in page
    assert "&lt;b&gt;It&lt;/b&gt; did not work." in page
    assert "Start page" in page


async def test_an_error_may_bring_its_own_action(app: Quart) -> None:
    async with app.test_request_context("/"):
        page = await render_template(
            "error.html",
            status=409,
            title="Oh",
            detail="No.",
            action={"href": "/elsewhere", "label": "Go elsewhere"},
        )
    assert 'href="/elsewhere">Go elsewhere</a>' in page


@pytest.mark.parametrize(("cookie", "attribute"), [("dark", ' data-theme="dark"'), ("<x>", "")])
async def test_the_theme_comes_from_the_cookie(app: Quart, cookie: str, attribute: str) -> None:
    headers = {"Cookie": f"theme={cookie}"}
    async with app.test_request_context("/", headers=headers):
        page = await render_template("error.html", status=404, title="Oh", detail="No.")
    assert f'<html lang="en"{attribute}>' in page
