"""Everything that a simulated node can find and play, and the addresses worth knowing by name."""

import re
from functools import lru_cache
from typing import Final

from sim.lavalink import specials
from sim.lavalink.editions import artist_key, carriers, edition
from sim.lavalink.fate import ENDS_WELL, Fate
from sim.lavalink.listings import (
    AWKWARD_PLAYLIST_ID,
    FAULTY_PLAYLIST_ID,
    LONG_PLAYLIST_ID,
    PLAYLIST_ID,
    SHORT_PLAYLIST_ID,
    Collection,
    albums,
    artists,
    mix,
    playlists,
)
from sim.lavalink.search import Entry, find, index
from sim.lavalink.songbook import ANTHEM, Song, invent_songs
from sim.lavalink.sources import YOUTUBE, Source
from sim.lavalink.track import Track

SHORT_TRACK_URLS: Final = tuple(special.url for special in specials.SHORT)
SHORT_TRACK_URL: Final = SHORT_TRACK_URLS[0]
STREAM_URLS: Final = tuple(special.url for special in specials.STREAMS)
STREAM_URL: Final = STREAM_URLS[0]
RADIO_URL: Final = STREAM_URLS[-1]
FAILING_TRACK_URL: Final = specials.FAILING.url
FAILING_MIDWAY_TRACK_URL: Final = specials.FAILING_MIDWAY.url
STUCK_TRACK_URL: Final = specials.STUCK.url
LONG_TITLE_URL: Final = specials.LONG_TITLE.url
ARABIC_TITLE_URL: Final = specials.ARABIC.url
HEBREW_TITLE_URL: Final = specials.HEBREW.url
JAPANESE_TITLE_URL: Final = specials.JAPANESE.url
EMOJI_TITLE_URL: Final = specials.EMOJI.url
MARKUP_TITLE_URL: Final = specials.MARKUP.url
WITHOUT_ARTWORK_URL: Final = specials.WITHOUT_ARTWORK.url
HOUR_LONG_TRACK_URL: Final = specials.HOUR_LONG.url
TAGGED_FILE_URL: Final = specials.TAGGED_FILE.url
UNTAGGED_FILE_URL: Final = specials.UNTAGGED_FILE.url

ANTHEM_URL: Final = str(edition(ANTHEM, YOUTUBE).uri)
ANTHEM_QUERY: Final = "pass the lantern velvet quarry"
BROAD_QUERY: Final = "jazz"
NO_RESULTS_QUERY: Final = "zzyzxq wvutq"

PLAYLIST_URL: Final = YOUTUBE.page("playlist", PLAYLIST_ID)
LONG_PLAYLIST_URL: Final = YOUTUBE.page("playlist", LONG_PLAYLIST_ID)
SHORT_PLAYLIST_URL: Final = YOUTUBE.page("playlist", SHORT_PLAYLIST_ID)
AWKWARD_PLAYLIST_URL: Final = YOUTUBE.page("playlist", AWKWARD_PLAYLIST_ID)
FAULTY_PLAYLIST_URL: Final = YOUTUBE.page("playlist", FAULTY_PLAYLIST_ID)
SELECTED_PLAYLIST_URL: Final = f"{SHORT_TRACK_URLS[2]}?list={SHORT_PLAYLIST_ID}"
SELECTED_INDEX: Final = 2

LOAD_ERROR_URL: Final = YOUTUBE.page("watch", "nonsense-answer")
PRIVATE_URL: Final = YOUTUBE.page("watch", "private-video")
MISSING_URL: Final = YOUTUBE.page("watch", "no-such-id-0")
UNREACHABLE_URL: Final = "https://unreachable.example/song.mp3"

_YOUTUBE_ID: Final = re.compile(r"[\w-]{11}")


def mix_url(track: Track) -> str:
    """Return the address of the list of tracks that are related to one."""
    return mix(track, ()).url


class Catalogue:
    """The music of a seed: tracks and collections by address, and search."""

    def __init__(self, seed: int) -> None:
        self.songs = invent_songs(seed)
        self._song_of: dict[tuple[str, str], Song] = {}
        self._by_url: dict[str, Track] = {}
        self._entries: dict[str, list[Entry]] = {}
        self._fates = {special.track.uri: special.fate for special in specials.SPECIALS}
        self._artworks: dict[str, str] = {}
        self._publish()
        everything = (*albums(self.songs), *artists(self.songs), *playlists(self.songs, seed))
        self.collections = {collection.url: collection for collection in everything}

    @property
    def tracks(self) -> list[Track]:
        return list(self._by_url.values())

    def track(self, url: str) -> Track | None:
        return self._by_url.get(url)

    def track_by_id(self, identifier: str) -> Track | None:
        """Return the YouTube track with a bare id, the only ids that nodes take as they are."""
        if not _YOUTUBE_ID.fullmatch(identifier):
            return None
        return self._by_url.get(YOUTUBE.page("watch", identifier))

    def collection(self, url: str) -> Collection | None:
        """Return the album, artist, playlist or mix at an address."""
        mixed = re.fullmatch(r"(https://\w+\.example)/mix/([^/?#]+)", url)
        if mixed is None:
            return self.collections.get(url)
        seed_track = self._by_url.get(f"{mixed[1]}/watch/{mixed[2]}")
        return None if seed_track is None else mix(seed_track, self._related(seed_track))

    def search(self, source: Source, query: str) -> list[Track]:
        return find(self._entries.get(source.name, ()), query)

    def fate_of(self, track: Track) -> Fate:
        return self._fates.get(track.uri, ENDS_WELL)

    def song_of(self, track: Track) -> Song | None:
        """Return the song behind a track, if it is one of this catalogue's songs."""
        return self._song_of.get((track.source, track.identifier))

    def artwork_title(self, key: str) -> str | None:
        """Return what a picture shows the cover of; None if there is no such picture."""
        return self._artworks.get(key)

    def _publish(self) -> None:
        for special in specials.SPECIALS:
            self._add(special.track, special.track.title)
        for song in self.songs:
            self._artworks[artist_key(song.artist)] = song.artist
            for source in carriers(song.album):
                track = edition(song, source)
                self._song_of[track.source, track.identifier] = song
                self._add(track, song.album.title, song.album.genre, popularity=song.popularity)

    def _add(self, track: Track, cover: str, genre: str = "", popularity: float = 0.0) -> None:
        self._by_url[track.uri or track.identifier] = track
        entry = index(track, (cover, genre, track.isrc or ""), popularity)
        self._entries.setdefault(track.source, []).append(entry)
        if track.artwork_url is not None:
            key = track.artwork_url.removeprefix("/artwork/").removesuffix(".svg")
            self._artworks[key] = cover

    def _related(self, track: Track) -> list[Track]:
        """Return the tracks of the same source, of the same genre if the track has one."""
        song = self.song_of(track)
        return [
            other
            for other in self._by_url.values()
            if other.source == track.source
            and (kin := self.song_of(other)) is not None
            and (song is None or kin.album.genre == song.album.genre)
        ]


@lru_cache(maxsize=8)
def catalogue(seed: int) -> Catalogue:
    """Return the catalogue of a seed; nodes of one seed share it."""
    return Catalogue(seed)
