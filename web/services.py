"""Everything a request handler may use, in one frozen value that the composition puts together."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import cast

from quart import Quart, current_app

from auth.accounts import Accounts
from auth.api_keys import ApiKeys
from auth.identity import UserId
from auth.overlay_keys import OverlayKeys
from auth.password_resets import PasswordResets
from auth.ports import PreferenceStore
from auth.scrobble_passwords import ScrobblePasswords
from auth.server_config import ServerConfig
from auth.sessions import Sessions
from auth.sign_in import DiscordSignIn
from player.audit import AuditTrail
from player.history.archive import Archive
from player.history.history import History
from player.history.listens import Listens
from player.history.ports import Forgetting
from player.history.report import Reports
from player.jobs import Jobs
from player.ledger.ports import LedgerStore
from player.lyrics import Songbook
from player.outbox.receivers import Receivers
from player.playlists.favourites import Favourites
from player.playlists.importing import Importer
from player.playlists.library import Playlists
from player.policies import GuildPolicies
from player.ports import Directory
from player.profiles.ports import ProfileStore
from player.registry import Players
from player.search import Search
from player.statistics import Statistics
from web.library_services import LibraryServices
from web.live.guild_streams import GuildStreams
from web.live.hub import Hub
from web.live.overlay_streams import OverlayStreams
from web.live.personal import PersonalEvents
from web.live.playlist_events import PlaylistEvents
from web.live.standpoints import Standpoints
from web.reset_letters import ResetLetters
from web.system import System

EXTENSION = "auxcord"

Forget = Callable[[UserId], Awaitable[None]]
"""Deletes what is kept of a person, as far as it can."""


@dataclass(frozen=True, slots=True)
class LocalAccounts:
    """What accounts by name and password take, and what admins may change about them."""

    config: ServerConfig
    accounts: Accounts
    resets: PasswordResets
    letters: ResetLetters


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of a running Auxcord; `public_url` and `cdn_url` have no trailing slash."""

    public_url: str
    cdn_url: str
    directory: Directory
    players: Players
    policies: GuildPolicies
    search: Search
    songbook: Songbook
    sessions: Sessions
    keys: ApiKeys
    overlay_keys: OverlayKeys
    scrobble_passwords: ScrobblePasswords
    sign_in: DiscordSignIn
    local: LocalAccounts
    preferences: PreferenceStore
    audit: AuditTrail
    statistics: Statistics
    history: History
    profiles: ProfileStore
    ledger: LedgerStore
    archive: Archive
    listens: Listens
    reports: Reports
    receivers: Receivers
    forgetting: Forgetting
    forgetters: Sequence[Forget]
    playlists: Playlists
    favourites: Favourites
    importer: Importer
    jobs: Jobs
    hub: Hub
    guild_streams: GuildStreams
    overlay_streams: OverlayStreams
    personal: PersonalEvents
    playlist_events: PlaylistEvents
    standpoints: Standpoints
    system: System
    library: LibraryServices


def install(app: Quart, services: Services) -> None:
    app.extensions[EXTENSION] = services


def services() -> Services:
    """Return the parts of the application that serves the current request."""
    return cast("Services", current_app.extensions[EXTENSION])
