"""Java's modified UTF-8: every UTF-16 unit on its own, and never a zero byte."""


class MalformedTextError(ValueError):
    """The bytes are no modified UTF-8."""


def encode_text(text: str) -> bytes:
    if text.isascii() and "\0" not in text:
        return text.encode("ascii")
    units = text.encode("utf-16-be", "surrogatepass")
    pairs = zip(units[::2], units[1::2], strict=True)
    return b"".join(_encode_unit(high << 8 | low) for high, low in pairs)


def decode_text(data: bytes) -> str:
    units = bytearray()
    index = 0
    while index < len(data):
        unit, index = _decode_unit(data, index)
        units += unit.to_bytes(2, "big")
    return units.decode("utf-16-be", "surrogatepass")


def _encode_unit(unit: int) -> bytes:
    if 0 < unit < 0x80:
        return bytes((unit,))
    if unit < 0x800:
        return bytes((0xC0 | unit >> 6, 0x80 | unit & 0x3F))
    return bytes((0xE0 | unit >> 12, 0x80 | unit >> 6 & 0x3F, 0x80 | unit & 0x3F))


def _decode_unit(data: bytes, index: int) -> tuple[int, int]:
    """Return the unit that begins at an index, and where the next one begins."""
    lead = data[index]
    if lead < 0x80:
        return lead, index + 1
    if lead >> 5 == 0b110:
        return (lead & 0x1F) << 6 | _continuation(data, index + 1), index + 2
    if lead >> 4 == 0b1110:
        middle, last = _continuation(data, index + 1), _continuation(data, index + 2)
        return (lead & 0x0F) << 12 | middle << 6 | last, index + 3
    raise MalformedTextError(f"Byte {lead:#04x} at {index} begins no character.")


def _continuation(data: bytes, index: int) -> int:
    if index >= len(data) or data[index] >> 6 != 0b10:
        raise MalformedTextError(f"A character ends too early at {index}.")
    return data[index] & 0x3F
