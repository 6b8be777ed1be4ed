import asyncio

import pytest

from auth.identity import GuildId
from player.core.policy import DEFAULT_POLICY
from sim.discord import seed
from tests.support.api import HARBOUR, Api, Json, data, refusal

SETTINGS = f"/guild/{HARBOUR}/settings"


async def changed(api: Api, body: object) -> Json:
    return data(await api.post(await api.person(seed.ROBIN), SETTINGS, body), api)


async def refused(api: Api, body: object, field: str) -> str:
    """Return the sentence of a refusal, having checked that nothing has changed."""
    before = api.world.parts.services.policies.of(GuildId(HARBOUR))
    answer = await api.post(await api.person(seed.ROBIN), SETTINGS, body)
    sentence = refusal(answer, 400, 6, field)
    assert field in sentence
    assert api.world.parts.services.policies.of(GuildId(HARBOUR)) == before
    return sentence


async def test_the_documented_example_works(api: Api) -> None:
    settings = await changed(api, {"blacklist": {"enabled": True}, "player": {"search": "sp"}})
    assert settings["blacklist"] == {"words": [], "enabled": True}
    assert settings["player"]["search"] == "sp:"
    assert settings["player"]["fallback"] is True
    robin = await api.person(seed.ROBIN)
    assert data(await robin.get(SETTINGS), api) == settings


async def test_an_answer_can_be_sent_back_as_it_is(api: Api) -> None:
    body = {
        "dj": {
            "default": {"roles": [seed.HARBOUR_DJ], "users": [seed.NOOR], "everyone": False},
            "neutral": {"everyone": True, "type": "iv", "value": 2},
        },
        "channel": {"channel": seed.HARBOUR_REQUESTS, "color": "#1ABC9C"},
        "player": {"24h": True, "max_track_length": 600},
    }
    settings = await changed(api, body)
    assert await changed(api, settings) == settings
    assert settings["dj"]["default"]["roles"] == [
        {"name": "DJ", "id": seed.HARBOUR_DJ, "color": "#1abc9c"}
    ]
    assert settings["dj"]["default"]["users"][0]["name"] == "Noor"
    assert settings["channel"]["color"] == "#1abc9c"
    assert settings["channel"]["channel"]["name"] == "music-requests"
    assert settings["player"]["24h"] is True


async def test_every_setting_can_be_changed(api: Api) -> None:
    gains = [0.1] * 15
    body: dict[str, Json] = {
        "volume": {"limit": 300, "default": 80, "change": False, "step": 5},
        "player": {
            "shuffle": True,
            "repeat": True,
            "24h": True,
            "search": "dz:",
            "timeout": 60,
            "ensure": False,
            "equalizer": {"change": False, "default": gains},
            "fallback": False,
            "autoplay": True,
            "fair_queue": True,
            "queue_limit": 100,
            "queue_limit_per_user": 10,
            "max_track_length": 1200,
        },
        "blacklist": {"words": ["noise"], "enabled": True},
        "channel": {"url": "https://example.org/a.png", "playlists": False, "command": None},
    }
    settings = await changed(api, body)
    for part, values in body.items():
        for name, value in values.items():
            assert settings[part][name] == value, f"{part}.{name}"


async def test_it_is_heard_at_once(api: Api) -> None:
    noor = await api.listener()
    await api.with_queue(noor, *api.links(1))
    assert data(await api.post(noor, "/functions/volume", 150)) == 150
    await changed(api, {"volume": {"limit": 80, "default": 80}})
    await api.player.settled()
    assert api.player.state.volume == 80
    assert data(await noor.get("/user/connection"), api)["volume"]["limit"] == 80


async def test_gains_are_brought_down_to_what_is_heard(api: Api) -> None:
    settings = await changed(api, {"player": {"equalizer": {"default": [2] + [0] * 14}}})
    assert settings["player"]["equalizer"]["default"] == [1.0] + [0.0] * 14


async def test_words_are_trimmed_and_doubles_dropped(api: Api) -> None:
    settings = await changed(api, {"blacklist": {"words": ["  Polka ", "polka", "noise"]}})
    assert settings["blacklist"]["words"] == ["Polka", "noise"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"volume": {"limit": 1001}}, "volume.limit"),
        ({"volume": {"limit": 0}}, "volume.limit"),
        ({"volume": {"limit": "100"}}, "volume.limit"),
        ({"volume": {"limit": True}}, "volume.limit"),
        ({"volume": {"limit": None}}, "volume.limit"),
        ({"volume": {"default": -1}}, "volume.default"),
        ({"volume": {"limit": 50}}, "volume.default"),
        ({"volume": {"step": 0}}, "volume.step"),
        ({"volume": {"change": 1}}, "volume.change"),
        ({"volume": 5}, "volume"),
        ({"volume": None}, "volume"),
        ({"volume": {"loudness": 5}}, "volume.loudness"),
        ({"music": {}}, "music"),
        ({"player": {"24h": "yes"}}, "player.24h"),
        ({"player": {"stay": True}}, "player.stay"),
        ({"player": {"search": "yahoo"}}, "player.search"),
        ({"player": {"search": 5}}, "player.search"),
        ({"player": {"timeout": -1}}, "player.timeout"),
        ({"player": {"timeout": 1.5}}, "player.timeout"),
        ({"player": {"queue_limit": 0}}, "player.queue_limit"),
        ({"player": {"queue_limit_per_user": -1}}, "player.queue_limit_per_user"),
        ({"player": {"max_track_length": -1}}, "player.max_track_length"),
        ({"player": {"autoplay": "on"}}, "player.autoplay"),
        ({"player": {"equalizer": {"default": [0] * 14}}}, "player.equalizer.default"),
        ({"player": {"equalizer": {"default": [0] * 14 + [3]}}}, "player.equalizer.default[14]"),
        ({"player": {"equalizer": {"default": 0}}}, "player.equalizer.default"),
        ({"blacklist": {"words": "polka"}}, "blacklist.words"),
        ({"blacklist": {"words": ["", "b"]}}, "blacklist.words[0]"),
        ({"blacklist": {"words": ["a" * 101]}}, "blacklist.words[0]"),
        ({"blacklist": {"words": [str(n) for n in range(501)]}}, "blacklist.words"),
        ({"blacklist": {"words": ["\ud800"]}}, "blacklist.words[0]"),
        ({"dj": {"neutral": {"type": "xx"}}}, "dj.neutral.type"),
        ({"dj": {"neutral": {"value": 0}}}, "dj.neutral.value"),
        ({"dj": {"neutral": {"type": "tt", "value": 100}}}, "dj.neutral.value"),
        ({"dj": {"neutral": {"value": 101}}}, "dj.neutral.value"),
        ({"dj": {"default": {"users": ["abc"]}}}, "dj.default.users[0]"),
        ({"dj": {"default": {"users": [{"name": "Noor"}]}}}, "dj.default.users[0]"),
        ({"dj": {"default": {"users": [seed.TOMAS]}}}, "dj.default.users"),
        ({"dj": {"default": {"roles": [seed.STUDIO_DJ]}}}, "dj.default.roles"),
        ({"dj": {"neutral": {"roles": [HARBOUR]}}}, "dj.neutral.roles"),
        ({"dj": {"default": {"roles": [str(10**16 + n) for n in range(101)]}}}, "dj.default.roles"),
        ({"dj": {"default": {"value": 5}}}, "dj.default.value"),
        ({"channel": {"color": "red"}}, "channel.color"),
        ({"channel": {"color": 255}}, "channel.color"),
        ({"channel": {"url": "javascript:alert(1)"}}, "channel.url"),
        ({"channel": {"url": "http://[::1"}}, "channel.url"),
        ({"channel": {"url": "https://example.org/" + "a" * 2048}}, "channel.url"),
        ({"channel": {"channel": seed.MAIN_DECK}}, "channel.channel"),
        ({"channel": {"channel": seed.STUDIO_GENERAL}}, "channel.channel"),
        ({"channel": {"command": "12"}}, "channel.command"),
        ({"channel": {"command": {"name": "welcome"}}}, "channel.command"),
        ([], "settings"),
    ],
)
async def test_nonsense_is_refused_by_name(api: Api, body: object, field: str) -> None:
    await refused(api, body, field)


async def test_nothing_is_half_done(api: Api) -> None:
    await refused(api, {"volume": {"step": 7}, "channel": {"color": "red"}}, "channel.color")
    assert api.world.parts.services.policies.of(GuildId(HARBOUR)) == DEFAULT_POLICY


async def test_a_type_of_vote_allows_its_own_values(api: Api) -> None:
    settings = await changed(api, {"dj": {"neutral": {"type": "tt", "value": 0}}})
    assert settings["dj"]["neutral"]["value"] == 0
    told = await refused(api, {"dj": {"neutral": {"type": "pt"}}}, "dj.neutral.value")
    assert told == "dj.neutral.value must be 1 to 100 for the type pt."


async def test_two_managers_at_once_both_come_through(api: Api) -> None:
    robin, ada = await api.person(seed.ROBIN), await api.person(seed.ADA)
    answers = await asyncio.gather(
        *(api.post(robin, SETTINGS, {"volume": {"limit": limit}}) for limit in range(201, 209)),
        api.post(ada, SETTINGS, {"volume": {"step": 3}}),
    )
    assert {answer.status_code for answer in answers} == {200}
    volume = data(await ada.get(SETTINGS), api)["volume"]
    assert volume["step"] == 3
    assert volume["limit"] in range(201, 209)


async def test_an_unfinished_body_is_not_json(api: Api) -> None:
    robin = await api.person(seed.ROBIN)
    headers = {"Content-Type": "application/json"}
    refusal(await robin.post(SETTINGS, content='{"volume":', headers=headers), 400, 7)


async def test_only_managers_may_change(api: Api) -> None:
    noor = await api.person()
    refusal(await api.post(noor, SETTINGS, {"volume": {"step": 3}}), 403, 17)


async def test_dj_is_not_enough(api: Api) -> None:
    juno = await api.person(seed.JUNO)
    refusal(await api.post(juno, SETTINGS, {}), 403, 17)


async def test_strangers_are_told_nothing_more(api: Api) -> None:
    tomas = await api.person(seed.TOMAS)
    refusal(await api.post(tomas, SETTINGS, {}), 403, 18)
    refusal(await api.post(tomas, f"/guild/{seed.BINDERS}/settings", {}), 404, 16)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.post(api.world.visitor(), SETTINGS, {}), 401, 1)
