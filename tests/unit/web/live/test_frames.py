import json

import pytest

from web.live.frames import Cursor, encode, opening, parse_cursor


def lines(frame: bytes) -> list[str]:
    return frame.decode().split("\n")


def test_a_frame_has_id_event_and_one_line_of_data() -> None:
    frame = encode("patch", {"equalizer": [0.0, 0.5]}, Cursor("abc", 7))
    assert lines(frame) == ["id: abc-7", "event: patch", 'data: {"equalizer":[0.0,0.5]}', "", ""]


def test_a_frame_without_a_cursor_has_no_id() -> None:
    assert lines(encode("beat", 1795290000000))[0] == "event: beat"


@pytest.mark.parametrize("title", ["one\ntwo", "one\r\ntwo", "data: x\n\nevent: end", "\0"])
def test_titles_cannot_break_out_of_the_data_line(title: str) -> None:
    frame = encode("patch", {"title": title})
    event, data, *rest = frame.decode().split("\n")
    assert event == "event: patch"
    assert rest == ["", ""]
    assert json.loads(data.removeprefix("data: ")) == {"title": title}
    assert "\r" not in data


@pytest.mark.parametrize("field", ["a\nb", "a\rb", "a\0b"])
def test_ids_and_names_must_be_one_line(field: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        encode("patch", {}, Cursor(field, 1))
    with pytest.raises(ValueError, match="one line"):
        encode(field, {})


def test_half_a_surrogate_pair_does_not_keep_the_rest_from_being_sent() -> None:
    data = lines(encode("patch", {"title": "a\ud83db", "author": "José"}))[1]
    assert json.loads(data.removeprefix("data: ")) == {"title": "a?b", "author": "José"}


def test_numbers_that_are_not_json_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode("patch", {"rate": float("nan")})


def test_the_opening_tells_browsers_when_to_come_back() -> None:
    assert opening(1500) == b": open\nretry: 1500\n\n"


def test_a_cursor_reads_what_it_wrote() -> None:
    assert parse_cursor(str(Cursor("5f0c-2a", 42))) == Cursor("5f0c-2a", 42)


@pytest.mark.parametrize(
    "text", [None, "", "-", "abc", "abc-", "-5", "abc-1.5", "abc-٣", "abc--1x", "e-" + "9" * 17]
)
def test_what_we_never_sent_is_no_cursor(text: str | None) -> None:
    assert parse_cursor(text) is None
