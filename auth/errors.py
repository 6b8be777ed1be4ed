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


class KeysExist(AuthError):
    """The first API key can only be made while there is none."""

    def __init__(self) -> None:
        super().__init__("API keys exist already: ask for one with a key that has `admin`.")


class WrongSetupCode(AuthError):
    """The server is open to others, so making its first key takes the operator's code."""

    field = "setup_code"

    def __init__(self) -> None:
        super().__init__(
            "Send `setup_code` with the code that Auxcord printed when it started: this server"
            " can be reached by others, and its first key may do everything."
        )


class TooManyKeys(AuthError):
    def __init__(self, most: int) -> None:
        super().__init__(f"There are {most} keys already. Revoke one that is not needed.")
        self.most = most


class UnknownKey(AuthError):
    def __init__(self) -> None:
        super().__init__("There is no API key with this id.")


class UnknownConfigKey(AuthError):
    def __init__(self, key: str) -> None:
        super().__init__(f"There is no key {key} in the configuration.")
        self.field = key


class BadConfigValue(AuthError):
    def __init__(self, key: str) -> None:
        super().__init__(f"The value of {key} is of the wrong kind, or too long.")
        self.field = key


class AccountRefused(AuthError):
    """What is asked of accounts by name and password cannot be; in the documented words."""

    words: str
    field: str

    def __init__(self) -> None:
        super().__init__(self.words)


class RegistrationClosed(AccountRefused):
    words = "Registration is currently disabled"
    field = "username"


class NoUsername(AccountRefused):
    words = "A username is required"
    field = "username"


class NoPassword(AccountRefused):
    words = "A password is required"
    field = "password"


class BadUsername(AccountRefused):
    words = "Username contains invalid characters"
    field = "username"


class BadEmail(AccountRefused):
    words = "Invalid email address"
    field = "email"


class PasswordTooShort(AccountRefused):
    words = "Password must be at least 8 characters"
    field = "password"


class PasswordTooLong(AccountRefused):
    words = "Password must be at most 200 characters"
    field = "password"


class AccountExists(AccountRefused):
    words = "Username or email already exists"
    field = "username"


class WrongPassword(AccountRefused):
    words = "Invalid Username or Password"
    field = "password"


class WrongRefreshToken(AccountRefused):
    words = "Invalid refresh token"
    field = "token"


class AlreadyLinked(AccountRefused):
    words = "One of the two is linked with another account already"
    field = "username"


class WrongResetToken(AccountRefused):
    words = "The token is wrong, used, or older than an hour"
    field = "token"


class NoMail(AccountRefused):
    words = "This server sends no mail. Ask whoever runs it"
    field = "email"


class MailFailed(Exception):
    """A letter could not be handed in; nobody who asks is told."""


class Crowded(AuthError):
    def __init__(self) -> None:
        super().__init__("Too many people are signing in right now. Try again in a moment.")
