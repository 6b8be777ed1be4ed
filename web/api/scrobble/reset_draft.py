"""The letter that leads to another password, in the language of who asks for it."""

from urllib.parse import urlencode

from auth.password_resets import Draft
from auth.secrets import new_secret
from web.language import gettext
from web.services import services

PAGE = "/reset-password"


def reset_draft() -> Draft:
    """Write a letter with a new token in it, whoever it will be for."""
    token, server = new_secret(), services().public_url
    paragraphs = (
        gettext(
            "Somebody, probably you, wants another password for your account at %(server)s.",
            server=server,
        ),
        gettext("Choose one here, within an hour:"),
        f"{server}{PAGE}?{urlencode({'token': token})}",
        gettext("Programs want the token alone: %(token)s", token=token),
        gettext("It was not you? Then do nothing: your password stays as it is."),
    )
    return Draft(token, gettext("Another password for Auxcord"), "\n\n".join(paragraphs) + "\n")
