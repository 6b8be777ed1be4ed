"""Sending on what one hears, and a server's webhooks: added, tried out and ended by hand."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from sim.discord import seed
from tests.support.api import HARBOUR, data
from tests.support.dashboard import PHONE, Dashboard
from tests.support.receiver import ReceivingServer, receiving
from tests.support.receivers import FORWARDING, clear, messages

WEBHOOKS = f"/guild/{HARBOUR}/webhooks"


@pytest_asyncio.fixture(loop_scope="session", name="server")
async def somebody_to_send_to(dashboard: Dashboard) -> AsyncIterator[ReceivingServer]:
    async with receiving() as server:
        yield server
    ada = await dashboard.api.person(seed.ADA)
    await clear(ada, FORWARDING)
    await clear(ada, WEBHOOKS)


async def add(page: Page, address: str) -> str:
    """Add a webhook, and return the secret that is shown."""
    await page.get_by_text("Add a webhook").click()
    await page.get_by_label("Address", exact=True).last.fill(address)
    await page.locator('button[value="add-webhook"]').click()
    return await page.get_by_label("Its secret").input_value()


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_webhook_of_ones_own(
    dashboard: Dashboard, server: ReceivingServer, *, scripts: bool
) -> None:
    page = await dashboard.visit("/account", seed.ADA, java_script_enabled=scripts)
    secret = await add(page, f"{server.url}/hook")
    assert secret.startswith("whsec_")
    ada = await dashboard.api.person(seed.ADA)
    (stored,) = data(await ada.get(FORWARDING))["receivers"]
    assert stored["address"] == f"{server.url}/hook"
    row = page.locator(f'.receiver[data-id="{stored["id"]}"]')
    await row.get_by_role("button", name="Send a test").click()
    await expect(page.get_by_text("The test has arrived (status 200).")).to_be_visible()
    assert [each["type"] for each in messages(server)] == ["test"]
    await expect(page.get_by_label("Its secret")).to_have_count(0)
    await row.get_by_role("button", name="Switch off").click()
    await expect(row.get_by_text("Switched off.")).to_be_visible()
    await row.get_by_role("button", name="Switch on again").click()
    await expect(row.get_by_text("On.", exact=True)).to_be_visible()
    await row.get_by_role("button", name="Remove").click()
    await expect(page.get_by_text("Removed. Nothing more is sent there.")).to_be_visible()
    await expect(row).to_have_count(0)
    assert data(await ada.get(FORWARDING))["receivers"] == []


async def test_a_listenbrainz_and_what_is_wrong_with_it(
    dashboard: Dashboard, server: ReceivingServer
) -> None:
    page = await dashboard.visit("/account", seed.ADA)
    await page.get_by_text("Add ListenBrainz").click()
    await page.get_by_label("Token").fill("tok-en")
    await page.get_by_label("Address of the server").fill("http://192.168.7.7/")
    await page.locator('button[value="add-listenbrainz"]').click()
    reason = page.get_by_text("This address leads into a private network, where nothing is sent.")
    await expect(reason).to_be_visible()
    field = page.get_by_label("Address of the server")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_have_value("http://192.168.7.7/")
    await field.fill(server.url)
    await page.get_by_label("Token").fill("tok-en")
    await page.locator('button[value="add-listenbrainz"]').click()
    await expect(page.get_by_text("Added. Send a test to see whether it works.")).to_be_visible()
    server.answers(401)
    await page.get_by_role("button", name="Send a test").click()
    await expect(page.get_by_text("It does not accept the token (status 401).")).to_be_visible()
    assert "tok-en" not in await page.content()


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_webhook_of_a_server(
    dashboard: Dashboard, server: ReceivingServer, *, scripts: bool
) -> None:
    page = await dashboard.visit(
        f"/servers/{HARBOUR}/settings", seed.ADA, java_script_enabled=scripts
    )
    await page.get_by_text("Add a webhook").click()
    for topic in ("Votes", "Queue"):
        await page.get_by_role("checkbox", name=topic, exact=True).uncheck()
    await page.get_by_label("Address", exact=True).fill(server.url)
    await page.locator('button[value="add-webhook"]').click()
    await expect(page.get_by_label("Its secret")).to_have_value(re.compile("^whsec_"))
    ada = await dashboard.api.person(seed.ADA)
    (stored,) = data(await ada.get(WEBHOOKS))["receivers"]
    assert stored["events"] == ["track"]
    await page.get_by_role("button", name="Remove").click()
    await expect(page.get_by_text("Removed. Nothing more is sent there.")).to_be_visible()


async def test_it_fits_on_a_phone(dashboard: Dashboard, server: ReceivingServer) -> None:
    ada = await dashboard.api.person(seed.ADA)
    body = {"kind": "webhook", "address": f"{server.url}/{'long-' * 40}"}
    data(await ada.post(FORWARDING, json=body))
    page = await dashboard.visit("/account", seed.ADA, **PHONE)
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    for button in await page.locator(".receiver-acts .button").all():
        box = await button.bounding_box()
        assert box
        assert round(box["height"]) >= 44
