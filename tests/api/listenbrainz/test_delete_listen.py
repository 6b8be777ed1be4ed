"""`POST /1/delete-listen`: a listen of one's own is gone, and its share of the sums."""

import pytest

from tests.support.api import Api
from tests.support.listenbrainz import BELOW, DELETE, LONG_AGO, answered, listen, listener, refused

MSID = "5f4b1f5e-6f0e-5a55-8f5c-3f1f7b5f9c11"


@pytest.mark.parametrize("prefix", ["", BELOW])
async def test_a_listen_is_deleted(api: Api, prefix: str) -> None:
    ada, noor = await listener(api), await listener(api)
    for each in (ada, noor):
        await each.heard(listen(LONG_AGO), listen(LONG_AGO, "Tide"), listen(LONG_AGO + 1))
    listens = (await ada.listens())["listens"]
    named = {key: listens[0][key] for key in ("listened_at", "recording_msid")}
    assert named["listened_at"] == LONG_AGO + 1
    for _ in range(2):
        # Deleting twice is as good as once.
        answer = await ada.program.post(prefix + DELETE, json=named)
        assert answered(answer) == {"status": "ok"}
    assert {*(await ada.titles())} == {"Lanterns", "Tide"}
    assert (await ada.count(), await noor.count()) == (2, 3)
    await ada.heard(listen(LONG_AGO + 1))
    assert await ada.count() == 3


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ([], "Listen timestamp missing."),
        ({"recording_msid": MSID}, "Listen timestamp missing."),
        ({"listened_at": "x", "recording_msid": MSID}, "x: Listen timestamp invalid."),
        ({"listened_at": None, "recording_msid": MSID}, "None: Listen timestamp invalid."),
        ({"listened_at": 10**30, "recording_msid": MSID}, f"{10**30}: Listen timestamp invalid."),
        ({"listened_at": LONG_AGO}, "Recording MSID missing."),
        ({"listened_at": LONG_AGO, "recording_msid": "x"}, "x: Recording MSID format invalid."),
        ({"listened_at": LONG_AGO, "recording_msid": 5}, "5: Recording MSID format invalid."),
    ],
)
async def test_what_names_no_listen_is_refused(api: Api, body: object, words: str) -> None:
    ada = await listener(api)
    assert refused(await ada.program.post(DELETE, json=body), 400) == words


async def test_one_needs_a_key(api: Api) -> None:
    body = {"listened_at": LONG_AGO, "recording_msid": MSID}
    refused(await api.world.visitor().post(DELETE, json=body), 401)
    refused(await api.world.visitor().post(DELETE, content=b"{"), 401)
