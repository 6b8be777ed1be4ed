from datetime import UTC, date, datetime

from auth.identity import GuildId, UserId
from web.demo_past import DAYS, Past, Song, invented

TODAY = date(2026, 3, 10)
SONGS = [Song(f"Song {n}", f"Artist {n % 9}", "youtube", f"u{n}", None, 200_000) for n in range(40)]
PAST = Past(GuildId("5"), [UserId(str(n)) for n in range(8)], SONGS)


def test_a_past_is_always_the_same_and_lies_before_today() -> None:
    plays = list(invented(PAST, TODAY))
    assert plays == list(invented(PAST, TODAY))
    midnight = datetime(2026, 3, 10, tzinfo=UTC).timestamp() * 1000
    assert all(play.started_at < midnight for play in plays)
    assert len({play.id for play in plays}) == len(plays)
    assert DAYS < len(plays) < 3 * DAYS


def test_it_has_favourites_and_people_who_come_and_go() -> None:
    plays = list(invented(PAST, TODAY))
    first = sum(play.title == "Song 0" for play in plays)
    assert first > 3 * sum(play.title == "Song 39" for play in plays)
    assert {user for play in plays for user in play.listeners} == set(PAST.people)
    assert all(play.requester in play.listeners for play in plays)
    assert {play.is_valid for play in plays} == {True, False}
