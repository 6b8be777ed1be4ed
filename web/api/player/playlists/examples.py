"""Example answers for the documentation of playlists, favourites and jobs."""

from web.api.player.examples import TRACK, USER
from web.api.player.playlists.shapes import (
    AddedToPlaylist,
    Contributor,
    Favorites,
    ImportReport,
    JobReport,
    PlaylistContents,
    PlaylistTrack,
    SavedPlaylist,
)
from web.api.player.shapes import Track

SAVED = SavedPlaylist(
    name="Road trip",
    type="meta",
    id="6f0c2a915f0c2a915f0c2a91",
    image="",
    author=USER["name"],
    key="k3yN0b0dyGuesses5f0c2a91",
    owner=USER["id"],
    length=42,
    url=None,
    revision=7,
)

ITEM = PlaylistTrack(**TRACK, id=8, added_by=Contributor(id=USER["id"], name=USER["name"]))

CONTENTS = PlaylistContents(**SAVED, duration=9_120_000, tracks=[ITEM], indexes=[0])

ADDED = AddedToPlaylist(playlist=SAVED, tracks=[ITEM])

PLAYED = {"added": 42}

FAVORITE: Track = {**TRACK, "favorite": True}

FAVORITES = Favorites(tracks=[FAVORITE], length=1, indexes=[0])

JOB = JobReport(
    id="9f0c2a915f0c2a91",
    kind="import",
    state="running",
    done=300,
    total=5000,
    error=None,
    result=ImportReport(
        playlist=SAVED["id"],
        added=299,
        failed=1,
        lines=[
            {
                "line": 12,
                "text": "../music/local.mp3",
                "reason": "Neither a link nor described by an #EXTINF line.",
            }
        ],
    ),
)

M3U = "#EXTM3U\n#PLAYLIST:Road trip\n#EXTINF:214,The Night Ferry - Paper Lanterns\nhttps://…\n"
