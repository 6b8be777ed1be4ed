"""`/api/v1/health`: whether the archive can be written to."""

from quart import Blueprint, Response

from player.core.errors import Unavailable
from player.core.sentence import Sentence
from web.access import Access, access
from web.api.answers import json_answer
from web.api.archive.dialect import ARCHIVE
from web.api.archive.shapes import Health
from web.openapi_operation import Operation, describe
from web.services import services

health = Blueprint("health", __name__, url_prefix="/api/v1/health")


DOWN = Sentence("The database does not answer right now. Try again in a moment.")


@health.get("")
@access(Access.PUBLIC)
@describe(Operation(Health, {"status": "ok"}, refuses=(Unavailable,), family=ARCHIVE))
async def tell_health() -> Response:
    """Say whether the archive answers."""
    report = await services().system.health.report()
    if not report.database:
        raise Unavailable(DOWN)
    return json_answer({"status": "ok"})
