"""Cuts what is streamed into the chunks of HTTP/1.1, once, as bytes that all connections share.

So is their compressed form: each piece is compressed by itself, so that it refers to nothing before
it and fits into any stream of gzip's, wherever that has begun. Such a stream has no trailer, as its
checksum would be another one for each client; browsers and the usual libraries do not ask for it.
"""

import zlib
from functools import cached_property

CHUNK_BYTES = 16_000
LAST_CHUNK = b"0\r\n\r\n"
GZIP_HEAD = bytes.fromhex("1f8b08000000000000ff")
"""What a stream of gzip's begins with: no name, no time, no particular system."""

LEVEL = 6
RAW = -zlib.MAX_WBITS
STORED_AT_MOST = 40
"""Shorter pieces are stored as they are, because that is the shortest way to write them."""


class Chunk(bytes):
    """A chunk as it is; all who read gzip share another one."""

    @cached_property
    def deflated(self) -> bytes:
        """Return the chunk that carries the same in a stream of gzip's."""
        return _framed(deflated(content(self)))


def beginning(data: bytes, *, in_gzip: bool) -> bytes:
    """Return the very first chunk of a stream."""
    return _framed(GZIP_HEAD + deflated(data) if in_gzip else data)


def chunked(data: bytes) -> tuple[Chunk, ...]:
    """Return the data as chunks: small data as one, large ones as several.

    A connection is given one at a time, and so holds no more than that when it stalls.
    """
    pieces = (data[at : at + CHUNK_BYTES] for at in range(0, len(data), CHUNK_BYTES))
    return tuple(Chunk(_framed(piece)) for piece in pieces)


def content(chunk: bytes) -> bytes:
    """Return what a chunk carries, for servers that do the chunking themselves."""
    return chunk[chunk.index(b"\n") + 1 : -2]


def deflated(piece: bytes) -> bytes:
    """Return whole blocks of Deflate that end on a byte and refer to nothing before them."""
    if len(piece) <= STORED_AT_MOST:
        length = len(piece).to_bytes(2, "little")
        return b"\0" + length + bytes(byte ^ 0xFF for byte in length) + piece
    deflating = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW)
    return deflating.compress(piece) + deflating.flush(zlib.Z_SYNC_FLUSH)


def _framed(piece: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(piece), piece)
