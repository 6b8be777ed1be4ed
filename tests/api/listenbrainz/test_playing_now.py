"""`GET /1/user/<name>/playing-now`, and the person's own stream: what plays elsewhere."""

from tests.support.api import Api
from tests.support.listenbrainz import SUBMIT, TRACK, answered, listener, submission
from tests.support.stream import event, follow_own

SONG = {"track_metadata": {**TRACK, "additional_info": {"media_player": "mpd", "duration": 180}}}


async def test_what_plays_is_shown(api: Api) -> None:
    ada = await listener(api)
    assert (await ada.playing()) == {
        "count": 0,
        "user_id": ada.name,
        "playing_now": True,
        "listens": [],
    }
    answered(await ada.program.post(SUBMIT, json=submission("playing_now", SONG)))
    (shown,) = (await ada.playing())["listens"]
    assert shown["playing_now"] is True
    assert shown["track_metadata"] == {
        **TRACK,
        "additional_info": {"duration_ms": 180_000, "submission_client": "mpd"},
    }


async def test_it_is_told_on_the_persons_own_stream(api: Api) -> None:
    noor = await api.person()
    async with follow_own(noor) as stream:
        assert (await event(stream, "reset"))["data"]["elsewhere"] is None
        answered(await noor.post(SUBMIT, json=submission("playing_now", SONG)))
        told = (await event(stream, "elsewhere"))["data"]
        assert (told["title"], told["artist"], told["client"]) == ("Lanterns", "Mira Voss", "mpd")
        assert told["until"] - told["at"] == 180_000
    async with follow_own(noor) as stream:
        assert (await event(stream, "reset"))["data"]["elsewhere"] == told
    me = (await noor.get("/user/me")).json()["data"]["id"]
    api.world.parts.services.listens.elsewhere.forget(me)
