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
