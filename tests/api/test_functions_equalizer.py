import pytest

from player.core.policy import EqualizerRules, PlayerRules, Policy
from tests.support.api import Api, data, refusal

GAINS = [-0.25, -0.1, 0, 0.1, 0.25, 0.5, 0.75, 1.0, 0.5, 0.25, 0.1, 0, -0.1, -0.2, -0.25]


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    assert data(await noor.post("/functions/equalizer", json=GAINS), api) == GAINS
    assert data(await noor.get("/functions/player"), api)["equalizer"] == GAINS


async def test_gains_above_the_nodes_ceiling_are_brought_down(api: Api) -> None:
    noor = await api.listener()
    assert data(await noor.post("/functions/equalizer", json=[2] * 15), api) == [1.0] * 15


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([0.0] * 14, "equalizer"),
        ([0.0] * 16, "equalizer"),
        ([], "equalizer"),
        ({}, "equalizer"),
        (0.5, "equalizer"),
        (None, "equalizer"),
        ([0.0] * 14 + [2.1], "equalizer[14]"),
        ([-0.3] + [0.0] * 14, "equalizer[0]"),
        ([0.0] * 3 + [True] + [0.0] * 11, "equalizer[3]"),
        ([0.0] * 3 + ["0"] + [0.0] * 11, "equalizer[3]"),
    ],
)
async def test_it_names_the_band_that_is_wrong(api: Api, body: object, field: str) -> None:
    noor = await api.listener()
    refusal(await api.post(noor, "/functions/equalizer", body), 400, 6, field)
    assert set(api.player.state.equalizer) == {0.0}


async def test_a_number_too_large_for_a_computer_is_refused(api: Api) -> None:
    noor = await api.listener()
    body = "[" + ",".join(["1e999"] * 15) + "]"
    headers = {"Content-Type": "application/json"}
    answer = await noor.post("/functions/equalizer", content=body, headers=headers)
    refusal(answer, 400, 7)


async def test_a_server_may_switch_it_off(api: Api) -> None:
    noor = await api.listener()
    await api.rules(Policy(player=PlayerRules(equalizer=EqualizerRules(change=False))))
    refusal(await noor.post("/functions/equalizer", json=GAINS), 403, 9)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().post("/functions/equalizer", json=GAINS), 401, 1)
