"""Every collection with its indexes and the shape of its documents."""

from pymongo import ASCENDING, DESCENDING, IndexModel

from auth.sessions import IDLE_SECONDS, LIFETIME_SECONDS
from auth.sign_in import STATE_SECONDS
from db import (
    accounts,
    api_keys,
    audit,
    browser_sessions,
    deliveries,
    earnings,
    favourites,
    guild_settings,
    ledger,
    node_sessions,
    overlay_keys,
    password_resets,
    pending_sign_ins,
    players,
    playlists,
    plays,
    preferences,
    profile_summary,
    profiles,
    public_listeners,
    receivers,
    scrobble_passwords,
    server_config,
    sign_in_families,
    stays,
    tallies,
    user_statistics,
)
from db.library_layout import LIBRARY_LAYOUTS
from db.shapes import DATE, LIST, SHA256, TEXT, WHOLE_NUMBER, Layout, shape

LAYOUTS = (
    Layout(
        browser_sessions.COLLECTION,
        shape(
            _id=SHA256,
            person=shape(id=TEXT),
            guilds=LIST,
            created_at=DATE,
            last_seen_at=DATE,
        ),
        (
            IndexModel(
                [("person.id", ASCENDING), ("created_at", DESCENDING)], name="person_latest"
            ),
            IndexModel("created_at", name="lifetime", expireAfterSeconds=LIFETIME_SECONDS),
            IndexModel("last_seen_at", name="idleness", expireAfterSeconds=IDLE_SECONDS),
        ),
    ),
    Layout(
        pending_sign_ins.COLLECTION,
        shape(_id=SHA256, browser=SHA256, created_at=DATE, guilds=LIST),
        (IndexModel("created_at", name="lifetime", expireAfterSeconds=STATE_SECONDS),),
    ),
    Layout(
        players.COLLECTION,
        shape(_id=TEXT, seq=WHOLE_NUMBER, saved_at=WHOLE_NUMBER, state={"bsonType": "object"}),
    ),
    Layout(players.LIVENESS_COLLECTION, shape(_id=TEXT, at=WHOLE_NUMBER)),
    Layout(guild_settings.COLLECTION, shape(_id=TEXT, policy={"bsonType": "object"})),
    Layout(
        playlists.COLLECTION,
        shape(
            _id=TEXT,
            owner=TEXT,
            name=TEXT,
            kind={"enum": ["meta", "url"]},
            key=TEXT,
            slot=WHOLE_NUMBER,
            revision=WHOLE_NUMBER,
            items=LIST,
        ),
        (
            IndexModel([("owner", ASCENDING), ("name", ASCENDING)], name="names", unique=True),
            IndexModel([("owner", ASCENDING), ("slot", ASCENDING)], name="slots", unique=True),
            IndexModel("items.added_by.id", name="contributors"),
        ),
    ),
    Layout(
        favourites.COLLECTION,
        shape(user_id=TEXT, key=TEXT, track={"bsonType": "object"}),
        (
            IndexModel([("user_id", ASCENDING), ("key", ASCENDING)], name="once", unique=True),
            IndexModel([("user_id", ASCENDING), ("_id", DESCENDING)], name="latest"),
            IndexModel([("user_id", ASCENDING), ("track.url", ASCENDING)], name="links"),
        ),
    ),
    Layout(
        audit.COLLECTION,
        shape(guild_id=TEXT, at=WHOLE_NUMBER, text=TEXT),
        (
            IndexModel(
                [("guild_id", ASCENDING), ("at", DESCENDING), ("_id", DESCENDING)],
                name="guild_latest",
            ),
            IndexModel("person.id", name="person"),
        ),
    ),
    Layout(
        user_statistics.COLLECTION,
        shape(
            _id=TEXT,
            tracks_added=WHOLE_NUMBER,
            tracks_listened=WHOLE_NUMBER,
            voice_ms=WHOLE_NUMBER,
            listened_ms=WHOLE_NUMBER,
        ),
    ),
    Layout(preferences.COLLECTION, shape(_id=TEXT, language=TEXT)),
    Layout(
        overlay_keys.COLLECTION,
        shape(_id=TEXT, hash=SHA256, made_at=DATE),
        (IndexModel("hash", name="hash", unique=True),),
    ),
    Layout(node_sessions.COLLECTION, shape(_id=TEXT, session_id=TEXT)),
    Layout(
        plays.COLLECTION,
        shape(
            _id=TEXT,
            origin=TEXT,
            title=TEXT,
            artist=TEXT,
            started_at=WHOLE_NUMBER,
            listeners=LIST,
            over={"bsonType": "bool"},
        ),
        (
            IndexModel(
                [
                    ("listeners", ASCENDING),
                    ("over", ASCENDING),
                    ("started_at", DESCENDING),
                    ("_id", DESCENDING),
                ],
                name="listener_latest",
            ),
            IndexModel(
                [
                    ("guild_id", ASCENDING),
                    ("over", ASCENDING),
                    ("started_at", DESCENDING),
                    ("_id", DESCENDING),
                ],
                name="guild_latest",
            ),
            IndexModel(
                [
                    ("listeners", ASCENDING),
                    ("guild_id", ASCENDING),
                    ("over", ASCENDING),
                    ("started_at", DESCENDING),
                    ("_id", DESCENDING),
                ],
                name="listener_guild_latest",
            ),
            IndexModel(
                [
                    ("requester", ASCENDING),
                    ("over", ASCENDING),
                    ("started_at", DESCENDING),
                    ("_id", DESCENDING),
                ],
                name="requester_latest",
            ),
            IndexModel([("stay_id", ASCENDING), ("started_at", ASCENDING)], name="stay"),
            IndexModel([("started_at", ASCENDING), ("_id", ASCENDING)], name="oldest"),
            # What somebody tells us twice is one play.
            IndexModel("told", name="told_once", unique=True, sparse=True),
        ),
    ),
    Layout(
        public_listeners.COLLECTION,
        shape(_id=TEXT, name=TEXT, key=TEXT),
        (IndexModel("key", name="names", unique=True),),
    ),
    Layout(
        scrobble_passwords.COLLECTION,
        shape(_id=TEXT, id=TEXT, name=TEXT, md5=TEXT, made_at=DATE),
        (IndexModel("id", name="ids", unique=True), IndexModel("name", name="names")),
    ),
    Layout(
        tallies.COLLECTION,
        shape(s=TEXT, k=TEXT, g=TEXT, p=TEXT, key=TEXT, plays=WHOLE_NUMBER, ms=WHOLE_NUMBER),
        (
            IndexModel(
                [
                    ("s", ASCENDING),
                    ("k", ASCENDING),
                    ("p", ASCENDING),
                    ("plays", DESCENDING),
                    ("key", ASCENDING),
                ],
                name="tops",
            ),
            IndexModel(
                [("s", ASCENDING), ("k", ASCENDING), ("g", ASCENDING), ("p", ASCENDING)],
                name="over_time",
                # A play makes dozens of tallies, and what nobody looks for need not be in here.
                partialFilterExpression={"k": "total"},
            ),
            IndexModel(
                [("s", ASCENDING), ("k", ASCENDING), ("p", ASCENDING), ("first_at", DESCENDING)],
                name="discoveries",
                partialFilterExpression={"p": "all"},
            ),
            IndexModel(
                "key",
                name="people",
                partialFilterExpression={"k": {"$in": ["listener", "requester"]}},
            ),
        ),
    ),
    Layout(
        stays.COLLECTION,
        shape(_id=TEXT, guild_id=TEXT, started_at=WHOLE_NUMBER),
        (
            IndexModel(
                [("guild_id", ASCENDING), ("started_at", DESCENDING), ("_id", DESCENDING)],
                name="guild_latest",
            ),
        ),
    ),
    Layout(stays.OPEN_COLLECTION, shape(_id=TEXT)),
    Layout(
        api_keys.COLLECTION,
        shape(_id=TEXT, hash=SHA256, prefix=TEXT, label=TEXT, scopes=LIST, created_at=DATE),
        (
            IndexModel("hash", name="secrets", unique=True),
            IndexModel([("owner.id", ASCENDING), ("created_at", ASCENDING)], name="owner_oldest"),
            IndexModel("created_at", name="oldest"),
            # Of several first keys made at the same moment only one gets in.
            IndexModel("first", name="one_first", unique=True, sparse=True),
        ),
    ),
    Layout(server_config.COLLECTION, shape(_id=TEXT)),
    Layout(
        accounts.COLLECTION,
        shape(
            _id=TEXT,
            username_key=TEXT,
            email_key=TEXT,
            password_hash=TEXT,
            created_at=DATE,
        ),
        (
            IndexModel("username_key", name="usernames", unique=True),
            IndexModel("email_key", name="emails", unique=True),
            IndexModel("discord.id", name="links", unique=True, sparse=True),
        ),
    ),
    Layout(
        sign_in_families.COLLECTION,
        shape(_id=TEXT, account=TEXT, current=SHA256, expires_at=DATE),
        (
            IndexModel("account", name="account"),
            IndexModel("expires_at", name="lifetime", expireAfterSeconds=0),
        ),
    ),
    Layout(
        password_resets.COLLECTION,
        shape(_id=TEXT, hash=SHA256, expires_at=DATE),
        (
            IndexModel("hash", name="hash", unique=True),
            IndexModel("expires_at", name="lifetime", expireAfterSeconds=0),
        ),
    ),
    Layout(
        profiles.COLLECTION,
        shape(
            _id=SHA256,
            guild_id=TEXT,
            user_id=TEXT,
            voicepoints=WHOLE_NUMBER,
            experience=WHOLE_NUMBER,
            level=WHOLE_NUMBER,
            hidden={"bsonType": "bool"},
        ),
        (
            IndexModel(
                [("guild_id", ASCENDING), ("user_id", ASCENDING)], name="member", unique=True
            ),
            IndexModel([("user_id", ASCENDING), ("guild_id", ASCENDING)], name="user"),
            # Sums are read off it without looking at any profile.
            IndexModel([(name, ASCENDING) for name in profile_summary.SUMMED], name="sums"),
            *(
                IndexModel([("hidden", ASCENDING), *profiles.ranking(by)], name=f"top_{by}")
                for by in profiles.RANKING
            ),
            *(
                IndexModel(
                    [("hidden", ASCENDING), ("guild_id", ASCENDING), *profiles.ranking(by)],
                    name=profiles.guild_index(by),
                )
                for by in profiles.RANKING
            ),
        ),
    ),
    Layout(
        receivers.COLLECTION,
        shape(
            _id=TEXT,
            owner=shape(kind=TEXT, id=TEXT),
            kind=TEXT,
            address=TEXT,
            secret=TEXT,
            topics=LIST,
            state={"enum": ["on", "off", "failed"]},
            edition=WHOLE_NUMBER,
        ),
        (IndexModel([("owner.id", ASCENDING), ("owner.kind", ASCENDING)], name="owner"),),
    ),
    Layout(
        deliveries.COLLECTION,
        shape(receiver_id=TEXT, event_id=TEXT, body=TEXT, placed_at=DATE),
        (
            IndexModel([("receiver_id", ASCENDING), ("_id", ASCENDING)], name="receiver_oldest"),
            # What is put in again is the same delivery.
            IndexModel(
                [("receiver_id", ASCENDING), ("event_id", ASCENDING)], name="once", unique=True
            ),
            IndexModel("placed_at", name="lifetime", expireAfterSeconds=deliveries.KEPT_SECONDS),
        ),
    ),
    Layout(profiles.HIDDEN, shape(_id=TEXT)),
    Layout(earnings.COLLECTION, shape(_id=TEXT, batch=TEXT)),
    Layout(
        ledger.ACCOUNTS,
        shape(_id=SHA256, balance=WHOLE_NUMBER),
        (IndexModel("balance", name="balance"),),
    ),
    Layout(
        ledger.COLLECTION,
        shape(
            at=WHOLE_NUMBER,
            amount=WHOLE_NUMBER,
            reason=TEXT,
            by=SHA256,
            sender={"bsonType": "object"},
            receiver={"bsonType": "object"},
            ids=LIST,
        ),
        (
            IndexModel([("at", DESCENDING), ("_id", DESCENDING)], name="latest"),
            *(
                IndexModel(
                    [(field, ASCENDING), ("at", DESCENDING), ("_id", DESCENDING)],
                    name=f"{field}_latest",
                )
                for field in ("ids", "sender.ids", "receiver.ids")
            ),
            IndexModel("by", name="by"),
            # A request that comes again is the same transaction.
            IndexModel("once", name="once", unique=True, sparse=True),
        ),
    ),
    *LIBRARY_LAYOUTS,
)
