"""A time is said as the document does."""

import pytest

from web.api.library.system_shapes import uptime_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0s"),
        (59, "59s"),
        (60, "1m 0s"),
        (8130, "2h 15m 30s"),
        (86_400, "1d 0h 0m 0s"),
        (1_000_000, "11d 13h 46m 40s"),
    ],
)
def test_nothing_stands_in_front_that_is_0(seconds: int, words: str) -> None:
    assert uptime_words(seconds) == words
