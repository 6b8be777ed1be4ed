import re

from playwright.async_api import Page, expect

from sim.discord import seed
from sim.lavalink.specials import STREAMS
from tests.support.dashboard import Dashboard, elapsed_s, part, search_field
from tests.support.discord import eventually


async def test_the_first_paint_needs_no_script(dashboard: Dashboard) -> None:
    await dashboard.listener(seed.ADA, *dashboard.links(3))
    page = await dashboard.visit(f"/servers/{seed.HARBOUR}", seed.ADA, java_script_enabled=False)
    playing = dashboard.api.player.state.current
    assert playing is not None
    await expect(page.get_by_role("heading", level=2)).to_contain_text(playing.track.title)
    await expect(page.locator("queue-list li")).to_have_count(2)
    await expect(page.locator("noscript p")).to_be_visible()


async def test_an_empty_player_says_what_to_do(dashboard: Dashboard) -> None:
    page = await dashboard.player()
    await expect(page.get_by_role("heading", name="Nothing is playing")).to_be_visible()
    await page.get_by_role("button", name="Find something to play").click()
    await expect(search_field(page)).to_be_focused()


async def test_pausing_and_going_on(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(1))
    await page.get_by_role("button", name="Pause").click()
    await expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    await expect(part(page, "now-playing", "state")).to_have_text("Paused")
    await page.get_by_role("button", name="Play", exact=True).click()
    await expect(page.get_by_role("button", name="Pause")).to_be_visible()


async def test_a_click_on_the_line_seeks(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(1))
    length_s = dashboard.api.player.state.length_ms / 1000
    box = await part(page, "seek-bar", "body").bounding_box()
    assert box is not None
    await page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await eventually(lambda: _position_s(dashboard) > length_s / 2 - 1)
    await _agrees(page, dashboard)
    await page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)
    hint = part(page, "seek-bar", "hint")
    await expect(hint).to_be_visible()
    minutes, _, seconds = (await hint.inner_text()).partition(":")
    assert abs(int(minutes) * 60 + int(seconds) - length_s / 4) < 2


async def test_the_keyboard_seeks(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(1))
    await page.get_by_role("button", name="Pause").click()
    await expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    slider = page.get_by_role("slider", name="Position in the track")
    await slider.focus()
    await slider.press("Home")
    await eventually(lambda: _position_s(dashboard) == 0)
    await slider.press("PageUp")
    await eventually(lambda: _position_s(dashboard) == 30)
    await slider.press("ArrowRight")
    await eventually(lambda: _position_s(dashboard) == 35)
    await slider.press("Shift+ArrowLeft")
    await eventually(lambda: _position_s(dashboard) == 5)
    await expect(slider).to_have_attribute("aria-valuetext", re.compile(r"^5 seconds of \d+ min"))
    await expect(part(page, "seek-bar", "elapsed")).to_have_text("0:05")


async def test_a_live_stream_is_shown_as_live(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, STREAMS[0].url)
    await expect(part(page, "seek-bar", "length")).to_have_text("Live")
    await expect(page.get_by_role("slider", name="Position in the track")).to_be_hidden()
    await eventually(lambda: _position_s(dashboard) > 1)
    await _agrees(page, dashboard)


async def test_the_volume_follows_the_slider_and_the_keys(dashboard: Dashboard) -> None:
    page = await dashboard.listener()
    slider = page.get_by_role("slider", name="Volume")
    await slider.press("ArrowUp")
    await eventually(lambda: dashboard.api.player.state.volume == 110)
    await expect(slider).to_have_attribute("aria-valuetext", "110 %")
    await slider.fill("300")
    await eventually(lambda: dashboard.api.player.state.volume == 50)
    await page.get_by_role("button", name="Mute").click()
    await eventually(lambda: dashboard.api.player.state.volume == 0)
    await page.get_by_role("button", name="Mute").click()
    await eventually(lambda: dashboard.api.player.state.volume == 50)


async def test_what_is_refused_is_taken_back_and_explained(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(1))
    dashboard.api.world.discord.world.leave_voice(seed.ADA)
    await expect(part(page, "room-faces", "outside")).to_contain_text("You are not in Main Deck")
    slider = page.get_by_role("slider", name="Volume")
    await slider.press("ArrowUp")
    await expect(page.locator("#reason")).to_contain_text("Join")
    await expect(slider).to_have_attribute("aria-valuetext", "100 %")
    await page.get_by_role("button", name="Skip").click(force=True)
    await expect(part(page, "toast-region", "heard")).to_contain_text("Join")


async def test_a_control_that_cannot_work_says_why(dashboard: Dashboard) -> None:
    page = await dashboard.listener()
    skip = page.get_by_role("button", name="Skip")
    await expect(skip).to_have_attribute("aria-disabled", "true")
    await skip.click(force=True)
    await expect(page.locator("#reason")).to_have_text("Nothing is playing.")


async def test_repeat_has_three_states_in_one_button(dashboard: Dashboard) -> None:
    page = await dashboard.listener()
    repeat = part(page, "transport-bar", "repeat")
    for label, both in [
        ("Repeating the queue", (True, False)),
        ("Repeating this track", (True, True)),
        ("Repeat is off", (False, False)),
    ]:
        await repeat.click()
        await expect(repeat).to_have_attribute("aria-label", label)
        state = dashboard.api.player.state
        assert (state.repeat, state.repeat_track) == both


async def test_eject_asks_first(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(2))
    await page.get_by_role("button", name="Eject").click()
    dialog = page.get_by_role("dialog", name="Eject the player?")
    await dialog.get_by_role("button", name="Keep playing").click()
    assert dashboard.api.player.state.current is not None
    await page.get_by_role("button", name="Eject").click()
    await dialog.get_by_role("button", name="Eject").click()
    await expect(page.get_by_role("heading", name="Nothing is playing")).to_be_visible()
    await expect(page.get_by_text("In no voice channel")).to_be_visible()


async def test_single_keys_control_the_player_but_not_in_text_fields(
    dashboard: Dashboard,
) -> None:
    page = await dashboard.listener(seed.ADA, *dashboard.links(2))
    await page.keyboard.press("Space")
    await expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    await page.keyboard.press("s")
    await eventually(lambda: dashboard.api.player.state.shuffle)
    await page.keyboard.press("ArrowDown")
    await eventually(lambda: dashboard.api.player.state.volume == 90)
    await page.keyboard.press("/")
    await expect(search_field(page)).to_be_focused()
    await page.keyboard.type("smn ")
    await expect(search_field(page)).to_have_value("smn ")
    assert dashboard.api.player.state.shuffle
    await page.keyboard.press("Escape")
    await search_field(page).blur()
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


async def test_single_keys_can_be_switched_off(dashboard: Dashboard) -> None:
    page = await dashboard.listener()
    await page.keyboard.press("?")
    await page.get_by_label("Use shortcuts on this device").uncheck()
    await page.keyboard.press("Escape")
    await page.keyboard.press("s")
    await page.reload()
    await page.keyboard.press("s")
    await part(page, "transport-bar", "repeat").click()
    await eventually(lambda: dashboard.api.player.state.repeat)
    assert not dashboard.api.player.state.shuffle


async def test_the_theme_stays(dashboard: Dashboard) -> None:
    page = await dashboard.player(color_scheme="light")
    await page.get_by_role("button", name="Your menu").click()
    await page.get_by_role("radio", name="Dark").check()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    answer = await page.request.get(page.url)
    assert 'data-theme="dark"' in await answer.text()


async def test_the_position_is_right_although_the_clock_is_wrong(dashboard: Dashboard) -> None:
    await dashboard.listener(seed.ADA, *dashboard.links(1))
    context = await dashboard.context(seed.ADA)
    await context.add_init_script("const now = Date.now; Date.now = () => now() - 5_400_000;")
    page = await context.new_page()
    await page.goto(f"{dashboard.url}/servers/{seed.HARBOUR}")
    await expect(page.locator('html[data-stream="live"]')).to_be_attached()
    await _agrees(page, dashboard)


async def test_a_missing_picture_gives_way_to_a_drawing(dashboard: Dashboard) -> None:
    await dashboard.listener(seed.ADA, *dashboard.links(1))
    context = await dashboard.context(seed.ADA)
    await context.route("**/artwork/**", lambda route: route.abort())
    await context.route(re.compile(r"\.(png|jpe?g|webp)(\?|$)"), lambda route: route.abort())
    page = await context.new_page()
    await page.goto(f"{dashboard.url}/servers/{seed.HARBOUR}")
    await expect(part(page, "now-playing", "cover-picture")).to_be_hidden()
    await expect(part(page, "now-playing", "cover")).to_be_visible()


async def _agrees(page: Page, dashboard: Dashboard) -> None:
    """Check that the page shows a position that lies between the server's before and after."""
    before = _position_s(dashboard)
    shown = await elapsed_s(page)
    assert before - 1.5 <= shown <= _position_s(dashboard) + 0.5


def _position_s(dashboard: Dashboard) -> float:
    now = dashboard.api.world.parts.services.hub.now()
    return dashboard.api.player.state.position_at(now) / 1000
