import pytest

from web.live.chunks import CHUNK_BYTES, chunked, content


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
