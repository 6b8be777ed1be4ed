"""A screen's own account of a player: applies frames as docs/live.md says, and nothing cleverer."""

import json
from copy import deepcopy
from typing import Any

Json = dict[str, Any]
Row = list[Any]


class Screen:
    """Holds what frames have told; of the queue, all ids, and the rows that have been shown."""

    def __init__(self, snapshot: Json | None = None) -> None:
        self.state: Json = {}
        self.ids: list[int] = []
        self.length = 0
        self.rows: dict[int, Row] = {}
        self.faces: dict[str, Json] = {}
        self.last_id: str | None = None
        self.notices: list[str] = []
        self.log: list[str] = []
        self.beats: list[int] = []
        self.end: str | None = None
        self.you: Json | None = None
        self.votes_ended: list[Json] = []
        self.resets = 0
        if snapshot:
            self.reset(snapshot)

    def take(self, frame: Json) -> None:
        """Take in one decoded frame: `id`, `event`, `data`."""
        self.last_id = frame.get("id") or self.last_id
        match frame["event"]:
            case "reset":
                self.resets += 1
                self.reset(frame["data"])
            case "patch":
                self.patch(frame["data"])
            case "beat":
                self.beats.append(frame["data"])
            case "you":
                self.you = frame["data"]
            case "end":
                self.end = frame["data"]["reason"]
            case unknown:
                raise AssertionError(f"unknown frame {unknown}")

    def reset(self, snapshot: Json) -> None:
        self.state = deepcopy(snapshot)
        queue = self.state.pop("queue")
        self.ids = expand(queue["ids"])
        self.length = queue["length"]
        self.rows = {row[0]: row for row in queue["rows"]}
        assert queue["count"] == len(self.ids)
        self._meet([*self.state["listeners"], *queue["people"]])

    def patch(self, changes: Json) -> None:
        changes = {name: each for name, each in deepcopy(changes).items() if "_said" not in name}
        changes.pop("by", None)
        changes.pop("at", None)
        if told := changes.pop("log", None):
            self.log.append(told)
        self.notices += changes.pop("notices", [])
        self.votes_ended += changes.pop("votes_ended", [])
        queue = changes.pop("queue", {})
        for operation in queue.get("ops", []):
            self._apply(operation)
        self.length = queue.get("length", self.length)
        self._meet([*changes.get("listeners", []), *queue.get("people", [])])
        assert changes.keys() <= self.state.keys()
        self.state.update(changes)

    def shows(self, snapshot: Json) -> bool:
        """Say whether this is what a fresh snapshot would show, as far as rows are known here."""
        queue = snapshot["queue"]
        truth = {row[0]: list(row) for row in queue["rows"]}
        return (
            self.state == {name: value for name, value in snapshot.items() if name != "queue"}
            and self.ids == expand(queue["ids"])
            and self.length == queue["length"]
            and self.rows.keys() <= set(self.ids)
            and all(list(row) == truth.get(entry_id, row) for entry_id, row in self.rows.items())
            and self.faces.keys() >= {row[-1] for row in self.rows.values()} - {None}
        )

    def _meet(self, people: list[Json]) -> None:
        self.faces |= {person["id"]: person for person in people}

    def _apply(self, operation: Json) -> None:
        ids = expand(operation.get("ids", []))
        match operation["op"]:
            case "insert":
                assert 0 <= operation["at"] <= len(self.ids)
                rows = {row[0]: row for row in operation.get("rows", [])}
                self.rows |= rows
                self.ids[operation["at"] : operation["at"]] = [*rows, *ids]
            case "remove":
                self._take_out(ids)
                self.rows = {known: row for known, row in self.rows.items() if known not in ids}
            case "move":
                self._take_out(ids)
                assert 0 <= operation["to"] <= len(self.ids)
                self.ids[operation["to"] : operation["to"]] = ids
            case "order":
                assert sorted(ids) == sorted(self.ids)
                self.ids = ids
            case "clear":
                self.ids, self.rows = [], {}
            case unknown:
                raise AssertionError(f"unknown operation {unknown}")

    def _take_out(self, ids: list[int]) -> None:
        assert set(ids) <= set(self.ids)
        self.ids = [each for each in self.ids if each not in ids]


def expand(runs: list[int | list[int]]) -> list[int]:
    """Return the ids that are written as single ones and as pairs of the first and the last."""
    pairs = [run if isinstance(run, list) else [run, run] for run in runs]
    return [each for first, last in pairs for each in range(first, last + 1)]


def decode_frames(text: str) -> list[Json]:
    """Decode whole frames as a browser's EventSource does; comments are dropped."""
    frames = []
    for block in text.split("\n\n"):
        fields: Json = {}
        for line in block.split("\n"):
            name, _, value = line.partition(":")
            if name:
                fields[name] = value.removeprefix(" ")
        if "event" in fields:
            fields["data"] = json.loads(fields["data"])
            frames.append(fields)
    return frames
