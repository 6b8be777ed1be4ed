"""What the documentation shows to those who receive webhooks works as it stands there."""

import re
from pathlib import Path
from typing import Any

import pytest

from player.outbox.happenings import TELLINGS
from player.outbox.signature import new_secret, signature_headers

PAGE = (Path(__file__).parents[4] / "docs/api/webhooks.md").read_text()
NOW = 1_795_435_200
BODY = '{"type":"test","data":{"name":"Ümläut 🎵"}}'.encode()


@pytest.fixture(name="verify")
def what_the_page_shows() -> Any:  # noqa: ANN401 - It is whatever stands there.
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    shown: dict[str, Any] = {}
    exec(code, shown)  # noqa: S102 - Our own page.
    return shown["verify"]


def test_it_accepts_what_we_send(verify: Any) -> None:  # noqa: ANN401 - As above.
    secret = new_secret()
    headers = signature_headers(secret, "one-0", NOW, BODY)
    assert verify(secret, headers, BODY, NOW + 299)
    both = {**headers, "webhook-signature": f"v1,AAAA {headers['webhook-signature']}"}
    assert verify(secret, both, BODY, NOW)


@pytest.mark.parametrize(
    ("changed", "body", "late"),
    [
        ({}, BODY + b" ", 0),
        ({"webhook-id": "one-1"}, BODY, 0),
        ({"webhook-timestamp": str(NOW + 1)}, BODY, 0),
        ({"webhook-signature": "v1,AAAA"}, BODY, 0),
        ({"webhook-signature": ""}, BODY, 0),
        ({}, BODY, 301),
        ({}, BODY, -301),
    ],
)
def test_it_refuses_everything_else(
    verify: Any,  # noqa: ANN401 - As above.
    changed: dict[str, str],
    body: bytes,
    late: int,
) -> None:
    secret = new_secret()
    headers = {**signature_headers(secret, "one-0", NOW, BODY), **changed}
    assert not verify(secret, headers, body, NOW + late)
    unchanged = signature_headers(secret, "one-0", NOW, BODY)
    assert not verify(new_secret(), unchanged, BODY, NOW)


def test_it_names_every_type_of_message() -> None:
    for kind in [*(kind for kind, _ in TELLINGS.values()), "play.heard", "test"]:
        assert f"`{kind}`" in PAGE
