"""What the player page shows at its first paint, taken from one moment of the player's state."""

from typing import Any

from player.core.state import PlayerState
from player.guilds import Guild
from web.api.player.sources import draw_sources
from web.caller import Caller
from web.language import gettext, ngettext
from web.pages.playing import playing
from web.pages.sound_view import sound_view
from web.pages.words import rough_time
from web.services import services


async def player_view(guild: Guild, caller: Caller) -> dict[str, Any]:
    """Return what the template of the player page needs."""
    moment = await playing(guild, caller)
    state = services().players.of(guild.id).state
    return drawn(moment, state, liked=await _likes_current(state, caller))


def drawn(moment: dict[str, Any], state: PlayerState, *, liked: bool) -> dict[str, Any]:
    """Return the same of a picture that has been taken."""
    shown = moment["snapshot"]
    return {
        **moment,
        "liked": liked,
        "sources": draw_sources(state.policy.player.search),
        "entries": _first_entries(shown),
        **sound_view(),
        **_sums(shown, moment["position"]),
        "player_data": {**moment["player_data"], "liked": liked},
    }


async def _likes_current(state: PlayerState, caller: Caller) -> bool:
    current = [state.current.track] if state.current else []
    return bool(await services().favourites.among(caller.person.id, current))


def _first_entries(shown: dict[str, Any]) -> list[dict[str, Any]]:
    queue = shown["queue"]
    faces = {face["id"]: face for face in (*shown["listeners"], *queue["people"])}
    entries = (dict(zip(queue["columns"], row, strict=True)) for row in queue["rows"])
    return [{**entry, "requester": faces.get(entry["requester"])} for entry in entries]


def _sums(shown: dict[str, Any], position: int) -> dict[str, str]:
    queue, entry = shown["queue"], shown["playback"]["entry"]
    total = queue["length"]
    counted = ngettext("%(num)s track", "%(num)s tracks", queue["count"])
    rest = max(0, entry["length"] - position) if entry else 0
    return {
        "queue_total": f"{counted} · {rough_time(total)}",
        "queue_remaining": gettext("%(time)s left in all", time=rough_time(total + rest)),
    }
