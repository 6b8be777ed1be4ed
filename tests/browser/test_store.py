"""The pure parts of the scripts, run by themselves in Chromium."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.support.api import Api
from tests.support.display_cases import (
    CLOCK_TIMES,
    GAINS,
    HUES,
    INITIALS,
    ROUGH_TIMES,
    ROUGH_TIMES_IN_GERMAN,
    SPOKEN_TIMES,
    SPOKEN_TIMES_IN_GERMAN,
    VOLUME_PLACES,
)
from web.pages import words

Json = Any

RUN = """async ([file, name, given]) => {
  const main = document.querySelector('script[src$="main.js"]').src;
  const module = await import(main.replace("main.js", file));
  return module[name](...given);
}"""


@pytest_asyncio.fixture(scope="module", loop_scope="session", name="page")
async def open_a_page_of_ours(browser: Browser, shared_api: Api) -> AsyncIterator[Page]:
    """Give a page that may load the modules; nothing of the player runs in it."""
    page = await browser.new_page()
    await page.goto(shared_api.world.url)
    yield page
    await page.close()


async def run(page: Page, module: str, function: str, *arguments: object) -> Json:
    """Call an exported function of a module."""
    return await page.evaluate(RUN, [f"lib/{module}.js", function, list(arguments)])


async def run_each(page: Page, module: str, function: str, cases: list[Json]) -> list[Json]:
    return [await run(page, module, function, *case) for case in cases]


COLUMNS = ["id", "title", "length", "requester"]
FACES = [{"id": "1", "name": "Ada", "icon": "a.png"}]


def row(number: int) -> list[object]:
    return [number, f"Track {number}", 1000, "1"]


WIRE = {
    "count": 4,
    "length": 4000,
    "ids": [[1, 4]],
    "columns": COLUMNS,
    "rows": [row(1), row(2)],
    "people": FACES,
}
Operations = list[dict[str, object]]
OPERATIONS: list[tuple[Operations, list[int], list[int]]] = [
    ([], [1, 2, 3, 4], [1, 2]),
    ([{"op": "insert", "at": 0, "rows": [row(9)]}], [9, 1, 2, 3, 4], [1, 2, 9]),
    (
        [{"op": "insert", "at": 4, "rows": [row(8)], "ids": [[9, 11]]}],
        [1, 2, 3, 4, 8, 9, 10, 11],
        [1, 2, 8],
    ),
    ([{"op": "remove", "ids": [1, 3]}], [2, 4], [2]),
    ([{"op": "remove", "ids": [[1, 3]]}], [4], []),
    ([{"op": "move", "ids": [4], "to": 0}], [4, 1, 2, 3], [1, 2]),
    ([{"op": "move", "ids": [1, 3], "to": 2}], [2, 4, 1, 3], [1, 2]),
    ([{"op": "move", "ids": [2], "to": 1}], [1, 2, 3, 4], [1, 2]),
    ([{"op": "order", "ids": [3, 1, 4, 2]}], [3, 1, 4, 2], [1, 2]),
    ([{"op": "clear"}], [], []),
    (
        [
            {"op": "remove", "ids": [2]},
            {"op": "move", "ids": [4], "to": 0},
            {"op": "insert", "at": 1, "rows": [row(7)]},
        ],
        [4, 7, 1, 3],
        [1, 7],
    ),
]
WRONG_OPERATIONS: Operations = [
    {"op": "remove", "ids": [5]},
    {"op": "move", "ids": [5], "to": 0},
    {"op": "move", "ids": [1], "to": 4},
    {"op": "move", "ids": [1, 2], "to": 3},
    {"op": "insert", "at": 5, "rows": [row(9)]},
    {"op": "insert", "at": -1, "ids": [9]},
    {"op": "order", "ids": [1, 2, 3]},
    {"op": "order", "ids": [1, 2, 3, 5]},
    {"op": "order", "ids": [1, 2, 3, 3]},
    {"op": "shuffle"},
]

PLAY = """async ([wire, patches]) => {
  const main = document.querySelector('script[src$="main.js"]').src;
  const { readSnapshot, applyPatch } = await import(main.replace("main.js", "lib/snapshot.js"));
  const { queue, ...slices } = patches.reduce(applyPatch, readSnapshot(wire));
  const known = Object.fromEntries(queue.known);
  return { slices, ids: queue.ids, count: queue.count, length: queue.length, known };
}"""


async def play(page: Page, wire: Json, patches: list[Json]) -> Json:
    """Apply patches to a snapshot, as the page does; return what is known then."""
    return await page.evaluate(PLAY, [wire, patches])


def snapshot_of(queue: Json) -> Json:
    return {"playback": 1, "options": 2, "listeners": [], "queue": queue}


async def test_queue_operations_apply_in_order(page: Page) -> None:
    for operations, ids, known in OPERATIONS:
        seen = await play(page, snapshot_of(WIRE), [{"queue": {"ops": operations}}])
        assert seen["ids"] == ids, operations
        assert sorted(map(int, seen["known"])) == known, operations
        assert seen["count"] == len(ids)


async def test_operations_that_do_not_fit_are_noticed(page: Page) -> None:
    for operation in WRONG_OPERATIONS:
        with pytest.raises(Exception, match=r"no place|no entry|not a permutation|unknown"):
            await play(page, snapshot_of(WIRE), [{"queue": {"ops": [operation]}}])


async def test_entries_come_with_their_requesters(page: Page) -> None:
    seen = await play(page, snapshot_of(WIRE), [])
    assert seen["known"]["1"] == {
        "id": 1,
        "title": "Track 1",
        "length": 1000,
        "requester": FACES[0],
    }
    insert = {"op": "insert", "at": 0, "rows": [[9, "New", 1, "2"], [10, "Newer", 1, None]]}
    people = [{"id": "2", "name": "Bob", "icon": "b.png"}]
    change = {"queue": {"ops": [insert], "length": 4002, "people": people}}
    seen = await play(page, snapshot_of(WIRE), [change])
    assert seen["known"]["9"]["requester"] == people[0]
    assert seen["known"]["10"]["requester"] is None
    assert seen["length"] == 4002


async def test_a_patch_replaces_slices_and_leaves_the_rest(page: Page) -> None:
    change = {"options": 3, "queue": {"ops": [{"op": "clear"}]}, "by": {"id": "1"}, "notices": []}
    seen = await play(page, snapshot_of(WIRE), [change])
    assert seen["slices"] == {"playback": 1, "options": 3, "listeners": []}
    assert seen["ids"] == []


LEARN = """async ([wire, tracks, people]) => {
  const main = document.querySelector('script[src$="main.js"]').src;
  const { readQueue, learn } = await import(main.replace("main.js", "lib/queue.js"));
  return Object.fromEntries(learn(readQueue(wire, []), tracks, people).known);
}"""


async def test_entries_that_were_asked_for_are_taken_in_if_they_are_still_there(page: Page) -> None:
    tracks = [
        {"id": 3, "title": "Three", "length": 1, "requester": "1", "favorite": True},
        {"id": 99, "title": "Gone", "length": 1, "requester": "1"},
    ]
    known = await page.evaluate(LEARN, [WIRE, tracks, FACES])
    assert sorted(known) == ["1", "2", "3"]
    assert known["3"] == {"id": 3, "title": "Three", "length": 1, "requester": FACES[0]}


@pytest.mark.parametrize(
    ("known", "in_sight", "asked"),
    [
        (range(100), (0, 12), None),
        (range(100), (95, 107), {"start": 100, "end": 200}),
        (range(100), (500, 512), {"start": 456, "end": 556}),
        (range(100), (992, 1000), {"start": 900, "end": 1000}),
        ((), (0, 12), {"start": 0, "end": 100}),
    ],
)
async def test_what_is_in_sight_and_unknown_is_asked_for(
    page: Page, known: range, in_sight: tuple[int, int], asked: Json
) -> None:
    first, last = in_sight
    seen = await page.evaluate(
        """async ([known, sight]) => {
          const main = document.querySelector('script[src$="main.js"]').src;
          const { unknownAmong } = await import(main.replace("main.js", "lib/missing-entries.js"));
          const ids = Array.from({ length: 1000 }, (_, index) => index);
          return unknownAmong({ ids, known: new Map(known.map((id) => [id, {}])) }, sight);
        }""",
        [list(known), {"first": first, "last": last}],
    )
    assert seen == asked


@pytest.mark.parametrize(
    ("after", "first", "shift"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], 0, 0),
        ([2, 3, 4, 5, 6, 7, 8], 3, -1),
        ([9, 10, 1, 2, 3, 4, 5, 6, 7, 8], 3, 2),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9], 3, 0),
        ([5, 1, 2, 3, 4, 6, 7, 8], 3, 0),
        ([8, 7, 6, 5, 4, 3, 2, 1], 3, 0),
    ],
)
async def test_what_is_in_sight_stays_there_while_others_edit(
    page: Page, after: list[int], first: int, shift: int
) -> None:
    sight = {"first": first, "last": first + 4}
    assert await run(page, "queue-shift", "commonShift", list(range(1, 9)), after, sight) == shift


async def test_only_newer_frames_of_the_same_life_count(page: Page) -> None:
    cases = [
        ["a-1", "a-2"],
        ["a-2", "a-2"],
        ["a-3", "a-2"],
        ["a-9", "a-10"],
        ["a-9", "b-1"],
        [None, "a-1"],
        ["junk", "a-1"],
    ]
    newer = await run_each(page, "cursor", "isNewer", cases)
    assert newer == [True, False, False, True, True, True, True]


PLAYBACK: dict[str, object] = {
    "entry": {"length": 10_000},
    "position": 2_000,
    "at": 50_000,
    "rate": 1.0,
    "paused": False,
    "stalled": False,
}


@pytest.mark.parametrize(
    ("change", "now", "position"),
    [
        ({}, 50_000, 2_000),
        ({}, 53_000, 5_000),
        ({}, 49_000, 2_000),
        ({}, 99_000, 10_000),
        ({"rate": 1.5}, 52_000, 5_000),
        ({"paused": True}, 53_000, 2_000),
        ({"stalled": True}, 53_000, 2_000),
        ({"entry": {"length": 0}}, 99_000, 51_000),
        ({"entry": None, "position": 0}, 99_000, 0),
    ],
)
async def test_the_position_follows_the_servers_clock(
    page: Page, change: dict[str, object], now: int, position: int
) -> None:
    assert await run(page, "playhead", "positionAt", PLAYBACK | change, now) == position


CLOCK = """async (beats) => {
  const main = document.querySelector('script[src$="main.js"]').src;
  const { ServerClock } = await import(main.replace("main.js", "lib/clock.js"));
  let local = 0;
  const clock = new ServerClock(beats[0][1], () => local, () => local);
  return beats.slice(1).map(([at, server]) => {
    local = at;
    clock.learn(server);
    return clock.now();
  });
}"""
WALL_CLOCK = """async (walls) => {
  const main = document.querySelector('script[src$="main.js"]').src;
  const { ServerClock } = await import(main.replace("main.js", "lib/clock.js"));
  let [steady, wall, doubts] = [0, 0, 0];
  const clock = new ServerClock(0, () => steady, () => wall);
  clock.onDoubt = () => (doubts += 1);
  return walls.map((next) => {
    steady += 1_000;
    wall = next;
    return [clock.now(), doubts];
  });
}"""


async def test_the_clock_trusts_the_least_late_beat(page: Page) -> None:
    # Our clock runs 1,000,000 ms behind; the beats come 40, 5 and 300 ms late.
    beats = [[0, 999_000], [15_040, 1_015_000], [30_005, 1_030_000], [45_300, 1_045_000]]
    assert await page.evaluate(CLOCK, beats) == [1_015_000, 1_030_000, 1_045_295]


async def test_the_clock_believes_the_first_beat_after_a_sleep(page: Page) -> None:
    # The steady clock stood still for ten minutes; a late beat afterwards changes nothing.
    beats = [[0, 0], [15_000, 15_000], [16_000, 616_000], [34_000, 631_000]]
    assert await page.evaluate(CLOCK, beats) == [15_000, 616_000, 634_000]


async def test_a_wall_clock_that_jumps_is_doubted_and_not_followed(page: Page) -> None:
    walls = [1_000, 2_000, 3_603_000, 3_604_000, 5_000, 6_010]
    assert await page.evaluate(WALL_CLOCK, walls) == [
        [1_000, 0],
        [2_000, 0],
        [3_000, 1],
        [4_000, 1],
        [5_000, 2],
        [6_000, 2],
    ]


async def test_waiting_grows_spreads_and_stays_bounded(page: Page) -> None:
    waits = await page.evaluate(
        """async () => {
          const main = document.querySelector('script[src$="main.js"]').src;
          const { waitMs } = await import(main.replace("main.js", "lib/backoff.js"));
          return [1, 2, 3, 9].map((failures) => [0, 1].map((dice) => waitMs(failures, () => dice)));
        }"""
    )
    assert waits == [[250, 500], [500, 1_000], [1_000, 2_000], [7_500, 15_000]]


@pytest.mark.parametrize(
    ("function", "cases"),
    [
        ("clockTime", CLOCK_TIMES),
        ("spokenTime", SPOKEN_TIMES),
        ("roughTime", ROUGH_TIMES),
        ("initials", INITIALS),
    ],
)
async def test_the_browser_words_things_like_the_server(
    page: Page, function: str, cases: list[tuple[object, str]]
) -> None:
    given = await run_each(page, "format", function, [[case] for case, _ in cases])
    assert given == [text for _, text in cases]


@pytest.mark.parametrize(
    ("function", "cases"),
    [("spokenTime", SPOKEN_TIMES_IN_GERMAN), ("roughTime", ROUGH_TIMES_IN_GERMAN)],
)
async def test_the_browser_words_things_like_the_server_in_german(
    browser: Browser, shared_api: Api, function: str, cases: list[tuple[object, str]]
) -> None:
    page = await browser.new_page(locale="de-DE")
    await page.goto(shared_api.world.url)
    given = await run_each(page, "format", function, [[case] for case, _ in cases])
    await page.close()
    assert given == [text for _, text in cases]


async def test_what_the_stream_says_to_all_is_said_in_the_pages_language(
    browser: Browser, shared_api: Api
) -> None:
    page = await browser.new_page(locale="de-DE")
    await page.goto(shared_api.world.url)
    title = ["“{title}”", {"title": "Song"}]
    patch = {
        "by": {"id": "1", "name": "Ada"},
        "log": "Ada skipped “Song”",
        "log_said": ["skipped {what}", {"what": title}],
        "notices": ["“Song” was skipped: it could not be played.", "Oh {no}."],
        "notices_said": [
            [
                "“{title}” was skipped: {reason}",
                {"title": "Song", "reason": ["it could not be played.", {}]},
            ],
            ["Oh {no}.", {}],
        ],
        "votes": [{"id": 1, "action": "stop", "action_said": ["stop", {}]}],
    }
    said = await run(page, "shared-words", "inOurWords", patch)
    await page.close()
    assert said["log"] == "Ada hat „Song“ übersprungen"
    skipped = "„Song“ wurde übersprungen: er ließ sich nicht abspielen."
    assert said["notices"] == [skipped, "Oh {no}."]
    assert said["votes"][0]["action"] == "anhalten"


async def test_a_number_chooses_its_form_and_fills_the_places(
    browser: Browser, shared_api: Api
) -> None:
    page = await browser.new_page(locale="de-DE")
    await page.goto(shared_api.world.url)
    calls = [
        ["{n} minute", "{n} minutes", 1],
        ["{n} minute", "{n} minutes", 1200],
        ["{n} unheard of", "{n} unheard of, all", 2],
    ]
    said = await run_each(page, "words", "tn", calls)
    assert said == ["1 Minute", "1.200 Minuten", "2 unheard of, all"]
    assert await run(page, "words", "t", "Removed {title}.", {"title": "{x}"}) == "{x} entfernt."
    assert await run(page, "words", "t", "Never said {what}.") == "Never said {what}."
    await page.close()


async def test_the_browser_draws_things_like_the_server(page: Page) -> None:
    hues = await run_each(page, "format", "hue", [[text] for text in HUES])
    assert hues == [words.hue(text) for text in HUES]
    places = await run_each(page, "volume-scale", "volumePlace", list(map(list, VOLUME_PLACES)))
    assert places == [words.volume_place(*case) for case in VOLUME_PLACES]
    bands = await run_each(page, "bands", "bandPlace", [[gain] for gain in GAINS])
    assert bands == [words.band_place(gain) for gain in GAINS]


async def test_sliders_lead_back_to_what_they_show(page: Page) -> None:
    for place in range(-100, 101, 5):
        gain = await run(page, "bands", "bandGain", place)
        assert await run(page, "bands", "bandPlace", gain) == place
    for volume in range(0, 1001, 10):
        place = words.volume_place(volume, 1000)
        assert await run(page, "volume-scale", "volumeAt", place, 1000, 10) == volume


async def test_an_image_leaves_its_hue(page: Page) -> None:
    red, blue, grey = [200, 30, 30, 255], [30, 60, 200, 255], [90, 90, 90, 255]
    assert await run(page, "pixel-hue", "hueOfPixels", grey * 50) is None
    assert await run(page, "pixel-hue", "hueOfPixels", red * 50) == pytest.approx(28, abs=12)
    mixed = blue * 40 + red * 10 + grey * 50
    assert await run(page, "pixel-hue", "hueOfPixels", mixed) == pytest.approx(264, abs=15)


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("https://youtu.be/abc", True),
        ("HTTP://host.example/a?b=c", True),
        ("https://", False),
        ("night train", False),
        ("https://a b", False),
        ("javascript:alert(1)", False),
    ],
)
async def test_links_are_told_from_words(page: Page, text: str, *, is_link: bool) -> None:
    assert await run(page, "links", "isLink", text) is is_link


SUNG = [{"at": 1_000}, {"at": 4_000}, {"at": 9_000}]


@pytest.mark.parametrize(
    ("position", "line", "wait"),
    [(0, -1, 500), (1_000, 0, 1_500), (3_999, 0, 0.5), (8_000, 1, 500), (9_500, 2, None)],
)
async def test_the_line_that_is_sung_is_found(
    page: Page, position: int, line: int, wait: float | None
) -> None:
    assert await run(page, "sung", "lineAt", SUNG, position) == line
    assert await run(page, "sung", "untilNextLine", SUNG, position, 2) == wait


async def test_a_preset_is_heard_whatever_else_is_on(page: Page) -> None:
    preset = {"timescale": {"speed": 1.2, "pitch": 1.2}}
    heard = {"timescale": {"speed": 1.2, "pitch": 1.2, "rate": 1.0}, "rotation": {"rotation_hz": 1}}
    assert await run(page, "presets", "isHeard", preset, heard) is True
    other = {"timescale": {"speed": 1.2, "pitch": 1.0, "rate": 1.0}}
    assert await run(page, "presets", "isHeard", preset, other) is False
    assert await run(page, "presets", "isHeard", preset, {}) is False
