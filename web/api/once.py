"""How a request that comes again is known: by the `Idempotency-Key` that a client chose."""

from hashlib import sha256

from quart import request

from player.core.sentence import Sentence
from player.ledger.account import AccountId
from web.faults import WrongInput

IDEMPOTENCY_KEY = "Idempotency-Key"
LONGEST_KEY = 255


def once(account_id: AccountId) -> str | None:
    """Return what makes this request known again, if it says so; others' keys are others."""
    key = request.headers.get(IDEMPOTENCY_KEY)
    if key is None:
        return None
    if not 0 < len(key) <= LONGEST_KEY:
        raise WrongInput(
            IDEMPOTENCY_KEY,
            Sentence(
                "{field} must have 1 to {limit} characters.",
                field=IDEMPOTENCY_KEY,
                limit=LONGEST_KEY,
            ),
        )
    return once_by(account_id, key)


def once_by(account_id: AccountId, key: str) -> str:
    return sha256(f"{account_id}/{key}".encode(errors="replace")).hexdigest()
