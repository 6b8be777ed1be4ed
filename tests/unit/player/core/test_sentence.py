import copy
import json
import pickle

from player.core.sentence import Sentence


class Refused(Exception):
    def __str__(self) -> str:
        return Sentence("“{title}” is too long.", title="{x}")


def test_a_sentence_is_a_text_like_any_other() -> None:
    sentence = Sentence("At most {limit} tracks, not {given}.", limit=10, given=2.0)
    assert sentence == "At most 10 tracks, not 2."
    assert json.dumps({"message": sentence}) == '{"message": "At most 10 tracks, not 2."}'
    assert f"{sentence}" == "At most 10 tracks, not 2."


def test_a_sentence_remembers_what_it_was_made_of() -> None:
    inner = Sentence("skip “{title}”", title="Song")
    sentence = Sentence("asked for a vote to {wish}", wish=inner)
    assert sentence == "asked for a vote to skip “Song”"
    assert sentence.pattern == "asked for a vote to {wish}"
    assert sentence.places == {"wish": inner}


def test_errors_hand_their_sentence_on() -> None:
    for sentence in (
        str(Refused()),
        str(Exception(Sentence("“{title}” is too long.", title="{x}"))),
    ):
        assert isinstance(sentence, Sentence)
        assert sentence == "“{x}” is too long."


def test_a_copy_is_a_sentence_too() -> None:
    sentence = Sentence("Removed {title}.", title="{y}")
    for other in (copy.deepcopy(sentence), pickle.loads(pickle.dumps(sentence))):  # noqa: S301 - Ours.
        assert other == sentence
        assert (other.pattern, other.places) == (sentence.pattern, sentence.places)
