import pytest

from player.lavalink.lyrics import read_lyrics
from player.lyrics import LyricLine, LyricsFailed


def test_lines_are_put_in_the_order_of_time() -> None:
    lyrics = read_lyrics(
        {
            "sourceName": "youtube",
            "provider": "A Provider",
            "text": None,
            "lines": [
                {"timestamp": 900, "duration": None, "line": " second "},
                {"timestamp": -5, "duration": 800, "line": "first"},
            ],
        }
    )
    assert lyrics is not None
    assert lyrics.lines == (LyricLine(0, 800, "first"), LyricLine(900, None, "second"))
    assert lyrics.text == "first\nsecond"
    assert lyrics.provider == "A Provider"


def test_text_alone_is_kept_with_its_breaks() -> None:
    lyrics = read_lyrics({"sourceName": "youtube", "text": "one\n\ntwo\n", "lines": []})
    assert lyrics is not None
    assert (lyrics.text, lyrics.lines) == ("one\n\ntwo", ())
    assert lyrics.provider == "youtube"


@pytest.mark.parametrize("raw", [{}, {"text": "  "}, {"lines": [{"timestamp": 1, "line": ""}]}])
def test_an_answer_without_words_is_none(raw: dict[str, object]) -> None:
    assert read_lyrics(raw) is None


@pytest.mark.parametrize("line", [5, {"line": "no time"}, {"timestamp": "soon", "line": "x"}])
def test_what_is_not_understood_is_said(line: object) -> None:
    with pytest.raises(LyricsFailed):
        read_lyrics({"lines": [line]})
