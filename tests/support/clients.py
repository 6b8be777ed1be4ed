"""Bodies as well-known players send them, invented after their manner."""

from typing import Any


def jellyfin(kind: str = "PlaybackStop", **changes: object) -> dict[str, Any]:
    """Return a notification of Jellyfin's webhook plugin with “Send All Properties”."""
    event: dict[str, Any] = {
        "ServerId": "4e3a1c9be0f84d0f8d7b2b8f6a1c2d3e",
        "ServerName": "attic",
        "ServerVersion": "10.10.7",
        "ServerUrl": "http://attic.example:8096",
        "NotificationType": kind,
        "Timestamp": "2026-01-16T11:30:00.1234567+01:00",
        "UtcTimestamp": "2026-01-16T10:30:00.1234567Z",
        "Name": "Lanterns",
        "Overview": "",
        "Tagline": "",
        "ItemId": "0c1d2e3f40516273849506a7b8c9dae1",
        "ItemType": "Audio",
        "RunTimeTicks": 2_130_000_000,
        "RunTime": "00:03:33",
        "Year": 2019,
        "Album": "B-sides",
        "Artist": "Mira Voss",
        "Provider_musicbrainztrack": "98255a8c-017a-4bc7-8dd6-1fa36124572b",
        "Audio_0_Title": "FLAC - Stereo",
        "Audio_0_Codec": "flac",
        "PlaybackPositionTicks": 2_130_000_000,
        "PlaybackPosition": "00:03:33",
        "MediaSourceId": "0c1d2e3f40516273849506a7b8c9dae1",
        "IsPaused": False,
        "IsAutomated": False,
        "DeviceId": "a1b2c3",
        "DeviceName": "phone",
        "ClientName": "Finamp",
        "PlayMethod": "DirectPlay",
        "NotificationUsername": "ada",
        "UserId": "9b8a7c6d",
    }
    if kind == "PlaybackStop":
        event["PlayedToCompletion"] = True
    return {**event, **changes}


def navidrome(kind: str, at: int | None = None) -> dict[str, Any]:
    """Return a submission of a music server that plays from its own files."""
    listen: dict[str, Any] = {
        "track_metadata": {
            "artist_name": "Mira Voss & Ines Park",
            "track_name": "Lanterns",
            "release_name": "B-sides",
            "additional_info": {
                "submission_client": "navidrome",
                "submission_client_version": "0.55.2 (a057a680)",
                "tracknumber": 3,
                "recording_mbid": "98255a8c-017a-4bc7-8dd6-1fa36124572b",
                "artist_names": ["Mira Voss", "Ines Park"],
                "artist_mbids": ["db92a151-1ac2-438b-bc43-b82e149ddd50"],
                "release_mbid": "bf9e91ea-8029-4a04-a26a-224e00a83266",
                "duration_ms": 213_400,
            },
        }
    }
    if at is not None:
        listen["listened_at"] = at
    return {"listen_type": kind, "payload": [listen]}


def web_scrobbler(kind: str, at: int | None = None) -> dict[str, Any]:
    """Return a submission of a browser's extension that watches pages with players in them."""
    listen: dict[str, Any] = {
        "track_metadata": {
            "artist_name": "Mira Voss",
            "track_name": "Lanterns",
            "additional_info": {
                "submission_client": "Web Scrobbler",
                "submission_client_version": "3.14.0",
                "music_service_name": "YouTube",
                "origin_url": "https://youtu.be/abcdefghijk",
                "duration": 213,
            },
        }
    }
    if at is not None:
        listen["listened_at"] = at
    return {"listen_type": kind, "payload": [listen]}


def mpd(session: str, at: int) -> dict[str, str]:
    """Return a submission of a daemon's companion that keeps what it could not send at once."""
    tracks = [("Lanterns", "B-sides", at), ("Tide", "", at + 213)]
    form = {"s": session}
    for number, (title, album, began_at) in enumerate(tracks):
        fields = {"a": "Mira Voss", "t": title, "l": "213", "i": str(began_at), "o": "P"}
        fields |= {"r": "", "b": album, "n": "3", "m": "98255a8c-017a-4bc7-8dd6-1fa36124572b"}
        form |= {f"{name}[{number}]": value for name, value in fields.items()}
    return form
