"""Draws what the player knows in the shapes of the player family."""

from collections.abc import Set as AbstractSet

from auth.identity import Person
from player.core.state import PlayerState
from player.core.track import Collection, Entry
from player.core.track import Track as PlayableTrack
from player.guilds import Guild
from web.api.player.shapes import GuildBrief, Player, Playlist, QueuedTrack, Track, User
from web.faces import guild_icon, person_icon

Liked = AbstractSet[tuple[str, str]]
"""The caller's favourites among the drawn tracks, as (source, identifier)."""


def draw_user(person: Person, cdn_url: str) -> User:
    return User(
        name=person.display_name,
        id=person.id,
        icon=person_icon(cdn_url, person),
        identifier=person.username,
    )


def draw_guild(guild: Guild, cdn_url: str) -> GuildBrief:
    return GuildBrief(name=guild.name, icon=guild_icon(cdn_url, guild.id, guild.icon), id=guild.id)


def draw_track(track: PlayableTrack, liked: Liked) -> Track:
    return Track(
        title=track.title,
        author=track.author,
        url=track.url,
        identifier=track.identifier,
        thumbnail=track.artwork_url,
        platform=track.source,
        stream=track.is_stream,
        length=track.length_ms,
        favorite=(track.source, track.identifier) in liked,
    )


def draw_entry(entry: Entry, liked: Liked) -> QueuedTrack:
    return QueuedTrack(**draw_track(entry.track, liked), id=entry.id, requester=entry.requester)


def draw_playlist(collection: Collection) -> Playlist:
    return Playlist(
        title=collection.title,
        author=collection.author,
        image=collection.artwork_url,
        url=collection.url,
        length=collection.length,
    )


def draw_player(state: PlayerState, now: int) -> Player:
    playhead = state.playhead
    return Player(
        paused=playhead.paused if playhead else True,
        position=state.position_at(now),
        shuffle=state.shuffle,
        repeat=state.repeat,
        repeat_song=state.repeat_track,
        volume=state.volume,
        equalizer=list(state.equalizer),
    )
