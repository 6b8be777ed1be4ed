"""Ends API keys: whatever is still open by them ends at the same moment."""

from auth.api_key import KeyId
from auth.identity import UserId
from web.services import services


async def end_key(key_id: str, owner: UserId | None) -> None:
    """Revoke a key, of this owner where one is given; raise `UnknownKey`."""
    revoked = await services().keys.revoke(KeyId(key_id), owner)
    await services().hub.recheck(revoked.owner.id if revoked.owner else None)
