from playwright.async_api import Page, expect

from sim.discord import seed
from tests.support.dashboard import Dashboard, part
from tests.support.discord import eventually


async def sheet_of(page: Page) -> dict[str, str]:
    """Open the help sheet, and return its keys with what they do."""
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    rows = page.locator("#shortcut-help dl > div")
    keys = await rows.locator("dt").all_inner_texts()
    return dict(zip(keys, await rows.locator("dd").all_inner_texts(), strict=True))


async def test_the_sheet_lists_what_the_keys_do(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(3))
    sheet = await sheet_of(page)
    assert sheet["N"] == "Skip"
    assert sheet["Space"] == "Play or pause"
    assert len(sheet) >= 14
    await page.keyboard.press("n")
    await page.keyboard.press("Escape")
    await page.keyboard.press("q")
    await expect(page.get_by_role("tab", name="Up next")).to_be_focused()
    assert dashboard.api.player.state.history == ()


async def test_keys_act_as_the_buttons_do(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(3))
    first = dashboard.api.player.state.current
    await page.keyboard.press("n")
    await eventually(lambda: dashboard.api.player.state.current != first)
    await expect(part(page, "transport-bar", "previous")).not_to_have_attribute(
        "aria-disabled", "true"
    )
    await page.keyboard.press("p")
    await eventually(lambda: dashboard.api.player.state.current == first)
    await page.keyboard.press("r")
    await eventually(lambda: dashboard.api.player.state.repeat)
    await page.keyboard.press("m")
    await eventually(lambda: dashboard.api.player.state.volume == 0)
    heart = part(page, "now-actions", "heart")
    before = await heart.get_attribute("aria-pressed")
    await page.keyboard.press("l")
    await expect(heart).not_to_have_attribute("aria-pressed", before or "")
    await page.keyboard.press("l")
    await page.keyboard.press("e")
    await expect(page.locator("#sound")).to_be_visible()


async def test_held_and_modified_keys_are_the_browsers(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(2))
    for keys in ("Control+s", "Alt+s", "Meta+s", "Shift+s"):
        await page.keyboard.press(keys)
    await page.keyboard.down("r")
    for _ in range(4):
        await page.keyboard.down("r")
    await page.keyboard.up("r")
    await eventually(lambda: dashboard.api.player.state.repeat)
    await page.keyboard.press("m")
    await eventually(lambda: dashboard.api.player.state.volume == 0)
    state = dashboard.api.player.state
    assert (state.shuffle, state.repeat_track) == (False, False)


async def test_what_has_the_focus_keeps_its_own_keys(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(2))
    await part(page, "transport-bar", "shuffle").focus()
    await page.keyboard.press("Space")
    await eventually(lambda: dashboard.api.player.state.shuffle)
    playhead = dashboard.api.player.state.playhead
    assert playhead is not None
    assert not playhead.paused
    await page.get_by_role("tab", name="Up next").focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("tab", name="Up next")).not_to_be_focused()
    await expect(page.locator('[role="tab"]:focus')).to_be_visible()
