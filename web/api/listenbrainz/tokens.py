"""`/1/validate-token`: whether a token is good for sending listens, and whose it is."""

from pydantic import BaseModel, Field
from quart import Blueprint, Response, request

from auth.api_key import Scope
from auth.identity import Person
from web.access import Access, access
from web.api.listenbrainz.dialect import LISTENBRAINZ, success
from web.api.listenbrainz.errors import WrongListen
from web.api.listenbrainz.listeners import scrobbler
from web.api.listenbrainz.shapes import TokenVerdict
from web.caller import caller, presented_credential
from web.faults import BadCredential, WrongInput
from web.openapi_operation import Operation, describe
from web.services import services

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
    if in_query is not None:
        key = await services().keys.find(in_query)
        return key.owner if key is not None and Scope.SCROBBLE in key.scopes else None
    try:
        return scrobbler(await caller())
    except BadCredential:
        return None
