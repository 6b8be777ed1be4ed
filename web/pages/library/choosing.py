"""The tracks of one's library that somebody has ticked, and where they shall go."""

from urllib.parse import urlencode

from quart import request

from player.core.sentence import Sentence
from player.core.track import Track
from player.library.library import Reader
from player.library.shelf import Shelved
from player.playlists.picking import picked
from web.access import current_caller
from web.api.library.known_input import number_in, reader_of
from web.faults import WrongInput
from web.pages.forms import read_form
from web.pages.playlists.targets import Target
from web.services import services

ROWS = 50
MOST_CHOSEN = 25
KEPT = ("search", "letter", "watchlist", "page")
"""What of an address says what is looked at."""


def own_reader() -> Reader:
    return reader_of(current_caller())


async def take_chosen() -> str:
    """Put the ticked tracks where the form says, and return the address to go on at."""
    target, chosen = await read_form(Target), await _chosen()
    tracks = tuple([track for one in chosen for track in await _playable(one)])
    await target.take(tracks)
    return here(done=target.to, count=len(tracks))


def here(**more: object) -> str:
    """Return the address of what is looked at, with what else it shall say."""
    known = {name: request.args[name] for name in KEPT if request.args.get(name)}
    query = urlencode({**known, **more})
    return f"{request.path}?{query}" if query else request.path


async def _chosen() -> list[Shelved]:
    """Return the ticked tracks; raise `UnknownTrack` for what is not in one's library."""
    numbers = (await request.form).getlist("track")
    if not 0 < len(numbers) <= MOST_CHOSEN:
        raise WrongInput("track", Sentence("Choose 1 to {most} tracks.", most=MOST_CHOSEN))
    reader, library = own_reader(), services().library.known
    return [await library.track(reader, number_in("track", number)) for number in numbers]


async def _playable(one: Shelved) -> tuple[Track, ...]:
    """Find a track again: by its link, or by its words where nobody gave one."""
    return picked(await services().search.find(one.url or f"{one.by} {one.name}"))
