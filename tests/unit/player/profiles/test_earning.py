"""What presence is worth, and when it makes a level; nothing is lost between two moments."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.core.policy import ProfileRules
from player.ledger.transfer import MOST_POINTS
from player.profiles.curve import risen, risen_in_text, text_needed, voice_needed
from player.profiles.earning import Presence, Rest, earned
from player.profiles.profile import Profile, Text
from tests.support.builders import ADA, GUILD

ADAS = Profile(GUILD, ADA)
NOTHING = Rest()
MINUTE_MS = 60_000
RULES = ProfileRules(earning=True)


def total(profile: Profile) -> int:
    """Return all experience that somebody ever had."""
    return profile.experience + sum(voice_needed(level) for level in range(1, profile.level))


def test_a_minute_in_voice_with_music_for_half_of_it() -> None:
    profile, rest = earned(ADAS, NOTHING, Presence(MINUTE_MS, MINUTE_MS // 2), RULES)
    assert profile.timespent == {"global": 60, "listened": 30}
    assert (profile.level, profile.experience, profile.text) == (1, 7, None)
    assert rest == Rest(experience=MINUTE_MS // 2)


def test_writing_counts_each_message_and_pays_once() -> None:
    profile, _ = earned(ADAS, NOTHING, Presence(messages=30), replace(RULES, message_experience=7))
    assert profile.text == Text(level=1, experience=7, message_count=30)
    assert (profile.experience, profile.timespent) == (0, {"global": 0})


def test_what_is_worth_nothing_changes_no_level() -> None:
    """Another bot may keep levels by its own curve, and leave only the time to us."""
    theirs = replace(ADAS, level=1, experience=5_000, text=Text(0, 900, 3))
    rules = replace(RULES, voice_experience=0, listening_experience=0, message_experience=0)
    profile, _ = earned(theirs, NOTHING, Presence(MINUTE_MS, MINUTE_MS, 2), rules)
    assert (profile.level, profile.experience) == (1, 5_000)
    assert profile.text == Text(0, 900, 5)
    assert profile.timespent == {"global": 60, "listened": 60}


def test_levels_follow_the_curve() -> None:
    assert [voice_needed(level) for level in (1, 2, 10)] == [110, 480, 20_000]
    assert [text_needed(level) for level in (0, 1, 2, 10)] == [0, 10, 30, 550]
    assert risen(replace(ADAS, experience=109)) == replace(ADAS, experience=109)
    assert risen(replace(ADAS, experience=600)) == replace(ADAS, level=3, experience=10)
    below = replace(ADAS, level=-4, experience=600)
    assert risen(below) == below
    assert risen_in_text(ADAS).text == Text(level=1)


@pytest.mark.parametrize(
    "full",
    [
        {"timespent": {"global": MOST_POINTS}},
        {"timespent": {f"counter{number}": 1 for number in range(100)}},
        {"text": Text(message_count=MOST_POINTS)},
    ],
)
def test_a_full_profile_stays_as_it_is(full: dict[str, object]) -> None:
    profile = replace(ADAS, **full)  # type: ignore[arg-type]
    assert earned(profile, NOTHING, Presence(9_000, 9_000, 1), RULES) == (profile, NOTHING)


presences = st.builds(Presence, st.integers(0, 200_000), st.integers(0, 200_000), st.integers(0, 3))


@given(st.lists(presences, max_size=30))
def test_many_short_whiles_are_worth_one_long_one(presences: list[Presence]) -> None:
    profile, rest, whole = ADAS, NOTHING, Presence()
    for presence in presences:
        profile, rest = earned(profile, rest, presence, RULES)
        whole += presence
    at_once, rest_at_once = earned(ADAS, NOTHING, whole, RULES)
    assert profile.timespent == at_once.timespent
    assert total(profile) == total(at_once) == (whole.voice_ms + whole.listened_ms) * 5 // MINUTE_MS
    assert (profile.level, rest) == (at_once.level, rest_at_once)
    assert profile.experience < voice_needed(profile.level)
