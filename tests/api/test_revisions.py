"""`Player-Revision` and `If-Match`: changes that are refused when the ground has moved."""

import pytest

from tests.support.api import Api, data, refusal


async def test_every_change_tells_the_revision_after_it(api: Api) -> None:
    noor = await api.listener()
    answer = await noor.post("/functions/volume", json=20)
    hub = api.world.parts.services.hub
    assert answer.headers["Player-Revision"] == hub.revision(api.player.seq)


@pytest.mark.parametrize("form", ["{}", '"{}"', 'W/"{}"', "*"])
async def test_a_change_of_what_was_seen_is_made(api: Api, form: str) -> None:
    noor = await api.listener()
    await api.player.settled()
    seen = (await noor.get("/functions/player")).headers["Player-Revision"]
    headers = {"If-Match": form.format(seen)}
    assert data(await noor.post("/functions/volume", json=21, headers=headers), api) == 21


async def test_a_change_of_what_has_changed_since_is_refused(api: Api) -> None:
    noor = await api.listener()
    _, one, two = await api.with_queue(noor, *api.links(3))
    seen = (await noor.get("/tracks/queue")).headers["Player-Revision"]
    await noor.post("/functions/remove_track", json={"id": one["id"]})
    answer = await noor.post(
        "/functions/remove_track", json={"index": 0}, headers={"If-Match": f'"{seen}"'}
    )
    assert "changed since" in refusal(answer, 412, 412)
    assert [entry.id for entry in api.player.state.queue] == [two["id"]]


async def test_a_revision_of_another_life_never_matches(api: Api) -> None:
    noor = await api.listener()
    headers = {"If-Match": f'"0000-{api.player.seq}"'}
    refusal(await noor.post("/functions/volume", json=5, headers=headers), 412, 412)


@pytest.mark.parametrize("header", ["5", '"5"', "abc", '"a-1", "b-2"', ""])
async def test_what_is_no_revision_is_named(api: Api, header: str) -> None:
    noor = await api.listener()
    answer = await noor.post("/functions/volume", json=5, headers={"If-Match": header})
    refusal(answer, 400, 6, "If-Match")
    assert api.player.state.volume == 100
