"""Faces of a server's members, and a plain one for whoever has left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auth.identity import GuildId, Person, UserId
from web.api.player.known_people import known_people
from web.faces import Face, avatar_url, person_icon
from web.language import gettext
from web.services import services


@dataclass(frozen=True, slots=True)
class MemberFaces:
    """Faces by user id."""

    people: Mapping[UserId, Person]

    def of(self, user_id: UserId) -> Face:
        cdn_url, seen = services().cdn_url, self.people.get(user_id)
        if seen is None:
            icon = avatar_url(cdn_url, user_id, None)
            return Face(id=user_id, name=gettext("Somebody who left"), icon=icon)
        return Face(id=user_id, name=seen.display_name, icon=person_icon(cdn_url, seen))


async def member_faces(guild_id: GuildId, user_ids: Iterable[UserId]) -> MemberFaces:
    return MemberFaces(await known_people(guild_id, user_ids))
