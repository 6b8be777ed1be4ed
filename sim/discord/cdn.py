"""The picture server: avatars, guild icons and guild avatars under the paths of Discord's CDN."""

from hashlib import sha256

from aiohttp import web

from sim.discord.pictures import DEFAULT_AVATAR_COLOURS, default_avatar, identicon
from sim.discord.snowflakes import is_count
from sim.discord.world import World

SMALLEST, LARGEST, USUAL, LARGEST_DRAWN = 16, 4096, 128, 512


class PictureServer:
    """Serves ``/cdn``; a picture is found only under the hash that it has now."""

    def __init__(self, world: World) -> None:
        self._world = world

    def install(self, app: web.Application) -> None:
        picture = "{hash}.{format}"
        app.router.add_get(f"/cdn/avatars/{{user_id}}/{picture}", self.avatar)
        app.router.add_get(f"/cdn/icons/{{guild_id}}/{picture}", self.icon)
        app.router.add_get(
            f"/cdn/guilds/{{guild_id}}/users/{{user_id}}/avatars/{picture}", self.guild_avatar
        )
        app.router.add_get("/cdn/embed/avatars/{number}.png", self.default)

    async def avatar(self, request: web.Request) -> web.Response:
        person = self._world.people.get(request.match_info["user_id"])
        return _drawn(request, person.avatar if person else None)

    async def icon(self, request: web.Request) -> web.Response:
        guild = self._world.guilds.get(request.match_info["guild_id"])
        return _drawn(request, guild.icon if guild else None)

    async def guild_avatar(self, request: web.Request) -> web.Response:
        guild = self._world.guilds.get(request.match_info["guild_id"])
        member = guild.members.get(request.match_info["user_id"]) if guild else None
        return _drawn(request, member.avatar if member else None)

    async def default(self, request: web.Request) -> web.Response:
        number = request.match_info["number"]
        if number not in map(str, range(len(DEFAULT_AVATAR_COLOURS))):
            raise web.HTTPNotFound
        return _picture(request, default_avatar(int(number)))


def _drawn(request: web.Request, known_hash: str | None) -> web.Response:
    if known_hash is None or request.match_info["hash"] != known_hash:
        raise web.HTTPNotFound
    if request.match_info["format"] != "png":
        raise web.HTTPUnsupportedMediaType
    return _picture(request, identicon(known_hash, min(_size(request), LARGEST_DRAWN)))


def _size(request: web.Request) -> int:
    text = request.query.get("size", str(USUAL))
    size = int(text) if is_count(text) else 0
    if not SMALLEST <= size <= LARGEST or size & (size - 1):
        raise web.HTTPBadRequest(text="size is not a power of two between 16 and 4096")
    return size


def _picture(request: web.Request, data: bytes) -> web.Response:
    etag = f'"{sha256(data).hexdigest()[:32]}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "public, max-age=31536000, immutable",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
    if request.headers.get("If-None-Match") == etag:
        return web.Response(status=304, headers=headers)
    return web.Response(body=data, content_type="image/png", headers=headers)
