"""What each refusal is in the player dialect: an HTTP status and a documented code."""

from dataclasses import dataclass
from http import HTTPStatus

from werkzeug.exceptions import HTTPException

from auth.errors import (
    AccountExists,
    AccountRefused,
    AlreadyLinked,
    BadConfigValue,
    BadEmail,
    BadUsername,
    Crowded,
    KeysExist,
    NoMail,
    NoPassword,
    NoUsername,
    PasswordTooLong,
    PasswordTooShort,
    ProviderUnavailable,
    RegistrationClosed,
    SignInCancelled,
    SignInFailed,
    TooManyKeys,
    UnknownConfigKey,
    UnknownKey,
    WrongKey,
    WrongPassword,
    WrongRefreshToken,
    WrongResetToken,
    WrongSetupCode,
)
from auth.return_paths import UnsafeReturnPath
from player.core.errors import (
    Blacklisted,
    Conflict,
    Denied,
    EqualizerDisabled,
    GroundMoved,
    Invalid,
    LoadFailed,
    Missing,
    NoElector,
    NotDJ,
    NothingFound,
    NothingPlaying,
    NothingToUndo,
    NotInVoice,
    QueueFull,
    QueueShareFull,
    SourceUnavailable,
    TooManyVotes,
    TrackTooLong,
    Unavailable,
    UnknownEntry,
    UnknownPlay,
    UnknownVote,
    VolumeFixed,
    WrongBandCount,
)
from player.finding.errors import SearchTooSlow
from player.history.archive import InTheFuture, RecordedHere, StayOver
from player.history.history import UnknownPlay as UnknownTrackPlay
from player.history.history import UnknownStay
from player.jobs import TooManyJobs, UnknownJob
from player.ledger.errors import (
    AnotherRequest,
    NotEnoughPoints,
    NotYourAccount,
    SameAccount,
    TooManyPoints,
)
from player.links import LinkRefused
from player.lyrics import LyricsFailed, LyricsUnsupported, NoLyrics
from player.outbox.errors import (
    AddressRefused,
    ChangedElsewhere,
    TooManyReceivers,
    UnknownReceiver,
)
from player.playlists.errors import (
    BadName,
    EditedTooOften,
    ListTooLong,
    MetaNeeded,
    NameTaken,
    NotOneTrack,
    NoTracks,
    NotTheOwner,
    PlaylistFull,
    PlaylistTooLarge,
    TooManyFavourites,
    TooManyPlaylists,
    UnknownItem,
    UnknownPlaylist,
    UnreadableList,
    UrlNeeded,
    WrongPlaylistKey,
)
from player.profiles.errors import ProfileTooLarge, UnknownProfile
from player.resolving.errors import (
    AlreadyRunning,
    ResolutionOver,
    TooManyBatches,
    TooManyWanted,
    UnknownResolution,
)
from player.search import BadQuery
from player.watchlist.errors import (
    AlreadyScanning,
    TooManyArtists,
    UnknownArtist,
    UnknownFind,
)
from player.wishlist.errors import (
    AlreadyWished,
    UnknownWish,
    WishlistBusy,
    WishlistFull,
    WishWithoutId,
)
from web.faults import (
    BadCredential,
    CrossSite,
    KeyRefused,
    KeysNotTaken,
    MissingScope,
    NeedsPerson,
    NotAdmin,
    NotJson,
    NotManager,
    NotMember,
    NotSignedIn,
    OutOfReach,
    ShuttingDown,
    UnknownGuild,
    UnknownOverlay,
    WrongInput,
    WrongMediaType,
)
from web.language import marked
from web.live.subscription import HubClosed, TooManyStreams


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a refusal is answered; `field` is the parameter to blame if the error names none.

    Where the documents have no code, `code` is the HTTP status as a string.
    """

    status: HTTPStatus
    code: str
    meaning: str
    field: str | None = None


def _plain(status: HTTPStatus, meaning: str, field: str | None = None) -> Verdict:
    return Verdict(status, str(status.value), meaning, field)


WRONG_ARGUMENTS = Verdict(
    HTTPStatus.BAD_REQUEST, "6", "A parameter or a part of the body is wrong; `field` names it."
)
NOT_SIGNED_IN = Verdict(HTTPStatus.UNAUTHORIZED, "1", "The caller is not signed in.")
UNEXPECTED = _plain(HTTPStatus.INTERNAL_SERVER_ERROR, marked("Something went wrong on our side."))
TOO_OFTEN = _plain(
    HTTPStatus.TOO_MANY_REQUESTS, "Too many requests; `Retry-After` says in how many seconds."
)
TOO_LARGE = _plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large.")
UNAVAILABLE = _plain(
    HTTPStatus.SERVICE_UNAVAILABLE,
    marked("Discord, the audio nodes, or the database do not answer; try again in a moment."),
)

ACCOUNT_REFUSALS: tuple[type[AccountRefused], ...] = (
    AccountExists,
    AlreadyLinked,
    BadEmail,
    BadUsername,
    NoMail,
    NoPassword,
    NoUsername,
    PasswordTooLong,
    PasswordTooShort,
    RegistrationClosed,
    WrongPassword,
    WrongRefreshToken,
    WrongResetToken,
)

VERDICTS: dict[type[Exception], Verdict] = {
    NotSignedIn: NOT_SIGNED_IN,
    BadCredential: Verdict(
        HTTPStatus.UNAUTHORIZED, "2", "The API key is wrong, expired, or revoked."
    ),
    KeysNotTaken: _plain(HTTPStatus.FORBIDDEN, "API keys are not taken here."),
    MissingScope: _plain(HTTPStatus.FORBIDDEN, "The API key lacks the scope that this takes."),
    NeedsPerson: _plain(
        HTTPStatus.FORBIDDEN, "This is about a person, and the API key belongs to nobody."
    ),
    WrongKey: Verdict(
        HTTPStatus.BAD_REQUEST, "2", "The key that goes on with a sign-in is wrong or used up."
    ),
    SignInFailed: Verdict(HTTPStatus.BAD_REQUEST, "3", "Discord refused the sign-in."),
    SignInCancelled: Verdict(HTTPStatus.BAD_REQUEST, "3", "The person cancelled the sign-in."),
    ProviderUnavailable: Verdict(
        HTTPStatus.BAD_GATEWAY, "3", "Discord did not answer the sign-in."
    ),
    KeyRefused: _plain(HTTPStatus.FORBIDDEN, "The caller cannot give a key so much."),
    KeysExist: _plain(HTTPStatus.FORBIDDEN, "There are API keys already."),
    WrongSetupCode: _plain(
        HTTPStatus.FORBIDDEN, "The first API key takes the operator's setup code.", "setup_code"
    ),
    TooManyKeys: _plain(HTTPStatus.CONFLICT, "The caller has enough API keys already."),
    UnknownKey: _plain(HTTPStatus.NOT_FOUND, "The caller has no such API key (any more)."),
    **{
        kind: _plain(HTTPStatus.BAD_REQUEST, f"{kind.words}.", kind.field)
        for kind in ACCOUNT_REFUSALS
    },
    Crowded: UNAVAILABLE,
    UnknownConfigKey: _plain(
        HTTPStatus.BAD_REQUEST, "The configuration has no such key, or admins may not change it."
    ),
    NotAdmin: _plain(HTTPStatus.UNAUTHORIZED, "The caller does not administer Auxcord."),
    BadConfigValue: _plain(HTTPStatus.BAD_REQUEST, "A value is of the wrong kind, or too long."),
    UnsafeReturnPath: Verdict(
        HTTPStatus.BAD_REQUEST, "6", "The address to return to is not one of ours.", "url"
    ),
    NotInVoice: Verdict(
        HTTPStatus.CONFLICT, "4", "The caller does not sit in the voice channel that counts."
    ),
    NothingPlaying: Verdict(HTTPStatus.CONFLICT, "5", "Nothing is playing."),
    WrongInput: WRONG_ARGUMENTS,
    InTheFuture: WRONG_ARGUMENTS,
    Invalid: WRONG_ARGUMENTS,
    BadQuery: Verdict(HTTPStatus.BAD_REQUEST, "6", "The query cannot be understood.", "query"),
    LinkRefused: Verdict(HTTPStatus.BAD_REQUEST, "6", "This link may not be played.", "query"),
    SourceUnavailable: Verdict(
        HTTPStatus.BAD_REQUEST, "6", "No audio node here can search this source.", "query"
    ),
    WrongBandCount: Verdict(HTTPStatus.BAD_REQUEST, "6", "An equalizer has 15 bands.", "equalizer"),
    BadName: Verdict(HTTPStatus.BAD_REQUEST, "6", "The name is empty or too long.", "name"),
    NotOneTrack: Verdict(HTTPStatus.BAD_REQUEST, "6", "The link leads to a list.", "url"),
    UnreadableList: Verdict(
        HTTPStatus.BAD_REQUEST, "6", "The file is in none of the formats.", "body"
    ),
    ListTooLong: Verdict(HTTPStatus.BAD_REQUEST, "6", "The file has too many entries.", "body"),
    NotJson: Verdict(HTTPStatus.BAD_REQUEST, "7", "The body is not JSON."),
    NothingFound: Verdict(HTTPStatus.NOT_FOUND, "8", "The query found nothing."),
    NoLyrics: Verdict(HTTPStatus.NOT_FOUND, "8", "There are no lyrics for the track."),
    NoTracks: Verdict(HTTPStatus.NOT_FOUND, "8", "There is no track in it."),
    EqualizerDisabled: Verdict(
        HTTPStatus.FORBIDDEN, "9", "The equalizer is switched off on this server."
    ),
    VolumeFixed: Verdict(
        HTTPStatus.FORBIDDEN, "10", "The volume cannot be changed on this server.", "volume"
    ),
    NoElector: Verdict(
        HTTPStatus.FORBIDDEN, "10", "Only listeners in the bot's channel who can hear may vote."
    ),
    NotDJ: Verdict(HTTPStatus.FORBIDDEN, "10", "Only a DJ of this server may do this."),
    WrongPlaylistKey: Verdict(
        HTTPStatus.FORBIDDEN, "11", "The playlist's key is missing or wrong.", "key"
    ),
    MetaNeeded: Verdict(
        HTTPStatus.CONFLICT, "12", "The playlist is a link; it has no tracks of its own."
    ),
    UrlNeeded: Verdict(
        HTTPStatus.CONFLICT, "13", "The playlist has tracks of its own; it has no link."
    ),
    TooManyPlaylists: Verdict(HTTPStatus.CONFLICT, "14", "The caller has ten playlists already."),
    NameTaken: Verdict(
        HTTPStatus.CONFLICT, "15", "Another playlist of the owner has this name.", "name"
    ),
    UnknownGuild: Verdict(HTTPStatus.NOT_FOUND, "16", "No server with this id has the bot."),
    NotManager: Verdict(HTTPStatus.FORBIDDEN, "17", "The caller may not manage this server."),
    NotMember: Verdict(HTTPStatus.FORBIDDEN, "18", "The caller is not a member of this server."),
    OutOfReach: _plain(HTTPStatus.FORBIDDEN, "The credential is not for this server or person."),
    CrossSite: _plain(HTTPStatus.FORBIDDEN, "The request came from another site's page."),
    Denied: _plain(HTTPStatus.FORBIDDEN, "The caller may not do this."),
    UnknownVote: _plain(HTTPStatus.NOT_FOUND, "The vote is over, or never was."),
    TooManyVotes: _plain(HTTPStatus.CONFLICT, "Too many votes are open on this server."),
    NothingToUndo: _plain(HTTPStatus.CONFLICT, "The latest edit of the queue is not the caller's."),
    Blacklisted: _plain(HTTPStatus.FORBIDDEN, "The track is on the server's blacklist."),
    TrackTooLong: _plain(HTTPStatus.FORBIDDEN, "The track is longer than the server allows."),
    QueueShareFull: _plain(
        HTTPStatus.FORBIDDEN, "The caller has as many tracks in the queue as the server allows."
    ),
    NotTheOwner: _plain(HTTPStatus.FORBIDDEN, "Only the playlist's owner may do this."),
    UnknownPlaylist: _plain(HTTPStatus.NOT_FOUND, "There is no such playlist."),
    UnknownItem: _plain(HTTPStatus.NOT_FOUND, "The playlist has no such entry (any more)."),
    PlaylistFull: _plain(HTTPStatus.CONFLICT, "The playlist cannot hold that many tracks."),
    PlaylistTooLarge: _plain(HTTPStatus.CONFLICT, "The tracks take too much room."),
    TooManyFavourites: _plain(HTTPStatus.CONFLICT, "The caller has enough favourites already."),
    EditedTooOften: _plain(HTTPStatus.CONFLICT, "Too many people edit the playlist right now."),
    UnknownJob: _plain(HTTPStatus.NOT_FOUND, "The caller has no such job (any more)."),
    TooManyJobs: _plain(HTTPStatus.CONFLICT, "The caller has enough jobs running already."),
    UnknownResolution: _plain(HTTPStatus.NOT_FOUND, "The caller has no such job (any more)."),
    ResolutionOver: _plain(HTTPStatus.CONFLICT, "The job is over."),
    AlreadyRunning: _plain(HTTPStatus.CONFLICT, "The same is on its way already."),
    TooManyBatches: _plain(HTTPStatus.CONFLICT, "The caller has enough jobs running already."),
    TooManyWanted: Verdict(HTTPStatus.BAD_REQUEST, "6", "There are too many tracks, or none."),
    AlreadyWished: _plain(HTTPStatus.CONFLICT, "The track is on the wishlist already."),
    WishWithoutId: _plain(HTTPStatus.CONFLICT, "The track has no id."),
    WishlistFull: _plain(HTTPStatus.CONFLICT, "The wishlist is full."),
    WishlistBusy: _plain(HTTPStatus.CONFLICT, "The wishlist is being gone through already."),
    UnknownWish: _plain(HTTPStatus.NOT_FOUND, "The track is not on the wishlist (any more)."),
    UnknownFind: _plain(HTTPStatus.NOT_FOUND, "The find is not there (any more)."),
    AlreadyScanning: _plain(HTTPStatus.CONFLICT, "A scan is running already."),
    TooManyArtists: _plain(HTTPStatus.CONFLICT, "The caller follows enough artists already."),
    UnknownArtist: _plain(HTTPStatus.NOT_FOUND, "The artist is not followed (any more)."),
    AddressRefused: Verdict(
        HTTPStatus.BAD_REQUEST, "6", "The address leads into a private network.", "address"
    ),
    UnknownReceiver: _plain(HTTPStatus.NOT_FOUND, "There is no such receiver (any more)."),
    TooManyReceivers: _plain(HTTPStatus.CONFLICT, "There are enough receivers already."),
    ChangedElsewhere: _plain(HTTPStatus.CONFLICT, "Somebody else has just changed it."),
    UnknownProfile: _plain(HTTPStatus.NOT_FOUND, "There is no such profile."),
    ProfileTooLarge: _plain(HTTPStatus.CONFLICT, "The profile has no room for that much."),
    SameAccount: _plain(HTTPStatus.BAD_REQUEST, "Sender and receiver are the same.", "to"),
    NotYourAccount: _plain(HTTPStatus.FORBIDDEN, "The sender is another bot's account.", "from"),
    NotEnoughPoints: _plain(
        HTTPStatus.CONFLICT, "The sender has too few points; `balance` says how many.", "amount"
    ),
    TooManyPoints: _plain(HTTPStatus.CONFLICT, "An account would hold or owe too much.", "amount"),
    AnotherRequest: _plain(
        HTTPStatus.CONFLICT, "The `Idempotency-Key` belongs to another transaction."
    ),
    UnknownPlay: _plain(HTTPStatus.NOT_FOUND, "The history has no such play (any more)."),
    UnknownEntry: _plain(HTTPStatus.NOT_FOUND, "The queue has no such entry (any more)."),
    UnknownStay: _plain(HTTPStatus.NOT_FOUND, "There is no such session."),
    UnknownTrackPlay: _plain(HTTPStatus.NOT_FOUND, "There is no such track play."),
    Missing: _plain(HTTPStatus.NOT_FOUND, "What the request speaks of is not there."),
    QueueFull: _plain(HTTPStatus.CONFLICT, "The queue cannot hold that many tracks."),
    StayOver: _plain(HTTPStatus.CONFLICT, "The session is over."),
    RecordedHere: _plain(HTTPStatus.CONFLICT, "Our own player records this; nobody else can."),
    Conflict: _plain(HTTPStatus.CONFLICT, "The request does not fit what is playing."),
    GroundMoved: _plain(
        HTTPStatus.PRECONDITION_FAILED, "The player has changed since the revision in `If-Match`."
    ),
    UnknownOverlay: _plain(HTTPStatus.NOT_FOUND, "No overlay has this key."),
    WrongMediaType: _plain(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be sent as JSON."),
    TooManyStreams: _plain(
        HTTPStatus.TOO_MANY_REQUESTS, marked("Too many streams of one sign-in.")
    ),
    LoadFailed: _plain(HTTPStatus.BAD_GATEWAY, "The source has the track but cannot deliver it."),
    SearchTooSlow: _plain(
        HTTPStatus.GATEWAY_TIMEOUT, "The sources together took longer than a search may take."
    ),
    LyricsFailed: _plain(HTTPStatus.BAD_GATEWAY, "The lyrics could not be fetched."),
    LyricsUnsupported: _plain(
        HTTPStatus.NOT_IMPLEMENTED, "No audio node here has the plugin that lyrics need."
    ),
    Unavailable: UNAVAILABLE,
    ShuttingDown: UNAVAILABLE,
    HubClosed: UNAVAILABLE,
}


def verdict_on(error: Exception) -> Verdict:
    """Return how an exception is answered; its nearest known ancestor decides."""
    if isinstance(error, HTTPException):
        status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
        return _plain(status, status.phrase)
    return verdict_on_type(type(error))


def verdict_on_type(kind: type[BaseException]) -> Verdict:
    for ancestor in kind.__mro__:
        if ancestor in VERDICTS:
            return VERDICTS[ancestor]
    return UNEXPECTED
