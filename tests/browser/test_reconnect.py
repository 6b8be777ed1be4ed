import asyncio

from playwright.async_api import Page, Request, Route, expect

from auth.identity import UserId
from sim.discord import seed
from tests.support.dashboard import (
    PLAYER_PATH,
    Dashboard,
    eventually_equal,
    live,
    part,
    queue_titles,
)
from tests.support.discord import eventually


def streams_asked_for(page: Page) -> list[str]:
    """Collect the streams that a page opens from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/events/guild/" in request.url:
            asked.append(request.url)

    page.on("request", note)
    return asked


async def test_a_page_outlives_a_restart_of_the_server(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(3))
    titles = await queue_titles(page)
    await dashboard.api.world.stop()
    await expect(page.locator('html[data-stream="reconnecting"]')).to_be_attached()
    await expect(page.get_by_text("The connection to the server is gone.")).to_be_visible()
    await page.get_by_role("button", name="Skip").click()
    await expect(page.locator("#reason")).to_contain_text("cannot be reached")
    await dashboard.api.world.start()
    await live(page)
    await eventually_equal(lambda: queue_titles(page), titles)
    await eventually(lambda: dashboard.api.player.state.current)
    await page.get_by_role("button", name="Shuffle").click()
    await eventually(lambda: dashboard.api.player.state.shuffle)


async def test_what_was_missed_while_offline_is_made_up_for(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(4))
    await page.context.set_offline(True)
    await expect(page.locator('html[data-stream="offline"]')).to_be_attached()
    robin = await dashboard.listener(seed.ROBIN)
    (title, *waiting) = await queue_titles(robin)
    await robin.get_by_role("button", name="Skip").click()
    await expect(part(robin, "now-playing", "title")).to_have_text(title)
    await page.context.set_offline(False)
    await live(page)
    await expect(part(page, "now-playing", "title")).to_have_text(title)
    await eventually_equal(lambda: queue_titles(page), waiting)


async def test_a_machine_that_slept_connects_again_at_once(dashboard: Dashboard) -> None:
    await dashboard.listener(seed.ADA, *dashboard.links(1))
    context = await dashboard.context(seed.ADA)
    page = await context.new_page()
    await page.clock.install()
    await page.goto(dashboard.url + PLAYER_PATH)
    await live(page)
    asked, let_through = streams_asked_for(page), asyncio.Event()

    async def hold_up(route: Route) -> None:
        await let_through.wait()
        await route.continue_()

    await page.route("**/events/guild/**", hold_up)
    await page.clock.fast_forward("10:00")
    await eventually(lambda: asked)
    assert "after=" in asked[0]
    # What it shows is ten minutes old, and it says so until it hears anything new.
    await expect(page.locator('html[data-stream="reconnecting"]')).to_be_attached()
    let_through.set()
    await live(page)


async def test_a_stream_that_says_signed_out_asks_to_sign_in_again(dashboard: Dashboard) -> None:
    page = await dashboard.visit(PLAYER_PATH, seed.NOOR)
    await live(page)
    await dashboard.api.world.parts.services.sessions.close_all(UserId(seed.NOOR))
    await dashboard.api.world.parts.services.hub.recheck(UserId(seed.NOOR))
    dialog = page.get_by_role("dialog", name="You are signed out")
    await expect(dialog.get_by_role("link", name="Sign in with Discord")).to_be_visible()
    dashboard.forget(seed.NOOR)


async def test_a_lost_node_is_told_and_its_return_too(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(1))
    await dashboard.api.world.node.stop(abrupt=True)
    notice = page.get_by_text("No audio node is connected.")
    await expect(notice).to_be_visible()
    await expect(part(page, "now-playing", "state")).to_have_text("Waiting for sound")
    await dashboard.api.world.node.start()
    await expect(notice).to_be_hidden(timeout=60_000)
