"""Puts the routes of the profiles family together, and answers what fails in its dialect."""

from quart import Blueprint, Response

from web.api.profiles import dialect
from web.api.profiles.reading import reading
from web.api.profiles.stats import stats
from web.api.profiles.tops import tops
from web.api.profiles.transactions import transactions
from web.api.profiles.writing import writing

profiles = Blueprint("profiles_family", __name__)

for resource in (reading, writing, transactions, tops, stats):
    profiles.register_blueprint(resource)


@profiles.errorhandler(Exception)
async def answer_error(error: Exception) -> Response:
    return dialect.failure(error)
