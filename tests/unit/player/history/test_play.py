import pytest

from player.history.play import Origin, Play, PlayId, counts


@pytest.mark.parametrize(
    ("played_ms", "duration_ms", "valid"),
    [
        (30_000, 600_000, True),
        (29_999, 600_000, False),
        (3_000, 20_000, True),
        (2_999, 20_000, False),
        (29_999, 0, False),
        (30_000, 0, True),
    ],
)
def test_half_a_minute_or_15_percent_counts(played_ms: int, duration_ms: int, valid: bool) -> None:
    assert counts(played_ms, duration_ms) is valid


@pytest.mark.parametrize(
    ("ended_at", "played_ms", "duration_ms", "heard_ms"),
    [
        (None, None, 200_000, 0),
        (61_000, None, 200_000, 60_000),
        (999_000, None, 200_000, 200_000),
        (999_000, None, 0, 998_000),
        (61_000, 5_000, 200_000, 5_000),
        (500, None, 200_000, 0),
    ],
)
def test_what_was_heard_is_told_or_follows_from_the_end(
    ended_at: int | None, played_ms: int | None, duration_ms: int, heard_ms: int
) -> None:
    play = Play(
        PlayId("p"),
        Origin.ARCHIVE,
        "Song",
        "Artist",
        1_000,
        ended_at=ended_at,
        played_ms=played_ms,
        duration_ms=duration_ms,
    )
    assert play.heard_ms == heard_ms
    assert play.is_valid is (None if ended_at is None else counts(heard_ms, duration_ms))


def test_who_tells_only_of_listens_is_believed() -> None:
    play = Play(PlayId("p"), Origin.MALOJA, "Jingle", "Radio", 1_000, ended_at=1_000)
    assert play.is_valid
    assert play.heard_ms == 0
