"""Remembers whom we have seen, so that names stay at hand after people have left."""

from collections import OrderedDict

from auth.identity import GuildId, Person, UserId

CAPACITY = 10_000


class People:
    """A bounded memory of persons by guild; whoever was seen longest ago is forgotten first."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._seen: OrderedDict[tuple[GuildId, UserId], Person] = OrderedDict()

    def see(self, guild_id: GuildId, person: Person) -> None:
        key = guild_id, person.id
        self._seen[key] = person
        self._seen.move_to_end(key)
        if len(self._seen) > self._capacity:
            self._seen.popitem(last=False)

    def recall(self, guild_id: GuildId, user_id: UserId) -> Person | None:
        return self._seen.get((guild_id, user_id))
