"""All that one method of a route says about itself, gathered for the documentation."""

from dataclasses import dataclass

from auth.api_key import Scope
from web.access import Access
from web.api.player.dialect import PLAYER
from web.family import Family
from web.openapi_operation import Operation
from web.rates import Rate

IN_A_GUILD = (Access.MEMBER, Access.MANAGER)
REF = "#/components/schemas/{model}"


@dataclass(frozen=True, slots=True)
class Method:
    """One method of one route; `name` is in small letters, `rates` are those in force."""

    name: str
    operation: Operation
    access: Access
    scope: Scope | None
    rates: tuple[Rate, ...]

    @property
    def family(self) -> Family:
        return self.operation.family or PLAYER

    @property
    def speaks_of_a_guild(self) -> bool:
        return self.access in IN_A_GUILD
