import pytest
from werkzeug.datastructures import Headers

from web.same_origin import comes_from_us, link_comes_from_us

OURS = "https://music.example"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": OURS}, False),
        ({"Origin": OURS}, True),
        ({"Origin": "https://music.example:443"}, True),
        ({"Origin": "https://MUSIC.example"}, True),
        ({"Origin": "http://music.example"}, False),
        ({"Origin": "https://music.example:8443"}, False),
        ({"Origin": "https://music.example.evil.example"}, False),
        ({"Origin": "https://evil.example#music.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "https://[broken"}, False),
        ({"Origin": "https://music.example:99999"}, False),
        ({"Origin": ""}, False),
        ({"Referer": f"{OURS}/servers"}, False),
        ({}, False),
    ],
)
def test_a_change_must_come_from_our_own_pages(headers: dict[str, str], expected: bool) -> None:
    assert comes_from_us(Headers(headers), OURS) is expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Referer": f"{OURS}/servers"}, True),
        ({"Referer": "https://evil.example/music.example"}, False),
        ({"Origin": "https://evil.example", "Referer": OURS}, False),
        ({}, True),
    ],
)
def test_a_visit_may_also_come_from_the_address_bar(
    headers: dict[str, str], expected: bool
) -> None:
    assert link_comes_from_us(Headers(headers), OURS) is expected
