"""`/user/account`: the account by name and password that is linked with a Discord user."""

from pydantic import BaseModel, Field
from quart import Blueprint, Response

from auth.account import Account
from auth.errors import Crowded
from web.access import Access, access, current_caller
from web.api.account_words import in_words
from web.api.player.dialect import success
from web.api.reading import read_body
from web.api.scrobble.account_shapes import Login
from web.api.scrobble.guesses import count_guess
from web.limits import limited
from web.openapi_operation import Operation, describe
from web.rates import PASSWORDS
from web.services import services

account = Blueprint("account", __name__, url_prefix="/user/account")


class LinkedAccount(BaseModel):
    """An account by name and password; it acts as the person it is linked with."""

    id: str = Field(description="`sub` in the account's tokens.")
    username: str
    email: str


EXAMPLE = {
    "id": "418fddfb-8b1b-41ab-9bd5-4fg08ca63cff",
    "username": "noor",
    "email": "noor@example.com",
}


@account.get("")
@access(Access.SIGNED_IN)
@describe(Operation(LinkedAccount | None, EXAMPLE))
async def linked() -> Response:
    """Get the account that is linked with the caller; null if there is none."""
    found = await services().local.accounts.linked_with(current_caller().person.id)
    return success(_drawn(found) if found else None)


@account.post("")
@access(Access.SIGNED_IN)
@limited(PASSWORDS)
@describe(
    Operation(
        LinkedAccount,
        EXAMPLE,
        body=Login,
        body_example={"username": "noor", "password": "correct horse"},
        refuses=(Crowded,),
    )
)
async def link() -> Response:
    """Link an account with the caller, who proves by its password that it is theirs.

    From then on the account acts as the caller: in servers, in the history, everywhere.
    """
    wish = await read_body(Login)
    count_guess(wish.username)
    accounts, person = services().local.accounts, current_caller().person
    with in_words():
        return success(_drawn(await accounts.link(wish.username, wish.password, person)))


@account.delete("")
@access(Access.SIGNED_IN)
@describe(Operation(None, None))
async def unlink() -> Response:
    """Let the account act as itself again; one that is not linked is no error."""
    await services().local.accounts.unlink(current_caller().person.id)
    return success(None)


def _drawn(found: Account) -> dict[str, str]:
    return {"id": found.id, "username": found.username, "email": found.email}
