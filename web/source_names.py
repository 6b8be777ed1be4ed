"""What the library family calls the sources that can be searched."""

from collections.abc import Mapping
from typing import Final, Literal

SourceName = Literal[
    "spotify", "itunes", "deezer", "youtubemusic", "youtube", "soundcloud", "bandcamp"
]

PREFIX_OF_NAME: Final[Mapping[SourceName, str]] = {
    "spotify": "sp",
    "itunes": "am",
    "deezer": "dz",
    "youtubemusic": "mt",
    "youtube": "yt",
    "soundcloud": "sc",
    "bandcamp": "np",
}
"""The prefixes of the player's search; `itunes`, the document's, is Apple Music here."""

NAME_OF_PREFIX: Final = {prefix: name for name, prefix in PREFIX_OF_NAME.items()}
