from dataclasses import replace

from auth.identity import GuildId
from player.history.play import Origin, Play, PlayId
from player.outbox.tellings import listen_of, play_message
from tests.support.builders import ADA

PLAY = Play(
    id=PlayId("play"),
    origin=Origin.PLAYER,
    title=" Paper Lanterns ",
    artist="Mira Voss",
    started_at=1_795_435_200_500,
    ended_at=1_795_435_260_000,
    listeners=(ADA,),
    guild_id=GuildId("81384788765712384"),
    source="youtube",
    source_id="x7Qk2",
    url="https://youtube.example/watch/x7Qk2",
    duration_ms=213_000,
    played_ms=59_500,
)


def test_a_listen_as_listenbrainz_takes_it() -> None:
    assert listen_of(PLAY) == {
        "listen_type": "single",
        "payload": [
            {
                "listened_at": 1_795_435_200,
                "track_metadata": {
                    "artist_name": "Mira Voss",
                    "track_name": "Paper Lanterns",
                    "additional_info": {
                        "duration_ms": 213_000,
                        "media_player": "Auxcord",
                        "submission_client": "Auxcord",
                        "music_service_name": "youtube",
                        "origin_url": "https://youtube.example/watch/x7Qk2",
                    },
                },
            }
        ],
    }


def test_what_is_not_known_is_left_out() -> None:
    (listen,) = listen_of(replace(PLAY, duration_ms=0, source="", url=None))["payload"]
    assert set(listen["track_metadata"]["additional_info"]) == {"media_player", "submission_client"}


def test_a_message_names_the_play_and_nobody_else() -> None:
    told = play_message(PLAY)
    assert (told["type"], told["timestamp"]) == ("play.heard", "2026-11-23T12:01:00.000Z")
    assert told["data"]["id"] == "play"
    assert told["data"]["heard_ms"] == 59_500
    assert ADA not in str(told)
