"""A password for AudioScrobbler 1.2, whose clients prove by MD5 that they know it (pure).

Of an API key only the SHA-256 is kept, which proves nothing by MD5. So whoever wants to use such a
client makes a password for it, which is good for sending listens and for nothing else.
"""

import hashlib
import hmac
from dataclasses import dataclass

from auth.identity import Person
from auth.secrets import same

ID_LENGTH = 16
SEAL_LENGTH = 32


@dataclass(frozen=True, slots=True)
class ScrobblePassword:
    """A person's password by its MD5, as the protocol needs it; `id` is in its sessions."""

    id: str
    person: Person
    md5: str
    made_at: float

    def proves(self, at: int, proof: str) -> bool:
        return same(md5_of(f"{self.md5}{at}"), proof.lower())

    def session_on(self, day: int) -> str:
        """Name a session of one day; there is nothing to remember, and no restart ends it."""
        seal = hmac.new(self.md5.encode(), f"session {self.id} {day}".encode(), "sha256")
        return self.id + seal.hexdigest()[:SEAL_LENGTH]


def md5_of(text: str) -> str:
    return hashlib.md5(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
