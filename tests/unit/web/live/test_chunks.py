import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.live.chunks import CHUNK_BYTES, beginning, chunked, content


@pytest.mark.parametrize("size", [1, 15, 16, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_chunks_carry_everything_in_pieces_of_bounded_size(size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    chunks = chunked(data)
    assert b"".join(map(content, chunks)) == data
    assert all(0 < len(content(chunk)) <= CHUNK_BYTES for chunk in chunks)
    assert len(chunks) == -(-size // CHUNK_BYTES)


def test_a_chunk_says_its_length_in_hexadecimal() -> None:
    assert chunked(b"data: 1\r\n\n\n") == (b"b\r\ndata: 1\r\n\n\n\r\n",)


def test_nothing_is_no_chunk_because_that_would_end_the_stream() -> None:
    assert chunked(b"") == ()


def in_one(pieces: list[bytes]) -> bytes:
    """Read a stream of gzip's as browsers do: as it comes, and without a trailer."""
    reading = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    return b"".join(map(reading.decompress, pieces))


@given(st.lists(st.binary(min_size=1, max_size=300).map(lambda data: data * 3)))
def test_deflated_chunks_fit_behind_any_other(frames: list[bytes]) -> None:
    opening = content(beginning(b": open\n\n", in_gzip=True))
    chunks = [chunk for frame in frames for chunk in chunked(frame)]
    for order in (chunks, chunks[::-1], chunks[1:]):
        pieces = [opening, *(content(chunk.deflated) for chunk in order)]
        assert in_one(pieces) == b": open\n\n" + b"".join(map(content, order))


def test_a_deflated_chunk_is_read_at_once_and_made_once() -> None:
    (chunk,) = chunked(b"data: " + b"over and over again " * 20)
    assert len(chunk.deflated) < len(chunk) / 4
    assert chunk.deflated is chunk.deflated
    reading = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    reading.decompress(content(beginning(b"", in_gzip=True)))
    assert reading.decompress(content(chunk.deflated)) == content(chunk)
