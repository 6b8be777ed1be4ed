from urllib.parse import parse_qs, urlsplit

from tests.support.api import Api, data


async def test_it_works(api: Api) -> None:
    link = data(await api.world.visitor().get("/auth/invite"), api)
    assert link.startswith(api.world.discord.authorize_url)
    asked = parse_qs(urlsplit(link).query)
    assert asked["client_id"] == [api.world.discord.client_id]
    assert "bot" in asked["scope"][0].split()
    assert int(asked["permissions"][0]) & (1 << 20 | 1 << 21) == 1 << 20 | 1 << 21
