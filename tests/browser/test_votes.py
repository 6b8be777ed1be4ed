"""What neutral DJs ask for is seen, joined and decided by everybody in the room."""

from playwright.async_api import Locator, Page, expect

from player.core.policy import Circle, DJRules, NeutralType, PlayerRules, Policy, VolumeRules
from sim.discord import seed
from tests.support.dashboard import PHONE, Dashboard, live, part
from tests.support.discord import eventually

EVERYBODY_NEUTRAL = Policy(
    dj=DJRules(Circle(), Circle(everyone=True), NeutralType.TOTAL, neutral_value=2)
)
NOBODY = Policy(dj=DJRules(default=Circle(), neutral=Circle()))


async def room(dashboard: Dashboard, policy: Policy = EVERYBODY_NEUTRAL) -> tuple[Page, Page]:
    """Open the page for Noor and Leila, with tracks of Ada's, under rules that ask for votes."""
    ada = await dashboard.api.listener(seed.ADA)
    await dashboard.api.with_queue(ada, *dashboard.links(3))
    await eventually(lambda: seed.ADA in dashboard.api.player.state.listeners)
    await dashboard.api.rules(policy)
    return await dashboard.listener(seed.NOOR), await dashboard.listener(seed.LEILA)


def card(page: Page) -> Locator:
    return page.locator('vote-cards [data-part="vote"]')


def heard(page: Page) -> Locator:
    return part(page, "toast-region", "heard")


async def test_a_press_starts_a_vote_that_another_joins(dashboard: Dashboard) -> None:
    noor, leila = await room(dashboard)
    before = dashboard.api.player.state.current
    skip = noor.get_by_role("button", name="Skip")
    await expect(skip).to_have_attribute("aria-description", "Needs a DJ. Start a vote?")
    await skip.click()
    await expect(noor.locator("#reason")).to_have_text("Vote started: 1 of 2.")
    await expect(card(leila)).to_contain_text("Asked by Noor")
    await expect(card(leila)).to_contain_text("1 more needed")
    await expect(heard(leila)).to_contain_text("Noor asks for a vote: skip")
    await expect(card(noor)).to_contain_text("Asked by you")
    assert dashboard.api.player.state.current == before
    await card(leila).get_by_role("button", name="Join").click()
    for page in (noor, leila):
        await expect(card(page)).to_contain_text("Passed")
        await expect(heard(page)).to_contain_text("Now playing")
    assert dashboard.api.player.state.current != before
    for page in (noor, leila):
        await expect(card(page)).to_have_count(0)


async def test_a_vote_is_withdrawn_by_who_asked(dashboard: Dashboard) -> None:
    noor, leila = await room(dashboard)
    await noor.get_by_role("button", name="Shuffle").click()
    await expect(card(leila)).to_have_count(1)
    await card(noor).get_by_role("button", name="Withdraw").click()
    await expect(card(leila)).to_contain_text("Withdrawn")
    await expect(heard(leila)).to_contain_text("was withdrawn")
    assert dashboard.api.player.state.votes == ()


async def test_several_votes_stack_and_a_dj_decides_one(dashboard: Dashboard) -> None:
    noor, _ = await room(dashboard)
    ada = await dashboard.player(seed.ADA)
    for name in ("Shuffle", "Stop"):
        await noor.get_by_role("button", name=name).click()
    await expect(card(ada)).to_have_count(2)
    shuffle = card(ada).filter(has_text="shuffle")
    await expect(shuffle.get_by_role("button", name="Join")).to_be_hidden()
    await shuffle.get_by_role("button", name="Do it now").click()
    await expect(shuffle).to_contain_text("Passed")
    assert dashboard.api.player.state.shuffle
    assert dashboard.api.player.state.current is not None


async def test_a_vote_that_is_overtaken_says_so(dashboard: Dashboard) -> None:
    noor, leila = await room(dashboard)
    await noor.get_by_role("button", name="Skip").click()
    await expect(card(leila)).to_have_count(1)
    ada = await dashboard.api.person(seed.ADA)
    await ada.post("/functions/eject")
    await expect(card(leila)).to_contain_text("No longer needed")
    await expect(heard(leila)).to_contain_text("no longer needed")


async def test_a_slider_asks_once_it_rests(dashboard: Dashboard) -> None:
    noor, leila = await room(dashboard)
    slider = noor.get_by_role("slider", name="Volume")
    for _ in range(3):
        await slider.press("ArrowDown")
    await expect(card(leila)).to_contain_text("the volume to 70")
    await expect(card(leila)).to_have_count(1)
    await expect(slider).to_have_attribute("aria-valuetext", "100 %")


async def test_who_listens_nowhere_sees_the_vote_but_cannot_join(dashboard: Dashboard) -> None:
    noor, _ = await room(dashboard)
    juno = await dashboard.player(seed.JUNO)
    await noor.get_by_role("button", name="Skip").click()
    join = card(juno).get_by_role("button", name="Join")
    await expect(join).to_have_attribute("aria-disabled", "true")
    await join.click(force=True)
    await expect(juno.locator("#reason")).to_contain_text("Join")


async def test_rights_are_seen_and_follow_the_settings(dashboard: Dashboard) -> None:
    noor, _ = await room(dashboard, NOBODY)
    skip = noor.get_by_role("button", name="Skip")
    seek = noor.get_by_role("slider", name="Position in the track")
    volume = noor.get_by_role("slider", name="Volume")
    for control in (skip, seek, volume):
        await expect(control).to_have_attribute("aria-disabled", "true")
    await skip.focus()
    await noor.keyboard.press("Shift+Tab")
    await noor.keyboard.press("Tab")
    await expect(noor.locator("#reason")).to_have_text("Only DJs may do this on this server.")
    await volume.press("ArrowDown")
    await expect(volume).to_have_attribute("aria-valuetext", "100 %")
    await dashboard.api.rules(Policy())
    for control in (skip, seek, volume):
        await expect(control).not_to_have_attribute("aria-disabled", "true")
    await dashboard.api.rules(Policy(volume=VolumeRules(change=False)))
    await expect(volume).to_have_attribute("aria-disabled", "true")
    await expect(skip).not_to_have_attribute("aria-disabled", "true")


async def test_rights_follow_the_seat(dashboard: Dashboard) -> None:
    noor, _ = await room(dashboard, Policy())
    skip = noor.get_by_role("button", name="Skip")
    await expect(skip).not_to_have_attribute("aria-disabled", "true")
    dashboard.api.world.discord.world.leave_voice(seed.NOOR)
    await expect(skip).to_have_attribute(
        "aria-description", "Join a voice channel in Harbour Lights first."
    )
    dashboard.api.world.discord.world.join_voice(seed.NOOR, seed.QUIET_CABIN)
    await expect(skip).to_have_attribute(
        "aria-description", "The bot plays in Main Deck. Join it in Discord to take part."
    )
    await skip.hover(force=True)
    await expect(noor.locator("#reason")).to_contain_text("Main Deck")
    await dashboard.api.rules(Policy(player=PlayerRules(ensure=False)))
    await expect(skip).not_to_have_attribute("aria-disabled", "true")


async def test_a_thumb_joins_a_vote(dashboard: Dashboard) -> None:
    noor, _ = await room(dashboard)
    fox = await dashboard.player(seed.LEILA, **PHONE)
    await live(fox)
    await noor.get_by_role("button", name="Skip").click()
    join = card(fox).get_by_role("button", name="Join")
    box = await join.bounding_box()
    assert box is not None
    assert round(box["height"]) >= 44
    await join.tap()
    await expect(card(fox)).to_contain_text("Passed")
