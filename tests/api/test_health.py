from db.errors import DatabaseDown
from tests.support.api import Api
from web.health import Health


async def test_the_process_is_up(api: Api) -> None:
    answer = await api.world.visitor().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_every_part_is_named(api: Api) -> None:
    answer = await api.world.visitor().get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "database": True,
        "discord": True,
        "nodes": {"alpha": True},
    }
    assert answer.headers["Cache-Control"] == "no-store"


async def test_a_head_request_is_answered_too(api: Api) -> None:
    assert (await api.world.visitor().head("/readyz")).status_code == 200


async def fine() -> None:
    """Answer as a database does that works."""


async def test_without_the_database_nothing_can_be_served() -> None:
    async def down() -> None:
        raise DatabaseDown

    report = await Health(down, lambda: True, lambda: {"alpha": True}).report()
    assert (report.status, report.ready, report.database) == ("down", False, False)


async def test_without_discord_or_nodes_the_rest_is_served() -> None:
    without_discord = await Health(fine, lambda: False, lambda: {"alpha": True}).report()
    assert (without_discord.status, without_discord.ready) == ("degraded", True)
    without_nodes = await Health(fine, lambda: True, lambda: {"alpha": False}).report()
    assert (without_nodes.status, without_nodes.ready) == ("degraded", True)


async def test_one_node_of_several_is_enough() -> None:
    report = await Health(fine, lambda: True, lambda: {"alpha": False, "beta": True}).report()
    assert report.status == "ready"
