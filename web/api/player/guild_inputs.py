"""What the routes below `/guild` take in their query strings."""

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

MOST_FOUND = 25
LONGEST_NAME = 100

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)
]


class MemberName(BaseModel):
    name: Name = Field(description="How the name begins, in capitals or small letters.")


class RoleName(BaseModel):
    name: Name = Field(description="A part of the role's name, in capitals or small letters.")
