"""Long answers that are sent while they are read, so that none has to fit into memory."""

import json
from collections.abc import AsyncIterable, AsyncIterator, Callable

from quart import Response

ROWS_AT_ONCE = 200


def streamed(parts: AsyncIterable[str], content_type: str) -> Response:
    """Answer with parts as they come, however long it takes."""
    answer = Response(_encoded(parts), content_type=content_type)
    answer.timeout = None
    return answer


async def json_list(
    rows: AsyncIterable[object], before: str, after: Callable[[int], str]
) -> AsyncIterator[str]:
    """Give a JSON list between two texts, of which the second may tell how many there were."""
    count, waiting = 0, before
    async for row in rows:
        waiting += ("," if count else "") + json.dumps(
            row, ensure_ascii=False, separators=(",", ":")
        )
        count += 1
        if count % ROWS_AT_ONCE == 0:
            yield waiting
            waiting = ""
    yield waiting + after(count)


async def _encoded(parts: AsyncIterable[str]) -> AsyncIterator[bytes]:
    async for part in parts:
        yield part.encode(errors="replace")
