"""Example answers for the documentation of the player family."""

from web.api.player.shapes import (
    AddedTracks,
    ChannelBrief,
    Connection,
    FoundTracks,
    GuildBrief,
    GuildOfUser,
    HistoryPart,
    PlayedTrack,
    Player,
    QueuedTrack,
    QueuePart,
    Requester,
    TemporaryToken,
    Track,
    User,
    VolumeRules,
)

ICON = "https://cdn.discordapp.com/embed/avatars/2.png"
EQUALIZER = [0.2, 0.15, 0.1, 0.05, 0.0, -0.05, -0.1, 0.0, 0.0, 0.0, 0.05, 0.1, 0.1, 0.15, 0.2]

USER = User(name="Ada", id="104360151208706048", icon=ICON, identifier="ada")

GUILD = GuildBrief(name="The Living Room", icon=None, id="81384788765712384")

CONNECTION = Connection(
    guild=GUILD,
    channel=ChannelBrief(name="Lounge", id="381870553235193857"),
    dj=True,
    equalizer_change=True,
    volume=VolumeRules(limit=1000, change=True, step=10),
)

GUILD_OF_USER = GuildOfUser(
    id=GUILD["id"],
    name=GUILD["name"],
    icon=None,
    admin=False,
    manage_guild=True,
    dj=True,
    meta=True,
)

TRACK = Track(
    title="Paper Lanterns",
    author="The Night Ferry",
    url="https://music.example/watch?v=x7Qk2",
    identifier="x7Qk2",
    thumbnail="https://music.example/art/x7Qk2.jpg",
    platform="youtube",
    stream=False,
    length=214_000,
    favorite=False,
)

QUEUED_TRACK = QueuedTrack(**TRACK, id=8, requester=USER["id"])

FOUND_TRACKS = FoundTracks(type="tracks", tracks=[TRACK])

ADDED_TRACKS = AddedTracks(type="tracks", tracks=[QUEUED_TRACK])

REQUESTER = Requester(id=USER["id"], name=USER["name"], icon=ICON)

QUEUE_PART = QueuePart(tracks=[QUEUED_TRACK], length=51, indexes=[50], requesters=[REQUESTER])

HISTORY_PART = HistoryPart(
    tracks=[
        PlayedTrack(**QUEUED_TRACK, play=41, ended="2026-11-22T20:15:04.250Z", added_by=USER),
    ],
    next=None,
)

PLAYER = Player(
    paused=False,
    position=83_250,
    shuffle=False,
    repeat=True,
    repeat_song=False,
    volume=80,
    equalizer=EQUALIZER,
)

TEMPORARY_TOKEN: TemporaryToken = {"token": "mB2cV0…"}
