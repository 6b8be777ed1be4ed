"""Why a playlist cannot be read or edited."""

from dataclasses import dataclass

from player.core.errors import Conflict, Denied, Invalid, Missing


class UnknownPlaylist(Missing):
    def __init__(self) -> None:
        super().__init__("There is no such playlist.")


class WrongPlaylistKey(Denied):
    def __init__(self) -> None:
        super().__init__("This playlist can only be used with its key.")


class NotTheOwner(Denied):
    def __init__(self) -> None:
        super().__init__("Only the owner of a playlist may do this.")


class UnknownItem(Missing):
    def __init__(self) -> None:
        super().__init__("This entry is no longer in the playlist.")


class NoTracks(Missing):
    """What was to be played or saved holds nothing."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no track in {what}.")


class MetaNeeded(Conflict):
    def __init__(self) -> None:
        super().__init__("A playlist that is a link has no tracks of its own to edit.")


class UrlNeeded(Conflict):
    def __init__(self) -> None:
        super().__init__("A playlist with tracks of its own has no link to change.")


@dataclass(eq=False)
class PlaylistFull(Conflict):
    limit: int

    def __str__(self) -> str:
        return f"A playlist holds at most {self.limit} tracks."


class PlaylistTooLarge(Conflict):
    def __init__(self) -> None:
        super().__init__("These tracks take more room than a playlist has.")


@dataclass(eq=False)
class TooManyPlaylists(Conflict):
    limit: int

    def __str__(self) -> str:
        return f"You already have {self.limit} playlists."


@dataclass(eq=False)
class NameTaken(Conflict):
    name: str

    def __str__(self) -> str:
        return f"You already have a playlist called “{self.name}”."


@dataclass(eq=False)
class BadName(Invalid):
    limit: int

    def __str__(self) -> str:
        return f"name must have between 1 and {self.limit} characters."


@dataclass(eq=False)
class TooManyFavourites(Conflict):
    limit: int

    def __str__(self) -> str:
        return f"You already have {self.limit} favourites."


class NotOneTrack(Invalid):
    """A link that was to lead to one track leads to a list of them."""

    field = "url"

    def __init__(self) -> None:
        super().__init__("url must lead to one track, not to a list of tracks.")


class EditedTooOften(Conflict):
    """So many people edit at once that ours never came through."""

    def __init__(self) -> None:
        super().__init__("Too many people edit this playlist at the same moment. Try again.")


@dataclass(eq=False)
class UnreadableList(Invalid):
    """The file is not in the format that it claims."""

    format: str
    reason: str

    def __str__(self) -> str:
        return f"This is no {self.format} playlist: {self.reason}."


@dataclass(eq=False)
class ListTooLong(Invalid):
    """The file has more entries than an import takes."""

    limit: int

    def __str__(self) -> str:
        return f"The body may have at most {self.limit} entries."
