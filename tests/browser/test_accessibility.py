from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from auth.identity import RoleId, UserId
from player.core.policy import DEFAULT_POLICY, Circle, DJRules
from sim.discord import seed
from sim.lavalink.catalogue import ANTHEM_URL
from tests.support.dashboard import (
    PHONE,
    PLAYER_PATH,
    SMALL,
    TABLET,
    WIDE,
    BrowserOptions,
    Dashboard,
    eventually_equal,
    live,
    part,
    queue_rows,
    search_field,
)
from tests.support.page_keys import make_key, revoke_all

SOME = Circle(frozenset({UserId(seed.LONGNAME)}), frozenset({RoleId(seed.HARBOUR_DJ)}))
AROUND = [
    "/",
    "/servers",
    "/servers/1",
    "/account",
    "/account/player-password",
    "/developers",
    "/following",
    "/jobs",
    "/history",
    "/library",
    "/statistics",
    "/wishlist",
    f"{PLAYER_PATH}/statistics",
    f"{PLAYER_PATH}/settings",
    f"{PLAYER_PATH}/settings/reset",
    f"{PLAYER_PATH}/widget",
    f"{PLAYER_PATH}/log",
    "/system",
]
Prepare = Callable[[Page], Awaitable[object]]


async def landing(dashboard: Dashboard, options: BrowserOptions) -> Page:
    return await dashboard.visit("/", **options)


async def servers(dashboard: Dashboard, options: BrowserOptions) -> Page:
    return await dashboard.visit("/servers", seed.ADA, **options)


async def overlay_key(dashboard: Dashboard, options: BrowserOptions) -> Page:
    page = await dashboard.visit(f"{PLAYER_PATH}/widget", seed.ADA, **options)
    await page.get_by_role("button", name="Make").click()
    await expect(page.get_by_label("Address of the overlay")).to_be_visible()
    return page


async def without_network(dashboard: Dashboard, options: BrowserOptions) -> Page:
    page = await (await dashboard.context(**options)).new_page()
    await page.route("**/healthz", lambda route: route.abort())
    await page.goto(f"{dashboard.url}/offline")
    return page


async def nothing_here(dashboard: Dashboard, options: BrowserOptions) -> Page:
    return await dashboard.visit("/servers/111111111111111111", seed.ADA, **options)


async def account(dashboard: Dashboard, options: BrowserOptions) -> Page:
    return await dashboard.visit("/account", seed.ADA, **options)


async def settings(dashboard: Dashboard, options: BrowserOptions) -> Page:
    """Open the settings with everything in sight: people, roles, a list to pick from."""
    await dashboard.api.rules(replace(DEFAULT_POLICY, dj=DJRules(default=SOME)))
    page = await dashboard.visit(f"{PLAYER_PATH}/settings", seed.ADA, **options)
    await page.get_by_text("Equalizer when the bot joins a channel").first.click()
    await page.get_by_role("combobox", name="Roles that may vote").fill("r")
    await expect(page.get_by_role("option", name="Regulars")).to_be_visible()
    return page


async def wrong_settings(dashboard: Dashboard, options: BrowserOptions) -> Page:
    page = await dashboard.visit(f"{PLAYER_PATH}/settings", seed.ADA, **options)
    await page.get_by_label("Loudest").fill("0")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    return page


async def reset_of_settings(dashboard: Dashboard, options: BrowserOptions) -> Page:
    return await dashboard.visit(f"{PLAYER_PATH}/settings/reset", seed.ADA, **options)


async def activity(dashboard: Dashboard, options: BrowserOptions) -> Page:
    noor = await dashboard.api.listener(seed.NOOR)
    await dashboard.api.post(noor, "/functions/volume", 70)
    return await dashboard.visit(f"{PLAYER_PATH}/log", seed.ADA, **options)


async def system(dashboard: Dashboard, options: BrowserOptions) -> Page:
    return await dashboard.visit("/system", seed.ADA, **options)


async def another_password(dashboard: Dashboard, options: BrowserOptions) -> Page:
    return await dashboard.visit("/reset-password?token=x", seed.ADA, **options)


async def account_for_programs(dashboard: Dashboard, options: BrowserOptions) -> Page:
    page = await dashboard.visit("/account", seed.ADA, **options)
    await page.get_by_text("Link an account that I have").click()
    await page.get_by_text("Make an account").click()
    return page


async def developers(dashboard: Dashboard, options: BrowserOptions) -> Page:
    """Open the page with a key just made, and the form for another one."""
    await revoke_all(dashboard.api, seed.ADA)
    page = await dashboard.visit("/developers", seed.ADA, **options)
    await make_key(page, "Deck")
    await page.get_by_text("Make a key").click()
    return page


async def reference(dashboard: Dashboard, options: BrowserOptions) -> Page:
    """Open the reference at a few operations: all are drawn alike, and axe takes long over 200."""
    page = await dashboard.visit("/docs", seed.ADA, **options)
    await page.get_by_label("Find").fill("equalizer bands")
    return page


async def empty_player(dashboard: Dashboard, options: BrowserOptions) -> Page:
    return await dashboard.player(**options)


async def full_player(dashboard: Dashboard, options: BrowserOptions) -> Page:
    return await dashboard.listener(seed.ADA, *dashboard.links(5), **options)


async def player_with_results(dashboard: Dashboard, options: BrowserOptions) -> Page:
    page = await full_player(dashboard, options)
    await search_field(page).fill("lantern")
    await expect(part(page, "search-box", "hit")).to_be_visible()
    return page


async def player_with_sound(dashboard: Dashboard, options: BrowserOptions) -> Page:
    page = await full_player(dashboard, options)
    await page.get_by_role("button", name="Sound").first.click()
    return page


async def player_with_lyrics(dashboard: Dashboard, options: BrowserOptions) -> Page:
    page = await dashboard.listener(seed.ADA, ANTHEM_URL, **options)
    await page.get_by_role("button", name="Lyrics").click()
    await expect(page.locator("lyrics-panel")).to_be_visible()
    return page


async def player_with_menus(dashboard: Dashboard, options: BrowserOptions) -> Page:
    page = await full_player(dashboard, options)
    await page.get_by_role("button", name="Your menu").click()
    return page


async def player_with_help(dashboard: Dashboard, options: BrowserOptions) -> Page:
    page = await full_player(dashboard, options)
    await page.keyboard.press("?")
    return page


async def player_with_entry_menu(dashboard: Dashboard, options: BrowserOptions) -> Page:
    page = await full_player(dashboard, options)
    await queue_rows(page).nth(1).get_by_role("button", name="More for").click()
    return page


PAGES = [
    landing,
    servers,
    nothing_here,
    account,
    account_for_programs,
    another_password,
    settings,
    wrong_settings,
    reset_of_settings,
    activity,
    system,
    developers,
    overlay_key,
    without_network,
    reference,
    empty_player,
    full_player,
    player_with_results,
    player_with_sound,
    player_with_lyrics,
    player_with_menus,
    player_with_help,
    player_with_entry_menu,
]


async def violations(page: Page, *, but: Sequence[str] = (), only: Sequence[str] = ()) -> list[str]:
    """Return what axe finds, one line for each kind, once nothing moves any more.

    `but` names rules that are left out, `only` those that are asked alone.
    """
    # What is replaced by another motion ends, too, only not well.
    await page.evaluate(
        """async () => {
          await Promise.allSettled(document.getAnimations().map((one) => one.finished));
        }"""
    )
    options: dict[str, Any] = {"rules": {rule: {"enabled": False} for rule in but}}
    if only:
        options["runOnly"] = list(only)
    found: dict[str, Any] = (await Axe().run(page, options=options)).response
    return [
        f"{each['id']}: {[node['html'][:120] for node in each['nodes']]}"
        for each in found["violations"]
    ]


@pytest.mark.parametrize("visit", PAGES)
async def test_axe_finds_nothing_in_the_light_and_in_the_dark(
    dashboard: Dashboard, visit: Callable[[Dashboard, BrowserOptions], Awaitable[Page]]
) -> None:
    page = await visit(dashboard, {"color_scheme": "light"})
    assert await violations(page) == []
    await page.emulate_media(color_scheme="dark")
    assert await violations(page) == []


async def test_nothing_in_the_whole_reference_is_named_twice(dashboard: Dashboard) -> None:
    page = await dashboard.visit("/docs", seed.ADA)
    of_the_whole = ["duplicate-id-aria", "heading-order", "landmark-unique", "link-name"]
    assert await violations(page, only=of_the_whole) == []


@pytest.mark.parametrize("view", ["now", "queue", "search"])
async def test_axe_finds_nothing_on_a_phone(dashboard: Dashboard, view: str) -> None:
    await dashboard.listener(seed.ADA, *dashboard.links(3))
    page = await dashboard.visit(f"{PLAYER_PATH}#{view}", seed.ADA, **PHONE)
    await live(page)
    assert await violations(page) == []


TOO_SMALL = """() => [...document.querySelectorAll("a, button, input, summary")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .filter((one) => !one.closest(".only-heard, .skip-link, p, h2"))
  .map((one) => [one.outerHTML.slice(0, 100), one.closest("label") ?? one])
  .map(([html, target]) => [html, target.getBoundingClientRect()])
  .filter(([, box]) => box.width < 44 || box.height < 44)
  .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""


@pytest.mark.parametrize("view", ["now", "queue", "search"])
async def test_a_thumb_can_hit_everything(dashboard: Dashboard, view: str) -> None:
    await dashboard.listener(seed.ADA, *dashboard.links(3))
    page = await dashboard.visit(f"{PLAYER_PATH}#{view}", seed.ADA, **PHONE)
    await live(page)
    assert await page.evaluate(TOO_SMALL) == []


TOO_WIDE = """() => [document.scrollingElement, ...document.querySelectorAll(".site-bar .place")]
  .filter((one) => one.scrollWidth > one.clientWidth)
  .map((one) => one.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("path", [*AROUND, "/docs", PLAYER_PATH])
async def test_pages_fit_windows_and_thumbs(dashboard: Dashboard, path: str) -> None:
    page = await dashboard.visit(path, seed.ADA, **PHONE)
    if path in AROUND:
        assert await page.evaluate(TOO_SMALL) == []
    for size in SMALL, TABLET, WIDE:
        await page.set_viewport_size(size)
        assert await page.evaluate(TOO_WIDE) == []


CONTRASTS = """() => {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const probe = document.body.appendChild(document.createElement("i"));
  const luminance = (token) => {
    probe.style.color = `var(${token})`;
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const pairs = [
    ["--text", "--surface-0"], ["--text", "--surface-1"], ["--text", "--surface-2"],
    ["--text", "--glow"], ["--text", "--accent-wash"], ["--text", "--warning-wash"],
    ["--text", "--danger-wash"], ["--text-muted", "--surface-0"],
    ["--text-muted", "--surface-1"], ["--text-muted", "--surface-2"], ["--text-muted", "--glow"],
    ["--on-accent", "--accent"], ["--on-accent", "--accent-strong"],
    ["--accent", "--surface-0"], ["--accent", "--surface-1"],
    ["--accent-strong", "--surface-0"], ["--accent-strong", "--glow"],
    ["--accent-strong", "--accent-wash"],
    ["--danger", "--surface-1"], ["--danger", "--danger-wash"],
  ];
  const poor = [];
  for (let hue = 0; hue < 360; hue += 5) {
    document.documentElement.style.setProperty("--accent-hue", hue);
    for (const [ink, paper] of pairs) {
      const found = contrast(ink, paper);
      if (found < 4.5) poor.push(`${hue}: ${ink} on ${paper} ${found.toFixed(2)}`);
    }
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_accent_can_be_read(
    dashboard: Dashboard, scheme: Literal["light", "dark"]
) -> None:
    page = await dashboard.visit("/", color_scheme=scheme)
    assert await page.evaluate(CONTRASTS) == []


async def test_the_keyboard_reaches_everything_in_order(dashboard: Dashboard) -> None:
    page = await full_player(dashboard, {})
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the main part")).to_be_focused()
    seen: list[str] = []
    for _ in range(60):
        await page.keyboard.press("Tab")
        label = await page.evaluate(
            "() => (document.activeElement.ariaLabel || document.activeElement.textContent).trim()"
        )
        seen.append(label)
    for wanted in (
        "Your menu, Ada Lindqvist",
        "Up next",
        "Pause",
        "Skip",
        "Mute",
        "Sound",
        "Eject",
    ):
        assert wanted in seen, seen
    assert seen.index("Up next") < seen.index("Pause") < seen.index("Eject")


async def test_tabs_are_walked_with_arrow_keys(dashboard: Dashboard) -> None:
    page = await full_player(dashboard, {})
    await page.get_by_role("tab", name="Up next").press("ArrowRight")
    history = page.get_by_role("tab", name="History")
    await expect(history).to_be_focused()
    await expect(history).to_have_attribute("aria-selected", "true")
    await expect(page.get_by_role("tabpanel", name="Up next")).to_be_hidden()


async def test_a_change_of_track_is_read_out(dashboard: Dashboard) -> None:
    page = await full_player(dashboard, {})
    await page.get_by_role("button", name="Skip").click()
    title = part(page, "now-playing", "title")
    heard = part(page, "toast-region", "heard")
    await expect(heard).to_contain_text("Now playing:")
    await eventually_equal(lambda: _says(heard.inner_text, title.inner_text), wanted=True)


async def _says(heard: Callable[[], Awaitable[str]], title: Callable[[], Awaitable[str]]) -> bool:
    return await title() in await heard()
