"""What the account page shows: the person, where they are signed in, and what they have done."""

from dataclasses import dataclass

from web.caller import Caller
from web.pages.device_words import Device, device_of
from web.services import services


@dataclass(frozen=True, slots=True)
class SignIn:
    """One signed-in browser as its owner sees it; times are Unix seconds."""

    name: str
    device: Device
    created_at: float
    last_seen_at: float
    is_this: bool


async def sign_ins_of(caller: Caller) -> list[SignIn]:
    """Return the caller's signed-in browsers, this one first, then the latest seen."""
    sessions = await services().sessions.list_of(caller.person.id)
    drawn = [
        SignIn(
            name=session.name,
            device=device_of(session.user_agent),
            created_at=session.created_at,
            last_seen_at=session.last_seen_at,
            is_this=session == caller.session,
        )
        for session in sessions
    ]
    return sorted(drawn, key=lambda one: (not one.is_this, -one.last_seen_at))
