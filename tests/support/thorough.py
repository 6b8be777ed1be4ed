"""How often random things are tried: a few times in CI, thousands of times where somebody asks."""

import os

TIMES = int(os.environ.get("THOROUGH", "1"))


def so_many(few: int) -> int:
    """Return how many examples to try: `few`, or `THOROUGH` times as many."""
    return few * TIMES
