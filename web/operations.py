"""Routes for operators: is the process up, do its parts work, and the numbers."""

import json
from http import HTTPStatus

from prometheus_client import CONTENT_TYPE_LATEST
from quart import Blueprint, Response, current_app

from web.access import Access, access
from web.limits import PROBE, unlimited
from web.metrics import Metrics
from web.openapi_operation import Media, Operation, describe
from web.services import services

METRICS = "auxcord_metrics"

operations = Blueprint("operations", __name__)


@operations.get("/healthz")
@access(Access.PUBLIC)
@unlimited(PROBE)
@describe(Operation(dict[str, str], {"status": "ok"}, media=Media.PLAIN_JSON))
async def healthz() -> Response:
    """Say that the process is up."""
    return _json({"status": "ok"})


@operations.get("/readyz")
@access(Access.PUBLIC)
@unlimited(PROBE)
@describe(
    Operation(
        dict[str, object],
        {"status": "ready", "database": True, "discord": True, "nodes": {"main": True}},
        media=Media.PLAIN_JSON,
    )
)
async def readyz() -> Response:
    """Say which parts work.

    `status` is `ready`, `degraded` while Discord or all audio nodes are away, or `down` (with
    status 503) while the database is.
    """
    report = await services().system.health.report()
    parts = {"database": report.database, "discord": report.discord, "nodes": report.nodes}
    status = HTTPStatus.OK if report.ready else HTTPStatus.SERVICE_UNAVAILABLE
    return _json({"status": report.status, **parts}, status)


@operations.get("/metrics")
@access(Access.PUBLIC)
@unlimited(PROBE)
@describe(Operation(str, "auxcord_streams 3.0\n", media=Media.TEXT))
async def metrics() -> Response:
    """Give the numbers that Prometheus collects."""
    numbers: Metrics = current_app.extensions[METRICS]
    answer = Response(numbers.text(), content_type=CONTENT_TYPE_LATEST)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _json(content: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    answer = Response(json.dumps(content), status, mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer
