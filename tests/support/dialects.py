"""Tells whether an answer is a refusal in the dialect of the family whose address was asked."""

from http import HTTPStatus

import httpx2
from pydantic import ValidationError

from web.api.player.dialect import PLAYER
from web.families import FAMILIES
from web.family import Family


def is_foreseen(answer: httpx2.Response) -> bool:
    """Say whether an answer is a success, or a refusal in its dialect that is no fault of ours."""
    broken = answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    return answer.is_success or (not broken and _speaks_its_dialect(answer))


def is_refused(answer: httpx2.Response) -> bool:
    """Say whether the caller is told what is wrong with the request; one family says so by 200."""
    on_the_caller = 400 <= answer.status_code < 500 or answer.status_code == HTTPStatus.OK
    return on_the_caller and _speaks_its_dialect(answer)


def _speaks_its_dialect(answer: httpx2.Response) -> bool:
    try:
        family_of(answer.request.url.path).failure.model_validate_json(answer.content)
    except ValidationError:
        return False
    return True


def family_of(path: str) -> Family:
    return next((family for family in FAMILIES if family.group(path)), PLAYER)
