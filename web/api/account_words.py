"""What people are told who cannot have what they want of an account by name and password."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from auth.errors import (
    AccountExists,
    AccountRefused,
    AlreadyLinked,
    BadEmail,
    BadUsername,
    Crowded,
    NoMail,
    NoPassword,
    NoUsername,
    PasswordTooLong,
    PasswordTooShort,
    RegistrationClosed,
    WrongPassword,
    WrongResetToken,
)
from player.core.errors import Unavailable
from player.core.sentence import Sentence
from web.faults import WrongInput
from web.language import marked

WORDS: Mapping[type[AccountRefused], str] = {
    AccountExists: marked("Somebody has this name or this address already."),
    AlreadyLinked: marked("One of the two is linked with somebody else already."),
    BadEmail: marked("This is no e-mail address."),
    BadUsername: marked("A name has 1 to 64 letters from a to z, digits, dots or underscores."),
    NoMail: marked("This server sends no mail. Ask whoever runs it."),
    NoPassword: marked("Type the password."),
    NoUsername: marked("Type the name."),
    PasswordTooLong: marked("A password has at most 200 characters."),
    PasswordTooShort: marked("Choose at least 8 characters."),
    RegistrationClosed: marked("This server makes no accounts by name and password right now."),
    WrongPassword: marked("The name or the password is wrong."),
    WrongResetToken: marked(
        "This link is wrong, used, or older than an hour. Ask for another one."
    ),
}


CROWDED = Sentence("Too many people are signing in right now. Try again in a moment.")


@contextmanager
def in_words() -> Iterator[None]:
    """Turn refusals into the same in words for people, which name the field of a form."""
    try:
        yield
    except AccountRefused as refused:
        raise WrongInput(refused.field, WORDS[type(refused)]) from None
    except Crowded:
        raise Unavailable(CROWDED) from None
