"""Every route states who may use it, is limited, and is described."""

from collections.abc import Iterator

from werkzeug.routing import Rule

from tests.support.api import Api
from web.access import Access, access_of, scope_of
from web.limits import EXEMPT_MARK, FILE, PROBE, rates_of
from web.openapi_operation import operation_of
from web.rates import SIGN_IN, Rate

WORDS = "language.words"
PAGES = {"documentation.docs", "language.take_the_choice", WORDS}
STATIC_FILE = "pages.static_file"
SHELL = {
    "pages.application.manifest",
    "pages.application.offline",
    "pages.application.service_worker",
    "pages.player_dictionary.serve",
}
"""What browsers fetch for the application itself, which is the same for everybody."""
PROBES = {"operations.healthz", "operations.readyz", "operations.metrics"}
FILES = {STATIC_FILE, WORDS, *SHELL}
SIGNING_IN_OR_OUT = {
    "pages.account.sign_out",
    "player.auth.begin_sign_in",
    "player.auth.come_back_from_discord",
    "player.auth.finish_sign_in",
    "player.auth.sign_out",
    "player.auth.sign_out_by_link",
}
OF_OTHER_BOTS = ("archive.", "profiles_family.")
"""What may be of guilds without our bot; the families' own `reach` and `rights` have the rules."""
FOR_PEOPLE = {
    "player.account.linked",
    "player.account.link",
    "player.account.unlink",
    "player.forwarding.change_forwarding",
    "player.forwarding.forward_to",
    "player.forwarding.forwarded_to",
    "player.forwarding.renew_forwarding_secret",
    "player.forwarding.stop_forwarding",
    "player.forwarding.try_forwarding",
    "player.listening.heard",
    "player.listening.statistics_of_guild",
    "player.listening.statistics_of_person",
    "player.personal_data.delete_data",
    "player.personal_data.export_plays",
    "player.wallet.show_wallet",
    "player.wallet.transfer",
}
"""Operations that make sense at our own pages only."""
LISTENBRAINZ = ("listenbrainz", "listenbrainz_below")
READ_OR_404 = (
    "reading.count_listens",
    "reading.list_listens",
    "reading.show_playing_now",
    "tokens.validate_token",
)
"""Listens, which are nobody's but their owner's unless that person lets everybody read."""

READ_BY_EVERYBODY = {
    "profiles_family.reading.list_guilds",
    "profiles_family.reading.list_guilds_of_user",
    "profiles_family.reading.list_profiles",
    "profiles_family.reading.list_profiles_of_guild",
    "profiles_family.reading.show_profile",
    "profiles_family.stats.show_balance_graph",
    "profiles_family.stats.show_stats",
    "profiles_family.tops.show_top",
    "profiles_family.tops.show_top_of_guild",
    "profiles_family.transactions.list_transactions",
}
"""Voice profiles, which ask for more themselves where a guild keeps them private."""
OPEN = {
    "archive.health.tell_health",
    "documentation.docs",
    "documentation.openapi",
    "library_family.api_keys.make_first_key",
    "language.take_the_choice",
    *(f"{name}.{each}" for name in LISTENBRAINZ for each in READ_OR_404),
    "audioscrobbler.handshaking.shake_hands",
    "audioscrobbler.sending.take_heard",
    "audioscrobbler.sending.take_playing",
    "maloja.new_scrobble",
    WORDS,
    "operations.healthz",
    "operations.metrics",
    "operations.readyz",
    "pages.account.left",
    "pages.account.sign_out",
    "pages.developers.show",
    "pages.landing",
    "pages.overlay.show",
    "player.auth.begin_sign_in",
    "player.auth.come_back_from_discord",
    "player.auth.finish_sign_in",
    "player.auth.invite",
    "player.auth.sign_out",
    "player.auth.sign_out_by_link",
    "player.events.overlay_events",
    "scrobble_family.accounts.log_in",
    "scrobble_family.accounts.refresh",
    "scrobble_family.accounts.register",
    "scrobble_family.resets.reset_password",
    "scrobble_family.resets.send_reset",
    "pages.new_password.ask",
    "pages.new_password.choose",
    "pages.new_password.show",
    "scrobble_family.server_info.tell_server_info",
    *READ_BY_EVERYBODY,
    STATIC_FILE,
    *SHELL,
}


def rules(api: Api) -> Iterator[Rule]:
    return iter(api.world.parts.app.url_map.iter_rules())


async def test_every_route_states_its_access(api: Api) -> None:
    views = api.world.parts.app.view_functions
    accesses = {rule.endpoint: access_of(views[rule.endpoint]) for rule in rules(api)}
    assert [endpoint for endpoint, access in accesses.items() if access is None] == []
    public = {name for name, access in accesses.items() if access is Access.PUBLIC}
    assert public == OPEN


async def test_every_operation_says_what_a_key_needs(api: Api) -> None:
    views = api.world.parts.app.view_functions
    closed = {
        rule.endpoint
        for rule in rules(api)
        if operation_of(views[rule.endpoint])
        and access_of(views[rule.endpoint]) is not Access.PUBLIC
        and scope_of(views[rule.endpoint]) is None
    }
    assert closed == FOR_PEOPLE


async def test_every_route_about_a_server_of_the_player_needs_membership(api: Api) -> None:
    views = api.world.parts.app.view_functions
    about = [
        rule.endpoint
        for rule in rules(api)
        if "guild_id" in rule.arguments and not rule.endpoint.startswith(OF_OTHER_BOTS)
    ]
    assert about
    assert {access_of(views[endpoint]) for endpoint in about} == {Access.MEMBER, Access.MANAGER}


async def test_every_route_is_limited(api: Api) -> None:
    views = api.world.parts.app.view_functions
    reasons = {
        rule.endpoint: getattr(views[rule.endpoint], EXEMPT_MARK, None) for rule in rules(api)
    }
    assert {endpoint for endpoint, reason in reasons.items() if reason == PROBE} == PROBES
    assert {endpoint for endpoint, reason in reasons.items() if reason == FILE} == FILES
    assert {*reasons.values()} == {PROBE, FILE, None}
    for rule in rules(api):
        if reasons[rule.endpoint] is None:
            assert rates(api, rule), rule.endpoint


async def test_rates_do_not_share_names(api: Api) -> None:
    every = {rate for rule in rules(api) for rate in rates(api, rule)}
    assert len(every) == len({rate.name for rate in every})


async def test_signing_in_is_counted_by_address(api: Api) -> None:
    steps = [rule for rule in rules(api) if rule.endpoint in SIGNING_IN_OR_OUT]
    assert len(steps) == len(SIGNING_IN_OR_OUT)
    for rule in steps:
        assert SIGN_IN in rates(api, rule), rule.endpoint


def rates(api: Api, rule: Rule) -> set[Rate]:
    view = api.world.parts.app.view_functions[rule.endpoint]
    return {rate for method in rule.methods or () for rate in rates_of(view, method, rule.rule)}


async def test_every_route_is_described(api: Api) -> None:
    views = api.world.parts.app.view_functions
    bare = [rule.endpoint for rule in rules(api) if not views[rule.endpoint].__doc__]
    assert bare == []


async def test_every_route_of_the_api_is_in_its_description(api: Api) -> None:
    views = api.world.parts.app.view_functions
    left_out = {
        rule.endpoint
        for rule in rules(api)
        if operation_of(views[rule.endpoint]) is None and not rule.endpoint.startswith("pages.")
    }
    assert left_out == PAGES


async def test_a_route_that_does_not_state_its_access_is_refused(api: Api) -> None:
    app = api.world.parts.app
    original = app.view_functions["operations.healthz"]

    async def forgetful() -> str:
        return "open to all"

    app.view_functions["operations.healthz"] = forgetful
    try:
        answer = await api.world.visitor().get("/healthz")
    finally:
        app.view_functions["operations.healthz"] = original
    assert answer.status_code == 500
    assert "open to all" not in answer.text
