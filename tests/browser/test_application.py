"""The pages as an application: it can be installed, and has something to show without a network."""

from urllib.parse import urlsplit

from playwright.async_api import Page, expect

from sim.discord import seed
from tests.support.dashboard import PLAYER_PATH, Dashboard, eventually_equal, live

KEPT = """async () => {
  const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const requests = await Promise.all(caches_.map((cache) => cache.keys()));
  return requests.flat().map((request) => new URL(request.url).pathname);
}"""
PNG = b"\x89PNG\r\n\x1a\n"


async def looked_after(page: Page) -> None:
    """Wait until the service worker looks after the page."""
    await page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")


async def test_browsers_may_install_it(dashboard: Dashboard) -> None:
    page = await dashboard.player(seed.ADA)
    session = await page.context.new_cdp_session(page)
    found = await session.send("Page.getAppManifest")
    assert found["errors"] == []
    assert found["url"] == f"{dashboard.url}/manifest.webmanifest"
    manifest = await (await page.request.get(found["url"])).json()
    for icon in manifest["icons"]:
        answer = await page.request.get(dashboard.url + icon["src"])
        body = await answer.body()
        assert answer.headers["content-type"].partition(";")[0] == icon["type"]
        if icon["type"] == "image/png":
            side = int.from_bytes(body[16:20])
            assert body.startswith(PNG)
            assert icon["sizes"] == f"{side}x{side}"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for place in [manifest["start_url"], *(each["url"] for each in manifest["shortcuts"])]:
        assert (await page.request.get(dashboard.url + place)).ok
    refused = await session.send("Page.getInstallabilityErrors")
    reasons = {each["errorId"] for each in refused["installabilityErrors"]}
    # Test profiles are private ones, in which nothing can be installed.
    assert reasons <= {"in-incognito"}


async def test_without_the_server_a_page_says_so_and_goes_on_by_itself(
    dashboard: Dashboard,
) -> None:
    page = await dashboard.player(seed.ADA)
    await looked_after(page)
    await dashboard.api.world.stop()
    await page.goto(dashboard.url + PLAYER_PATH)
    await expect(page.get_by_role("heading", name="Auxcord cannot be reached")).to_be_visible()
    assert page.url == dashboard.url + PLAYER_PATH
    assert await page.locator("h1").evaluate("one => getComputedStyle(one).textAlign") == "center"
    await dashboard.api.world.start()
    await live(page)
    await expect(page.get_by_role("heading", name="Harbour Lights")).to_be_visible()


async def test_nothing_of_anybody_is_kept(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(2))
    await looked_after(page)
    await page.goto(f"{dashboard.url}/servers")
    await page.goto(dashboard.url + PLAYER_PATH)
    await live(page)
    kept = await page.evaluate(KEPT)
    assert "/offline" in kept
    assert all(path == "/offline" or path.startswith("/assets/") for path in kept)
    text = await page.evaluate("async () => (await (await caches.match('/offline')).text())")
    assert "Ada" not in text
    assert {urlsplit(path).path.split("/")[2] for path in kept if path != "/offline"} == {
        (await page.evaluate("document.querySelector('link[rel=stylesheet]').href")).split("/")[4]
    }


async def test_a_device_can_do_without_it(dashboard: Dashboard) -> None:
    page = await dashboard.player(seed.ADA)
    await looked_after(page)
    await page.keyboard.press("?")
    await page.get_by_label("Keep a page on this device").uncheck()
    await page.wait_for_function(
        "async () => !(await navigator.serviceWorker.getRegistrations()).length"
        " && !(await caches.keys()).length"
    )
    await page.reload()
    await live(page)
    assert await page.evaluate("navigator.serviceWorker.controller === null")


async def test_a_new_version_takes_the_place_of_the_old_one(dashboard: Dashboard) -> None:
    page = await dashboard.player(seed.ADA)
    await looked_after(page)
    (present,) = await page.evaluate("caches.keys()")
    await page.evaluate("caches.open('auxcord-000000000000')")
    await page.evaluate(
        "async () => (await navigator.serviceWorker.getRegistration()).unregister()"
    )
    await page.reload()
    await looked_after(page)

    async def names() -> object:
        return await page.evaluate("caches.keys()")

    await eventually_equal(names, [present])
