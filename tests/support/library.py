"""Looks into the four-key envelope of the library family."""

from typing import Any

import httpx2

KEYS = {"success", "data", "error", "pagination"}


def data(answer: httpx2.Response, status: int = 200) -> Any:  # noqa: ANN401 - JSON.
    """Return what a successful answer carries, having checked its envelope."""
    assert answer.status_code == status, answer.text
    envelope = answer.json()
    assert set(envelope) == KEYS
    assert (envelope["success"], envelope["error"]) == (True, None)
    return envelope["data"]


def refusal(answer: httpx2.Response, status: int, code: str, field: str | None = None) -> str:
    """Return the sentence of a refusal, having checked the rest of it."""
    assert answer.status_code == status, answer.text
    envelope = answer.json()
    assert set(envelope) == KEYS
    assert (envelope["success"], envelope["data"], envelope["pagination"]) == (False, None, None)
    problem = envelope["error"]
    assert (problem["code"], problem.get("field")) == (code, field), problem
    sentence: str = problem["message"]
    assert sentence.endswith(".")
    return sentence
