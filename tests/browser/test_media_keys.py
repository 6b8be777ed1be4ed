"""The system's media keys act on the player.

No test can press the keys of the machine, so these call what the page hands to the browser.
"""

from playwright.async_api import Page, expect

from sim.discord import seed
from tests.support.dashboard import PHONE, PLAYER_PATH, Dashboard, live, part
from tests.support.discord import eventually

KEEP_HANDLERS = """
window.handlers = {};
const original = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession);
navigator.mediaSession.setActionHandler = (action, act) => {
  window.handlers[action] = act;
  original(action, act);
};
window.states = [];
const tell = navigator.mediaSession.setPositionState.bind(navigator.mediaSession);
navigator.mediaSession.setPositionState = (state) => {
  window.states.push(state);
  tell(state);
};
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  window.silence = this;
  return play.call(this);
};
"""


async def listener(dashboard: Dashboard, tracks: int, *, phone: bool = False) -> Page:
    client = await dashboard.api.listener(seed.ADA)
    await dashboard.api.with_queue(client, *dashboard.links(tracks))
    context = await (dashboard.context(seed.ADA, **PHONE) if phone else dashboard.context(seed.ADA))
    page = await context.new_page()
    await page.add_init_script(KEEP_HANDLERS)
    await page.goto(dashboard.url + PLAYER_PATH)
    await live(page)
    return page


async def press(page: Page, action: str, **details: float) -> None:
    await page.evaluate(
        "([action, details]) => window.handlers[action](details)", [action, details]
    )


async def test_media_keys_act_on_the_player(dashboard: Dashboard) -> None:
    page = await listener(dashboard, 3)
    first = dashboard.api.player.state.current
    await press(page, "pause")
    await eventually(lambda: (head := dashboard.api.player.state.playhead) and head.paused)
    assert await page.evaluate("navigator.mediaSession.playbackState") in {"playing", "paused"}
    await press(page, "play")
    await eventually(lambda: (head := dashboard.api.player.state.playhead) and not head.paused)
    await press(page, "seekto", seekTime=42)
    await eventually(
        lambda: (head := dashboard.api.player.state.playhead) and head.position_ms == 42_000
    )
    await press(page, "seekforward", seekOffset=30)
    await eventually(
        lambda: (head := dashboard.api.player.state.playhead) and head.position_ms >= 72_000
    )
    await press(page, "nexttrack")
    await eventually(lambda: dashboard.api.player.state.current != first)
    await press(page, "previoustrack")
    await eventually(lambda: dashboard.api.player.state.current == first)
    await press(page, "stop")
    await eventually(lambda: dashboard.api.player.state.current is None)


async def test_the_system_is_told_what_plays(dashboard: Dashboard) -> None:
    page = await listener(dashboard, 2)
    current = dashboard.api.player.state.current
    assert current is not None
    shown = await page.evaluate(
        "(({ title, artist, album, artwork }) => [title, artist, album, artwork[0].src])"
        "(navigator.mediaSession.metadata)"
    )
    track = current.track
    assert shown == [track.title, track.author, "Harbour Lights", track.artwork_url]
    state = (await page.evaluate("window.states"))[-1]
    assert state["duration"] == track.length_ms / 1000
    assert 0 <= state["position"] < state["duration"]


async def test_silence_sounds_while_the_player_plays(dashboard: Dashboard) -> None:
    page = await listener(dashboard, 2)
    assert await page.evaluate("window.silence === undefined")
    await part(page, "transport-bar", "shuffle").click()
    await page.wait_for_function("() => window.silence && !window.silence.paused")
    await press(page, "pause")
    await page.wait_for_function("() => window.silence.paused")
    await press(page, "play")
    await page.wait_for_function("() => !window.silence.paused")
    await page.keyboard.press("?")
    await page.get_by_label("Let media keys, headsets and the lock screen").uncheck()
    await page.wait_for_function("() => window.silence.paused")


async def test_on_a_phone_nothing_sounds_unasked(dashboard: Dashboard) -> None:
    page = await listener(dashboard, 2, phone=True)
    await part(page, "transport-bar", "shuffle").tap()
    await expect(part(page, "transport-bar", "shuffle")).to_have_attribute("aria-pressed", "true")
    assert await page.evaluate("window.silence === undefined")
