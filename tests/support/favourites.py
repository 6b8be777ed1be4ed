"""Everybody's favourites in the shared world, forgotten when a test begins with none."""

from auth.identity import UserId
from tests.support.api import Api


async def no_favourites(api: Api, person: str) -> None:
    """Take away what earlier tests left."""
    favourites = api.world.parts.services.favourites
    for track in await favourites.list_of(UserId(person)):
        await favourites.toggle(UserId(person), track.url or "")
