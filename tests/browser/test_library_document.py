"""The examples of the library family's document run as they stand, but for the host and the key."""

import json
import re
import sys
from pathlib import Path

from auth.api_key import ALL_SCOPES
from tests.browser.test_developers_page import output_of
from tests.support.dashboard import Dashboard

HOST, KEY = "http://localhost:8008", re.compile(r"sk_(?:your_key_here|\.\.\.)")
FOLLOWED = "4tZwfgrHOc3mvqYlEYSvnL"

PYTHON = """
import requests
API_URL = "http://localhost:8008/api/v1"
API_KEY = "sk_your_key_here"
headers = {"Authorization": f"Bearer {API_KEY}"}
# Search for tracks
resp = requests.post(f"{API_URL}/search/tracks",
headers=headers,
json={"query": "Daft Punk", "limit": 5})
tracks = resp.json()["data"]["tracks"]
# Add artist to watchlist
requests.post(f"{API_URL}/watchlist",
headers=headers,
json={"artist_id": "4tZwfgrHOc3mvqYlEYSvnL", "artist_name": "Daft Punk"})
# Check system status
status = requests.get(f"{API_URL}/system/status", headers=headers).json()
print(f"Uptime: {status['data']['uptime']}")
"""
JAVASCRIPT = """
const API_URL = 'http://localhost:8008/api/v1';
const API_KEY = 'sk_your_key_here';
const headers = {
'Authorization': `Bearer ${API_KEY}`,
'Content-Type': 'application/json'
};
// Browse library
const artists = await fetch(`${API_URL}/library/artists?page=1&limit=25`, { headers })
.then(r => r.json());
// Trigger watchlist scan
await fetch(`${API_URL}/watchlist/scan`, { method: 'POST', headers });
"""
CURL = """
# System status
curl -H "Authorization: Bearer sk_..." http://localhost:8008/api/v1/system/status
# Search tracks
curl -X POST http://localhost:8008/api/v1/search/tracks \\
-H "Authorization: Bearer sk_..." \\
-H "Content-Type: application/json" \\
-d '{"query": "Boards of Canada", "limit": 5}'
# Library artists page 1
curl -H "Authorization: Bearer sk_..." \\
"http://localhost:8008/api/v1/library/artists?page=1&limit=25"
"""


async def key_of_nobody(dashboard: Dashboard) -> str:
    keys = dashboard.api.world.parts.services.keys
    return (await keys.create("the document's", None, ALL_SCOPES))[1]


def filled_in(example: str, dashboard: Dashboard, key: str) -> str:
    assert HOST in example
    return KEY.sub(key, example.replace(HOST, dashboard.url))


async def test_the_one_in_python_runs(dashboard: Dashboard, tmp_path: Path) -> None:
    key = await key_of_nobody(dashboard)
    file = tmp_path / "example.py"
    file.write_text(filled_in(PYTHON, dashboard, key))
    (told,) = await output_of(sys.executable, str(file))
    assert re.fullmatch(r"Uptime: (\d+[dhm] )*\d+s", told)
    client = dashboard.api.world.visitor()
    followed = await client.get("/api/v1/watchlist", headers={"X-API-Key": key})
    (artist,) = followed.json()["data"]["artists"]
    assert (artist["id"], artist["artist_name"]) == (FOLLOWED, "Daft Punk")


async def test_the_one_in_javascript_runs(dashboard: Dashboard) -> None:
    key = await key_of_nobody(dashboard)
    page = await dashboard.visit("/developers")
    program = filled_in(JAVASCRIPT, dashboard, key)
    async with page.expect_response("**/watchlist/scan") as scanned:
        artists = await page.evaluate(f"async () => {{ {program} return artists; }}")
    assert artists["success"] is True
    assert artists["pagination"]["limit"] == 25
    assert (await scanned.value).status == 200


async def test_those_for_curl_run(dashboard: Dashboard) -> None:
    program = filled_in(CURL, dashboard, await key_of_nobody(dashboard))
    status, tracks, artists = map(json.loads, await output_of("sh", "-c", program))
    assert status["data"]["services"]["mongodb"] is True
    assert tracks["success"] is True
    assert len(tracks["data"]["tracks"]) <= 5
    assert artists["pagination"]["page"] == 1
