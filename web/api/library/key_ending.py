"""Ends API keys: whatever is open by them ends at the same moment, and what is theirs goes."""

from auth.api_key import KeyId
from auth.identity import UserId
from player.holder import of_key
from web.services import services


async def end_key(key_id: str, owner: UserId | None) -> None:
    """Revoke a key, of this owner where one is given; raise `UnknownKey`."""
    revoked = await services().keys.revoke(KeyId(key_id), owner)
    await services().hub.recheck(revoked.owner.id if revoked.owner else None)
    if revoked.owner is None:
        # Nobody could ask any more for what was the key's, and we would go on working for it.
        await services().library.clear(of_key(revoked.id))
