"""What collections are declared with: indexes, and the shapes that documents must have."""

from dataclasses import dataclass

from pymongo import IndexModel

from db.client import Document


@dataclass(frozen=True)
class Layout:
    """One collection as it has to be; MongoDB refuses documents that break the `shape`.

    Indexes that let documents expire only tidy up: expiry is decided by those who read.
    """

    collection: str
    shape: Document
    indexes: tuple[IndexModel, ...] = ()


def shape(**properties: Document) -> Document:
    return {"bsonType": "object", "required": sorted(properties), "properties": properties}


TEXT: Document = {"bsonType": "string"}
DATE: Document = {"bsonType": "date"}
WHOLE_NUMBER: Document = {"bsonType": ["int", "long"]}
LIST: Document = {"bsonType": "array"}
SHA256: Document = {"bsonType": "string", "pattern": "^[0-9a-f]{64}$"}
