"""Invented words that the catalogue makes its artists, songs and albums from; nothing is real."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Genre:
    """A kind of music: who makes it, and the words that its titles are made of."""

    name: str
    artists: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    has_words: bool = True


GENRES: Final = (
    Genre(
        "Lo-fi",
        ("Nocturne Kiosk", "Pell & Orrin", "Teacup Meridian"),
        ("Drowsy", "Paper", "Lamplit", "Rainy", "Woolen", "Half-Asleep", "Borrowed"),
        ("Windowsill", "Kettle", "Notebook", "Streetcar", "Pillow", "Staircase", "Postcard"),
        has_words=False,
    ),
    Genre(
        "Synthwave",
        ("Chrome Vesper", "Lazer Almanac", "Vector Sundown"),
        ("Neon", "Chrome", "Ultraviolet", "Midnight", "Electric", "Magnetic", "Infinite"),
        ("Boulevard", "Arcade", "Horizon", "Satellite", "Cassette", "Skyline", "Overdrive"),
    ),
    Genre(
        "Jazz",
        ("Ilse Vantomme Trio", "The Ottokar Quintet", "Delphine Marchetto"),
        ("Blue", "Crooked", "Smoky", "Velvet", "Sideways", "Honeyed", "Late"),
        ("Umbrella", "Saxophone", "Taxi", "Olive", "Corner", "Martingale", "Chandelier"),
    ),
    Genre(
        "Indie Rock",
        ("Velvet Quarry", "The Paper Lantern Society", "Copper Antlers"),
        ("Restless", "Crooked", "Golden", "Wild", "Rusted", "Lonely", "Loud"),
        ("Lantern", "Quarry", "Motel", "Fever", "Telephone", "Bonfire", "Bicycle"),
    ),
    Genre(
        "Folk",
        ("Mara Lindqvale", "Quiet Ferry", "Hollis & the Wren"),
        ("Barefoot", "Amber", "Weathered", "Northern", "Quiet", "Salted", "Harvest"),
        ("River", "Orchard", "Ferry", "Hearth", "Meadow", "Lighthouse", "Thistle"),
    ),
    Genre(
        "Ambient",
        ("Slow Isotherm", "Aurelie Fjordmann", "Field of Static"),
        ("Weightless", "Distant", "Frozen", "Endless", "Hushed", "Pale", "Submerged"),
        ("Tide", "Aurora", "Cathedral", "Glacier", "Horizon", "Fern", "Orbit"),
        has_words=False,
    ),
    Genre(
        "House",
        ("DJ Sandgrouse", "Kilowatt Parade", "Mirabel Okonde-Price"),
        ("Sunlit", "Sweaty", "Endless", "Liquid", "Glowing", "Rising", "Tropical"),
        ("Rooftop", "Warehouse", "Terrace", "Heatwave", "Strobe", "Carnival", "Pulse"),
    ),
    Genre(
        "Hip Hop",
        ("Cassius Brightwater", "Tenfold Tella", "MC Quillfeather"),
        ("Concrete", "Patient", "Solid", "Double", "Unwritten", "Heavy", "Royal"),
        ("Blueprint", "Ledger", "Crown", "Corner", "Verse", "Dividend", "Elevator"),
    ),
    Genre(
        "Metal",
        ("Gravemarrow", "Iron Larkspur", "Thunder Sacristan"),
        ("Burning", "Hollow", "Iron", "Blackened", "Howling", "Sundered", "Eternal"),
        ("Anvil", "Citadel", "Raven", "Wasteland", "Requiem", "Gauntlet", "Eclipse"),
    ),
    Genre(
        "Classical",
        ("Orsolya Feketehalmy", "The Brannock Chamber Players", "Emil Castervane"),
        ("Solemn", "Gentle", "Winter", "Unfinished", "Pastoral", "Grand", "Little"),
        ("Nocturne", "Waltz", "Prelude", "Serenade", "Fugue", "Ballade", "Rondo"),
        has_words=False,
    ),
    Genre(
        "Funk",
        ("Brass Pocket Union", "Lady Marmoset", "The Slap Committee"),
        ("Greasy", "Funky", "Sideways", "Brassy", "Polished", "Sticky", "Elastic"),
        ("Pocket", "Groove", "Trombone", "Sidewalk", "Jumpsuit", "Platform", "Parade"),
    ),
    Genre(
        "Dream Pop",
        ("Halcyon Drift", "Wisteria Motor Choir", "Soft Cartography"),
        ("Pastel", "Blurred", "Silver", "Sleeping", "Weightless", "Tender", "Faded"),
        ("Polaroid", "Lagoon", "Comet", "Balloon", "Daydream", "Carousel", "Petal"),
    ),
)

PLACES: Final = (
    "Velmora",
    "Quillhaven",
    "Marrowgate",
    "Low Hallam",
    "Port Emberly",
    "Saint Orvane",
    "Tessaline Bay",
    "Upper Wick",
)

TITLE_PATTERNS: Final = (
    "{adjective} {noun}",
    "{noun} in {place}",
    "The {noun} and the {other}",
    "{noun} Season",
    "Letters to the {noun}",
    "Once More, {adjective} {noun}",
    "Last {noun} Before {place}",
    "What the {noun} Said",
    "Meet Me at the {noun}",
    "Every {noun} in {place}",
    "{noun} Without a Name",
    "Under the {adjective} {noun}",
    "Good Morning, {noun}",
    "{adjective} All Over",
    "{noun}, Interrupted",
    "{place} by Night",
    "My {adjective} {noun}",
    "{noun} (Reprise)",
)

ALBUM_PATTERNS: Final = (
    "{adjective} {noun} Sessions",
    "Songs from {place}",
    "The {noun} Tapes",
    "{place}, Slowly",
    "Everything Is {adjective}",
    "After the {noun}",
    "{noun} & {other}",
)

PLAYLIST_PATTERNS: Final = (
    "{genre} for Long Evenings",
    "{genre} Essentials",
    "Discover {genre}",
)

LYRIC_PATTERNS: Final = (
    "I left my {noun} out in {place}",
    "and the {adjective} {noun} was calling my name",
    "oh, {adjective}, {adjective2}, all the way home",
    "we were {adjective} under the {noun}",
    "nobody in {place} knows how it ends",
    "hold on to the {noun}, hold on to me",
    "one {adjective} {noun} and the night is long",
    "pass me the {noun}, I will carry it on",
    "there is a {adjective2} {other} where the {noun} used to be",
    "sing it for the {noun}, sing it for the {other}",
)
