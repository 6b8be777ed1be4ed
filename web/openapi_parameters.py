"""Describes what a route takes: in its path, its query, its headers, and its body."""

from web.family import Json
from web.openapi_method import Method
from web.openapi_operation import Operation, Touches

PLACES = {
    "guild_id": "The server's id.",
    "user_id": "The person's id at Discord.",
    "playlist_id": "The playlist's id.",
    "item_id": "The entry's id in the playlist.",
    "job_id": "The job's id.",
    "download_id": "The id of the job, as the list has it.",
    "key_id": "The API key's id, which is not the key.",
    "artist_id": "The artist's number in the library; on the watchlist the id they were added by.",
    "album_id": "The album's number in the library.",
    "receiver_id": "The receiver's id.",
    "session_id": "The session's id.",
    "user_name": "The person's name, which is their Discord username.",
    "track_id": "The id by which the track was added.",
    "track_play_id": "The track play's id.",
    "vote_id": "The vote's id.",
    "widget_key": "The overlay's key.",
}
"""What stands in each variable part of a path."""

GUILD: Json = {
    "name": "guild_id",
    "in": "query",
    "description": "The server meant; without it, the one in whose voice channel you sit.",
    "schema": {"type": "string", "pattern": "^[0-9]{15,20}$"},
}
IF_MATCH: Json = {
    "name": "If-Match",
    "in": "header",
    "description": "The revision you last saw: the change is refused if the player has moved on.",
    "schema": {"type": "string"},
    "example": '"5f0c2a91-42"',
}


def parameters(given: list[Json], method: Method) -> list[Json]:
    """Complete the parameters that the library has found."""
    completed = [_completed(parameter, method.operation) for parameter in given]
    in_path = {each["name"] for each in given if each["in"] == "path"}
    in_player = method.operation.family is None
    if in_player and method.speaks_of_a_guild and "guild_id" not in in_path:
        completed.append(GUILD)
    if method.operation.touches is Touches.CHANGES:
        completed.append(IF_MATCH)
    return completed


def body(given: Json, operation: Operation) -> Json:
    """Complete a body: its example, and the files that it may be instead."""
    content = given["content"]
    data = {**content[operation.body_media], "example": operation.body_example}
    files = {media_type: {"schema": {"type": "string"}} for media_type in operation.uploads}
    return {
        **given,
        "required": operation.body_required,
        "content": {**content, operation.body_media: data, **files},
    }


def _completed(parameter: Json, operation: Operation) -> Json:
    if parameter["in"] == "path":
        return {**parameter, "description": PLACES[parameter["name"]]}
    fields = operation.query.model_fields if operation.query else {}
    field = fields.get(parameter["name"])
    return {**parameter, "required": True} if field and field.is_required() else parameter
