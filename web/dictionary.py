"""Compresses against a text that the browser holds already, as RFC 9842 describes.

A browser that has kept a dictionary names its hash with each request for an address that the
dictionary is for. What it gets then is the difference: of a page within a frame that is always the
same, hardly more than what is new.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cached_property

from werkzeug.datastructures import Accept
from zstandard import DICT_TYPE_RAWCONTENT, ZstdCompressionDict, ZstdCompressor

CODING = "dcz"
AVAILABLE = "Available-Dictionary"
MAGIC = bytes.fromhex("5e2a4d1820000000")
"""The head of a frame that readers of Zstandard skip; the dictionary's hash is in it."""

LEVEL = 9


@dataclass(frozen=True)
class Dictionary:
    """A text, the same for everybody, that answers are compressed against."""

    content: bytes

    @cached_property
    def digest(self) -> bytes:
        return hashlib.sha256(self.content).digest()

    @property
    def version(self) -> str:
        """Return what an address bears that always gives this text."""
        return self.digest.hex()[:12]

    def is_held(self, named: str | None, accepted: Accept) -> bool:
        """Say whether a client names this dictionary, and reads what is compressed with it."""
        ours = f":{base64.b64encode(self.digest).decode()}:"
        # A star among the codings does not stand for one that needs more than itself.
        return named == ours and dict(accepted).get(CODING, 0) > 0

    def compressed(self, data: bytes) -> bytes:
        return MAGIC + self.digest + ZstdCompressor(LEVEL, self._prepared).compress(data)

    @cached_property
    def _prepared(self) -> ZstdCompressionDict:
        prepared = ZstdCompressionDict(self.content, DICT_TYPE_RAWCONTENT)
        prepared.precompute_compress(LEVEL)
        return prepared
