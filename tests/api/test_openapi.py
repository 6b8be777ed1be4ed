import asyncio
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import TypeAdapter

from tests.support.api import Api, data
from web.families import FAMILIES
from web.openapi_operation import Media, operation_of

DOCUMENTED = {
    "/auth/redirect",
    "/auth/login",
    "/auth/flow",
    "/auth/logout",
    "/auth/invite",
    "/user/me",
    "/user/connection",
    "/guilds/guilds",
    "/tracks/search",
    "/tracks/current",
    "/tracks/queue",
    "/tracks/add",
    "/functions/player",
    "/functions/move_track",
    "/functions/remove_track",
    "/functions/skip",
    "/functions/equalizer",
    "/functions/previous",
    "/functions/repeat",
    "/functions/repeat_track",
    "/functions/shuffle",
    "/functions/volume",
    "/functions/stop",
    "/functions/eject",
    "/functions/paused",
    "/functions/seek",
    "/functions/favorite",
    "/functions/save",
    "/user/stats",
    "/guild/{guild_id}/info",
    "/guild/{guild_id}/settings",
    "/guild/{guild_id}/reset",
    "/guild/{guild_id}/named_member",
    "/guild/{guild_id}/named_role",
    "/profile",
    "/profile/",
    "/profile/add",
    "/profile/guilds",
    "/profile/guilds/{user_id}",
    "/profile/{guild_id}",
    "/profile/{guild_id}/{user_id}",
    "/profile/{guild_id}/{user_id}/add",
    "/profile/top",
    "/profile/{guild_id}/top",
    "/stats",
    "/stats/balance_graph",
    "/transaction",
}
ARCHIVE = {
    "/api/v1/health",
    "/api/v1/sessions",
    "/api/v1/sessions/{session_id}",
    "/api/v1/sessions/{session_id}/tracks",
    "/api/v1/tracks/{track_play_id}",
    "/api/v1/tracks/{track_play_id}/listeners",
    "/api/v1/guilds/{guild_id}/tracks/recent",
    "/api/v1/guilds/{guild_id}/artists/recommended",
    "/api/v1/users/{user_id}/tracks/recent",
    "/api/v1/users/{user_id}/artists/recommended",
}
LIBRARY = {
    f"/api/v1/{path}"
    for path in (
        "api-keys",
        "api-keys/bootstrap",
        "api-keys/{key_id}",
        "downloads",
        "downloads/cancel-all",
        "downloads/{download_id}/cancel",
        "library/albums",
        "library/albums/{album_id}/tracks",
        "library/artists",
        "library/artists/{artist_id}",
        "library/artists/{artist_id}/albums",
        "library/stats",
        "library/tracks",
        "playlists",
        "playlists/{playlist_id}",
        "playlists/{playlist_id}/sync",
        "search/albums",
        "search/artists",
        "search/tracks",
        "settings",
        "system/activity",
        "system/stats",
        "system/status",
        "watchlist",
        "watchlist/scan",
        "watchlist/{artist_id}",
        "wishlist",
        "wishlist/process",
        "wishlist/{track_id}",
    )
}
LISTENBRAINZ = {
    f"{prefix}/1/{path}"
    for prefix in ("", "/apis/listenbrainz")
    for path in (
        "submit-listens",
        "delete-listen",
        "validate-token",
        "user/{user_name}/listens",
        "user/{user_name}/playing-now",
        "user/{user_name}/listen-count",
    )
}
INGRESS = {"/api/v1/ingress/jellyfin", "/api/v1/ingress/multiscrobbler"}
MALOJA = {"/apis/mlj_1/newscrobble"}
AUDIOSCROBBLER = {f"/apis/audioscrobbler/{path}" for path in ("", "now-playing", "submission")}
OF_ANY_MEDIA_TYPE = LISTENBRAINZ | INGRESS | MALOJA | AUDIOSCROBBLER
FAILURES = {family.failure.__name__: family.failure for family in FAMILIES}
SCROBBLE = {
    "/api/v1/config",
    "/api/v1/login",
    "/api/v1/refresh",
    "/api/v1/register",
    "/api/v1/resetpassword",
    "/api/v1/sendreset",
    "/api/v1/serverinfo",
}
OURS = {
    "/user/account",
    "/guild/{guild_id}/statistics",
    "/guild/{guild_id}/transfer",
    "/guild/{guild_id}/wallet",
    "/user/data",
    "/user/forwarding",
    "/user/forwarding/{receiver_id}",
    "/user/forwarding/{receiver_id}/secret",
    "/user/forwarding/{receiver_id}/test",
    "/guild/{guild_id}/webhooks",
    "/guild/{guild_id}/webhooks/{receiver_id}",
    "/guild/{guild_id}/webhooks/{receiver_id}/secret",
    "/guild/{guild_id}/webhooks/{receiver_id}/test",
    "/user/export",
    "/user/history",
    "/user/statistics",
    "/events/widget/{widget_key}",
    "/guild/{guild_id}/widget",
    "/tracks/again",
    "/tracks/history",
    "/tracks/lyrics",
    "/tracks/sources",
    "/tracks/suggestions",
    "/functions/jump",
    "/functions/filters",
    "/functions/preset",
    "/functions/presets",
    "/functions/clear",
    "/functions/clear_mine",
    "/functions/deduplicate",
    "/functions/shuffle_queue",
    "/functions/undo",
    "/votes",
    "/votes/{vote_id}",
    "/guild/{guild_id}/log",
    "/favorites",
    "/favorites/play",
    "/jobs",
    "/jobs/{job_id}",
    "/playlists",
    "/playlists/{playlist_id}",
    "/playlists/{playlist_id}/clone",
    "/playlists/{playlist_id}/export",
    "/playlists/{playlist_id}/import",
    "/playlists/{playlist_id}/key",
    "/playlists/{playlist_id}/play",
    "/playlists/{playlist_id}/tracks",
    "/playlists/{playlist_id}/tracks/remove",
    "/playlists/{playlist_id}/tracks/restore",
    "/playlists/{playlist_id}/tracks/{item_id}",
    "/playlists/import",
    "/events",
    "/events/playlist/{playlist_id}",
    "/events/guild/{guild_id}",
    "/healthz",
    "/readyz",
    "/metrics",
    "/openapi.json",
}


async def document(api: Api) -> dict[str, Any]:
    answer = await api.world.visitor().get("/openapi.json")
    assert answer.status_code == 200
    described: dict[str, Any] = answer.json()
    return described


def operations(described: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


async def test_it_describes_all_there_is(api: Api) -> None:
    described = await document(api)
    assert described["openapi"] == "3.1.0"
    assert (
        set(described["paths"])
        == DOCUMENTED
        | ARCHIVE
        | LIBRARY
        | SCROBBLE
        | INGRESS
        | LISTENBRAINZ
        | MALOJA
        | AUDIOSCROBBLER
        | OURS
    )


async def test_it_keeps_the_rules_of_openapi(api: Api) -> None:
    # It takes seconds, in which the server behind the test has to go on.
    await asyncio.to_thread(OpenAPIV31SpecValidator(await document(api)).validate)


async def test_every_way_to_say_who_asks_is_explained(api: Api) -> None:
    described = await document(api)
    ways = {way for _, _, each in operations(described) for use in each["security"] for way in use}
    assert ways == set(described["components"]["securitySchemes"])


async def test_every_operation_says_which_scope_a_key_needs(api: Api) -> None:
    for path, _, operation in operations(await document(api)):
        by_key = [use for use in operation["security"] if "cookie" not in use]
        scopes = [scope for use in by_key for scopes in use.values() for scope in scopes]
        assert set(scopes) == ({operation["x-scope"]} if "x-scope" in operation else set()), path
        assert ("x-scope" in operation) == bool(by_key), path


async def test_every_operation_says_how_often_it_may_be_asked(api: Api) -> None:
    described = await document(api)
    unlimited = {path for path, _, each in operations(described) if not each["x-rate-limits"]}
    assert unlimited == {"/healthz", "/readyz", "/metrics"}
    for path, method, operation in operations(described):
        limits, answers = operation["x-rate-limits"], operation["responses"]
        assert all(limit["requests"] > 0 and limit["seconds"] > 0 for limit in limits)
        assert bool(limits) == ("429" in answers), (path, method)
        if limits:
            assert "Retry-After" in answers["429"]["headers"]
            assert all("X-RateLimit-Remaining" in each["headers"] for each in answers.values())


async def test_every_parameter_is_explained(api: Api) -> None:
    bare = {
        (path, parameter["name"])
        for path, _, operation in operations(await document(api))
        for parameter in operation["parameters"]
        if not (parameter.get("description") or parameter["schema"].get("description"))
    }
    assert bare == set()


async def test_every_heading_belongs_to_one_family(api: Api) -> None:
    described = await document(api)
    tags = [tag for group in described["x-tagGroups"] for tag in group["tags"]]
    assert tags == [tag["name"] for tag in described["tags"]]
    assert len(tags) == len(set(tags))
    assert {tag for _, _, each in operations(described) for tag in each["tags"]} <= set(tags)


async def test_every_operation_has_a_name_of_its_own(api: Api) -> None:
    names = [each["operationId"] for _, _, each in operations(await document(api))]
    assert len(names) == len(set(names))


async def test_every_operation_is_explained_with_examples(api: Api) -> None:
    for path, method, operation in operations(await document(api)):
        assert operation["summary"].endswith("."), path
        assert operation["tags"], path
        assert operation["x-access"] in {"public", "signed_in", "member", "manager"}
        statuses = set(operation["responses"])
        if path.startswith(("/user", "/guilds", "/tracks", "/functions", "/events")):
            assert {"200", "429", "500"} <= statuses, (path, method)
            assert ("401" in statuses) == (operation["x-access"] != "public"), (path, method)
        for status, answer in operation["responses"].items():
            for content in answer.get("content", {}).values():
                assert "example" in content or content["examples"], (path, status)
        if "requestBody" in operation:
            content = next(iter(operation["requestBody"]["content"].values()))
            assert content["example"] is not None
            assert {"400", "413"} <= statuses
            assert ("415" in statuses) == (path not in OF_ANY_MEDIA_TYPE), path


async def test_every_reference_leads_somewhere(api: Api) -> None:
    described = await document(api)

    def references(node: object) -> list[str]:
        if isinstance(node, dict):
            here = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
            return here + [each for value in node.values() for each in references(value)]
        if isinstance(node, list):
            return [each for value in node for each in references(value)]
        return []

    found = set(references(described))
    assert found
    for reference in found:
        kind, _, name = reference.removeprefix("#/components/").partition("/")
        assert name in described["components"][kind], reference


async def test_operations_about_a_player_take_a_server_and_tell_the_revision(api: Api) -> None:
    described = await document(api)
    for path, _, operation in operations(described):
        about_a_player = path.startswith(
            ("/functions", "/tracks/queue", "/tracks/current", "/votes")
        )
        if not about_a_player or path in {
            "/functions/favorite",
            "/functions/presets",
            "/functions/save",
        }:
            continue
        names = {parameter["name"] for parameter in operation["parameters"]}
        assert "guild_id" in names, path
        assert "Player-Revision" in operation["responses"]["200"]["headers"], path


async def test_examples_have_the_shape_that_is_promised(api: Api) -> None:
    views = api.world.parts.app.view_functions
    described = [operation for view in views.values() if (operation := operation_of(view))]
    assert described
    for operation in described:
        if operation.media in {Media.ENVELOPE, Media.PLAIN_JSON}:
            TypeAdapter(operation.data).validate_python(operation.example, strict=True)
        if operation.body is not None:
            operation.body.model_validate(operation.body_example, strict=True)


async def test_example_refusals_are_real_ones(api: Api) -> None:
    for _, _, operation in operations(await document(api)):
        for answer in operation["responses"].values():
            for content in answer.get("content", {}).values():
                for example in content.get("examples", {}).values():
                    kind = content["schema"]["$ref"].rpartition("/")[2]
                    FAILURES[kind].model_validate(example["value"])


async def test_needed_parameters_are_marked(api: Api) -> None:
    described = await document(api)
    parameters = described["paths"]["/tracks/add"]["post"]["parameters"]
    assert {each["name"]: each.get("required", False) for each in parameters} == {
        "query": True,
        "placement": False,
        "guild_id": False,
        "If-Match": False,
    }


@pytest.mark.parametrize("path", ["/redocs", "/scalar"])
async def test_pages_that_need_a_cdn_do_not_exist(api: Api, path: str) -> None:
    assert (await api.world.visitor().get(path)).status_code == 404


async def test_it_can_be_kept_for_a_while(api: Api) -> None:
    answer = await api.world.visitor().get("/openapi.json")
    assert answer.headers["Cache-Control"] == "public, max-age=300"


async def test_an_example_body_is_taken_as_it_stands(api: Api) -> None:
    noor = await api.listener()
    described = await document(api)
    body = described["paths"]["/functions/equalizer"]["post"]["requestBody"]
    example = body["content"]["application/json"]["example"]
    assert data(await noor.post("/functions/equalizer", json=example), api) == example
