"""Puts the pages on what was heard together."""

from quart import Blueprint

from web.api.moments import moment
from web.pages.listening.dates import date_and_time
from web.pages.listening.heard import heard
from web.pages.listening.statistics import statistics
from web.pages.listening.year import year

listening = Blueprint("listening", __name__)

for part in (heard, statistics, year):
    listening.register_blueprint(part)

for helper in (date_and_time, moment):
    listening.add_app_template_global(helper)
