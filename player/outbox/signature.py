"""Signs webhooks as Standard Webhooks has it, so that libraries in many languages verify them."""

import base64
import hashlib
import hmac
import secrets

MARK = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    """Return a secret for a receiver; it is shown once."""
    return MARK + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature_headers(secret: str, event_id: str, at_s: int, body: bytes) -> dict[str, str]:
    """Return what proves that a body is ours, whole, and as old as it says."""
    key = base64.b64decode(secret.removeprefix(MARK))
    signed = f"{event_id}.{at_s}.".encode() + body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return {
        "webhook-id": event_id,
        "webhook-timestamp": str(at_s),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
