"""How often random things are tried: a few times in CI, thousands of times where somebody asks."""

import os

import pytest

TIMES = int(os.environ.get("THOROUGH", "1"))

patiently = pytest.mark.timeout(120 * TIMES)
"""Gives a test that much longer."""


def so_many(few: int) -> int:
    """Return how many examples to try: `few`, or `THOROUGH` times as many."""
    return few * TIMES
