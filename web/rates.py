"""How often may be asked: the rates of all families, with the numbers that their documents give."""

from dataclasses import dataclass, replace
from functools import cache

MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds; all of them may come at once.

    Each credential has its own, and without a good one each address. `by_address` counts by
    address in any case: where guessing would be worth it, credentials are what is guessed.
    """

    name: str
    count: int
    seconds: float
    by_address: bool = False

    @property
    def interval(self) -> float:
        """The seconds after which one more request is allowed."""
        return self.seconds / self.count

    @cache  # noqa: B019 - There are as many rates as lines below.
    def times(self, scale: float) -> "Rate":
        """Return the same with other numbers; at least one request stays allowed."""
        return replace(self, count=max(1, round(self.count * scale)))


PAGES = Rate("pages", 300, MINUTE)
SIGN_IN = Rate("sign-in", 60, MINUTE, by_address=True)
"""A sign-in takes three steps."""
PASSWORDS = Rate("passwords", 20, MINUTE, by_address=True)
"""What guesses passwords and tokens, or makes us hash and write letters."""
ONE_ACCOUNT = Rate("sign-ins to one account", 30, 15 * MINUTE)
"""Counted by name, wherever the guesses come from, and whether or not there is such an account."""
FIRST_KEY = Rate("first key", 20, MINUTE, by_address=True)

PLAYER = Rate("player", 600, MINUTE)
SEARCH = Rate("search", 60, MINUTE)
"""What makes other people's servers work."""
UPLOADS = Rate("uploads", 20, MINUTE)
"""What brings large files and long work."""

LIBRARY_READ = Rate("library read", 60, MINUTE)
LIBRARY_WRITE = Rate("library write", 30, MINUTE)
LIBRARY_SEARCH = Rate("library search", 20, MINUTE)
LIBRARY_DOWNLOADS = Rate("library downloads", 10, MINUTE)
LIBRARY_SYSTEM = Rate("library system", 120, MINUTE)

SCROBBLE_LIGHT = Rate("scrobble light", 10, 1.0)
SCROBBLE_STANDARD = Rate("scrobble standard", 5, 1.0)
SCROBBLE_HEAVY = Rate("scrobble heavy", 2, 8.0)
"""Two at once, and one every four seconds after that."""

LISTENS = Rate("listens", 10, 1.0)
"""As those of the light class; an import of a thousand listens is one request."""

ARCHIVE_READ = Rate("archive read", 300, MINUTE)
ARCHIVE_WRITE = Rate("archive write", 600, MINUTE)
"""A bot writes twice a track, and plays in hundreds of servers."""

PROFILES_READ = Rate("profiles read", 300, MINUTE)
PROFILES_WRITE = Rate("profiles write", 1200, MINUTE)
"""Bots write every nine seconds for each voice channel that somebody sits in."""
