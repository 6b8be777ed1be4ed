"""What admins decide stands in place of what the operator has set."""

from pydantic import SecretStr

from player.finding.finder import DEFAULT_PLAN
from web.server_settings import (
    AT_RESTART,
    SECRETS,
    ServerSettings,
    decided,
    defaults_of,
    key_of,
    plan_of,
)
from web.settings import DiscordSettings, NodeSettings, Settings


def operators() -> Settings:
    return Settings(
        discord=DiscordSettings(
            client_id="155101112233445566",
            client_secret=SecretStr("x" * 32),
            bot_token=SecretStr("MTU1MTAxMTEyMjMzNDQ1NTY2.x.y"),
        ),
        lavalink_nodes=(NodeSettings(name="main", host="127.0.0.1", password=SecretStr("x")),),
        lookups_apart_ms=300,
    )


def test_every_setting_has_a_default() -> None:
    names = ServerSettings.__annotations__.keys()
    assert {key_of(name) for name in names} == defaults_of(operators()).keys()
    assert names >= AT_RESTART | SECRETS


def test_without_a_decision_the_operators_word_stands() -> None:
    settings = operators()
    known = defaults_of(settings)
    assert decided(settings, known) == settings
    assert plan_of(known) == DEFAULT_PLAN


def test_a_decision_stands_in_its_place() -> None:
    settings = operators()
    known = {
        **defaults_of(settings),
        "limits.scale": 3.0,
        "downloads.apart_ms": 100,
        "discord.members_intent": True,
        "search.order": ["youtube", "spotify", "youtube"],
        "soulseek.search_timeout": 9,
    }
    changed = decided(settings, known)
    assert (changed.limit_scale, changed.lookups_apart_ms) == (3.0, 100)
    assert changed.discord.members_intent
    assert changed.discord.bot_token == settings.discord.bot_token
    plan = plan_of(known)
    assert [engine.title for engine in plan.order] == ["YouTube", "Spotify"]
    assert plan.longest_s == 9.0
