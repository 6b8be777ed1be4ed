"""Which rule carries out which command."""

from functools import singledispatch

from player.core import clearing, modes, observations, queueing, sound, transport, undo
from player.core.draft import Draft


@singledispatch
def carry_out(command: object, _draft: Draft) -> None:
    """Apply the one rule that is registered for the command's type."""
    raise TypeError(f"No rule for {type(command).__name__}.")


for rule in (
    transport.set_paused,
    transport.seek,
    transport.skip,
    transport.previous,
    transport.stop,
    transport.eject,
    transport.jump_to,
    queueing.add_tracks,
    queueing.move_entry,
    queueing.remove_entry,
    queueing.move_entries,
    queueing.remove_entries,
    clearing.clear_queue,
    clearing.clear_mine,
    clearing.deduplicate,
    clearing.shuffle_queue,
    undo.undo_edit,
    modes.set_repeat,
    modes.set_repeat_track,
    modes.set_shuffle,
    sound.set_volume,
    sound.set_equalizer,
    sound.set_filters,
    observations.track_ended,
    observations.track_failed,
    observations.track_stuck,
    observations.position_reported,
    observations.node_ready,
    observations.node_lost,
    observations.bot_voice_changed,
    observations.listeners_changed,
    observations.gateway_ready,
    observations.gateway_lost,
    observations.effect_failed,
    observations.time_passed,
    observations.policy_changed,
    observations.more_found,
):
    carry_out.register(rule)
