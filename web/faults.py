"""What can be wrong with a request before the player is even asked; every dialect words these."""

from player.core.sentence import Sentence


class Fault(Exception):
    """A request that cannot be served; the message is fit for people.

    `field` names the part of the request that is to blame, where there is one.
    """

    field: str | None = None


class NotSignedIn(Fault):
    def __init__(self) -> None:
        super().__init__(Sentence("Sign in with Discord first."))


class BadCredential(Fault):
    """A credential came in a header, and we do not know it; the cookie does not help then."""

    def __init__(self) -> None:
        super().__init__(Sentence("The API key is wrong, expired, or revoked."))


class NeedsPerson(Fault):
    """The key stands for itself, and the request makes sense for a person only."""

    def __init__(self) -> None:
        super().__init__(Sentence("This is about a person, and the API key belongs to nobody."))


class KeysNotTaken(Fault):
    """The address is for people at our own pages."""

    def __init__(self) -> None:
        super().__init__(Sentence("API keys are not taken here: sign in with Discord."))


class MissingScope(Fault):
    """The key is good, but not for this."""

    def __init__(self, scope: str) -> None:
        super().__init__(Sentence("The API key lacks the scope {scope}.", scope=scope))
        self.scope = scope


class KeyRefused(Fault):
    """The caller cannot give a key so much."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class CrossSite(Fault):
    """Another site's page used the visitor's cookie."""

    def __init__(self) -> None:
        super().__init__(Sentence("This request did not come from Auxcord's own pages."))


class UnknownGuild(Fault):
    def __init__(self) -> None:
        super().__init__(Sentence("There is no server with this id that has the bot."))


class NotMember(Fault):
    def __init__(self) -> None:
        super().__init__(Sentence("You are not a member of this server."))


class OutOfReach(Fault):
    """The credential may not be used for this server, or for this person."""

    def __init__(self) -> None:
        super().__init__(Sentence("This is not for your API key, or your account, to see."))


class UnknownOverlay(Fault):
    def __init__(self) -> None:
        super().__init__(Sentence("There is no overlay here. Its key may have been renewed."))


class NotManager(Fault):
    def __init__(self) -> None:
        super().__init__(Sentence("Only members who can manage this server may do this."))


class NotAdmin(Fault):
    def __init__(self) -> None:
        super().__init__(Sentence("Only those who administer Auxcord may do this."))


NO_JSON = Sentence("The body is not valid JSON.")


class NotJson(Fault):
    def __init__(self, message: str = NO_JSON) -> None:
        super().__init__(message)


class WrongMediaType(Fault):
    def __init__(self) -> None:
        super().__init__(Sentence("The body must be JSON, with Content-Type: application/json."))


class WrongInput(Fault):
    """A parameter or a part of the body is missing, of the wrong type, or out of bounds."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class ShuttingDown(Fault):
    def __init__(self) -> None:
        super().__init__(Sentence("Auxcord is restarting. Try again in a moment."))
