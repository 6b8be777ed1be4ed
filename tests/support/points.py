"""Points for people of the tests, as a bot gives them."""

from sim.discord import seed
from tests.support.api import HARBOUR, Api, data
from tests.support.profiles import make_bot

WALLET = f"/guild/{HARBOUR}/wallet"


async def rich(api: Api, points: int = 100) -> None:
    """Give Noor some points and Juno none."""
    bot = await make_bot(api)
    for user_id in (seed.NOOR, seed.JUNO):
        assert (await bot.client.post(f"/profile/{HARBOUR}/{user_id}", json={})).status_code == 200
    wish = {
        "from": "self",
        "to": {"user_id": seed.NOOR, "guild_id": HARBOUR},
        "amount": points,
        "reason": "level up bonus",
    }
    assert (await bot.client.post("/transaction", json=wish)).status_code == 200


async def balance(api: Api, person: str) -> int:
    return int(data(await (await api.person(person)).get(WALLET), api)["balance"])
