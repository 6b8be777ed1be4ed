"""Ends sign-ins, and the live streams that hang on them, at once."""

from auth.identity import UserId
from web import caller
from web.services import services


async def end_all_sign_ins(user_id: UserId) -> None:
    """Sign a person out of every browser, and end their keys."""
    parts = services()
    await parts.keys.forget(user_id)
    await parts.sessions.close_all(user_id)
    await parts.hub.recheck(user_id)
    caller.forget()


async def end_this_sign_in() -> None:
    """Sign the caller's browser out; who is not signed in is signed out already."""
    secret = caller.presented_secret()
    if secret is not None:
        session = await services().sessions.find(secret)
        await services().sessions.close(secret)
        if session is not None:
            await services().hub.recheck(session.person.id)
    caller.forget()
