import pytest
from playwright.async_api import Page, expect

from sim.discord import seed
from tests.support.dashboard import Dashboard, live, sign_in

ELSEWHERE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)


async def elsewhere(dashboard: Dashboard, person: str) -> Page:
    """Sign somebody in on a telephone, besides where they are signed in already."""
    context = await dashboard.context(user_agent=ELSEWHERE)
    page = await context.new_page()
    await page.goto(dashboard.url)
    await sign_in(page, person)
    return page


async def here(dashboard: Dashboard, person: str, *, scripts: bool) -> Page:
    """Sign somebody in afresh, since what is tested ends sign-ins."""
    context = await dashboard.context(java_script_enabled=scripts)
    page = await context.new_page()
    await page.goto(dashboard.url)
    await sign_in(page, person)
    dashboard.forget(person)
    return page


@pytest.mark.parametrize("scripts", [True, False])
async def test_one_browser_can_be_signed_out_from_another(
    dashboard: Dashboard, *, scripts: bool
) -> None:
    page = await here(dashboard, seed.JUNO, scripts=scripts)
    phone = await elsewhere(dashboard, seed.JUNO)
    await phone.goto(f"{dashboard.url}/servers/{seed.HARBOUR}")
    await live(phone)
    await page.get_by_role("link", name="Account").first.click()
    row = page.get_by_role("listitem").filter(has_text="Mobile Safari on iOS")
    await expect(row).to_contain_text("Last seen just now")
    before = await page.locator(".sign-in").count()
    await row.get_by_role("button", name="Sign out").first.click()
    await expect(page.get_by_text("That browser is signed out.").first).to_be_visible()
    await expect(page.locator(".sign-in")).to_have_count(before - 1)
    # Its stream has ended at once, and the page knows why.
    await expect(phone.locator('html[data-stream="live"]')).to_have_count(0)
    await phone.goto(f"{dashboard.url}/account")
    await expect(phone.get_by_text("Please sign in first.")).to_be_visible()
    await page.reload()
    await expect(page.get_by_text("This one")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
async def test_all_others_can_be_signed_out(dashboard: Dashboard, *, scripts: bool) -> None:
    page = await here(dashboard, seed.ELI, scripts=scripts)
    phone = await elsewhere(dashboard, seed.ELI)
    await page.goto(f"{dashboard.url}/account")
    await page.get_by_role("button", name="Sign out everywhere else").click()
    await expect(page.get_by_text("All other browsers are signed out.").first).to_be_visible()
    await expect(page.locator(".sign-in")).to_have_count(1)
    await expect(page.get_by_role("button", name="Sign out everywhere else")).to_have_count(0)
    await phone.reload()
    await expect(phone.get_by_text("Please sign in first.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
async def test_signing_out_leads_to_the_start(dashboard: Dashboard, *, scripts: bool) -> None:
    page = await here(dashboard, seed.TOMAS, scripts=scripts)
    await page.get_by_role("button", name="Your menu").click()
    await page.get_by_role("button", name="Sign out").click()
    await expect(page).to_have_url(f"{dashboard.url}/")
    await expect(page.get_by_role("link", name="Sign in with Discord")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
async def test_the_theme_is_chosen_and_kept(dashboard: Dashboard, *, scripts: bool) -> None:
    page = await dashboard.visit("/account", seed.ADA, java_script_enabled=scripts)
    main = page.get_by_role("main")
    await main.get_by_role("radio", name="Dark").check()
    await main.get_by_role("button", name="Use this theme").click()
    await expect(page.get_by_text("Your choices are saved.").first).to_be_visible()
    await expect(page.locator('html[data-theme="dark"]')).to_be_attached()
    await page.goto(f"{dashboard.url}/servers")
    await expect(page.locator('html[data-theme="dark"]')).to_be_attached()


@pytest.mark.parametrize("scripts", [True, False])
async def test_the_language_is_chosen_and_kept(dashboard: Dashboard, *, scripts: bool) -> None:
    page = await dashboard.visit("/account", seed.WREN, java_script_enabled=scripts)
    await page.get_by_role("radio", name="Deutsch").check()
    await page.get_by_role("button", name="Use this language").click()
    await expect(page.locator('html[lang="de"]')).to_be_attached()
    await page.get_by_role("radio", name="English").check()
    await page.locator("#save-language").click()
    await expect(page.locator('html[lang="en"]')).to_be_attached()


async def test_the_numbers_are_told_in_words(dashboard: Dashboard) -> None:
    await dashboard.listener(seed.NOOR, *dashboard.links(2))
    page = await dashboard.visit("/account", seed.NOOR)
    added = page.locator(".tallies div").filter(has_text="Added")
    await expect(added).to_contain_text("tracks")
    client = await dashboard.api.person(seed.NOOR)
    stats = (await client.get("/user/stats")).json()["data"]
    await expect(added).to_contain_text(f"{stats['tracks_added']} tracks")
