"""Ends sign-ins, and the live streams that hang on them, at once."""

from web import caller
from web.services import services


async def end_this_sign_in() -> None:
    """Sign the caller's browser out; who is not signed in is signed out already."""
    secret = caller.presented_secret()
    if secret is not None:
        session = await services().sessions.find(secret)
        await services().sessions.close(secret)
        if session is not None:
            await services().hub.recheck(session.person.id)
    caller.forget()
