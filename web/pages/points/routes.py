"""Puts the pages on points together."""

from quart import Blueprint

from web.pages.points.leaderboards import leaderboards
from web.pages.points.wallet import wallet

points = Blueprint("points", __name__)

for part in (leaderboards, wallet):
    points.register_blueprint(part)
