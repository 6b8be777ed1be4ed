from collections.abc import Iterator
from http import HTTPStatus

import pytest
from werkzeug.exceptions import MethodNotAllowed, NotFound, TooManyRequests

from auth.errors import AuthError, SignInCancelled, WrongKey
from auth.return_paths import UnsafeReturnPath
from db.errors import DatabaseDown
from player.core import errors
from player.core.errors import PlayerError
from player.links import LinkRefused
from player.search import BadQuery
from web import faults
from web.faults import Fault
from web.verdicts import UNEXPECTED, VERDICTS, verdict_on, verdict_on_type

DOCUMENTED = {
    "1": 401,
    "4": 409,
    "5": 409,
    "6": 400,
    "7": 400,
    "8": 404,
    "9": 403,
    "10": 403,
    "11": 403,
    "12": 409,
    "13": 409,
    "14": 409,
    "15": 409,
    "16": 404,
    "17": 403,
    "18": 403,
}


def leaves(kind: type[Exception]) -> Iterator[type[Exception]]:
    below = kind.__subclasses__()
    if not below:
        yield kind
    for child in below:
        yield from leaves(child)


def test_every_refusal_that_exists_has_a_verdict() -> None:
    found = {*leaves(PlayerError), *leaves(Fault), *leaves(AuthError)}
    assert {errors.NotInVoice, errors.GroundMoved, faults.NotMember, BadQuery} <= found
    assert [kind for kind in found if verdict_on_type(kind) is UNEXPECTED] == []


@pytest.mark.parametrize("verdict", VERDICTS.values(), ids=lambda verdict: verdict.meaning)
def test_documented_codes_have_their_status_and_others_are_it(verdict: object) -> None:
    known = next(each for each in VERDICTS.values() if each is verdict)
    if int(known.code) > 18:
        assert known.code == str(known.status.value)
    elif known.code == "2":
        # The key of a sign-in is an argument; an API key says who is asking.
        assert known.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED}
    elif known.code == "3":
        assert known.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.BAD_GATEWAY}
    else:
        assert known.status == DOCUMENTED[known.code]
    assert known.meaning.endswith(".")


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        (errors.NotInVoice, 409, "4"),
        (errors.NothingPlaying, 409, "5"),
        (errors.OutOfRange, 400, "6"),
        (errors.WrongBandCount, 400, "6"),
        (errors.SourceUnavailable, 400, "6"),
        (BadQuery, 400, "6"),
        (LinkRefused, 400, "6"),
        (UnsafeReturnPath, 400, "6"),
        (errors.NothingFound, 404, "8"),
        (errors.EqualizerDisabled, 403, "9"),
        (errors.NotDJ, 403, "10"),
        (errors.NothingBefore, 409, "409"),
        (errors.NotSeekable, 409, "409"),
        (errors.QueueFull, 409, "409"),
        (errors.UnknownEntry, 404, "404"),
        (errors.GroundMoved, 412, "412"),
        (errors.LoadFailed, 502, "502"),
        (errors.NodeDown, 503, "503"),
        (errors.DiscordDown, 503, "503"),
        (errors.JoinFailed, 503, "503"),
        (DatabaseDown, 503, "503"),
        (WrongKey, 400, "2"),
        (SignInCancelled, 400, "3"),
        (faults.CrossSite, 403, "403"),
        (KeyError, 500, "500"),
    ],
)
def test_each_refusal_is_told_apart(kind: type[Exception], status: int, code: str) -> None:
    verdict = verdict_on_type(kind)
    assert (verdict.status, verdict.code) == (status, code)


@pytest.mark.parametrize(
    ("error", "status"), [(NotFound(), 404), (MethodNotAllowed(), 405), (TooManyRequests(), 429)]
)
def test_the_frameworks_own_refusals_keep_their_status(error: Exception, status: int) -> None:
    verdict = verdict_on(error)
    assert (verdict.status, verdict.code) == (status, str(status))
