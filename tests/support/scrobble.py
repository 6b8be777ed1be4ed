"""Speaks the scrobble family's dialect as its clients do."""

import httpx2

SERVER_INFO = "/api/v1/serverinfo"


def message(answer: httpx2.Response) -> str:
    """Return the sentence of a success, having checked that there is nothing else."""
    assert answer.status_code == 200, answer.text
    assert set(answer.json()) == {"message"}, answer.text
    return str(answer.json()["message"])


def error(answer: httpx2.Response, status: int = 200) -> str:
    """Return the sentence of a refusal; what a request asks for in vain has the status 200."""
    assert answer.status_code == status, answer.text
    assert set(answer.json()) == {"error"}, answer.text
    return str(answer.json()["error"])
