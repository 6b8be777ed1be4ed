"""All the APIs that we speak, in the order in which people read about them."""

from web.api.archive.dialect import ARCHIVE
from web.api.audioscrobbler.dialect import AUDIOSCROBBLER
from web.api.library.dialect import LIBRARY
from web.api.listenbrainz.dialect import LISTENBRAINZ
from web.api.maloja.dialect import MALOJA
from web.api.player.dialect import PLAYER
from web.api.profiles.dialect import PROFILES
from web.api.scrobble.dialect import SCROBBLE
from web.api.scrobble.ingress_dialect import INGRESS

FAMILIES = (
    PLAYER,
    LIBRARY,
    ARCHIVE,
    PROFILES,
    SCROBBLE,
    INGRESS,
    LISTENBRAINZ,
    MALOJA,
    AUDIOSCROBBLER,
)
