"""Browsers in front of a running world: signed in, watched for trouble, and closed afterwards."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal, TypedDict, Unpack

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    StorageState,
    ViewportSize,
    expect,
)

from sim.discord import seed
from tests.support.api import Api

PLAYER_PATH = f"/servers/{seed.HARBOUR}"
WIDE: ViewportSize = {"width": 1440, "height": 900}
TABLET: ViewportSize = {"width": 768, "height": 1024}
SMALL: ViewportSize = {"width": 360, "height": 740}
DEADLINE_S = 15.0
expect.set_options(timeout=DEADLINE_S * 1000)
# The network tells of refusals and of servers that are away; neither is a fault of the page.
EXPECTED_ON_THE_CONSOLE = "Failed to load resource"


class BrowserOptions(TypedDict, total=False):
    """What a test may set differently about a browser."""

    viewport: ViewportSize
    color_scheme: Literal["light", "dark"]
    reduced_motion: Literal["reduce"]
    has_touch: bool
    is_mobile: bool
    java_script_enabled: bool
    user_agent: str
    locale: str


PHONE: BrowserOptions = {"viewport": SMALL, "has_touch": True, "is_mobile": True}


class Dashboard:
    """Opens pages for people of the world; what goes wrong in them collects in `problems`."""

    def __init__(self, api: Api, browser: Browser, sign_ins: dict[str, StorageState]) -> None:
        self.api = api
        self.browser = browser
        self.problems: list[str] = []
        self._sign_ins = sign_ins
        self._contexts: list[BrowserContext] = []

    @property
    def url(self) -> str:
        return self.api.world.url

    def links(self, count: int) -> list[str]:
        """Return links to tracks of different titles, none of which ends during a test."""
        catalogue = self.api.world.node.catalogue
        songs = [track for track in catalogue.tracks if catalogue.song_of(track)]
        by_title = {track.title: track.uri for track in reversed(songs) if track.uri}
        return list(by_title.values())[:count]

    async def context(
        self, person: str | None = None, **options: Unpack[BrowserOptions]
    ) -> BrowserContext:
        """Return a fresh browser profile, signed in as somebody or as nobody."""
        state = await self._signed_in(person) if person else None
        options = {"viewport": WIDE, **options}
        context = await self.browser.new_context(storage_state=state, **options)
        context.set_default_timeout(DEADLINE_S * 1000)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.problems.append(str(error.error)))
        context.on("response", self._see)
        self._contexts.append(context)
        return context

    async def visit(
        self, path: str = "/", person: str | None = None, **options: Unpack[BrowserOptions]
    ) -> Page:
        context = await self.context(person, **options)
        page = await context.new_page()
        await page.goto(self.url + path)
        return page

    async def player(self, person: str = seed.ADA, **options: Unpack[BrowserOptions]) -> Page:
        """Open the player page of Harbour Lights and wait until it is live."""
        page = await self.visit(PLAYER_PATH, person, **options)
        await live(page)
        return page

    async def listener(
        self, person: str = seed.ADA, *tracks: str, **options: Unpack[BrowserOptions]
    ) -> Page:
        """Seat somebody in the main deck, add tracks by their links, and open the player page."""
        client = await self.api.listener(person)
        if tracks:
            await self.api.with_queue(client, *tracks)
        return await self.player(person, **options)

    def forget(self, person: str) -> None:
        """Let somebody sign in anew next time."""
        self._sign_ins.pop(person, None)

    async def close(self) -> None:
        for context in self._contexts:
            await context.close()

    async def _signed_in(self, person: str) -> StorageState:
        """Return what a browser keeps of a sign-in, a new one if a test has ended the last."""
        context = await self.browser.new_context(storage_state=self._sign_ins.get(person))
        if (await context.request.get(f"{self.url}/user/me")).status != 200:
            page = await context.new_page()
            await page.goto(self.url)
            await sign_in(page, person)
            self._sign_ins[person] = await context.storage_state()
        await context.close()
        return self._sign_ins[person]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and EXPECTED_ON_THE_CONSOLE not in message.text:
            self.problems.append(f"{message.type}: {message.text}")

    def _see(self, response: Response) -> None:
        if "/assets/" in response.url and response.status >= 400:
            self.problems.append(f"{response.status} {response.url}")


async def sign_in(page: Page, person: str) -> None:
    """Press the button on the landing page, and be this person at Discord."""
    await page.get_by_role("link", name="Sign in with Discord").click()
    await page.locator(f'button[data-user-id="{person}"]').click()
    await page.wait_for_url("**/servers**")


async def live(page: Page) -> None:
    await expect(page.locator('html[data-stream="live"]')).to_be_attached()


def part(page: Page, widget: str, name: str) -> Locator:
    """Return a part of a widget, the first one where the widget is there twice."""
    return page.locator(f'{widget} [data-part="{name}"]').first


def search_field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search for a track, or paste a link")


def queue_rows(page: Page) -> Locator:
    return page.locator('queue-list [data-part="rows"] > li')


async def queue_titles(page: Page) -> list[str]:
    return await queue_rows(page).locator('[data-part="title"]').all_text_contents()


async def eventually_equal(get: Callable[[], Awaitable[object]], wanted: object) -> None:
    """Wait until an asynchronous look gives what is wanted; fail with what it gave last."""
    seen = await get()
    try:
        async with asyncio.timeout(DEADLINE_S):
            while seen != wanted:
                await asyncio.sleep(0.02)
                seen = await get()
    except TimeoutError:
        raise AssertionError(f"{seen!r} did not become {wanted!r}") from None


async def elapsed_s(page: Page) -> int:
    """Return the seconds that the seek bar shows."""
    text = await part(page, "seek-bar", "elapsed").inner_text()
    minutes, _, seconds = text.partition(":")
    return int(minutes) * 60 + int(seconds)
