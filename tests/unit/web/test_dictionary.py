"""A text that is compressed against another, for those who say that they have it."""

import hashlib

import pytest
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header
from zstandard import DICT_TYPE_RAWCONTENT, ZstdCompressionDict, ZstdDecompressor

from web.dictionary import Dictionary

CONTENT = b"<p>Nothing is playing.</p>"
KNOWN = Dictionary(CONTENT)
# Of the text above, so that a change of how it is written would be seen.
NAMED = ":fFKpwArsazKuUdlDEpg277jiVxy1gB3PEZgZTnIJKvY=:"


def accept(codings: str) -> Accept:
    return parse_accept_header(codings, Accept)


def test_what_is_compressed_can_be_read_again() -> None:
    data = CONTENT * 3 + "Größe".encode()
    head, frame = KNOWN.compressed(data)[:40], KNOWN.compressed(data)[40:]
    assert head == b"\x5e\x2a\x4d\x18\x20\0\0\0" + hashlib.sha256(CONTENT).digest()
    held = ZstdCompressionDict(CONTENT, DICT_TYPE_RAWCONTENT)
    assert ZstdDecompressor(held).decompress(frame) == data


@pytest.mark.parametrize("codings", ["dcz", "gzip, deflate, br, zstd, dcb, dcz", "br, dcz;q=0.1"])
def test_who_names_it_and_reads_the_coding_holds_it(codings: str) -> None:
    assert KNOWN.is_held(NAMED, accept(codings))


@pytest.mark.parametrize(
    ("named", "codings"),
    [
        (None, "dcz"),
        ("", "dcz"),
        (NAMED.strip(":"), "dcz"),
        (NAMED.replace("F", "G"), "dcz"),
        (NAMED, ""),
        (NAMED, "br, dcb"),
        (NAMED, "br, dcz;q=0"),
        (NAMED, "*"),
    ],
)
def test_others_do_not(named: str | None, codings: str) -> None:
    assert not KNOWN.is_held(named, accept(codings))
