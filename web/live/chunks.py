"""Cuts what is streamed into the chunks of HTTP/1.1, once, as bytes that all connections share."""

CHUNK_BYTES = 16_000
LAST_CHUNK = b"0\r\n\r\n"


def chunked(data: bytes) -> tuple[bytes, ...]:
    """Return the data as chunks: small data as one, large ones as several.

    A connection is given one at a time, and so holds no more than that when it stalls.
    """
    pieces = (data[at : at + CHUNK_BYTES] for at in range(0, len(data), CHUNK_BYTES))
    return tuple(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)


def content(chunk: bytes) -> bytes:
    """Return what a chunk carries, for servers that do the chunking themselves."""
    return chunk[chunk.index(b"\n") + 1 : -2]
