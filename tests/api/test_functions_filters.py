"""Filters and presets, down to what the node hears."""

import pytest

from player.core.policy import EqualizerRules, PlayerRules, Policy
from sim.discord import seed
from tests.support.api import Api, data, refusal
from tests.support.discord import eventually


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(2))
    body = {"timescale": {"speed": 1.5}, "rotation": {"rotation_hz": 0.3}}
    sound = data(await noor.post("/functions/filters", json=body), api)
    assert sound["filters"]["timescale"] == {"speed": 1.5, "pitch": 1.0, "rate": 1.0}
    node = api.world.node
    await eventually(
        lambda: (
            (at := node.players(seed.HARBOUR))
            and at.filters.get("timescale", {}).get("speed") == 1.5
        )
    )
    assert data(await noor.get("/functions/filters"), api) == sound
    await noor.post("/functions/skip")
    await api.player.settled()
    player = node.players(seed.HARBOUR)
    assert player is not None
    assert player.filters["rotation"] == {"rotationHz": 0.3}


async def test_null_switches_off_and_the_others_stay(api: Api) -> None:
    noor = await api.listener()
    await noor.post("/functions/filters", json={"tremolo": {}, "karaoke": {}})
    sound = data(await noor.post("/functions/filters", json={"tremolo": None}), api)
    assert set(sound["filters"]) == {"karaoke"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"timescale": {"speed": 0}}, "timescale.speed"),
        ({"vibrato": {"frequency": 15}}, "vibrato.frequency"),
        ({"vibrato": {"frequency": "fast"}}, "vibrato.frequency"),
        ({"echo": {}}, "echo"),
        ({"timescale": {"tempo": 1}}, "timescale.tempo"),
        ([], "filters"),
    ],
)
async def test_it_names_what_is_wrong(api: Api, body: object, field: str) -> None:
    noor = await api.listener()
    refusal(await api.post(noor, "/functions/filters", body), 400, 6, field)


async def test_presets_by_name(api: Api) -> None:
    noor = await api.listener()
    names = data(await noor.get("/functions/presets"), api)
    assert "nightcore" in names["filters"]
    sound = data(await noor.post("/functions/preset", json="Nightcore"), api)
    assert sound["filters"]["timescale"]["speed"] == 1.2
    both = data(await noor.post("/functions/preset", json="8d"), api)
    assert set(both["filters"]) == {"timescale", "rotation"}
    louder = data(await noor.post("/functions/preset", json="bass boost"), api)
    assert louder["equalizer"][0] == 0.3
    assert data(await noor.post("/functions/preset", json="off"), api)["filters"] == {}
    refusal(await noor.post("/functions/preset", json="loudest"), 400, 6, "preset")


async def test_a_server_can_switch_it_off(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(1))
    await api.rules(Policy(player=PlayerRules(equalizer=EqualizerRules(change=False))))
    refusal(await noor.post("/functions/filters", json={"karaoke": {}}), 403, 9)
    refusal(await noor.post("/functions/equalizer", json=[0.0] * 15), 403, 9)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get("/functions/filters"), 401, 1)
    refusal(await api.world.visitor().post("/functions/filters", json={}), 401, 1)
    refusal(await api.world.visitor().post("/functions/preset", json="8d"), 401, 1)
