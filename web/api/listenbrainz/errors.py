"""What can be wrong with listens, in the words that clients of ListenBrainz know."""

from web.faults import WrongInput


class WrongListen(WrongInput):
    """A submission, or one listen in it, breaks the rules; the answer repeats that `listen`."""

    def __init__(self, message: str, listen: object = None) -> None:
        super().__init__("payload", message)
        self.listen = listen
