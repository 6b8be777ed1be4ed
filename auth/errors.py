"""Why somebody is not let in."""


class AuthError(Exception):
    """Sign-in or a credential was refused."""


class SignInFailed(AuthError):
    """The sign-in with Discord did not come to an end; the message is fit for people."""


class SignInCancelled(SignInFailed):
    """The person pressed “Cancel” on Discord's page."""


class WrongKey(AuthError):
    """The key that began or continues a sign-in is unknown, used, expired, or another browser's."""


class ProviderUnavailable(AuthError):
    """Discord did not answer the sign-in."""
