"""Reads the credential that a program sends in a header, in each of the ways that clients do."""

from werkzeug.datastructures import Headers

# A proxy's own authentication is none of our business.
SCHEMES_OF_OTHERS = frozenset({"basic", "digest", "negotiate", "ntlm"})
OUR_SCHEMES = frozenset({"bearer", "token"})


def credential_in_header(headers: Headers) -> str | None:
    """Return what stands in `X-API-Key` or `Authorization`, with `Bearer`, `Token` or bare.

    None where there is no credential; an empty one is still one, and never good.
    """
    own_header = headers.get("X-API-Key")
    if own_header is not None:
        return own_header.strip()
    authorization = headers.get("Authorization")
    if authorization is None:
        return None
    scheme, _, rest = authorization.strip().partition(" ")
    if scheme.lower() in SCHEMES_OF_OTHERS:
        return None
    return rest.strip() if scheme.lower() in OUR_SCHEMES else authorization.strip()
