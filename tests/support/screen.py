"""A screen's own account of a player: applies frames as docs/live.md says, and nothing cleverer."""

import json
from copy import deepcopy
from typing import Any

Json = dict[str, Any]


class Screen:
    """Holds a snapshot and brings it up to date frame by frame."""

    def __init__(self, snapshot: Json | None = None) -> None:
        self.state: Json = deepcopy(snapshot) if snapshot else {}
        self.last_id: str | None = None
        self.notices: list[str] = []
        self.log: list[str] = []
        self.beats: list[int] = []
        self.end: str | None = None
        self.you: Json | None = None
        self.votes_ended: list[Json] = []
        self.resets = 0

    def take(self, frame: Json) -> None:
        """Take in one decoded frame: `id`, `event`, `data`."""
        self.last_id = frame.get("id") or self.last_id
        match frame["event"]:
            case "reset":
                self.resets += 1
                self.state = deepcopy(frame["data"])
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

    def patch(self, changes: Json) -> None:
        changes = {name: each for name, each in deepcopy(changes).items() if "_said" not in name}
        changes.pop("by", None)
        changes.pop("at", None)
        if told := changes.pop("log", None):
            self.log.append(told)
        self.notices += changes.pop("notices", [])
        self.votes_ended += changes.pop("votes_ended", [])
        for operation in changes.pop("queue_ops", []):
            self._apply(operation)
        assert changes.keys() <= self.state.keys() - {"queue"}
        self.state.update(changes)

    def _apply(self, operation: Json) -> None:
        queue = self.state["queue"]
        ids = [entry["id"] for entry in queue]
        match operation["op"]:
            case "insert":
                assert 0 <= operation["at"] <= len(queue)
                queue[operation["at"] : operation["at"]] = operation["entries"]
            case "remove":
                del queue[ids.index(operation["id"])]
            case "move":
                entry = queue.pop(ids.index(operation["id"]))
                assert 0 <= operation["to"] <= len(queue)
                queue.insert(operation["to"], entry)
            case "order":
                assert sorted(operation["ids"]) == sorted(ids)
                by_id = dict(zip(ids, queue, strict=True))
                queue[:] = [by_id[entry_id] for entry_id in operation["ids"]]
            case "clear":
                queue.clear()
            case unknown:
                raise AssertionError(f"unknown operation {unknown}")


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
