import pytest

from tests.support.api import Api, data, refusal


def order(api: Api) -> list[int]:
    return [entry.id for entry in api.player.state.queue]


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    _, one, two, three = await api.with_queue(noor, *api.links(4))
    answer = await noor.post("/functions/move_track", json={"index": 2, "position": 0})
    assert data(answer, api) is True
    assert order(api) == [three["id"], one["id"], two["id"]]


async def test_an_entry_can_be_named_by_its_id(api: Api) -> None:
    noor = await api.listener()
    _, one, two = await api.with_queue(noor, *api.links(3))
    answer = await noor.post("/functions/move_track", json={"id": one["id"], "position": 1})
    assert data(answer, api) is True
    assert order(api) == [two["id"], one["id"]]


async def test_several_tracks_move_together_as_one_edit(api: Api) -> None:
    noor = await api.listener()
    _, one, two, three, four = [each["id"] for each in await api.with_queue(noor, *api.links(5))]
    body = {"ids": [four, two], "position": 0}
    assert data(await noor.post("/functions/move_track", json=body), api) is True
    assert order(api) == [two, four, one, three]
    await noor.post("/functions/undo")
    assert order(api) == [one, two, three, four]


async def test_an_id_that_is_gone_is_not_found(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(3))
    answer = await noor.post("/functions/move_track", json={"id": 10**6, "position": 0})
    refusal(answer, 404, 404)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"index": 0}, "position"),
        ({"position": 0}, "index"),
        ({"index": 0, "id": 1, "position": 0}, "index"),
        ({"index": "0", "position": 0}, "index"),
        ({"index": True, "position": 0}, "index"),
        ({"index": 0, "position": 0.5}, "position"),
        ({"index": 0, "position": None}, "position"),
        ({"index": 0, "position": -1}, "position"),
        ({"index": 0, "position": 2}, "position"),
        ({"ids": [], "position": 0}, "ids"),
        ({"ids": [True], "position": 0}, "ids[0]"),
        ({"ids": [1], "id": 1, "position": 0}, "index"),
        ({"index": 2, "position": 0}, "index"),
        ({"index": -1, "position": 0}, "index"),
        ([0, 1], "index"),
        (None, "index"),
    ],
)
async def test_it_names_what_is_wrong(api: Api, body: object, field: str) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(3))
    before = order(api)
    refusal(await api.post(noor, "/functions/move_track", body), 400, 6, field)
    assert order(api) == before


async def test_it_needs_a_sign_in(api: Api) -> None:
    body = {"index": 0, "position": 0}
    refusal(await api.world.visitor().post("/functions/move_track", json=body), 401, 1)
