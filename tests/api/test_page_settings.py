from dataclasses import replace

import httpx2
import pytest

from player.core.policy import DEFAULT_POLICY, Circle
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.discord import eventually
from tests.support.forms import Fields, form_in

PATH = f"/servers/{HARBOUR}/settings"
BROWSER = {"Accept": "text/html"}


async def opened(client: httpx2.AsyncClient) -> Fields:
    """Open the page, and return the fields of its form."""
    return form_in(await client.get(PATH), "seen").fields


async def sent(client: httpx2.AsyncClient, fields: Fields, **changes: object) -> httpx2.Response:
    """Send the form with some fields changed; dots of names are written as `__`."""
    wanted = {name.replace("__", "."): value for name, value in changes.items()}
    return await client.post(PATH, data={**fields, **wanted}, headers=BROWSER)


def policy_of(api: Api) -> object:
    return api.world.parts.services.policies.of(api.player.guild_id)


async def test_only_what_was_changed_is_saved(api: Api) -> None:
    ada = await api.person(seed.ADA)
    answer = await sent(ada, await opened(ada), volume__limit="150")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PATH}?done=saved")
    assert policy_of(api) == replace(
        DEFAULT_POLICY, volume=replace(DEFAULT_POLICY.volume, limit=150)
    )
    await eventually(lambda: api.player.state.policy.volume.limit == 150)
    assert "Saved." in (await ada.get(answer.headers["Location"])).text


async def test_two_managers_at_once_do_not_undo_each_others_changes(api: Api) -> None:
    ada, robin = await api.person(seed.ADA), await api.person(seed.ROBIN)
    before_ada, before_robin = await opened(ada), await opened(robin)
    await sent(ada, before_ada, volume__limit="150")
    await sent(robin, before_robin, volume__step="5", player__autoplay="on")
    volume = api.world.parts.services.policies.of(api.player.guild_id).volume
    assert (volume.limit, volume.step) == (150, 5)


async def test_every_kind_of_field_can_be_changed(api: Api) -> None:
    ada = await api.person(seed.ADA)
    fields = await opened(ada)
    del fields["dj.default.everyone"]
    answer = await sent(
        ada,
        fields,
        **{
            "player.24h": "on",
            "player.search": "sc:",
            "dj.default.roles": [seed.HARBOUR_DJ],
            "dj.neutral.users": [seed.NOOR, seed.FOX],
            "dj.neutral.type": "tt",
            "dj.neutral.value": "2",
            "blacklist.words": "one\r\n\r\n two \r\nONE",
            "channel.channel": seed.HARBOUR_REQUESTS,
            "channel.color": "#102030",
            "player.equalizer.default": ["0.1"] * 15,
        },
    )
    assert answer.headers["Location"] == f"{PATH}?done=saved", answer.text
    policy = api.world.parts.services.policies.of(api.player.guild_id)
    assert policy.player.stay
    assert policy.player.search == "sc:"
    assert policy.dj.default == Circle(roles=frozenset({seed.HARBOUR_DJ}))
    assert policy.dj.neutral.users == {seed.NOOR, seed.FOX}
    assert (policy.dj.neutral_type, policy.dj.neutral_value) == ("tt", 2)
    assert policy.blacklist.words == ("one", "two")
    assert (policy.channel.channel, policy.channel.color) == (seed.HARBOUR_REQUESTS, 0x102030)
    assert policy.player.equalizer.default == (0.1,) * 15


async def test_an_untouched_form_changes_nothing(api: Api) -> None:
    odd = tuple(gain / 300 for gain in range(15))
    await api.rules(
        replace(
            DEFAULT_POLICY,
            player=replace(
                DEFAULT_POLICY.player,
                equalizer=replace(DEFAULT_POLICY.player.equalizer, default=odd),
            ),
        )
    )
    ada = await api.person(seed.ADA)
    before = policy_of(api)
    answer = await sent(ada, await opened(ada))
    assert answer.headers["Location"] == f"{PATH}?done=nothing"
    assert policy_of(api) == before


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"volume__limit": "1001"}, "This must be at most 1000."),
        ({"volume__limit": "loud"}, "This must be a whole number."),
        ({"volume__limit": ""}, "This must be a whole number."),
        ({"volume__limit": "50"}, "The volume at first must not be above the limit."),
        ({"dj__neutral__value": "0"}, "Choose 1 to 100 percent, or 0 to 99 people."),
        ({"channel__url": "javascript:alert(1)"}, "This must be an http or https link, or empty."),
        ({"channel__channel": seed.MAIN_DECK}, "Choose a text channel of this server."),
        ({"blacklist__words": "x" * 101}, "This must have at most 100 characters."),
        ({"dj__default__users": [seed.TOMAS]}, "One of these people is no longer on this server."),
        ({"dj__neutral__users__named": "zzz"}, "Nobody and nothing here is called “zzz”."),
    ],
)
async def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_saved(
    api: Api, changes: dict[str, object], problem: str
) -> None:
    ada = await api.person(seed.ADA)
    answer = await sent(ada, await opened(ada), player__autoplay="on", **changes)
    assert answer.status_code == 422
    assert answer.text.count(problem) == 1
    assert answer.text.count('aria-invalid="true"') == 1
    assert policy_of(api) == DEFAULT_POLICY
    kept = form_in(answer, "seen").fields
    assert kept["player.autoplay"] == ["on"]
    for name, value in changes.items():
        if not name.endswith("__users") and "__channel" not in name:
            assert kept[name.replace("__", ".")] == [value]


async def test_the_form_that_was_wrong_can_be_put_right(api: Api) -> None:
    ada = await api.person(seed.ADA)
    wrong = await sent(ada, await opened(ada), volume__limit="0", player__autoplay="on")
    await sent(ada, form_in(wrong, "seen").fields, volume__limit="120")
    policy = api.world.parts.services.policies.of(api.player.guild_id)
    assert (policy.volume.limit, policy.player.autoplay) == (120, True)


async def test_people_and_roles_are_added_by_their_names(api: Api) -> None:
    ada = await api.person(seed.ADA)
    named = {"dj__neutral__users__named": "noor", "dj__default__roles__named": "regulars"}
    answer = await sent(ada, await opened(ada), **named)
    assert answer.status_code == 303, answer.text
    rules = api.world.parts.services.policies.of(api.player.guild_id).dj
    assert rules.neutral.users == {seed.NOOR}
    assert rules.default.roles == {seed.HARBOUR_REGULAR}


async def test_where_several_could_be_meant_they_are_offered(api: Api) -> None:
    ada = await api.person(seed.ADA)
    answer = await sent(ada, await opened(ada), dj__default__roles__named="r")
    assert answer.status_code == 422
    assert "Several go by that name." in answer.text
    assert "Harbourmaster" in answer.text
    fields = form_in(answer, "seen").fields
    assert "dj.default.roles" not in fields
    chosen = {"dj__default__roles": [seed.HARBOUR_REGULAR], "dj__default__roles__named": ""}
    assert (await sent(ada, fields, **chosen)).status_code == 303
    rules = api.world.parts.services.policies.of(api.player.guild_id).dj
    assert rules.default.roles == {seed.HARBOUR_REGULAR}


async def test_a_reset_is_asked_about_first(api: Api) -> None:
    ada = await api.person(seed.ADA)
    await sent(ada, await opened(ada), volume__limit="150")
    page = await ada.get(f"{PATH}/reset")
    assert "Reset all settings?" in page.text
    assert policy_of(api) != DEFAULT_POLICY
    answer = await ada.post(f"{PATH}/reset", headers=BROWSER)
    assert answer.headers["Location"] == f"{PATH}?done=reset"
    assert policy_of(api) == DEFAULT_POLICY


async def test_changes_are_noted_in_the_log(api: Api) -> None:
    ada = await api.person(seed.ADA)
    await sent(ada, await opened(ada), volume__limit="150")
    lines = await api.world.parts.services.audit.latest(api.player.guild_id)
    assert lines[0].sentence == "Ada Lindqvist changed the settings volume.limit"


async def test_another_sites_form_changes_nothing(api: Api) -> None:
    ada = await api.person(seed.ADA)
    fields = await opened(ada)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        answer = await ada.post(
            PATH, data={**fields, "volume.limit": "150"}, headers={**BROWSER, **headers}
        )
        assert answer.status_code == 403
        assert "did not come from Auxcord’s own pages" in answer.text.replace("&#39;", "’")
    assert policy_of(api) == DEFAULT_POLICY
