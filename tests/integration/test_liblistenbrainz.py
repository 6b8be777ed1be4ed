"""A client of ListenBrainz that others wrote, pointed at a running server of ours."""

import asyncio
import time
from pathlib import Path

import pytest
from liblistenbrainz import Listen, ListenBrainz
from liblistenbrainz.errors import InvalidAuthTokenException, ListenBrainzAPIException

from auth.api_key import Scope
from auth.identity import Person, UserId
from db.client import Database
from sim.discord import seed
from tests.support.world import running_world

ADA = Person(UserId(seed.ADA), "ada", "Ada")
LONG_AGO = 1_700_000_000


async def test_it_sends_reads_and_deletes(
    mongo_uri: str, database: Database, tmp_path: Path
) -> None:
    async with running_world(mongo_uri, database.name, tmp_path) as world:
        keys = world.parts.services.keys
        _, token = await keys.create("a player's", ADA, frozenset({Scope.SCROBBLE}))
        await asyncio.to_thread(use, world.url, token)


def use(url: str, token: str) -> None:
    client = ListenBrainz(api_base_url=url)
    with pytest.raises(InvalidAuthTokenException):
        client.set_auth_token("nonsense")
    with pytest.raises(ListenBrainzAPIException) as refused:
        client.get_listens("ada")
    assert (refused.value.status_code, refused.value.message) == (
        401,
        "Invalid authorization token.",
    )
    client.set_auth_token(token)
    assert client.get_playing_now("ada") is None
    client.submit_playing_now(Listen("Tide", "Mira Voss"))
    client.submit_single_listen(song("Tide", int(time.time())))
    client.submit_multiple_listens(
        [song(f"Song {number}", LONG_AGO + number) for number in range(100)]
    )
    assert client.get_playing_now("ada").track_name == "Tide"
    latest, before = client.get_listens("ada", count=2)
    assert (latest.track_name, latest.artist_name) == ("Tide", "Mira Voss")
    assert latest.release_name == "B-sides"
    assert (before.track_name, before.listened_at) == ("Song 99", LONG_AGO + 99)
    older = client.get_listens("ada", max_ts=LONG_AGO + 3)
    assert [each.track_name for each in older] == ["Song 2", "Song 1", "Song 0"]
    assert client.get_user_listen_count("ada") == 101
    client.delete_listen(before)
    assert client.get_user_listen_count("ada") == 100
    # It sleeps by these, so they have to be there.
    assert client.remaining_requests is not None
    assert client.ratelimit_reset_in is not None


def song(title: str, at: int) -> Listen:
    return Listen(
        title,
        "Mira Voss",
        listened_at=at,
        release_name="B-sides",
        recording_mbid="98255a8c-017a-4bc7-8dd6-1fa36124572b",
        tags=["lanterns"],
        listening_from="a test",
    )
