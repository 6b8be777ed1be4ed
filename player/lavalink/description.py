"""What a node says about itself: version, sources, filters, plugins (pure)."""

from dataclasses import dataclass

from player.core.sentence import Sentence
from player.lavalink.calls import NodeRefused
from player.lavalink.tracks import Json

LAVASEARCH = "lavasearch-plugin"
LAVALYRICS = "lavalyrics-plugin"


@dataclass(frozen=True, slots=True)
class Description:
    """The parts of `/v4/info` that make a difference to us."""

    version: str | None = None
    sources: frozenset[str] = frozenset()
    filters: frozenset[str] = frozenset()
    plugins: frozenset[str] = frozenset()

    @property
    def finds_lists(self) -> bool:
        return LAVASEARCH in self.plugins

    @property
    def knows_lyrics(self) -> bool:
        return LAVALYRICS in self.plugins


def read_description(info: object) -> Description:
    """Read the answer of `/v4/info`; raise `NodeRefused` if it is something else."""
    try:
        return _read(info) if isinstance(info, dict) else _read({})
    except (KeyError, TypeError, AttributeError) as fault:
        raise NodeRefused(
            None, Sentence("it does not describe itself as a Lavalink v4 node.")
        ) from fault


def _read(info: Json) -> Description:
    return Description(
        version=str(info["version"]["semver"]),
        sources=frozenset(map(str, info["sourceManagers"])),
        filters=frozenset(map(str, info["filters"])),
        plugins=frozenset(str(plugin["name"]) for plugin in info["plugins"]),
    )
