"""The collections of the library family: libraries, jobs, wishes, and what is followed."""

from pymongo import ASCENDING, DESCENDING, IndexModel

from db import finds, followed_artists, library, library_ids, resolutions, watchlists, wishes
from db.shapes import DATE, LIST, TEXT, WHOLE_NUMBER, Layout, shape
from player.library.mention import Kind

LIBRARY_LAYOUTS = (
    Layout(
        library.COLLECTION,
        shape(
            _id=TEXT,
            s=TEXT,
            k={"enum": [*Kind]},
            id=WHOLE_NUMBER,
            plays=WHOLE_NUMBER,
            kept=WHOLE_NUMBER,
            look=shape(at=WHOLE_NUMBER, name=TEXT, by=TEXT, sort=TEXT, by_sort=TEXT),
        ),
        (
            # What searches and filters look at is in here, so that they read what fits alone.
            IndexModel(
                [
                    ("s", ASCENDING),
                    ("k", ASCENDING),
                    ("look.sort", ASCENDING),
                    ("id", ASCENDING),
                    ("look.by_sort", ASCENDING),
                    ("artist", ASCENDING),
                ],
                name="names",
            ),
            IndexModel([("s", ASCENDING), ("id", ASCENDING)], name="numbers", unique=True),
            IndexModel(
                [
                    ("s", ASCENDING),
                    ("artist_id", ASCENDING),
                    ("k", ASCENDING),
                    ("look.sort", ASCENDING),
                    ("id", ASCENDING),
                ],
                name="artists",
            ),
            IndexModel(
                [
                    ("s", ASCENDING),
                    ("albums", ASCENDING),
                    ("look.sort", ASCENDING),
                    ("id", ASCENDING),
                ],
                name="albums",
            ),
            IndexModel([("s", ASCENDING), ("look.at", DESCENDING)], name="latest"),
        ),
    ),
    Layout(library_ids.COLLECTION, shape(_id=TEXT, id=WHOLE_NUMBER)),
    Layout(
        resolutions.BATCHES,
        shape(
            _id=TEXT,
            holder=TEXT,
            purpose=TEXT,
            title=TEXT,
            total=WHOLE_NUMBER,
            started_at=WHOLE_NUMBER,
            state=TEXT,
        ),
        (
            IndexModel(
                [("holder", ASCENDING), *resolutions.BATCHES_LATEST_FIRST], name="holder_latest"
            ),
            # Of two that are to run alone only one gets in.
            IndexModel("alone", name="alone", unique=True, sparse=True),
            IndexModel("ended_at", name="kept", expireAfterSeconds=resolutions.KEPT_SECONDS),
        ),
    ),
    Layout(
        resolutions.COLLECTION,
        shape(
            _id=TEXT,
            batch_id=TEXT,
            holder=TEXT,
            started_at=WHOLE_NUMBER,
            place=WHOLE_NUMBER,
            wanted={"bsonType": "object"},
            state=TEXT,
        ),
        (
            # What is queued first, and how many have come to which end.
            IndexModel(
                [("batch_id", ASCENDING), ("state", ASCENDING), ("place", ASCENDING)],
                name="batch_states",
            ),
            IndexModel([("batch_id", ASCENDING), ("place", ASCENDING)], name="batch"),
            IndexModel([("holder", ASCENDING), *resolutions.LATEST_FIRST], name="holder_latest"),
            IndexModel("ended_at", name="kept", expireAfterSeconds=resolutions.KEPT_SECONDS),
        ),
    ),
    Layout(
        wishes.COLLECTION,
        shape(
            _id=TEXT,
            holder=TEXT,
            key=TEXT,
            category={"enum": ["singles", "albums"]},
            song=shape(id=TEXT, title=TEXT, artists=LIST),
            added_at=WHOLE_NUMBER,
            due_at=WHOLE_NUMBER,
            attempts=WHOLE_NUMBER,
        ),
        (
            # The same track is wished for once, by its id and by its names.
            IndexModel([("holder", ASCENDING), ("song.id", ASCENDING)], name="ids", unique=True),
            IndexModel([("holder", ASCENDING), ("key", ASCENDING)], name="names", unique=True),
            IndexModel(
                [("holder", ASCENDING), ("added_at", DESCENDING), ("_id", DESCENDING)],
                name="holder_latest",
            ),
            IndexModel(
                [
                    ("holder", ASCENDING),
                    ("category", ASCENDING),
                    ("added_at", DESCENDING),
                    ("_id", DESCENDING),
                ],
                name="holder_category_latest",
            ),
            IndexModel([("due_at", ASCENDING), ("holder", ASCENDING)], name="due"),
        ),
    ),
    Layout(
        followed_artists.COLLECTION,
        shape(holder=TEXT, artist_id=TEXT, name=TEXT, key=TEXT, added_at=WHOLE_NUMBER, seen=LIST),
        (
            IndexModel([("holder", ASCENDING), ("artist_id", ASCENDING)], name="ids", unique=True),
            IndexModel([("holder", ASCENDING), ("key", ASCENDING)], name="names", unique=True),
        ),
    ),
    Layout(
        finds.COLLECTION,
        shape(
            holder=TEXT,
            key=TEXT,
            artist_id=TEXT,
            artist=TEXT,
            track={"bsonType": "object"},
            found_at=DATE,
        ),
        (
            # After a crash in the middle of a scan the same is found again.
            IndexModel([("holder", ASCENDING), ("key", ASCENDING)], name="once", unique=True),
            IndexModel([("holder", ASCENDING), ("_id", DESCENDING)], name="latest"),
            IndexModel([("holder", ASCENDING), ("artist_id", ASCENDING)], name="artist"),
            IndexModel("found_at", name="lifetime", expireAfterSeconds=finds.KEPT_SECONDS),
        ),
    ),
    Layout(
        watchlists.COLLECTION,
        shape(_id=TEXT),
        (IndexModel("scanned_at", name="scanned"),),
    ),
)
