"""Counts tries at one account, wherever they come from."""

from auth.secrets import hashed
from web.limits import count_against
from web.rates import ONE_ACCOUNT


def count_guess(username: str) -> None:
    """Count a try at an account, whether or not there is one; raise `TooManyRequests`."""
    if username:
        count_against(f"account {hashed(username.casefold())}", ONE_ACCOUNT)
