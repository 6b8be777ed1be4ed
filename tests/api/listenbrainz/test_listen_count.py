"""`GET /1/user/<name>/listen-count`: how many listens there are."""

from tests.support.api import Api
from tests.support.listenbrainz import LONG_AGO, answered, listen, listener


async def test_listens_are_counted(api: Api) -> None:
    ada = await listener(api)
    path = f"/1/user/{ada.name}/listen-count"
    assert answered(await ada.program.get(path)) == {"payload": {"count": 0}}
    await ada.heard(*[listen(LONG_AGO + number) for number in range(3)])
    assert answered(await ada.program.get(path)) == {"payload": {"count": 3}}
