"""What the routes of transactions take."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from player.ledger.ports import Wanted
from player.ledger.transfer import MOST_POINTS
from web.api.profiles.inputs import Paged, Snowflake

LONGEST_REASON = 500
FARTHEST = 253_402_300_799
"""The last second of the year 9999."""

ProfileId = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Id = Annotated[str, Field(pattern="^([0-9]{15,20}|[0-9a-f]{64})$")]
Moment = Annotated[int, Field(ge=0, le=FARTHEST)]
Reason = Annotated[str, Field(max_length=LONGEST_REASON, pattern="^[^\\x00]*$")]


class TransactionFilter(Paged):
    """Which transactions."""

    model_config = ConfigDict(populate_by_name=True)

    user_id: Snowflake | None = Field(None, description="Sender or receiver.")
    guild_id: Snowflake | None = Field(None, description="Sender's or receiver's server.")
    vp_id: ProfileId | None = Field(None, description="The id of sender or receiver.")
    reason: Reason | None = Field(None, description="A part of the reason.")
    sender: Id | None = Field(None, alias="from", description="User, server or id of the sender.")
    receiver: Id | None = Field(None, alias="to", description="The same of the receiver.")
    after: Moment | None = Field(None, description="Unix seconds; only what is later.")
    before: Moment | None = Field(None, description="Unix seconds; only what is earlier.")

    @property
    def wanted(self) -> Wanted:
        either = tuple(each for each in (self.user_id, self.guild_id, self.vp_id) if each)
        return Wanted(either, self.sender, self.receiver, self.reason, self.after, self.before)


class Party(BaseModel):
    """Somebody on a server."""

    user_id: Snowflake
    guild_id: Snowflake


SELF = "self"
Side = Annotated[str, Field(pattern="^(self|[0-9a-f]{64})$")] | Party


class TransactionWish(BaseModel):
    """Who gives what to whom: by the id of a profile, as user and server, or `self`."""

    model_config = ConfigDict(populate_by_name=True)

    sender: Side = Field(alias="from")
    receiver: Side = Field(alias="to")
    amount: int = Field(ge=1, le=MOST_POINTS)
    reason: Reason = ""
