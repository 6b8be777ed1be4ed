"""`/api/v1/register`, `login` and `refresh`: accounts by name and password."""

from quart import Blueprint, Response

from auth.errors import (
    AccountExists,
    BadEmail,
    BadUsername,
    Crowded,
    NoPassword,
    NoUsername,
    PasswordTooLong,
    PasswordTooShort,
    RegistrationClosed,
    WrongPassword,
    WrongRefreshToken,
)
from web.access import Access, access
from web.api.answers import json_answer
from web.api.reading import read_body
from web.api.scrobble.account_shapes import TOKEN, Login, RefreshWish, Registration, Token
from web.api.scrobble.dialect import SCROBBLE, Done, done
from web.api.scrobble.guesses import count_guess
from web.limits import heavy_limit, limited, standard_limit
from web.openapi_operation import Operation, describe
from web.rates import PASSWORDS
from web.services import services

accounts = Blueprint("accounts", __name__, url_prefix="/api/v1")

REGISTERED = "User created succesfully. You may now login"
"""Spelt as documented."""


@accounts.post("/register")
@access(Access.PUBLIC)
@heavy_limit()
@limited(PASSWORDS)
@describe(
    Operation(
        Done,
        {"message": REGISTERED},
        body=Registration,
        body_example={"email": "test@test.com", "username": "abc", "password": "defghijk"},
        refuses=(
            RegistrationClosed,
            NoUsername,
            BadUsername,
            BadEmail,
            PasswordTooShort,
            PasswordTooLong,
            AccountExists,
            Crowded,
        ),
        family=SCROBBLE,
    )
)
async def register() -> Response:
    """Make an account, where the server lets anybody do so."""
    wish = await read_body(Registration)
    await services().local.accounts.register(wish.username, wish.email, wish.password)
    return done(REGISTERED)


@accounts.post("/login")
@access(Access.PUBLIC)
@standard_limit()
@limited(PASSWORDS)
@describe(
    Operation(
        Token,
        TOKEN,
        body=Login,
        body_example={"username": "abc", "password": "def"},
        refuses=(NoUsername, NoPassword, WrongPassword, Crowded),
        family=SCROBBLE,
    )
)
async def log_in() -> Response:
    """Get a token for an account's name, or its e-mail, and its password.

    The token is a JSON Web Token (HS512) for `Authorization: Bearer`. Its claims tell who it is
    for (`sub`, `username`, `email`, `admin`, `mod`), how long it is good (`iat`, `exp`), and the
    refresh token for the next one (`refresh_token`, `refresh_exp`).
    """
    wish = await read_body(Login)
    count_guess(wish.username)
    token = await services().local.accounts.log_in(wish.username, wish.password)
    return json_answer({"token": token})


@accounts.post("/refresh")
@access(Access.PUBLIC)
@standard_limit()
@describe(
    Operation(
        Token,
        TOKEN,
        body=RefreshWish,
        body_example={"token": "abcdefghijklmnopqrstuvwxyz"},
        refuses=(WrongRefreshToken,),
        family=SCROBBLE,
    )
)
async def refresh() -> Response:
    """Get the next token for a refresh token, which is used up.

    A refresh token that comes a second time ends the sign-in that it belongs to, with every token
    that has come of it: one of the two who sent it has stolen it.
    """
    wish = await read_body(RefreshWish)
    return json_answer({"token": await services().local.accounts.refresh(wish.token)})
