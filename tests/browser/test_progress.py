"""The line under the controls stands where the node has the track, whatever our clocks do."""

import asyncio

from playwright.async_api import Page, Route, expect

from sim.discord import seed
from sim.lavalink.specials import STREAMS
from tests.support.api import data
from tests.support.dashboard import DEADLINE_S, PLAYER_PATH, Dashboard, live, part
from tests.support.discord import eventually

TOLERANCE_MS = 250
# Read within a frame, after the line has been drawn for it.
SHOWN_MS = """() => new Promise((resolve) => requestAnimationFrame(() => {
  const part = (name) => document.querySelector(`seek-bar [data-part=${name}]`);
  const share = part("body").style.getPropertyValue("--share");
  resolve(Number(share) * Number(part("input").max));
}))"""
HOUR_WRONG = "const real = Date.now; Date.now = () => real() + 3_600_000;"
JUMPING = """
let jumped = 0;
const real = Date.now;
Date.now = () => real() + jumped;
window.jump = (ms) => (jumped += ms);
"""
# A steady clock that stood still for a while is behind by just that while.
SLEEPING = """
let slept = 0;
const real = performance.now.bind(performance);
performance.now = () => real() - slept;
window.sleep = (ms) => (slept += ms);
"""
HIDING = """
let hidden = false;
Object.defineProperty(document, "hidden", { get: () => hidden });
window.hide = (now) => {
  hidden = now;
  document.dispatchEvent(new Event("visibilitychange"));
};
"""


def node_position_ms(dashboard: Dashboard) -> float:
    player = dashboard.api.world.node.players(seed.HARBOUR)
    assert player is not None
    return player.position_ms


async def agrees(page: Page, dashboard: Dashboard) -> None:
    """Wait until the page shows what the node says, which moves on while we ask."""
    seen: tuple[float, float, float] | None = None
    try:
        async with asyncio.timeout(DEADLINE_S):
            while True:
                before = node_position_ms(dashboard)
                shown = float(await page.evaluate(SHOWN_MS))
                after = node_position_ms(dashboard)
                seen = (before, shown, after)
                if before - TOLERANCE_MS <= shown <= after + TOLERANCE_MS:
                    return
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"node before, page, node after: {seen}") from None


async def heard(dashboard: Dashboard) -> None:
    """Wait until sound comes."""
    await eventually(lambda: node_position_ms(dashboard) > 0)


async def playing(dashboard: Dashboard, script: str = "") -> Page:
    await dashboard.api.with_queue(await dashboard.api.listener(seed.ADA), *dashboard.links(2))
    context = await dashboard.context(seed.ADA)
    await context.add_init_script(script)
    page = await context.new_page()
    await page.goto(dashboard.url + PLAYER_PATH)
    await live(page)
    await heard(dashboard)
    return page


async def test_it_moves_with_the_node(dashboard: Dashboard) -> None:
    page = await playing(dashboard)
    await agrees(page, dashboard)
    start = node_position_ms(dashboard)
    await eventually(lambda: node_position_ms(dashboard) > start + 1_000)
    await agrees(page, dashboard)


async def test_it_is_right_after_a_pause(dashboard: Dashboard) -> None:
    page = await playing(dashboard)
    await page.get_by_role("button", name="Pause").click()
    await expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    await agrees(page, dashboard)
    await page.get_by_role("button", name="Play", exact=True).click()
    await expect(page.get_by_role("button", name="Pause")).to_be_visible()
    await agrees(page, dashboard)


async def test_it_is_right_at_another_speed(dashboard: Dashboard) -> None:
    page = await playing(dashboard)
    ada = await dashboard.api.person(seed.ADA)
    await dashboard.api.post(ada, "/functions/filters", {"timescale": {"speed": 1.5}})
    await eventually(lambda: dashboard.api.player.state.filters.rate == 1.5)
    start = node_position_ms(dashboard)
    await eventually(lambda: node_position_ms(dashboard) > start + 3_000)
    await agrees(page, dashboard)


async def test_a_clock_that_is_an_hour_wrong_does_not_matter(dashboard: Dashboard) -> None:
    page = await playing(dashboard, HOUR_WRONG)
    await agrees(page, dashboard)


async def test_a_clock_that_jumps_does_not_matter(dashboard: Dashboard) -> None:
    page = await playing(dashboard, JUMPING)
    for jump in (3_600_000, -7_200_000, 5_000):
        await page.evaluate("(ms) => jump(ms)", jump)
        await agrees(page, dashboard)


async def test_a_sleep_is_made_up_for(dashboard: Dashboard) -> None:
    page = await playing(dashboard, SLEEPING)
    await agrees(page, dashboard)
    await page.evaluate("() => sleep(45_000)")
    await agrees(page, dashboard)


async def test_a_hidden_page_rests_and_is_right_when_it_is_seen_again(dashboard: Dashboard) -> None:
    page = await playing(dashboard, HIDING)
    await page.evaluate("() => hide(true)")
    rested = await page.evaluate(SHOWN_MS)
    start = node_position_ms(dashboard)
    await eventually(lambda: node_position_ms(dashboard) > start + 1_000)
    assert await page.evaluate(SHOWN_MS) == rested
    await page.evaluate("() => hide(false)")
    await agrees(page, dashboard)


async def test_a_drag_is_shown_at_once_and_seeks_when_it_ends(dashboard: Dashboard) -> None:
    page = await playing(dashboard)
    length = dashboard.api.player.state.length_ms
    box = await part(page, "seek-bar", "body").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    await page.mouse.move(box["x"] + 4, middle)
    await page.mouse.down()
    await page.mouse.move(box["x"] + box["width"] * 0.6, middle, steps=4)
    assert abs(await page.evaluate(SHOWN_MS) / length - 0.6) < 0.02
    assert node_position_ms(dashboard) < length / 2
    await page.mouse.up()
    await eventually(lambda: node_position_ms(dashboard) > length / 2)
    await agrees(page, dashboard)


async def test_what_cannot_be_sent_is_taken_back(dashboard: Dashboard) -> None:
    page = await playing(dashboard)
    await page.route("**/functions/seek*", lambda route: route.abort())
    await page.get_by_role("slider", name="Position in the track").press("PageUp")
    await expect(page.locator("#reason")).to_contain_text("cannot be reached")
    await agrees(page, dashboard)


async def test_a_press_that_takes_long_shows_that_it_is_on_its_way(dashboard: Dashboard) -> None:
    page = await playing(dashboard)
    answered = asyncio.Event()

    async def hesitate(route: Route) -> None:
        await answered.wait()
        await route.continue_()

    await page.route("**/functions/skip*", hesitate)
    skip = page.get_by_role("button", name="Skip")
    await skip.click()
    await expect(skip).to_have_attribute("data-pending", "")
    answered.set()
    await expect(skip).not_to_have_attribute("data-pending", "")
    await eventually(lambda: len(dashboard.api.player.state.queue) == 0)


async def test_a_live_stream_has_no_line(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, STREAMS[0].url)
    bar = page.locator("seek-bar")
    await expect(bar).to_contain_text("Live")
    await expect(part(page, "seek-bar", "body")).to_be_hidden()
    await heard(dashboard)
    await expect(part(page, "seek-bar", "elapsed")).not_to_have_text("–:––")


async def test_a_track_that_fails_is_told_once(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA)
    ada = await dashboard.api.person(seed.ADA)
    catalogue = dashboard.api.world.node.catalogue
    (broken,) = [each.uri for each in catalogue.tracks if "Fails at Once" in each.title]
    data(await ada.post("/tracks/add", params={"query": broken}), dashboard.api)
    toast = page.locator(".toast").filter(has_text="Fails at Once")
    await expect(toast).to_have_count(1)
    await expect(part(page, "toast-region", "heard")).to_contain_text("Fails at Once")
