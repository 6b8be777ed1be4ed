"""The seeded world: who and what exists when the simulated Discord starts, under fixed ids."""

import time
from collections.abc import Callable
from hashlib import sha256

from sim.discord.blueprint import Blueprint
from sim.discord.model import Guild, Overwrite, OverwriteKind, Person
from sim.discord.permissions import Permission
from sim.discord.snowflakes import Snowflake, snowflake_at
from sim.discord.world import MUSIC_BOT_PERMISSIONS, World

APPLICATION_ID = snowflake_at("2026-02-03", 1)

# People whom a visitor may sign in as.
ADA = snowflake_at("2016-03-11", 2)
ROBIN = snowflake_at("2017-08-02", 3)
JUNO = snowflake_at("2018-01-20", 4)
NOOR = snowflake_at("2019-05-14", 5)
TOMAS = snowflake_at("2020-04-01", 6)
ELI = snowflake_at("2021-11-30", 7)
WREN = snowflake_at("2026-01-09", 8)
# People who live there: see RESIDENTS.
FOX = snowflake_at("2017-12-24", 9)
LEILA = snowflake_at("2018-06-06", 10)
HARUKA = snowflake_at("2019-02-17", 11)
LONGNAME = snowflake_at("2020-09-09", 12)
BOBBY = snowflake_at("2021-03-03", 13)
OTTO = snowflake_at("2022-07-19", 14)
# Another bot, which sits in voice and is nobody's listener.
CHIME = snowflake_at("2023-10-05", 15)

VISITORS = (ADA, ROBIN, JUNO, NOOR, TOMAS, ELI, WREN)
RESIDENTS = (FOX, LEILA, HARUKA, LONGNAME, BOBBY, OTTO)

HARBOUR = snowflake_at("2018-04-07", 20)
HARBOUR_ADMIN = snowflake_at("2018-04-08", 21)
HARBOUR_DJ = snowflake_at("2018-04-08", 22)
HARBOUR_REGULAR = snowflake_at("2018-04-08", 23)
HARBOUR_BOT = snowflake_at("2026-02-10", 24)
HARBOUR_PORT = snowflake_at("2018-04-09", 25)
HARBOUR_WELCOME = snowflake_at("2018-04-09", 26)
HARBOUR_REQUESTS = snowflake_at("2018-04-09", 27)
HARBOUR_BRIDGE = snowflake_at("2018-04-09", 28)
HARBOUR_CABINS = snowflake_at("2018-04-09", 29)
MAIN_DECK = snowflake_at("2018-04-09", 30)
QUIET_CABIN = snowflake_at("2018-04-09", 31)
CAPTAINS_TABLE = snowflake_at("2018-04-09", 32)

STUDIO = snowflake_at("2020-10-10", 40)
STUDIO_PRODUCER = snowflake_at("2020-10-11", 41)
STUDIO_DJ = snowflake_at("2020-10-11", 42)
STUDIO_BOT = snowflake_at("2026-02-11", 43)
STUDIO_FRONT = snowflake_at("2020-10-12", 44)
STUDIO_GENERAL = snowflake_at("2020-10-12", 45)
STUDIO_NEWS = snowflake_at("2020-10-12", 46)
STUDIO_ROOMS = snowflake_at("2020-10-12", 47)
STUDIO_A = snowflake_at("2020-10-12", 48)
STUDIO_B = snowflake_at("2020-10-12", 49)
TOWN_HALL = snowflake_at("2020-10-12", 50)

MOON = snowflake_at("2023-01-22", 60)
MOON_DJ = snowflake_at("2023-01-23", 61)
MOON_BOT = snowflake_at("2026-02-12", 62)
MOON_CHAT = snowflake_at("2023-01-23", 63)
MOON_LOUNGE = snowflake_at("2023-01-23", 64)
MOON_BALCONY = snowflake_at("2023-01-23", 65)
MOON_AFK = snowflake_at("2023-01-23", 66)

BINDERS = snowflake_at("2022-05-25", 70)
BINDERS_STEWARD = snowflake_at("2022-05-26", 71)
BINDERS_CHAT = snowflake_at("2022-05-26", 72)
READING_ROOM = snowflake_at("2022-05-26", 73)

GUILDS_WITH_BOT = (HARBOUR, STUDIO, MOON)


def build_world(
    bot_id: Snowflake = APPLICATION_ID, clock: Callable[[], float] = time.time
) -> World:
    """Return a fresh copy of the seeded world, with the bot under ``bot_id``."""
    bot = Person(bot_id, "Auxcord", avatar=picture_hash(bot_id), bot=True, discriminator="4520")
    world = World(bot, clock=clock)
    for person in _people():
        world.add_person(person)
    for guild in (_harbour(bot_id), _studio(bot_id), _moon(bot_id), _binders()):
        world.guilds[guild.id] = guild
    return world


def picture_hash(entity_id: Snowflake) -> str:
    """Return the hash under which the CDN keeps somebody's or something's picture."""
    return sha256(entity_id.encode()).hexdigest()[:32]


def _people() -> list[Person]:
    return [
        _person(ADA, "ada.lindqvist", "Ada Lindqvist", "Owns Harbour Lights"),
        _person(ROBIN, "robin_k", "Robin K.", "Admin of Harbour Lights, owns Studio Neun"),
        _person(JUNO, "junobeats", "Juno", "DJ in Harbour Lights, owns Lo-Fi Moon"),
        _person(NOOR, "noor.v", "Noor", "Plain member everywhere"),
        _person(TOMAS, "tomas1987", "Tomás Ferreira", "Only in Studio Neun"),
        _person(ELI, "eli_binds", "Eli", "In no server that has the bot"),
        _person(WREN, "wren0109", "Wren", "New here, in no server at all"),
        _person(FOX, "kitsune.fm", "🦊✨ kitsune 🎧🎶", "Emoji name"),
        _person(LEILA, "leila.haddad", "ليلى حداد", "Right-to-left name"),
        _person(HARUKA, "haruka_k", "小林 はるか", "Moving avatar", animated=True),
        _person(LONGNAME, "wolfeschlegel", "Wolfeschlegelsteinhausenbergerdo", "Longest name"),
        _person(BOBBY, "bobby_tables", '<b>Bobby</b> & "Tables"</script>', "Hostile name"),
        Person(OTTO, "otto", note="No picture, no display name"),
        Person(CHIME, "Chime", avatar=picture_hash(CHIME), bot=True, discriminator="0913"),
    ]


def _person(
    user_id: Snowflake, username: str, name: str, note: str, *, animated: bool = False
) -> Person:
    avatar = ("a_" if animated else "") + picture_hash(user_id)
    return Person(user_id, username, name, avatar, note=note)


def _harbour(bot_id: Snowflake) -> Guild:
    """Build the lively one: admins, DJs, a small room, a locked room, a hidden channel."""
    plan = Blueprint(HARBOUR, "Harbour Lights", ADA, picture_hash(HARBOUR))
    plan.role(HARBOUR_REGULAR, "Regulars", 0)
    plan.role(HARBOUR_DJ, "DJ", 0, color=0x1ABC9C)
    plan.role(HARBOUR_BOT, "Auxcord", MUSIC_BOT_PERMISSIONS, bot=bot_id)
    plan.role(HARBOUR_ADMIN, "Harbourmaster", Permission.ADMINISTRATOR, color=0xE67E22)
    plan.category(HARBOUR_PORT, "Port")
    plan.text(HARBOUR_WELCOME, "welcome", "Come in, the lights are on.")
    plan.text(HARBOUR_REQUESTS, "music-requests", "What shall we hear next?")
    plan.text(HARBOUR_BRIDGE, "bridge", "Crew only", _taken(HARBOUR, Permission.VIEW_CHANNEL))
    plan.category(HARBOUR_CABINS, "Listening rooms")
    plan.voice(MAIN_DECK, "Main Deck")
    plan.voice(QUIET_CABIN, "Quiet Cabin", user_limit=2)
    plan.voice(
        CAPTAINS_TABLE,
        "Captain's Table",
        _taken(HARBOUR, Permission.CONNECT),
        _given(HARBOUR_DJ, Permission.CONNECT),
    )
    plan.member(ADA, "2018-04-07")
    plan.member(ROBIN, "2018-04-09", HARBOUR_ADMIN)
    plan.member(JUNO, "2018-05-01", HARBOUR_DJ, HARBOUR_REGULAR)
    plan.member(NOOR, "2019-06-01")
    plan.member(FOX, "2018-07-13", HARBOUR_REGULAR, avatar=picture_hash(FOX + HARBOUR))
    plan.member(LEILA, "2019-01-02", HARBOUR_DJ)
    plan.member(LONGNAME, "2020-10-01")
    plan.member(BOBBY, "2021-03-05", HARBOUR_REGULAR, nick="<i>Bobby</i>")
    plan.member(OTTO, "2022-08-01")
    plan.member(bot_id, "2026-02-10", HARBOUR_BOT)
    plan.sitting(ADA, MAIN_DECK)
    plan.sitting(FOX, MAIN_DECK)
    plan.sitting(LEILA, MAIN_DECK)
    plan.sitting(ROBIN, MAIN_DECK, self_deaf=True)
    plan.guild.system_channel_id = HARBOUR_WELCOME
    return plan.guild


def _studio(bot_id: Snowflake) -> Guild:
    """Build the one with a stage, a channel in which the bot may not write, and a second bot."""
    plan = Blueprint(STUDIO, "Studio Neun 🎛️", ROBIN, picture_hash(STUDIO))
    plan.role(STUDIO_DJ, "DJ", 0, color=0x3498DB)
    plan.role(STUDIO_BOT, "Auxcord", MUSIC_BOT_PERMISSIONS, bot=bot_id)
    plan.role(STUDIO_PRODUCER, "Producer", Permission.MANAGE_GUILD, color=0x9B59B6)
    plan.category(STUDIO_FRONT, "Front desk")
    plan.text(STUDIO_GENERAL, "general")
    plan.text(STUDIO_NEWS, "news", "Read only", _taken(STUDIO, Permission.SEND_MESSAGES))
    plan.category(STUDIO_ROOMS, "Rooms")
    plan.voice(STUDIO_A, "Studio A")
    plan.voice(STUDIO_B, "Studio B")
    plan.stage(TOWN_HALL, "Town Hall", "Monthly listening session")
    plan.member(ROBIN, "2020-10-10")
    plan.member(JUNO, "2020-10-15", STUDIO_PRODUCER)
    plan.member(NOOR, "2021-02-02")
    plan.member(TOMAS, "2020-11-11")
    plan.member(HARUKA, "2020-12-01", STUDIO_DJ)
    plan.member(LEILA, "2021-01-07")
    plan.member(BOBBY, "2021-04-01")
    plan.member(CHIME, "2023-11-01")
    plan.member(bot_id, "2026-02-11", STUDIO_BOT)
    plan.sitting(HARUKA, STUDIO_A)
    plan.sitting(BOBBY, STUDIO_A)
    plan.sitting(CHIME, STUDIO_A)
    plan.sitting(TOMAS, STUDIO_B)
    plan.guild.locale = "de"
    return plan.guild


def _moon(bot_id: Snowflake) -> Guild:
    """Build the small one: no icon, no categories, an away channel."""
    plan = Blueprint(MOON, "Lo-Fi Moon 🌙", JUNO, None)
    plan.role(MOON_DJ, "Moonkeepers", 0, color=0xF1C40F)
    plan.role(MOON_BOT, "Auxcord", MUSIC_BOT_PERMISSIONS, bot=bot_id)
    plan.text(MOON_CHAT, "chat")
    plan.voice(MOON_LOUNGE, "Lounge")
    plan.voice(MOON_BALCONY, 'Balcony <3 & "friends"')
    plan.voice(MOON_AFK, "Asleep")
    plan.member(JUNO, "2023-01-22")
    plan.member(ADA, "2023-02-14")
    plan.member(NOOR, "2023-03-01")
    plan.member(FOX, "2023-02-01", MOON_DJ)
    plan.member(HARUKA, "2023-02-02")
    plan.member(OTTO, "2023-05-05")
    plan.member(bot_id, "2026-02-12", MOON_BOT)
    plan.sitting(OTTO, MOON_LOUNGE)
    plan.guild.afk_channel_id = MOON_AFK
    return plan.guild


def _binders() -> Guild:
    """Build the one that lacks the bot; Ada may invite it."""
    plan = Blueprint(BINDERS, "Bookbinders’ Guild", ELI, picture_hash(BINDERS))
    plan.role(BINDERS_STEWARD, "Steward", Permission.MANAGE_GUILD)
    plan.text(BINDERS_CHAT, "chat")
    plan.voice(READING_ROOM, "Reading Room")
    plan.member(ELI, "2022-05-25")
    plan.member(ADA, "2022-06-01", BINDERS_STEWARD)
    plan.member(NOOR, "2022-06-15")
    return plan.guild


def _taken(target: Snowflake, permission: Permission) -> Overwrite:
    return Overwrite(target, OverwriteKind.ROLE, deny=int(permission))


def _given(target: Snowflake, permission: Permission) -> Overwrite:
    return Overwrite(target, OverwriteKind.ROLE, allow=int(permission))
