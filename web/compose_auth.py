"""Puts together what decides who is asking: sessions, sign-ins, and what admins may change."""

import time
from collections.abc import Callable

import db.accounts
import db.api_keys
import db.browser_sessions
import db.overlay_keys
import db.password_resets
import db.pending_sign_ins
import db.scrobble_passwords
import db.server_config
import db.sign_in_families
from auth.access_tokens import AccessTokens
from auth.account_ports import Mail
from auth.accounts import Accounts
from auth.api_keys import ApiKeys, new_setup_code
from auth.identity import GuildId
from auth.overlay_keys import OverlayKeys
from auth.password_resets import PasswordResets
from auth.passwords import Passwords
from auth.refresh_tokens import RefreshTokens
from auth.scrobble_passwords import ScrobblePasswords
from auth.server_config import ServerConfig
from auth.sessions import Sessions
from auth.sign_in import DiscordSignIn
from auth.smtp_mail import MailServer, SmtpMail
from db.client import Database
from web.reset_letters import ResetLetters
from web.secret_key import secret_key_of
from web.server_settings import defaults_of
from web.services import LocalAccounts
from web.settings import MailSettings, Settings

CALLBACK_PATH = "/auth/login"


def sessions(database: Database) -> Sessions:
    return Sessions(db.browser_sessions.BrowserSessions(database), time.time)


def api_keys(settings: Settings, database: Database) -> ApiKeys:
    # Where others can reach us, whoever comes first must not get the key to everything.
    setup_code = None if settings.is_for_this_machine else new_setup_code()
    return ApiKeys(db.api_keys.ApiKeyStore(database), time.time, setup_code)


def overlay_keys(database: Database, ended: Callable[[GuildId], None]) -> OverlayKeys:
    return OverlayKeys(db.overlay_keys.OverlayKeyStore(database), time.time, ended)


def scrobble_passwords(database: Database) -> ScrobblePasswords:
    return ScrobblePasswords(db.scrobble_passwords.ScrobblePasswordStore(database), time.time)


async def server_config(settings: Settings, database: Database) -> ServerConfig:
    """Build what admins may change, with what they have decided before."""
    store = db.server_config.ServerConfigStore(database)
    config = ServerConfig(store, defaults_of(settings))
    await config.load()
    return config


def local_accounts(
    settings: Settings, database: Database, config: ServerConfig, mail: Mail | None
) -> LocalAccounts:
    """Build the accounts; `mail` carries their letters in place of the server that is set."""
    accounts = _accounts(settings, database, config)
    resets = PasswordResets(
        db.password_resets.PasswordResets(database),
        accounts,
        mail or _mail(settings.mail),
        time.time,
    )
    return LocalAccounts(config, accounts, resets, ResetLetters(resets))


def _mail(given: MailSettings) -> Mail | None:
    if given.host is None:
        return None
    password = given.password.get_secret_value() if given.password else None
    server = MailServer(
        given.host, given.port, given.sender, given.username, password, given.security
    )
    return SmtpMail(server)


def _accounts(settings: Settings, database: Database, config: ServerConfig) -> Accounts:
    admin_ids = frozenset(settings.admin_ids)
    return Accounts(
        db.accounts.AccountStore(database),
        passwords=Passwords(),
        refreshes=RefreshTokens(db.sign_in_families.SignInFamilies(database), time.time),
        access=AccessTokens(secret_key_of(settings)),
        config=config,
        now=time.time,
        is_admin=lambda user_id: user_id in admin_ids,
    )


def sign_in(settings: Settings, database: Database) -> DiscordSignIn:
    discord = settings.discord
    return DiscordSignIn(
        client_id=discord.client_id,
        client_secret=discord.client_secret.get_secret_value(),
        redirect_uri=settings.public_url + CALLBACK_PATH,
        api_url=discord.api_url,
        authorize_url=discord.authorize_url,
        pending=db.pending_sign_ins.PendingSignIns(database),
        now=time.time,
    )
