"""The collections of the library family: libraries, jobs, wishes, and what is followed."""

from pymongo import ASCENDING, DESCENDING, IndexModel

from db import library, library_ids, resolutions
from db.shapes import TEXT, WHOLE_NUMBER, Layout, shape
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
            # Searches look at names alone, and find them in here.
            IndexModel(
                [
                    ("s", ASCENDING),
                    ("k", ASCENDING),
                    ("look.sort", ASCENDING),
                    ("id", ASCENDING),
                    ("look.by_sort", ASCENDING),
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
            IndexModel([("holder", ASCENDING), ("started_at", DESCENDING)], name="holder_latest"),
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
)
