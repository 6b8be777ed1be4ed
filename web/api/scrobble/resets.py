"""`/api/v1/sendreset` and `/api/v1/resetpassword`: another password for who forgot theirs."""

from typing import Literal

from pydantic import BaseModel, Field
from quart import Blueprint, Response

from auth.errors import (
    BadEmail,
    Crowded,
    NoMail,
    PasswordTooLong,
    PasswordTooShort,
    WrongResetToken,
)
from web.access import Access, access
from web.api.answers import json_answer
from web.api.reading import read_body
from web.api.scrobble.account_shapes import LONGEST_INPUT
from web.api.scrobble.dialect import SCROBBLE, Done, done
from web.api.scrobble.reset_draft import reset_draft
from web.limits import heavy_limit, limited
from web.openapi_operation import Operation, describe
from web.rates import PASSWORDS
from web.services import services

resets = Blueprint("resets", __name__, url_prefix="/api/v1")

SENT = "Password reset email sent"
CHANGED = "Password updated successfully!"


class ResetWish(BaseModel):
    """To whom the letter goes."""

    email: str = Field("", max_length=LONGEST_INPUT, description="The account's e-mail.")


class Reset(BaseModel):
    """The token of the letter, and the new password; without one the token is only checked."""

    token: str = Field("", max_length=LONGEST_INPUT)
    password: str | None = Field(None, max_length=LONGEST_INPUT, description="8 to 200 characters.")


class TokenIsGood(BaseModel):
    """That a token may still be used."""

    valid: Literal[True]


@resets.post("/sendreset")
@access(Access.PUBLIC)
@heavy_limit()
@limited(PASSWORDS)
@describe(
    Operation(
        Done,
        {"message": SENT},
        body=ResetWish,
        body_example={"email": "test@test.com"},
        refuses=(BadEmail, NoMail, Crowded),
        family=SCROBBLE,
    )
)
async def send_reset() -> Response:
    """Send a letter that leads to another password.

    The answer is the same whether or not there is such an account: the documented system's
    `Invalid Email` would tell anybody who has one.
    """
    wish = await read_body(ResetWish)
    if "@" not in wish.email:
        raise BadEmail
    services().local.letters.ask(wish.email, reset_draft())
    return done(SENT)


@resets.post("/resetpassword")
@access(Access.PUBLIC)
@heavy_limit()
@limited(PASSWORDS)
@describe(
    Operation(
        Done | TokenIsGood,
        {"message": CHANGED},
        body=Reset,
        body_example={"token": "abcdefghijklmnopqrstuvwxyz", "password": "Hunter12"},
        refuses=(WrongResetToken, PasswordTooShort, PasswordTooLong, Crowded),
        family=SCROBBLE,
    )
)
async def reset_password() -> Response:
    """Choose another password, with the token of the letter.

    A token is good for one hour and for one time. Everybody who is signed in with the old password
    is signed out; API keys stay.
    """
    wish = await read_body(Reset)
    resets = services().local.resets
    if wish.password is None:
        await resets.check(wish.token)
        return json_answer({"valid": True})
    await resets.choose(wish.token, wish.password)
    return done(CHANGED)
