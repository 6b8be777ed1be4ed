"""What is kept of people, collection by collection, and what becomes of it when somebody leaves.

Every collection has to stand in one of the lists below; `docs/privacy.md` tells people the same.
"""

from collections.abc import Callable, Mapping

from auth.identity import UserId
from db import (
    accounts,
    api_keys,
    audit,
    browser_sessions,
    deliveries,
    earnings,
    favourites,
    finds,
    followed_artists,
    guild_settings,
    ledger,
    library,
    library_ids,
    node_sessions,
    overlay_keys,
    password_resets,
    pending_sign_ins,
    players,
    playlists,
    plays,
    preferences,
    profiles,
    public_listeners,
    receivers,
    resolutions,
    scrobble_passwords,
    server_config,
    sign_in_families,
    stays,
    tallies,
    user_statistics,
    watchlists,
    wishes,
)
from db.client import Database, Document
from db.errors import reaching_database
from player.library.whose import of_person

DELETED: Mapping[str, Callable[[UserId], Document]] = {
    audit.COLLECTION: lambda user_id: {"person.id": user_id},
    favourites.COLLECTION: lambda user_id: {"user_id": user_id},
    library.COLLECTION: lambda user_id: {"s": of_person(user_id)},
    preferences.COLLECTION: lambda user_id: {"_id": user_id},
    public_listeners.COLLECTION: lambda user_id: {"_id": user_id},
    scrobble_passwords.COLLECTION: lambda user_id: {"_id": user_id},
    user_statistics.COLLECTION: lambda user_id: {"_id": user_id},
}
"""Which documents are somebody's, where nobody but the database has to know of their end."""

ENDED_BY_THEIR_KEEPERS = frozenset(
    {
        accounts.COLLECTION,
        api_keys.COLLECTION,
        browser_sessions.COLLECTION,
        deliveries.COLLECTION,
        finds.COLLECTION,
        followed_artists.COLLECTION,
        ledger.ACCOUNTS,
        ledger.COLLECTION,
        password_resets.COLLECTION,
        playlists.COLLECTION,
        plays.COLLECTION,
        profiles.COLLECTION,
        receivers.COLLECTION,
        resolutions.BATCHES,
        resolutions.COLLECTION,
        sign_in_families.COLLECTION,
        tallies.COLLECTION,
        watchlists.COLLECTION,
        wishes.COLLECTION,
    }
)
"""What needs more than a deletion: others are in it too, or somebody watches or trusts it."""

STAYS = frozenset({guild_settings.COLLECTION, profiles.HIDDEN})
"""What names people and stays: whom managers made DJs, and who wants to be in no leaderboard."""

PASSES_BY_ITSELF = frozenset(
    {pending_sign_ins.COLLECTION, players.COLLECTION, stays.OPEN_COLLECTION}
)
"""What names people for as long as something lasts: a sign-in, a queue, a track."""

OF_NOBODY = frozenset(
    {
        earnings.COLLECTION,
        library_ids.COLLECTION,
        node_sessions.COLLECTION,
        overlay_keys.COLLECTION,
        players.LIVENESS_COLLECTION,
        server_config.COLLECTION,
        stays.COLLECTION,
    }
)


class PersonalDocuments:
    """Deletes what is simply somebody's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget(self, user_id: UserId) -> None:
        with reaching_database():
            for name, theirs in DELETED.items():
                await self._database.collection(name).delete_many(theirs(user_id))
