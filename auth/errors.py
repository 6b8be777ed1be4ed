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
