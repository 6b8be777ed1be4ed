"""Why a playlist cannot be read or edited."""

from dataclasses import dataclass

from player.core.errors import Conflict, Denied, Invalid, Missing
from player.core.sentence import Sentence


class UnknownPlaylist(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("There is no such playlist."))


class WrongPlaylistKey(Denied):
    def __init__(self) -> None:
        super().__init__(Sentence("This playlist can only be used with its key."))


class NotTheOwner(Denied):
    def __init__(self) -> None:
        super().__init__(Sentence("Only the owner of a playlist may do this."))


class UnknownItem(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("This entry is no longer in the playlist."))


class NoTracks(Missing):
    """What was to be played or saved holds nothing."""

    def __init__(self, what: str) -> None:
        super().__init__(Sentence("There is no track in {what}.", what=what))


class MetaNeeded(Conflict):
    def __init__(self) -> None:
        super().__init__(Sentence("A playlist that is a link has no tracks of its own to edit."))


class UrlNeeded(Conflict):
    def __init__(self) -> None:
        super().__init__(Sentence("A playlist with tracks of its own has no link to change."))


@dataclass(eq=False)
class PlaylistFull(Conflict):
    limit: int

    def __str__(self) -> str:
        return Sentence("A playlist holds at most {limit} tracks.", limit=self.limit)


class PlaylistTooLarge(Conflict):
    def __init__(self) -> None:
        super().__init__(Sentence("These tracks take more room than a playlist has."))


@dataclass(eq=False)
class TooManyPlaylists(Conflict):
    limit: int

    def __str__(self) -> str:
        return Sentence("You already have {limit} playlists.", limit=self.limit)


@dataclass(eq=False)
class NameTaken(Conflict):
    name: str

    def __str__(self) -> str:
        return Sentence("You already have a playlist called “{name}”.", name=self.name)


@dataclass(eq=False)
class BadName(Invalid):
    limit: int

    def __str__(self) -> str:
        return Sentence("name must have between 1 and {limit} characters.", limit=self.limit)


@dataclass(eq=False)
class TooManyFavourites(Conflict):
    limit: int

    def __str__(self) -> str:
        return Sentence("You already have {limit} favourites.", limit=self.limit)


class NotOneTrack(Invalid):
    """A link that was to lead to one track leads to a list of them."""

    field = "url"

    def __init__(self) -> None:
        super().__init__(Sentence("url must lead to one track, not to a list of tracks."))


class EditedTooOften(Conflict):
    """So many people edit at once that ours never came through."""

    def __init__(self) -> None:
        super().__init__(
            Sentence("Too many people edit this playlist at the same moment. Try again.")
        )


@dataclass(eq=False)
class UnreadableList(Invalid):
    """The file is not in the format that it claims."""

    format: str
    reason: str

    def __str__(self) -> str:
        return Sentence(
            "This is no {format} playlist: {reason}.", format=self.format, reason=self.reason
        )


@dataclass(eq=False)
class ListTooLong(Invalid):
    """The file has more entries than an import takes."""

    limit: int

    def __str__(self) -> str:
        return Sentence("The body may have at most {limit} entries.", limit=self.limit)
