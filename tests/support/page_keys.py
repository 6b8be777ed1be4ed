"""Makes API keys on the developers' page, and clears away what tests have made."""

from playwright.async_api import Page, expect

from auth.identity import UserId
from tests.support.api import Api


async def make_key(page: Page, label: str) -> str:
    """Fill in the form of the open page, and return the key that it shows."""
    summary = page.get_by_text("Make a key")
    if not await page.get_by_label("What is it for?").is_visible():
        await summary.click()
    await page.get_by_label("What is it for?").fill(label)
    await page.get_by_role("button", name="Make the key").click()
    field = page.get_by_label(f"The key “{label}”")
    await expect(field).to_be_visible()
    return await field.input_value()


async def revoke_all(api: Api, person: str) -> None:
    keys = api.world.parts.services.keys
    for key in await keys.list_of(UserId(person)):
        await keys.revoke(key.id)
