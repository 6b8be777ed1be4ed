"""An account by name and password: made, linked and unlinked on the page, and its password."""

import re
import secrets

import pytest
from playwright.async_api import Page, expect

from sim.discord import seed
from tests.support.dashboard import Dashboard
from tests.support.discord import eventually
from tests.support.scrobble import LOGIN, PASSWORD, bearer, logged_in, made_account, token_of

LINK = re.compile(r"\S+/reset-password\?token=\S+")


async def acting_as(dashboard: Dashboard, name: str) -> str:
    """Return the id of the person that an account acts as."""
    headers = bearer(await logged_in(dashboard.api, name))
    answer = await dashboard.api.world.visitor().get("/user/me", headers=headers)
    return str(answer.json()["data"]["id"])


async def account_page(dashboard: Dashboard, *, scripts: bool) -> Page:
    await dashboard.api.world.parts.services.local.accounts.unlink(seed.NOOR)
    return await dashboard.visit("/account", seed.NOOR, java_script_enabled=scripts)


@pytest.mark.parametrize("scripts", [True, False])
async def test_an_account_is_linked_and_unlinked(dashboard: Dashboard, *, scripts: bool) -> None:
    name = await made_account(dashboard.api)
    page = await account_page(dashboard, scripts=scripts)
    await page.get_by_text("Link an account that I have").click()
    await page.get_by_label("Name or e-mail").fill(name)
    await page.locator("#add-link-password").fill("a wrong guess")
    await page.locator("#link-account").click()
    await expect(page.get_by_text("The name or the password is wrong.")).to_be_visible()
    await expect(page.get_by_label("Name or e-mail")).to_have_value(name)
    await page.locator("#add-link-password").fill(PASSWORD)
    await page.locator("#link-account").click()
    await expect(page.get_by_text(f"Linked with {name}")).to_be_visible()
    assert await acting_as(dashboard, name) == seed.NOOR
    await page.get_by_role("button", name="Unlink").click()
    await expect(page.get_by_text("Link an account that I have")).to_be_visible()
    assert (await acting_as(dashboard, name)).startswith("local:")


@pytest.mark.parametrize("scripts", [True, False])
async def test_an_account_is_made_on_the_page(dashboard: Dashboard, *, scripts: bool) -> None:
    name = f"user_{secrets.token_hex(6)}"
    page = await account_page(dashboard, scripts=scripts)
    await page.get_by_text("Make an account").click()
    await page.get_by_label("Name", exact=True).fill(name)
    await page.get_by_label("E-mail", exact=True).fill(f"{name}@example.com")
    await page.locator("#add-account-password").fill("short")
    await page.locator("#register-account").click()
    await expect(page.get_by_text("Choose at least 8 characters.")).to_be_visible()
    await page.locator("#add-account-password").fill(PASSWORD)
    await page.locator("#register-account").click()
    await expect(page.get_by_text(f"Linked with {name}")).to_be_visible()
    assert await acting_as(dashboard, name) == seed.NOOR
    await page.get_by_role("button", name="Unlink").click()


async def test_a_letter_leads_to_another_password(dashboard: Dashboard) -> None:
    name = await made_account(dashboard.api)
    page = await dashboard.visit("/reset-password")
    await page.get_by_label("E-mail").fill(f"{name}@example.com")
    await page.get_by_role("button", name="Send me a letter").click()
    await expect(page.get_by_text("a letter is on its way")).to_be_visible()
    letters = dashboard.api.world.mail
    await eventually(lambda: letters.to(f"{name}@example.com"))
    link = LINK.search(letters.to(f"{name}@example.com")[-1].get_content())
    assert link
    await page.goto(link[0])
    await page.get_by_label("New password").fill("another horse")
    await page.get_by_role("button", name="Use this password").click()
    await expect(page.get_by_text("Your new password is good from now on.")).to_be_visible()
    wish = {"username": name, "password": "another horse"}
    assert token_of(await dashboard.api.world.visitor().post(LOGIN, json=wish))
    await page.goto(link[0])
    await page.get_by_label("New password").fill("a third horse")
    await page.get_by_role("button", name="Use this password").click()
    await expect(
        page.get_by_text("This link is wrong, used, or older than an hour.")
    ).to_be_visible()
