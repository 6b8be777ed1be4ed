"""Reading what people type: prefixes, links, words, and what is refused."""

import pytest

from player.core.errors import Invalid, LoadFailed, NothingFound, SourceUnavailable
from player.core.track import Collection
from player.ports import ListKind, Loaded
from player.search import ENGINES, MAX_QUERY_LENGTH, BadQuery, Search, SearchRequest, parse
from tests.support.builders import track

DOCUMENTED = ["yt", "sp", "sc", "tw", "pl", "mt", "dz", "np", "am"]


def test_the_table_has_every_documented_prefix_in_order() -> None:
    assert [engine.prefix for engine in ENGINES] == DOCUMENTED


@pytest.mark.parametrize(
    ("query", "identifier"),
    [
        ("yt: lantern song", "ytsearch:lantern song"),
        ("YT:lantern", "ytsearch:lantern"),
        ("yt : lantern", "ytsearch:lantern"),
        ("sp: lantern", "spsearch:lantern"),
        ("sc:lantern", "scsearch:lantern"),
        ("mt:lantern", "ytmsearch:lantern"),
        ("dz:lantern", "dzsearch:lantern"),
        ("np:lantern", "bcsearch:lantern"),
        ("am:lantern", "amsearch:lantern"),
        ("tw: LanternRadio", "https://www.twitch.tv/LanternRadio"),
        ("  lantern  ", "ytsearch:lantern"),
        ("what: is this", "ytsearch:what: is this"),
        ("ytsearch:sneaky", "ytsearch:ytsearch:sneaky"),
        ("yt: sc: both", "ytsearch:sc: both"),
    ],
)
def test_words_become_the_identifier_of_their_engine(query: str, identifier: str) -> None:
    assert parse(query).identifier == identifier


@pytest.mark.parametrize("default", ["sc", "sc:"])
def test_plain_words_go_to_the_default_engine(default: str) -> None:
    assert parse("lantern", default).identifier == "scsearch:lantern"
    assert parse("yt: lantern", default).identifier == "ytsearch:lantern"


@pytest.mark.parametrize(
    "query",
    [
        "https://youtube.example/watch/abc?list=1#t=2",
        "<https://youtube.example/watch/abc?list=1#t=2>",
        "sp: https://youtube.example/watch/abc?list=1#t=2",
        "sp: <https://youtube.example/watch/abc?list=1#t=2>",
    ],
)
def test_links_are_loaded_as_they_are(query: str) -> None:
    request = parse(query, "sc")
    assert request.identifier == "https://youtube.example/watch/abc?list=1#t=2"
    assert request.engine is None


def test_playlists_are_asked_for_by_words() -> None:
    request = parse("pl: long evenings")
    assert request.wants_playlists
    assert request.words == "long evenings"
    assert not parse("long evenings").wants_playlists


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "1 to 500"),
        ("   ", "1 to 500"),
        ("x" * (MAX_QUERY_LENGTH + 1), "1 to 500"),
        ("yt:", "not what to look for"),
        ("yt:   ", "not what to look for"),
        ("tw: two words", "Twitch cannot be searched"),
        ("tw: ../../etc", "Twitch cannot be searched"),
        ("lan\x00tern", "control characters"),
        ("lan\ntern", "control characters"),
        ("lan\u2028tern", "control characters"),
        ("lan\ud800tern", "control characters"),
        ("ftp://host.example/file", "Only http and https"),
        ("file:///etc/passwd", "Only http and https"),
        ("http://127.0.0.1/song.mp3", "private network"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(query: str, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        parse(query)


def test_a_query_may_use_all_of_its_length() -> None:
    assert parse("x" * MAX_QUERY_LENGTH).words == "x" * MAX_QUERY_LENGTH
    assert parse(f"  {'x' * MAX_QUERY_LENGTH}\n").words == "x" * MAX_QUERY_LENGTH


def test_an_unknown_default_engine_is_named() -> None:
    with pytest.raises(BadQuery, match="“xx”"):
        parse("lantern", "xx")


def test_private_links_can_be_allowed() -> None:
    url = "http://127.0.0.1:2333/song.mp3"
    assert parse(url, allow_private=True) == SearchRequest(url, url)


class Shelf:
    """Sources with fixed contents."""

    def __init__(
        self, contents: dict[str, Loaded], sources: frozenset[str], *, lavasearch: bool = True
    ) -> None:
        self.lavasearch = lavasearch
        self.asked: list[str] = []
        self.shelved: dict[str, list[Collection]] = {}
        self._contents = contents
        self._sources = sources

    async def load(self, identifier: str) -> Loaded:
        self.asked.append(identifier)
        return self._contents.get(identifier, Loaded())

    async def lists(self, query: str, kind: ListKind) -> tuple[Collection, ...]:
        assert kind is ListKind.PLAYLIST
        self.asked.append(query)
        return tuple(self.shelved.get(query, ()))

    def finds_lists(self) -> bool:
        return self.lavasearch

    def sources(self) -> frozenset[str]:
        return self._sources


FOUND = Loaded(tracks=(track("Song"),), is_search=True)
BOTH = frozenset({"youtube", "soundcloud"})


async def test_words_without_results_fall_back_to_youtube_on_demand() -> None:
    shelf = Shelf({"ytsearch:lantern": FOUND}, BOTH)
    search = Search(shelf)
    with pytest.raises(NothingFound):
        await search.find("lantern", "sc")
    assert await search.find("lantern", "sc", fallback=True) == FOUND
    assert shelf.asked == ["scsearch:lantern", "scsearch:lantern", "ytsearch:lantern"]


async def test_youtube_and_links_have_nothing_to_fall_back_to() -> None:
    shelf = Shelf({}, BOTH)
    search = Search(shelf)
    for query in ("lantern", "https://youtube.example/gone"):
        with pytest.raises(NothingFound):
            await search.find(query, fallback=True)
    assert shelf.asked == ["ytsearch:lantern", "https://youtube.example/gone"]


async def test_an_empty_collection_is_nothing() -> None:
    url = "https://youtube.example/playlist/empty"
    shelf = Shelf({url: Loaded(collection=Collection("Empty", url, ()))}, BOTH)
    with pytest.raises(NothingFound):
        await Search(shelf).find(url)


async def test_a_link_is_loaded_whatever_the_sources_are() -> None:
    url = "https://elsewhere.example/song"
    shelf = Shelf({url: FOUND}, BOTH)
    assert await Search(shelf).find(url) == FOUND


async def test_playlists_are_looked_for_where_playlists_are_known() -> None:
    shelf = Shelf({}, frozenset({"youtube", "deezer"}))
    with pytest.raises(NothingFound):
        await Search(shelf).find_playlists("evenings")
    assert shelf.asked == ["dzsearch:evenings", "ytmsearch:evenings"]
    with pytest.raises(SourceUnavailable):
        await Search(Shelf({}, frozenset({"soundcloud"}))).find_playlists("evenings")


async def test_a_playlist_that_has_no_address_is_none() -> None:
    shelf = Shelf({}, frozenset({"spotify", "deezer"}))
    playable = Collection("Evenings", "https://deezer.example/playlist/1", ())
    shelf.shelved = {
        "spsearch:evenings": [Collection("Evenings", None, ())],
        "dzsearch:evenings": [playable],
    }
    assert await Search(shelf).find_playlists("evenings") == (playable,)


async def test_a_playlists_link_is_a_playlist_too() -> None:
    url = "https://youtube.example/playlist/one"
    playlist = Collection("One", url, (track(),))
    shelf = Shelf({url: Loaded(collection=playlist)}, BOTH)
    assert await Search(shelf).find_playlists(url) == (playlist,)


async def test_a_failed_load_is_passed_on() -> None:
    class Broken(Shelf):
        async def load(self, identifier: str) -> Loaded:
            raise LoadFailed(identifier)

    with pytest.raises(LoadFailed, match="YouTube could not be searched: ytsearch:lantern"):
        await Search(Broken({}, BOTH)).find("lantern", "sc", fallback=True)
    with pytest.raises(LoadFailed, match="SoundCloud could not be searched"):
        await Search(Broken({}, BOTH)).find("sc:lantern")
    with pytest.raises(LoadFailed, match="The track could not be loaded"):
        await Search(Broken({}, BOTH)).find("https://youtube.example/watch/x")


@pytest.mark.parametrize(
    ("sources", "lavasearch", "prefixes"),
    [
        (frozenset({"youtube"}), True, {"yt", "mt", "pl"}),
        (frozenset({"youtube"}), False, {"yt", "mt"}),
        (frozenset({"soundcloud"}), True, {"sc"}),
        (frozenset(), True, set()),
    ],
)
def test_what_can_be_searched_is_known(
    sources: frozenset[str], *, lavasearch: bool, prefixes: set[str]
) -> None:
    assert Search(Shelf({}, sources, lavasearch=lavasearch)).available() == prefixes
