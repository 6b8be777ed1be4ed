import pytest

from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    _, one, two, three = await api.with_queue(noor, *api.links(4))
    assert data(await noor.post("/functions/jump", json={"id": two["id"]}), api) is True
    assert api.player.state.current is not None
    assert api.player.state.current.id == two["id"]
    assert [entry.id for entry in api.player.state.queue] == [one["id"], three["id"]]


async def test_an_entry_can_be_named_by_its_place(api: Api) -> None:
    noor = await api.listener()
    _, _, two = await api.with_queue(noor, *api.links(3))
    assert data(await noor.post("/functions/jump", json={"index": 1}), api) is True
    assert api.player.state.current is not None
    assert api.player.state.current.id == two["id"]


async def test_an_entry_that_is_gone_is_not_found(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(2))
    refusal(await noor.post("/functions/jump", json={"id": 10**6}), 404, 404)


@pytest.mark.parametrize("body", [{}, {"index": 9}, {"index": None}, {"id": "1"}, [], 1])
async def test_it_names_what_is_wrong(api: Api, body: object) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(2))
    answer = await api.post(noor, "/functions/jump", body)
    field = "id" if body == {"id": "1"} else "index"
    refusal(answer, 400, 6, field)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().post("/functions/jump", json={"index": 0}), 401, 1)
