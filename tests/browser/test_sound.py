import re
from dataclasses import replace

import pytest
from playwright.async_api import Locator, Page, expect

from player.core.filters import NO_FILTERS, PRESETS, Filters, Rotation, Timescale
from player.core.policy import DEFAULT_POLICY, Circle, DJRules, EqualizerRules
from sim.discord import seed
from tests.support.dashboard import PHONE, PLAYER_PATH, Dashboard, elapsed_s, live, part
from tests.support.discord import eventually

NEUTRAL = DJRules(default=Circle(), neutral=Circle(everyone=True))
# Without a pause, which would be long enough to mean it on a machine that is slow.
FOUR_STEPS_UP = """(slider) => {
  const key = "ArrowUp";
  for (let step = 0; step < 4; step++) slider.dispatchEvent(new KeyboardEvent("keydown", { key }));
}"""


async def sound(dashboard: Dashboard, person: str = seed.ADA, *tracks: str) -> Page:
    page = await dashboard.listener(person, *tracks)
    await page.get_by_role("button", name="Sound").first.click()
    return page


def chip(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def filters(dashboard: Dashboard) -> Filters:
    return dashboard.api.player.state.filters


async def test_a_preset_and_a_band_of_the_equalizer(dashboard: Dashboard) -> None:
    page, robin = await sound(dashboard), await sound(dashboard, seed.ROBIN)
    await chip(page, "Bass boost").click()
    await eventually(lambda: dashboard.api.player.state.equalizer[0] == 0.3)
    await expect(chip(robin, "Bass boost")).to_have_attribute("aria-pressed", "true")
    await expect(part(robin, "equalizer-panel", "gain")).to_have_text("+0.30")
    band = page.get_by_role("slider", name="1 kilohertz")
    await band.press("ArrowUp")
    await eventually(lambda: dashboard.api.player.state.equalizer[8] > 0)
    await expect(band).to_have_attribute("aria-valuetext", re.compile("^plus"))
    await expect(robin.get_by_role("slider", name="1 kilohertz")).to_have_attribute(
        "aria-valuetext", re.compile("^plus")
    )
    await band.dblclick()
    await eventually(lambda: dashboard.api.player.state.equalizer[8] == 0)
    await band.press("End")
    await eventually(lambda: dashboard.api.player.state.equalizer[8] == 1)
    await band.press("0")
    await eventually(lambda: dashboard.api.player.state.equalizer[8] == 0)
    await page.get_by_role("button", name="Reset the equalizer").click()
    await eventually(lambda: not any(dashboard.api.player.state.equalizer))
    await expect(chip(robin, "Flat")).to_have_attribute("aria-pressed", "true")


async def test_the_curve_goes_through_the_sliders(dashboard: Dashboard) -> None:
    page = await sound(dashboard)
    flat = await part(page, "equalizer-panel", "curve-line").get_attribute("d")
    await page.get_by_role("slider", name="25 hertz").fill("100")
    await eventually(lambda: dashboard.api.player.state.equalizer[0] == 1)
    await expect(part(page, "equalizer-panel", "curve-line")).not_to_have_attribute("d", flat or "")


async def test_the_node_is_told(dashboard: Dashboard) -> None:
    page = await sound(dashboard, seed.ADA, *dashboard.links(1))
    await chip(page, "Rock").click()
    await chip(page, "8D").click()
    node = dashboard.api.world.node

    def told() -> bool:
        player = node.players(seed.HARBOUR)
        return player is not None and {"equalizer", "rotation"} <= set(player.filters)

    await eventually(told)


async def test_whoever_changes_the_sound_is_named_to_the_others(dashboard: Dashboard) -> None:
    ada, robin = await sound(dashboard), await sound(dashboard, seed.ROBIN)
    await chip(ada, "Night").click()
    await expect(part(robin, "equalizer-panel", "by")).to_have_text("Changed by Ada Lindqvist")
    await expect(chip(robin, "Night")).to_have_attribute("aria-pressed", "true")
    await expect(part(ada, "equalizer-panel", "by")).to_be_empty()
    await chip(robin, "Nightcore").click()
    await expect(part(ada, "filter-panel", "by")).to_contain_text("Changed by Robin")
    await expect(chip(ada, "Nightcore")).to_have_attribute("aria-pressed", "true")


async def test_filters_are_switched_one_at_a_time_or_together(dashboard: Dashboard) -> None:
    page, robin = await sound(dashboard), await sound(dashboard, seed.ROBIN)
    await page.get_by_role("switch", name="Rotation").click()
    await eventually(lambda: filters(dashboard).rotation == Rotation(0.2))
    await expect(robin.get_by_role("switch", name="Rotation")).to_be_checked()
    await chip(page, "Nightcore").click()
    both = Filters(timescale=PRESETS["nightcore"].timescale, rotation=Rotation(0.2))
    await eventually(lambda: filters(dashboard) == both)
    await expect(chip(robin, "8D")).to_have_attribute("aria-pressed", "true")
    await chip(robin, "Nightcore").click()
    await eventually(lambda: filters(dashboard) == Filters(rotation=Rotation(0.2)))
    await page.get_by_role("button", name="Switch all filters off").click()
    await eventually(lambda: filters(dashboard) == NO_FILTERS)
    await expect(robin.get_by_role("switch", name="Rotation")).not_to_be_checked()


async def test_a_filter_has_sliders_that_say_their_values(dashboard: Dashboard) -> None:
    page, robin = await sound(dashboard), await sound(dashboard, seed.ROBIN)
    speed = page.get_by_role("slider", name="Speed", exact=True)
    await expect(speed).to_be_hidden()
    await page.get_by_role("switch", name="Speed and pitch").click()
    await speed.fill("1.5")
    await eventually(lambda: filters(dashboard).timescale == Timescale(speed=1.5))
    for screen in (page, robin):
        await expect(screen.get_by_role("slider", name="Speed", exact=True)).to_have_attribute(
            "aria-valuetext", "1.5×"
        )
    await speed.dblclick()
    await eventually(lambda: filters(dashboard).timescale == Timescale(speed=1.0))


@pytest.mark.parametrize("name", list(Filters.__dataclass_fields__))
async def test_every_filter_can_be_switched_on(dashboard: Dashboard, name: str) -> None:
    page = await sound(dashboard)
    await page.locator(f'filter-card[data-filter="{name}"] [data-part="switch"]').click()
    await eventually(lambda: getattr(filters(dashboard), name) is not None)


async def test_the_position_moves_faster_with_the_speed(dashboard: Dashboard) -> None:
    page = await sound(dashboard, seed.ADA, *dashboard.links(1))
    await page.get_by_role("switch", name="Speed and pitch").click()
    await page.get_by_role("slider", name="Speed", exact=True).fill("2")
    await eventually(lambda: filters(dashboard).rate == 2)
    now = dashboard.api.world.parts.services.hub.now

    def position_s() -> float:
        return dashboard.api.player.state.position_at(now()) / 1000

    before = position_s()
    shown = await elapsed_s(page)
    assert before - 2.5 <= shown <= position_s() + 0.5


async def test_a_server_may_keep_its_sound(dashboard: Dashboard) -> None:
    kept = replace(DEFAULT_POLICY.player, equalizer=EqualizerRules(change=False))
    await dashboard.api.rules(replace(DEFAULT_POLICY, player=kept))
    page = await sound(dashboard)
    await expect(page.get_by_text("This server's settings keep the sound")).to_be_visible()
    band = page.get_by_role("slider", name="1 kilohertz")
    await band.press("ArrowUp")
    await expect(page.locator("#reason")).to_contain_text("keep the sound")
    await expect(band).to_have_attribute("aria-valuetext", "flat")
    await chip(page, "Rock").click(force=True)
    await expect(page.locator("#reason")).to_contain_text("keep the sound")
    switch = page.get_by_role("switch", name="Rotation")
    await switch.click(force=True)
    await expect(switch).not_to_be_checked()
    assert filters(dashboard) == NO_FILTERS


async def test_a_refusal_is_said_where_one_touched_and_taken_back(dashboard: Dashboard) -> None:
    page = await sound(dashboard)
    await page.context.set_offline(True)
    switch = page.get_by_role("switch", name="Rotation")
    await switch.click()
    await expect(page.locator("#reason")).to_contain_text("cannot be reached")
    await expect(switch).not_to_be_checked()
    await chip(page, "Rock").click()
    await expect(chip(page, "Rock")).to_have_attribute("aria-pressed", "false")
    await expect(page.locator("#reason")).to_be_visible()
    assert not any(dashboard.api.player.state.equalizer)


async def test_whoever_is_not_in_the_channel_is_told_before(dashboard: Dashboard) -> None:
    await dashboard.api.listener(seed.ROBIN)
    page = await sound(dashboard)
    dashboard.api.world.discord.world.leave_voice(seed.ADA)
    rock = chip(page, "Rock")
    await expect(rock).to_have_attribute("aria-disabled", "true")
    await rock.click(force=True)
    await expect(page.locator("#reason")).to_contain_text("Join")
    assert not any(dashboard.api.player.state.equalizer)


async def test_sound_goes_by_thumb(dashboard: Dashboard) -> None:
    await dashboard.listener()
    page = await dashboard.visit(PLAYER_PATH, seed.ADA, **PHONE)
    await live(page)
    await page.get_by_role("button", name="Sound").last.tap()
    await chip(page, "Rock").tap()
    await eventually(lambda: any(dashboard.api.player.state.equalizer))
    await page.get_by_role("switch", name="Tremolo").tap()
    await eventually(lambda: filters(dashboard).tremolo is not None)
    wider = "() => { const one = document.getElementById('sound');"
    wider += " return one.scrollWidth - one.clientWidth; }"
    assert await page.evaluate(wider) == 0


async def test_a_slider_is_one_vote_however_far_it_goes(dashboard: Dashboard) -> None:
    for person in (seed.ROBIN, seed.LEILA):
        await dashboard.api.listener(person)
    page = await sound(dashboard, seed.NOOR, *dashboard.links(1))
    await dashboard.api.rules(replace(DEFAULT_POLICY, dj=NEUTRAL))
    band = page.get_by_role("slider", name="1 kilohertz")
    await expect(band).to_have_attribute("data-by-vote", "")
    await band.evaluate(FOUR_STEPS_UP)
    await eventually(lambda: dashboard.api.player.state.votes)
    await expect(band).to_have_attribute("aria-valuetext", "flat")
    assert len(dashboard.api.player.state.votes) == 1


async def test_who_may_not_decide_alone_starts_a_vote(dashboard: Dashboard) -> None:
    for person in (seed.ROBIN, seed.LEILA):
        await dashboard.api.listener(person)
    page = await sound(dashboard, seed.NOOR, *dashboard.links(1))
    await dashboard.api.rules(replace(DEFAULT_POLICY, dj=NEUTRAL))
    switch = page.get_by_role("switch", name="Rotation")
    await switch.click()
    await eventually(lambda: dashboard.api.player.state.votes)
    await expect(page.locator("#reason")).to_be_visible()
    await expect(switch).not_to_be_checked()
    assert filters(dashboard) == NO_FILTERS
