"""A wish is the same however it is cased, and is tried less and less often."""

from dataclasses import replace

from auth.identity import UserId
from player.holder import of_person
from player.wishlist.song import Song, WishedId, made_id
from player.wishlist.wish import FIRST_PAUSE_MS, LONGEST_PAUSE_MS, Wish, WishId, pause_ms

SONG = Song(WishedId("1"), "Around the World", ("Daft Punk", "Somebody"))
WISH = Wish(WishId("w"), of_person(UserId("7")), SONG, 1_000, 1_000, "Added via API")


def test_title_and_first_artist_make_a_wish() -> None:
    shouted = replace(SONG, id=WishedId("2"), title="AROUND  the world", artists=("daft punk",))
    assert shouted.key == SONG.key
    assert replace(SONG, artists=("Somebody", "Daft Punk")).key != SONG.key
    assert replace(SONG, title="Around the World (Live)").key != SONG.key
    assert made_id(shouted.title, shouted.artists) == made_id(SONG.title, SONG.artists)


def test_pauses_double_up_to_a_week() -> None:
    pauses = [pause_ms(attempts) for attempts in (1, 2, 3, 4, 100)]
    assert pauses == [FIRST_PAUSE_MS * each for each in (1, 2, 4, 8)] + [LONGEST_PAUSE_MS]


def test_an_attempt_in_vain_counts_once() -> None:
    tried = WISH.failed("Nothing was found.", 5_000)
    assert (tried.attempts, tried.tried_at, tried.reason) == (1, 5_000, "Nothing was found.")
    assert tried.due_at == 5_000 + FIRST_PAUSE_MS
    assert tried.failed("Nothing was found.", 5_000) == tried
    assert tried.failed("Still nothing.", 6_000).attempts == 2


def test_an_outage_is_not_held_against_a_wish() -> None:
    put_off = WISH.failed("Nothing was found.", 5_000).put_off("No node answers.", 9_000)
    assert (put_off.attempts, put_off.tried_at, put_off.reason) == (1, 9_000, "No node answers.")
    assert put_off.due_at == 9_000 + FIRST_PAUSE_MS
