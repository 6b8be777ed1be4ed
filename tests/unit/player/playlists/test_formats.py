"""M3U, JSPF and XSPF: there and back, rubbish by line, hostile files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.core.track import Track
from player.playlists.errors import ListTooLong, UnreadableList
from player.playlists.formats import FORMATS, read_file, recognised
from tests.support.builders import track

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1)


@pytest.mark.parametrize("name", FORMATS)
@given(titles=st.lists(TEXT, max_size=5), listname=TEXT)
def test_what_is_written_is_read_back(name: str, titles: list[str], listname: str) -> None:
    written: list[Track] = [track(title.strip() or "x") for title in titles]
    form = FORMATS[name]
    text = form.write(listname, written)
    read = form.read(text)
    assert recognised(text) is form
    assert len(read.wanted) == len(written)
    assert not read.unusable


def test_m3u_with_rubbish_in_it() -> None:
    text = (
        "\ufeff#EXTM3U\r\n#PLAYLIST:Road trip\r\n#EXTINF:123,Artist - Title\r\n"
        "https://youtube.example/watch/a\r\n\r\n# a comment\r\n../music/local.mp3\r\n"
        "#EXTINF:-1,Somebody - Something\r\nC:\\music\\file.mp3\r\n"
    )
    read = FORMATS["m3u"].read(text)
    assert read.name == "Road trip"
    first, second = read.wanted
    assert (first.line, first.url, first.query) == (
        4,
        "https://youtube.example/watch/a",
        "Artist Title",
    )
    assert (second.line, second.url, second.query) == (9, None, "Somebody Something")
    assert [(bad.line, bad.text) for bad in read.unusable] == [(7, "../music/local.mp3")]


def test_jspf_reports_bad_entries() -> None:
    text = '{"playlist": {"title": "X", "track": [{"title": "a"}, 5, {"creator": "b"}]}}'
    read = FORMATS["jspf"].read(text)
    assert [wanted.title for wanted in read.wanted] == ["a"]
    assert [bad.line for bad in read.unusable] == [2, 3]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("jspf", "not json"),
        ("jspf", "[]"),
        ("jspf", '{"playlist": {}}'),
        ("jspf", "[" * 100_000),
        ("xspf", "<playlist>"),
        ("xspf", "<html/>"),
        ("xspf", "plain"),
        (
            "xspf",
            '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><playlist>&b;</playlist>',
        ),
        (
            "xspf",
            '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><playlist>&f;</playlist>',
        ),
    ],
)
def test_files_of_another_kind_are_refused(name: str, text: str) -> None:
    with pytest.raises(UnreadableList):
        FORMATS[name].read(text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_m3u_counts_lines_as_editors_do(end: str) -> None:
    text = end.join(["#EXTM3U", "#EXTINF:1,A\x0bB\u2028C - D", "https://x.example/1", "rubbish"])
    read = FORMATS["m3u"].read(text)
    assert [(wanted.line, wanted.artist) for wanted in read.wanted] == [(3, "A\x0bB\u2028C")]
    assert [bad.line for bad in read.unusable] == [4]


@pytest.mark.parametrize(
    "text",
    [
        "x\n" * 20_001,
        '{"playlist": {"track": [' + "{}," * 20_000 + "{}]}}",
        "<playlist><trackList>" + "<track/>" * 20_001 + "</trackList></playlist>",
    ],
)
def test_lists_that_nobody_needs_are_refused(text: str) -> None:
    with pytest.raises(ListTooLong):
        read_file(text.encode())


@given(raw=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        read = read_file(raw)
    except UnreadableList:
        return
    assert all(wanted.url or wanted.title for wanted in read.wanted)


def test_a_file_with_an_encoding_of_its_own() -> None:
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1"?><playlist><title>\xc9t\xe9</title></playlist>'
    )
    assert read_file(text.encode("latin-1")).name == "Été"
