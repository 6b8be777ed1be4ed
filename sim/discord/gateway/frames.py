"""Gateway frames: JSON payloads as text, or as one zlib stream per connection in binary frames."""

import json
import zlib
from enum import IntEnum

from sim.discord.wire import JsonObject


class Op(IntEnum):
    """Gateway opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE_UPDATE = 3
    VOICE_STATE_UPDATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_GUILD_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11
    REQUEST_SOUNDBOARD_SOUNDS = 31
    REQUEST_CHANNEL_INFO = 43


class Close(IntEnum):
    """Codes with which the gateway ends a connection."""

    UNKNOWN_ERROR = 4000
    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SEQ = 4007
    INVALID_SHARD = 4010
    INVALID_VERSION = 4012
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014


class GatewayCloseError(Exception):
    """The client did something for which the gateway hangs up."""

    def __init__(self, code: Close, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Encoder:
    """Encodes what one connection is sent."""

    def __init__(self, *, compressed: bool) -> None:
        self._deflate = zlib.compressobj() if compressed else None

    def encode(self, payload: JsonObject) -> str | bytes:
        text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
        if self._deflate is None:
            return text
        return self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)


def payload(
    op: Op, data: object = None, *, name: str | None = None, seq: int | None = None
) -> JsonObject:
    return {"t": name, "s": seq, "op": int(op), "d": data}


def decode(frame: str | bytes) -> tuple[int, object]:
    """Read opcode and data from what a client sent, in whichever kind of frame."""
    try:
        message = json.loads(frame)
    except (ValueError, RecursionError):
        raise GatewayCloseError(Close.DECODE_ERROR, "Error while decoding payload.") from None
    op = message.get("op") if isinstance(message, dict) else None
    if not isinstance(op, int) or isinstance(op, bool):
        raise GatewayCloseError(Close.DECODE_ERROR, "Error while decoding payload.")
    return op, message.get("d")


def decoded_object(data: object) -> JsonObject:
    if not isinstance(data, dict):
        raise GatewayCloseError(Close.DECODE_ERROR, "Error while decoding payload.")
    return data
