"""Carries changes of a server's settings out for whoever asks, and has them noted in its log."""

from player.core.commands import PolicyChanged
from player.core.policy import DEFAULT_POLICY, Policy
from player.core.sentence import Sentence
from player.policies import Change
from web.access import current_caller, current_guild
from web.api.player.settings_changes import changed, names_of
from web.api.player.settings_inputs import SettingsChange
from web.api.player.settings_references import check_references
from web.services import services


async def save_settings(wish: SettingsChange) -> Policy:
    """Change those settings that the wish speaks of; raise `WrongInput`, and change none."""
    guild_id = current_guild()
    before = services().policies.of(guild_id)
    await check_references(services().directory, guild_id, before, changed(before, wish))
    names = ", ".join(names_of(wish))
    done = Sentence("changed the settings {names}", names=names) if names else None
    return await _change(lambda policy: changed(policy, wish), done)


async def reset_settings() -> Policy:
    """Bring all settings back to their defaults."""
    return await _change(lambda _policy: DEFAULT_POLICY, Sentence("reset the settings"))


async def _change(change: Change, done: Sentence | None) -> Policy:
    parts, guild_id = services(), current_guild()

    def adopt(_guild_id: str, policy: Policy) -> None:
        parts.players.observe(guild_id, PolicyChanged(policy))

    before = parts.policies.of(guild_id)
    policy = await parts.policies.change(guild_id, change, adopt)
    if done and policy != before:
        parts.audit.note(guild_id, current_caller().person.id, done)
    return policy
