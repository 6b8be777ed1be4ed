"""`GET /1/validate-token`: a bad token is an answer, not an error."""

from auth.api_key import Scope
from tests.support.api import Api
from tests.support.listenbrainz import BELOW, VALIDATE, answered, listener, refused

INVALID = {"code": 200, "message": "Token invalid.", "valid": False}


async def test_a_good_token_names_its_owner(api: Api) -> None:
    ada = await listener(api)
    valid = {"code": 200, "message": "Token valid.", "valid": True, "user_name": ada.name}
    assert answered(await ada.program.get(VALIDATE)) == valid
    assert answered(await ada.program.get(BELOW + VALIDATE)) == valid
    visitor = api.world.visitor()
    assert answered(await visitor.get(VALIDATE, params={"token": ada.token})) == valid


async def test_a_bad_token_is_told_as_such(api: Api) -> None:
    visitor = api.world.visitor()
    assert answered(await visitor.get(VALIDATE, params={"token": "nonsense"})) == INVALID
    headers = {"Authorization": "Token nonsense"}
    assert answered(await visitor.get(VALIDATE, headers=headers)) == INVALID


async def test_a_key_for_something_else_is_none_for_this(api: Api) -> None:
    other = await listener(api, scopes=frozenset({Scope.PLAYER_READ}))
    assert answered(await other.program.get(VALIDATE)) == INVALID
    visitor = api.world.visitor()
    assert answered(await visitor.get(VALIDATE, params={"token": other.token})) == INVALID


async def test_without_a_token_there_is_nothing_to_validate(api: Api) -> None:
    answer = await api.world.visitor().get(VALIDATE)
    assert refused(answer, 400) == "You need to provide an Authorization token."
