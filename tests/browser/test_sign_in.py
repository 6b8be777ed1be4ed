import re

from playwright.async_api import expect

from sim.discord import seed
from tests.support.dashboard import PLAYER_PATH, Dashboard, sign_in


async def test_a_visitor_signs_in_and_sees_their_servers(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Pass the aux.")
    await sign_in(page, seed.ADA)
    await expect(page).to_have_url(f"{dashboard.url}/servers")
    await expect(
        page.get_by_role("main").get_by_role("link", name="Harbour Lights")
    ).to_be_visible()


async def test_only_those_who_manage_a_server_are_offered_the_invitation(
    dashboard: Dashboard,
) -> None:
    steward = await dashboard.visit("/servers", seed.ADA)
    member = await dashboard.visit("/servers", seed.NOOR)
    for page, offered in ((steward, 1), (member, 0)):
        absent = page.locator(f'li[data-id="{seed.BINDERS}"]')
        await expect(absent).to_contain_text("Bookbinders")
        await expect(absent.get_by_role("link", name="Invite")).to_have_count(offered)


async def test_somebody_without_servers_is_told_what_to_do(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/servers", seed.WREN)
    await expect(page.get_by_role("heading", level=2)).to_have_text(
        "The bot is in none of your servers yet"
    )
    await expect(page.get_by_role("link", name="Invite the bot")).to_be_visible()


async def test_the_list_tells_what_plays_and_how_many_listen(dashboard: Dashboard) -> None:
    await dashboard.listener(seed.ADA, *dashboard.links(1))
    page = await dashboard.visit("/servers", seed.ADA)
    title = dashboard.api.player.state.current
    assert title is not None
    server = page.locator(f'li[data-id="{seed.HARBOUR}"]')
    await expect(server).to_contain_text(title.track.title)
    await expect(server).to_contain_text("listen in Main Deck")


async def test_whoever_is_not_signed_in_lands_where_they_were_going(dashboard: Dashboard) -> None:
    page = await dashboard.visit(PLAYER_PATH)
    await expect(page.get_by_text("Please sign in first.")).to_be_visible()
    await sign_in(page, seed.ROBIN)
    await expect(page).to_have_url(dashboard.url + PLAYER_PATH)


async def test_signing_out_ends_it(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/")
    await sign_in(page, seed.JUNO)
    await page.get_by_role("button", name="Your menu").click()
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_role("link", name="Sign in with Discord")).to_be_visible()
    await page.goto(f"{dashboard.url}/servers")
    await expect(page).to_have_url(re.compile(r"/\?next=%2Fservers$"))


async def test_cancelling_at_discord_leads_to_a_page_that_helps(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/")
    await page.get_by_role("link", name="Sign in with Discord").click()
    await page.locator('button[data-action="cancel"]').click()
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.get_by_role("link", name="Start page")).to_be_visible()
    await page.get_by_role("link", name="Start page").click()
    await expect(page.get_by_role("link", name="Sign in with Discord")).to_be_visible()


async def test_servers_of_others_do_not_exist(dashboard: Dashboard) -> None:
    stranger = await dashboard.visit(f"/servers/{seed.STUDIO}", seed.ADA)
    nowhere = await dashboard.visit("/servers/111111111111111111", seed.ADA)
    for page in (stranger, nowhere):
        await expect(page.get_by_role("heading", level=1)).to_have_text("No such server")
        await expect(page.get_by_role("link", name="Your servers")).to_be_visible()
    assert await stranger.locator("main").inner_html() == await nowhere.locator("main").inner_html()
