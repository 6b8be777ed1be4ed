"""`/1/validate-token`: whether a token is good for sending listens, and whose it is."""

from pydantic import BaseModel, Field
from quart import Blueprint, Response, request

from auth.identity import Person
from web.access import Access, access
from web.api.listenbrainz.dialect import LISTENBRAINZ, success
from web.api.listenbrainz.errors import WrongListen
from web.api.listenbrainz.shapes import TokenVerdict
from web.api.scrobblers import scrobbler
from web.caller import caller, caller_with, presented_credential
from web.faults import BadCredential, MissingScope, NeedsPerson, WrongInput
from web.openapi_operation import Operation, describe

tokens = Blueprint("tokens", __name__, url_prefix="/1")

VALID = {"code": 200, "message": "Token valid.", "valid": True}
INVALID = {"code": 200, "message": "Token invalid.", "valid": False}


class TokenGiven(BaseModel):
    """The token, for those who do not send it in the header."""

    token: str | None = Field(None, description="An API key with the scope `scrobble`.")


@tokens.get("/validate-token")
@access(Access.PUBLIC)
@describe(
    Operation(
        TokenVerdict,
        {**VALID, "user_name": "noor"},
        query=TokenGiven,
        refuses=(WrongInput,),
        family=LISTENBRAINZ,
    )
)
async def validate_token() -> Response:
    """Say whether a token may send listens, and for whom.

    A token is an API key of a person with the scope `scrobble`; a bad one is no error here.
    """
    in_query = request.args.get("token")
    if presented_credential() is None and in_query is None:
        raise WrongListen("You need to provide an Authorization token.")
    person = await _person(in_query)
    return success(INVALID if person is None else {**VALID, "user_name": person.username})


async def _person(in_query: str | None) -> Person | None:
    try:
        return scrobbler(await (caller() if in_query is None else caller_with(in_query)))
    except (BadCredential, MissingScope, NeedsPerson):
        return None
