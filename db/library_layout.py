"""The collections of the library family: jobs, wishes, and what is followed."""

from pymongo import ASCENDING, DESCENDING, IndexModel

from db import resolutions
from db.shapes import TEXT, WHOLE_NUMBER, Layout, shape

LIBRARY_LAYOUTS = (
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
