from collections.abc import Sequence

import pytest

from auth.identity import ChannelId, GuildId, Person, UserId
from player.guilds import Channel, ChannelKind
from tests.support.builders import ADA, GUILD, ROOM
from tests.support.ports import SmallDirectory
from web.faces import DirectoryFaces, avatar_url, guild_icon

CDN = "https://cdn.example"


class Directory(SmallDirectory):
    """Knows Ada by name, and one channel."""

    def person(self, _guild_id: GuildId, user_id: UserId) -> Person | None:
        return Person(user_id, "ada", "Ada L.", "a_1f") if user_id == ADA else None

    def channel(self, channel_id: ChannelId) -> Channel | None:
        known = Channel(ROOM, GUILD, "Lounge", ChannelKind.VOICE)
        return known if channel_id == ROOM else None

    def channels(self, _guild_id: GuildId) -> Sequence[Channel]:
        return []


FACES = DirectoryFaces(Directory(), CDN)


def test_somebody_known_has_their_name_and_picture() -> None:
    assert FACES.user(GUILD, ADA) == {
        "id": ADA,
        "name": "Ada L.",
        "icon": f"{CDN}/avatars/{ADA}/a_1f.png?size=128",
    }


def test_somebody_unknown_is_somebody() -> None:
    face = FACES.user(GUILD, UserId("204360151208706049"))
    assert face["name"] == "Somebody"
    assert face["icon"].startswith(f"{CDN}/embed/avatars/")


def test_a_channel_has_its_name() -> None:
    assert FACES.channel(ROOM) == {"id": ROOM, "name": "Lounge"}
    assert FACES.channel(ChannelId("1"))["name"] == "Voice channel"


@pytest.mark.parametrize(("user_id", "number"), [("80351110224678912", 5), ("0", 0), ("odd", 0)])
def test_who_has_no_picture_gets_one_of_discords_by_their_id(user_id: str, number: int) -> None:
    assert avatar_url(CDN, UserId(user_id), None) == f"{CDN}/embed/avatars/{number}.png"


def test_a_server_without_a_picture_has_none() -> None:
    assert guild_icon(CDN, GUILD, None) is None
    assert guild_icon(CDN, GUILD, "abc") == f"{CDN}/icons/{GUILD}/abc.png?size=128"
