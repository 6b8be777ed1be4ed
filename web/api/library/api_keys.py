"""`/api/v1/api-keys`: making, listing and revoking the keys that programs use."""

from http import HTTPStatus

from quart import Blueprint, Response

from auth.api_key import Scope
from auth.errors import KeysExist, TooManyKeys, UnknownKey, WrongSetupCode
from auth.identity import UserId
from player.core.errors import DiscordDown
from web.access import Access, access, current_caller
from web.api.library.dialect import LIBRARY, success
from web.api.library.key_ending import end_key
from web.api.library.key_shapes import KEY, MADE_KEY, KeyList, MadeKey, Revoked, drawn, drawn_once
from web.api.library.key_wishes import FirstKey, KeyWish, granted
from web.api.reading import read_body
from web.faults import KeyRefused, OutOfReach
from web.limits import limited
from web.openapi_operation import Operation, describe
from web.rates import FIRST_KEY
from web.services import services

api_keys = Blueprint("api_keys", __name__, url_prefix="/api/v1/api-keys")


@api_keys.get("")
@access(Access.SIGNED_IN, Scope.ADMIN)
@describe(Operation(KeyList, {"keys": [KEY]}, refuses=(OutOfReach,), family=LIBRARY))
async def list_keys() -> Response:
    """List API keys, by prefix and label.

    A person sees their own; a key with `admin` sees all.
    """
    owner = _owner()
    keys = services().keys
    found = await (keys.list_all() if owner is None else keys.list_of(owner))
    return success({"keys": [drawn(key) for key in found]})


@api_keys.post("")
@access(Access.SIGNED_IN, Scope.ADMIN)
@describe(
    Operation(
        MadeKey,
        MADE_KEY,
        body=KeyWish,
        body_example={"label": "Discord Bot"},
        status=HTTPStatus.CREATED,
        refuses=(KeyRefused, TooManyKeys, DiscordDown),
        family=LIBRARY,
    )
)
async def make_key() -> Response:
    """Make an API key; its secret is in this answer and nowhere else.

    A signed-in person makes keys that act as them. A key with `admin` makes keys that belong to
    nobody and stand for themselves, as bots need. `scopes` says what the key may do, `guild_ids`
    where; both, and when it expires, are extensions of ours.
    """
    wish = await read_body(KeyWish)
    grant = await granted(wish, current_caller(), services())
    key, secret = await services().keys.create(
        grant.label, grant.owner, grant.scopes, grant.guild_ids, grant.expires_at
    )
    return success(drawn_once(key, secret), HTTPStatus.CREATED)


@api_keys.delete("/<key_id>")
@access(Access.SIGNED_IN, Scope.ADMIN)
@describe(
    Operation(
        Revoked,
        {"message": "API key revoked."},
        refuses=(UnknownKey, OutOfReach),
        family=LIBRARY,
    )
)
async def revoke_key(key_id: str) -> Response:
    """Revoke an API key at once; streams that were opened with it end."""
    await end_key(key_id, _owner())
    return success({"message": "API key revoked."})


@api_keys.post("/bootstrap")
@access(Access.PUBLIC)
@limited(FIRST_KEY)
@describe(
    Operation(
        MadeKey,
        MADE_KEY,
        body=FirstKey,
        body_example={"label": "My First Key"},
        body_required=False,
        status=HTTPStatus.CREATED,
        refuses=(KeysExist, WrongSetupCode),
        family=LIBRARY,
    )
)
async def make_first_key() -> Response:
    """Make the very first API key, which may do everything, while there is none.

    Where others can reach the server, `setup_code` has to be the code that it printed at its start.
    """
    wish = await read_body(FirstKey, empty={})
    key, secret = await services().keys.bootstrap(wish.label, wish.setup_code)
    return success(drawn_once(key, secret), HTTPStatus.CREATED)


def _owner() -> UserId | None:
    """Return whose keys the caller may see and end; None stands for everybody's.

    Raises `OutOfReach` for a key that is tied to servers: others' keys are none of its business.
    """
    caller = current_caller()
    if caller.key is None:
        return caller.person.id
    if caller.key.guild_ids is not None:
        raise OutOfReach
    return None
