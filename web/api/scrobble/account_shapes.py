"""What comes in about accounts, and how they are answered.

What is left out is an empty text, since the documented words for it are those for nothing at all.
"""

from pydantic import BaseModel, Field

LONGEST_INPUT = 1_000


class Login(BaseModel):
    """Whose account, and the password."""

    username: str = Field("", max_length=LONGEST_INPUT, description="Or the account's e-mail.")
    password: str = Field("", max_length=LONGEST_INPUT)


class Registration(BaseModel):
    """The account to be made."""

    email: str = Field("", max_length=LONGEST_INPUT)
    username: str = Field(
        "", max_length=LONGEST_INPUT, description="1 to 64 letters, digits, `_` or `.`"
    )
    password: str = Field("", max_length=LONGEST_INPUT, description="8 to 200 characters.")


class RefreshWish(BaseModel):
    """A refresh token; it is used up."""

    token: str = Field("", max_length=LONGEST_INPUT, description="`refresh_token` of a token.")


class Token(BaseModel):
    """A signed token for `Authorization: Bearer`, good for half an hour."""

    token: str


TOKEN = {
    "token": "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MThmZGRmYi04YjFiLTUxYWItOWJkcy00Zm"
    "cwOGNhNjNjZmYiLCJ1c2VybmFtZSI6InRlc3QifQ.fuPXjQ7IzNyttgIKpdS4-KBQ-QeHTl-BfgYkSnMCmpU"
}
