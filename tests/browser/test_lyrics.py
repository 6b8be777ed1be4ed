import re

from playwright.async_api import Locator, Page, expect

from sim.discord import seed
from sim.lavalink.catalogue import ANTHEM_URL, ARABIC_TITLE_URL, LONG_TITLE_URL, STREAM_URL
from sim.lavalink.lyrics import PLAIN_GENRES
from tests.support.dashboard import Dashboard, part
from tests.support.discord import eventually


def toggle(page: Page) -> Locator:
    return page.get_by_role("button", name="Lyrics")


def sung(page: Page) -> Locator:
    return page.locator("lyrics-panel [aria-current]")


def position_ms(dashboard: Dashboard) -> int:
    now = dashboard.api.world.parts.services.hub.now()
    return dashboard.api.player.state.position_at(now)


async def lines_of(dashboard: Dashboard) -> list[tuple[int, str]]:
    playing = dashboard.api.player.state.current
    assert playing is not None
    lyrics = await dashboard.api.world.parts.services.songbook.lyrics(playing.track)
    return [(line.at_ms, line.text) for line in lyrics.lines]


async def singing(dashboard: Dashboard, link: str = ANTHEM_URL) -> Page:
    """Open a player with its lyrics shown."""
    page = await dashboard.listener(seed.ADA, link)
    await toggle(page).click()
    await expect(page.get_by_role("region", name=re.compile("^Lyrics"))).to_be_visible()
    return page


async def test_a_press_on_a_line_plays_from_there_for_everybody(dashboard: Dashboard) -> None:
    page, robin = await singing(dashboard), await dashboard.listener(seed.ROBIN)
    await toggle(robin).click()
    lines = await lines_of(dashboard)
    at, text = lines[6]
    line = part(page, "lyrics-panel", "lines").locator("button").nth(6)
    await expect(line).to_have_text(text)
    await line.click()
    await eventually(lambda: at <= position_ms(dashboard) < at + 20_000)
    for screen in (page, robin):
        await expect(sung(screen)).to_have_text(text)


async def test_the_marked_line_follows_and_stays_in_view(dashboard: Dashboard) -> None:
    page = await singing(dashboard)
    lines = await lines_of(dashboard)
    await part(page, "lyrics-panel", "lines").locator("button").nth(9).click()
    await expect(sung(page)).to_have_text(lines[9][1])
    await expect(sung(page)).to_have_text(lines[10][1])
    await expect(sung(page)).to_be_in_viewport()
    await expect(sung(page)).to_have_count(1)


async def test_at_another_speed_the_lines_keep_time(dashboard: Dashboard) -> None:
    page = await singing(dashboard)
    lines = await lines_of(dashboard)
    await part(page, "lyrics-panel", "lines").locator("button").nth(2).click()
    ada = await dashboard.api.person(seed.ADA)
    body = {"timescale": {"speed": 1.5}}
    assert (await ada.post("/functions/filters", json=body)).status_code == 200
    for place in (3, 4, 5):
        await expect(sung(page)).to_have_text(lines[place][1])
        # The mark is never earlier than the node's clock, and not later than the next line.
        assert lines[place][0] <= position_ms(dashboard) + 250
        assert position_ms(dashboard) <= lines[place + 1][0] + 1_500


async def test_the_cover_makes_room_and_stays(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, ANTHEM_URL)
    before = await part(page, "now-playing", "cover").bounding_box()
    await toggle(page).click()
    await expect(page.locator("lyrics-panel")).to_be_visible()
    after = await part(page, "now-playing", "cover").bounding_box()
    assert before is not None
    assert after is not None
    assert 150 < after["width"] < before["width"]


async def test_lines_are_walked_by_keys(dashboard: Dashboard) -> None:
    page = await singing(dashboard)
    lines = await lines_of(dashboard)
    buttons = part(page, "lyrics-panel", "lines").locator("button")
    await buttons.first.focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await expect(buttons.nth(2)).to_be_focused()
    await page.keyboard.press("Enter")
    await eventually(lambda: position_ms(dashboard) >= lines[2][0])


async def test_words_without_times_are_shown_as_they_are(dashboard: Dashboard) -> None:
    music = dashboard.api.world.node.catalogue
    link = next(
        track.uri
        for track in music.tracks
        if track.uri and (song := music.song_of(track)) and song.album.genre in PLAIN_GENRES
    )
    page = await singing(dashboard, link)
    await expect(part(page, "lyrics-panel", "lines")).to_be_hidden()
    await expect(part(page, "lyrics-panel", "plain")).to_contain_text("\n")


async def test_without_words_there_is_no_panel(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, STREAM_URL, ANTHEM_URL, STREAM_URL)
    await expect(toggle(page)).to_be_hidden()
    await page.get_by_role("button", name="Skip").click()
    await toggle(page).click()
    await expect(page.locator("lyrics-panel")).to_be_visible()
    await page.get_by_role("button", name="Skip").click()
    await expect(page.locator("lyrics-panel")).to_be_hidden()
    await expect(toggle(page)).to_be_hidden()


async def test_an_open_panel_stays_open_on_this_device(dashboard: Dashboard) -> None:
    page = await singing(dashboard)
    await page.reload()
    await expect(page.locator("lyrics-panel")).to_be_visible()
    await toggle(page).click()
    await expect(page.locator("lyrics-panel")).to_be_hidden()


async def test_whoever_may_not_seek_is_told_at_the_line(dashboard: Dashboard) -> None:
    await dashboard.api.listener(seed.ROBIN)
    page = await singing(dashboard)
    dashboard.api.world.discord.world.leave_voice(seed.ADA)
    await expect(part(page, "room-faces", "outside")).not_to_be_empty()
    before = position_ms(dashboard)
    await part(page, "lyrics-panel", "lines").locator("button").nth(12).click()
    await expect(page.locator("#reason")).to_contain_text("Join")
    assert position_ms(dashboard) < before + 30_000


async def test_long_lines_and_other_directions_fit(dashboard: Dashboard) -> None:
    for link, direction in ((LONG_TITLE_URL, "ltr"), (ARABIC_TITLE_URL, "rtl")):
        page = await singing(dashboard, link)
        lines = part(page, "lyrics-panel", "lines")
        assert await lines.evaluate("one => one.scrollWidth - one.clientWidth") == 0
        button = lines.locator("button").first
        assert await button.evaluate("one => getComputedStyle(one).direction") == direction
        ada = await dashboard.api.person(seed.ADA)
        await ada.post("/functions/eject")
        await page.context.close()


async def test_less_motion_jumps_instead_of_gliding(dashboard: Dashboard) -> None:
    page = await dashboard.listener(seed.ADA, ANTHEM_URL, reduced_motion="reduce")
    await page.evaluate(
        """() => {
          window.behaviours = [];
          const real = Element.prototype.scrollTo;
          Element.prototype.scrollTo = function (options) {
            window.behaviours.push(options.behavior);
            real.call(this, options);
          };
        }"""
    )
    await toggle(page).click()
    await part(page, "lyrics-panel", "lines").locator("button").nth(8).click()
    await expect(sung(page)).to_have_count(1)
    assert set(await page.evaluate("window.behaviours")) == {"instant"}
