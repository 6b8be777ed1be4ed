import re
from dataclasses import replace

import pytest
from playwright.async_api import Page, expect

from player.core.policy import DEFAULT_POLICY, DJRules, NeutralType, Policy
from player.core.votes import votes_needed
from sim.discord import seed
from tests.support.api import HARBOUR
from tests.support.dashboard import PHONE, Dashboard

PATH = f"/servers/{HARBOUR}/settings"


def policy_of(dashboard: Dashboard) -> Policy:
    api = dashboard.api
    return api.world.parts.services.policies.of(api.player.guild_id)


async def save(page: Page) -> None:
    await page.get_by_role("button", name="Save").click()


async def test_a_manager_finds_the_settings_from_the_player(dashboard: Dashboard) -> None:
    page = await dashboard.player(seed.ADA)
    await page.get_by_role("button", name="Your menu").click()
    await page.get_by_role("link", name="Server settings").click()
    await expect(page).to_have_url(dashboard.url + PATH)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Settings")


async def test_changes_are_saved_without_leaving_the_page(dashboard: Dashboard) -> None:
    page = await dashboard.visit(PATH, seed.ADA)
    await page.evaluate("() => { globalThis.stayed = true; }")
    await page.get_by_label("Loudest").fill("150")
    await page.get_by_label("Go on with related music").check()
    await expect(page.get_by_text("2 changes are not saved yet.")).to_be_visible()
    await save(page)
    await expect(page.get_by_text("Saved. It holds from now on.").first).to_be_visible()
    await expect(page.get_by_text("not saved yet")).to_have_count(0)
    assert await page.evaluate("() => globalThis.stayed")
    policy = policy_of(dashboard)
    assert (policy.volume.limit, policy.player.autoplay) == (150, True)
    client = await dashboard.api.person(seed.ROBIN)
    settings = (await client.get(f"/guild/{HARBOUR}/settings")).json()["data"]
    assert settings["volume"]["limit"] == 150


async def test_two_managers_see_and_keep_each_others_changes(dashboard: Dashboard) -> None:
    ada, robin = [await dashboard.visit(PATH, who) for who in (seed.ADA, seed.ROBIN)]
    await ada.get_by_label("Loudest").fill("150")
    await save(ada)
    await expect(ada.get_by_text("Saved.").first).to_be_visible()
    await robin.get_by_label("Step").fill("5")
    await save(robin)
    await expect(robin.get_by_text("Saved.").first).to_be_visible()
    await expect(robin.get_by_label("Loudest")).to_have_value("150")
    volume = policy_of(dashboard).volume
    assert (volume.limit, volume.step) == (150, 5)


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_wrong_field_says_what_is_wrong(dashboard: Dashboard, *, scripts: bool) -> None:
    page = await dashboard.visit(PATH, seed.ADA, java_script_enabled=scripts)
    await page.get_by_label("Loudest").fill("2000")
    await page.get_by_label("Step").fill("7")
    await save(page)
    loudest = page.get_by_label("Loudest")
    await expect(loudest).to_have_accessible_description(
        re.compile(r"This must be at most 1,?000\. ")
    )
    await expect(page.get_by_role("alert")).to_contain_text("1 field needs another look")
    await expect(loudest).to_have_value("2000")
    await expect(page.get_by_label("Step")).to_have_value("7")
    if scripts:
        await expect(loudest).to_be_focused()
    assert policy_of(dashboard) == DEFAULT_POLICY
    await loudest.fill("300")
    await save(page)
    await expect(page.get_by_text("Saved.").first).to_be_visible()
    volume = policy_of(dashboard).volume
    assert (volume.limit, volume.step) == (300, 7)


async def test_people_and_roles_are_picked_by_keyboard(dashboard: Dashboard) -> None:
    page = await dashboard.visit(PATH, seed.ADA)
    people = page.get_by_role("combobox", name="People who may vote")
    await people.fill("noo")
    await expect(page.get_by_role("option", name="Noor")).to_be_visible()
    await people.press("Enter")
    await expect(page.get_by_role("checkbox", name="Noor")).to_be_checked()
    roles = page.get_by_role("combobox", name="Roles that are DJs")
    await roles.fill("r")
    listed = page.get_by_role("listbox", name="Roles that are DJs")
    await expect(listed.get_by_role("option")).not_to_have_count(0)
    await roles.press("ArrowDown")
    await roles.press("ArrowUp")
    chosen = await listed.get_by_role("option", selected=True).inner_text()
    await roles.press("Enter")
    await save(page)
    await expect(page.get_by_text("Saved.").first).to_be_visible()
    rules = policy_of(dashboard).dj
    names = {
        role.id: role.name
        for role in dashboard.api.world.discord.world.guilds[HARBOUR].roles.values()
    }
    assert rules.neutral.users == {seed.NOOR}
    assert [names[role] for role in rules.default.roles] == [chosen]
    await page.get_by_role("checkbox", name="Noor").uncheck()
    await save(page)
    await expect(page.get_by_role("checkbox", name="Noor")).to_have_count(0)
    assert policy_of(dashboard).dj.neutral.users == frozenset()


@pytest.mark.parametrize(
    ("kind", "value"),
    [("pt", 50), ("pt", 1), ("pt", 100), ("tt", 2), ("tt", 9), ("iv", 1), ("iv", 9)],
)
async def test_the_rule_for_votes_is_told_for_five(
    dashboard: Dashboard, kind: str, value: int
) -> None:
    needed = votes_needed(DJRules(neutral_type=NeutralType(kind), neutral_value=value), 5)
    people = "1 person" if needed == 1 else f"{needed} people"
    page = await dashboard.visit(PATH, seed.ADA)
    await page.get_by_label("Count").select_option(kind)
    await page.get_by_label("How many").fill(str(value))
    example = page.get_by_text("In a channel of five,")
    await expect(example).to_contain_text(f"{people} must agree")
    await save(page)
    await expect(page.get_by_text(re.compile("Saved|Nothing was changed")).first).to_be_visible()
    await page.reload()
    await expect(example).to_contain_text(f"{people} must agree")


async def test_a_preset_fills_the_equalizer(dashboard: Dashboard) -> None:
    page = await dashboard.visit(PATH, seed.ADA)
    await page.get_by_text("Equalizer when the bot joins a channel").first.click()
    await page.get_by_role("button", name="Bass boost").click()
    await save(page)
    await expect(page.get_by_text("Saved.").first).to_be_visible()
    assert policy_of(dashboard).player.equalizer.default[0] > 0


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_reset_asks_first(dashboard: Dashboard, *, scripts: bool) -> None:
    await dashboard.api.rules(replace(DEFAULT_POLICY, dj=DJRules(neutral_value=77)))
    page = await dashboard.visit(PATH, seed.ADA, java_script_enabled=scripts)
    await page.get_by_role("link", name="Reset all settings").click()
    await page.get_by_role("link", name="Keep them").click()
    assert policy_of(dashboard).dj.neutral_value == 77
    await page.get_by_role("link", name="Reset all settings").click()
    await page.get_by_role("button", name="Reset all settings").click()
    await expect(page.get_by_text("All settings are as they were at first.")).to_be_visible()
    assert policy_of(dashboard) == DEFAULT_POLICY


async def test_without_scripts_people_are_added_by_name(dashboard: Dashboard) -> None:
    page = await dashboard.visit(PATH, seed.ADA, **{**PHONE, "java_script_enabled": False})
    await page.get_by_role("textbox", name="People who may vote").fill("Noor")
    await save(page)
    await expect(page.get_by_role("checkbox", name="Noor")).to_be_checked()
    assert policy_of(dashboard).dj.neutral.users == {seed.NOOR}


async def test_who_leaves_with_unsaved_changes_is_asked(dashboard: Dashboard) -> None:
    page = await dashboard.visit(PATH, seed.ADA)
    asked: list[str] = []

    async def stay(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        await dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", stay)
    await page.get_by_label("Loudest").fill("150")
    await page.get_by_role("link", name="Activity").click(no_wait_after=True)
    await expect(page.get_by_label("Loudest")).to_have_value("150")
    await page.get_by_label("Step").click()
    assert asked == ["beforeunload"]
