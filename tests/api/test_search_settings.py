"""Words without a prefix are searched for where the server's settings say."""

from player.core.policy import PlayerRules, Policy
from sim.discord import seed
from sim.lavalink.sources import SOURCE_OF_NAME
from tests.support.api import HARBOUR, Api, data, refusal


def known_to(api: Api, *sources: str, but_not: str | None = None) -> str:
    """Return a title that a search at every one of these sources finds, and at the other not."""
    catalogue = api.world.node.catalogue

    def finds(source: str, title: str) -> bool:
        return bool(catalogue.search(SOURCE_OF_NAME[source], title))

    return next(
        track.title
        for track in catalogue.tracks
        if catalogue.song_of(track)
        and all(finds(source, track.title) for source in sources)
        and (but_not is None or not finds(but_not, track.title))
    )


async def platforms(api: Api, query: str, guild_id: str | None = None) -> set[str]:
    params = {"query": query} | ({"guild_id": guild_id} if guild_id else {})
    found = data(await (await api.person()).get("/tracks/search", params=params), api)
    return {track["platform"] for track in found["tracks"]}


async def test_search_follows_the_server_that_one_sits_in(api: Api) -> None:
    await api.rules(Policy(player=PlayerRules(search="sc:")))
    title = known_to(api, "youtube", "soundcloud")
    assert await platforms(api, title) == {"youtube"}
    await api.listener()
    assert await platforms(api, title) == {"soundcloud"}
    assert await platforms(api, f"yt:{title}") == {"youtube"}


async def test_search_follows_the_server_that_is_named(api: Api) -> None:
    await api.rules(Policy(player=PlayerRules(search="sc:")))
    title = known_to(api, "youtube", "soundcloud")
    assert await platforms(api, title, HARBOUR) == {"soundcloud"}


async def test_only_a_server_of_ones_own_can_be_named(api: Api) -> None:
    tomas = await api.person(seed.TOMAS)
    params = {"query": "a", "guild_id": HARBOUR}
    refusal(await tomas.get("/tracks/search", params=params), 403, 18)
    refusal(await tomas.get("/tracks/search", params=params | {"guild_id": seed.BINDERS}), 404, 16)
    refusal(
        await tomas.get("/tracks/search", params=params | {"guild_id": "x"}), 400, 6, "guild_id"
    )


async def test_adding_follows_the_server_too(api: Api) -> None:
    await api.rules(Policy(player=PlayerRules(search="sc:")))
    noor = await api.listener()
    title = known_to(api, "youtube", "soundcloud")
    [added] = await api.with_queue(noor, title)
    assert added["platform"] == "soundcloud"


async def test_fallback_is_a_setting(api: Api) -> None:
    noor = await api.listener()
    title = known_to(api, "youtube", but_not="bandcamp")
    await api.rules(Policy(player=PlayerRules(fallback=False)))
    refusal(await noor.get("/tracks/search", params={"query": f"np:{title}"}), 404, 8)
    refusal(await noor.post("/tracks/add", params={"query": f"np:{title}"}), 404, 8)
    await api.rules(Policy(player=PlayerRules(fallback=True)))
    assert await platforms(api, f"np:{title}") == {"youtube"}


async def test_a_blacklisted_track_is_refused_by_its_name(api: Api) -> None:
    noor = await api.listener()
    robin = await api.person(seed.ROBIN)
    [link] = api.links(1)
    song = next(track for track in api.world.node.catalogue.tracks if track.uri == link)
    body = {"blacklist": {"enabled": True, "words": [song.title.upper()]}}
    data(await api.post(robin, f"/guild/{HARBOUR}/settings", body), api)
    told = refusal(await noor.post("/tracks/add", params={"query": link}), 403, 403)
    assert song.title in told
