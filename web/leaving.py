"""Deletes everything that is kept of a person, and signs them out; `docs/privacy.md` says what."""

from auth.identity import UserId
from web.services import services
from web.sign_out import end_all_sign_ins


async def delete_everything_of(user_id: UserId) -> int:
    """Delete all that is kept of somebody, and return in how many plays they were.

    The sign-in ends last: should anything fail before, the person can ask again for the rest.
    """
    parts = services()
    # What waits in memory would come back otherwise.
    await parts.audit.flush()
    await parts.statistics.flush()
    await parts.library.keeper.flush()
    parts.listens.elsewhere.forget(user_id)
    parts.system.activities.forget(user_id)
    plays = await parts.forgetting.forget(user_id)
    keepers = (parts.library.forget, parts.playlists.forget, parts.receivers.forget)
    for forget in (*parts.forgetters, *keepers):
        await forget(user_id)
    await end_all_sign_ins(user_id)
    return plays
