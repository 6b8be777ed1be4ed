"""The collection behind everybody's library: what there is in it, and how often it was played."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from pymongo import UpdateOne

from db.client import Database, Document, Session
from db.errors import reaching_database
from db.library_ids import LibraryIds
from player.history.play import Play
from player.library.gains import Entry, Gain, Gains, Look, Seen, gains_of_keeping, gains_of_plays
from player.library.letters import folded
from player.library.mention import Key, Mention
from player.library.whose import EVERY_GUILD, Whose, of_guild, of_person

COLLECTION = "library"
AT_ONCE = 2_000
"""How many entries are written in one go, so that each is answered in good time."""

Numbered = Mapping[Key, int]


class LibraryWriter:
    """Keeps libraries in step with what people play and keep."""

    def __init__(self, database: Database, collection: str = COLLECTION) -> None:
        self._database = database
        self._documents = database.collection(collection)
        self._ids = LibraryIds(database)

    async def numbers(self, *several: Gains) -> Numbered:
        """Return the numbers of everything in here; outside of transactions, as all share them."""
        keys: set[Key] = set()
        for entry, gain in chain.from_iterable(gains.items() for gains in several):
            keys |= {entry.key, *gain.albums, *filter(None, [gain.artist])}
        return await self._ids.of(keys)

    async def add(self, gains: Gains, numbers: Numbered, session: Session | None = None) -> None:
        updates = (_addition(entry, gain, numbers) for entry, gain in gains.items())
        await self._write(updates, session)

    async def take(self, gains: Gains, numbers: Numbered, session: Session) -> None:
        """Take back what was added; what nobody plays or keeps any more goes."""
        await self._write((_loss(entry, gain, numbers) for entry, gain in gains.items()), session)
        places = [_place(entry, numbers) for entry in gains]
        empty = {"_id": {"$in": places}, "plays": {"$lte": 0}, "kept": {"$lte": 0}}
        with reaching_database():
            await self._documents.delete_many(empty, session=session)

    async def keep(self, whose: Whose, kept: Iterable[Mention], lost: Iterable[Mention]) -> None:
        """Write what somebody has put into their lists, and taken out (`LibraryStore`)."""
        gains, losses = gains_of_keeping(whose, kept), gains_of_keeping(whose, lost)
        numbers = await self.numbers(gains, losses)

        async def work(session: Session) -> None:
            await self.add(gains, numbers, session)
            if losses:
                await self.take(losses, numbers, session)

        await self._database.in_transaction(work)

    async def _write(self, updates: Iterator[UpdateOne], session: Session | None) -> None:
        with reaching_database():
            while some := list(islice(updates, AT_ONCE)):
                await self._documents.bulk_write(some, ordered=False, session=session)


def library_gains(plays: Iterable[Play]) -> Gains:
    """Return what plays add to which libraries; only valid ones count."""
    return gains_of_plays((mention_of(play), _whose(play)) for play in plays if play.is_valid)


def mention_of(play: Play) -> Mention:
    return Mention(
        title=play.title,
        artist=play.artist,
        source=play.source,
        album=play.album,
        url=play.url,
        artwork_url=play.artwork_url,
        length_ms=play.duration_ms,
        at=play.started_at,
    )


def _whose(play: Play) -> list[Whose]:
    everybody = [of_person(user_id) for user_id in play.listeners]
    if play.guild_id is not None:
        everybody += [of_guild(play.guild_id), EVERY_GUILD]
    return everybody


def _addition(entry: Entry, gain: Gain, numbers: Numbered) -> UpdateOne:
    number = numbers[entry.key]
    first: Document = {"s": entry.whose, "k": entry.key.kind, "id": number}
    if gain.artist is not None:
        first |= {"artist_id": numbers[gain.artist], "artist": _text(gain.artist.text)}
    changes: Document = {
        "$setOnInsert": first,
        "$inc": {"plays": gain.plays, "kept": gain.kept},
        # Documents are compared field by field, so the latest wins, whatever their order.
        "$max": {"look": _look(gain.look), **_seen(cover=gain.cover, link=gain.link)},
    }
    if gain.albums:
        albums = sorted(numbers[key] for key in gain.albums)
        changes["$addToSet"] = {"albums": {"$each": albums}}
    return UpdateOne({"_id": _place(entry, numbers)}, changes, upsert=True)


def _loss(entry: Entry, gain: Gain, numbers: Numbered) -> UpdateOne:
    # What has gone altogether, with everything of its owner's, does not come back by this.
    sums = {"$inc": {"plays": -gain.plays, "kept": -gain.kept}}
    return UpdateOne({"_id": _place(entry, numbers)}, sums)


def _place(entry: Entry, numbers: Numbered) -> str:
    return f"{entry.whose} {numbers[entry.key]}"


def _look(look: Look) -> Document:
    return {
        "at": look.at,
        "name": _text(look.name),
        "by": _text(look.by),
        "ms": look.length_ms,
        "sort": folded(look.name),
        "by_sort": folded(look.by),
    }


def _seen(**addresses: Seen | None) -> Document:
    return {
        name: {"at": seen.at, "url": _text(seen.url)} for name, seen in addresses.items() if seen
    }


def _text(text: str) -> str:
    return text.encode(errors="replace").decode()
