import pytest
from playwright.async_api import expect

from player.audit import LogEntry
from player.deeds import Deed
from sim.discord import seed
from tests.support.api import HARBOUR, data
from tests.support.dashboard import Dashboard

PATH = f"/servers/{HARBOUR}/log"


@pytest.mark.parametrize("scripts", [True, False])
async def test_the_log_is_narrowed_by_person_and_sort(
    dashboard: Dashboard, *, scripts: bool
) -> None:
    api = dashboard.api
    ada, juno = await api.listener(seed.ADA), await api.listener(seed.JUNO)
    await api.with_queue(ada, *dashboard.links(1))
    await api.post(ada, "/functions/volume", 90)
    await api.post(juno, "/functions/volume", 80)
    page = await dashboard.visit(PATH, seed.ADA, java_script_enabled=scripts)
    lines = page.locator(".log-line")
    await expect(lines.first).to_contain_text("Juno set the volume to 80")
    await page.get_by_label("What", exact=True).select_option("sound")
    await page.get_by_label("Who", exact=True).select_option(label="Ada Lindqvist")
    await page.get_by_role("button", name="Show").click()
    await expect(lines.first).to_contain_text("Ada Lindqvist set the volume to 90")
    texts = await lines.all_inner_texts()
    assert all("Ada" in text and ("volume" in text or "equalizer" in text) for text in texts)
    await page.get_by_label("What", exact=True).select_option("votes")
    await page.get_by_role("button", name="Show").click()
    await expect(page.get_by_role("heading", name="Nothing fits")).to_be_visible()


async def test_new_lines_appear_by_themselves(dashboard: Dashboard) -> None:
    page = await dashboard.visit(PATH, seed.ADA)
    noor = await dashboard.api.listener(seed.NOOR)
    data(await dashboard.api.post(noor, "/functions/volume", 123))
    await page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    await expect(page.locator(".log-line").first).to_contain_text("Noor set the volume to 123")


async def test_a_long_log_has_pages(dashboard: Dashboard) -> None:
    services = dashboard.api.world.parts.services
    person = services.directory.person(dashboard.api.player.guild_id, seed.ADA)
    assert person is not None
    moment = services.hub.now()
    for number in range(120):
        services.audit._waiting.append(
            LogEntry(
                dashboard.api.player.guild_id, moment + number, person, f"did {number}", Deed.VOTES
            )
        )
    page = await dashboard.visit(f"{PATH}?deed=votes&person={seed.ADA}", seed.ADA)
    await expect(page.locator(".log-line")).to_have_count(50)
    await expect(page.locator(".log-line").first).to_contain_text("did 119")
    await page.get_by_role("link", name="Earlier").click()
    await expect(page.locator(".log-line").first).to_contain_text("did 69")
    await expect(page.get_by_label("What", exact=True)).to_have_value("votes")
    await expect(page.get_by_role("link", name="Later")).to_be_visible()
