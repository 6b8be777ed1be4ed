import pytest

from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    _, _, two = await api.with_queue(noor, *api.links(3))
    assert data(await noor.post("/functions/remove_track", json={"index": 0}), api) is True
    assert [entry.id for entry in api.player.state.queue] == [two["id"]]


async def test_an_entry_can_be_named_by_its_id(api: Api) -> None:
    noor = await api.listener()
    _, one, two = await api.with_queue(noor, *api.links(3))
    answer = await noor.post("/functions/remove_track", json={"id": two["id"]})
    assert data(answer, api) is True
    assert [entry.id for entry in api.player.state.queue] == [one["id"]]
    refusal(await noor.post("/functions/remove_track", json={"id": two["id"]}), 404, 404)


async def test_several_tracks_go_as_one_edit(api: Api) -> None:
    noor = await api.listener()
    _, one, two, three = await api.with_queue(noor, *api.links(4))
    body = {"ids": [three["id"], one["id"], 10**6]}
    assert data(await noor.post("/functions/remove_track", json=body), api) is True
    assert [entry.id for entry in api.player.state.queue] == [two["id"]]
    refusal(await noor.post("/functions/remove_track", json=body), 404, 404)
    assert data(await noor.post("/functions/undo"), api) == 3


async def test_an_empty_queue_has_no_such_track(api: Api) -> None:
    noor = await api.listener()
    refusal(await noor.post("/functions/remove_track", json={"index": 0}), 404, 404)


@pytest.mark.parametrize(
    "body", [{}, {"index": 5}, {"index": -1}, {"index": "0"}, {"index": 1, "id": 1}, 0, True]
)
async def test_it_names_what_is_wrong(api: Api, body: object) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(3))
    refusal(await api.post(noor, "/functions/remove_track", body), 400, 6, "index")
    assert len(api.player.state.queue) == 2


async def test_it_needs_a_sign_in(api: Api) -> None:
    answer = await api.world.visitor().post("/functions/remove_track", json={"index": 0})
    refusal(answer, 401, 1)
