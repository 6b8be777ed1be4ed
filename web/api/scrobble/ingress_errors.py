"""What is wrong with a scrobble that a media server pushes, in the documented words."""

from web.faults import WrongInput

NOT_AUDIO = "Media type not audio"
NO_ARTIST = "Missing artist data"
NO_ALBUM = "Missing album data"
NO_TRACK = "Missing track data"
NO_TIME = "Missing play time"


class WrongScrobble(WrongInput):
    """The scrobble lacks something, or is of no track."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(field, message)
