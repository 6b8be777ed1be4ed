"""The fifteen bands of the equalizer (Lavalink v4 filters)."""

BANDS = 15
FLAT: tuple[float, ...] = (0.0,) * BANDS
LOWEST_GAIN = -0.25
HIGHEST_ACCEPTED_GAIN = 2.0
"""The documented API accepts gains up to here."""
HIGHEST_NODE_GAIN = 1.0
"""The node's ceiling; higher gains are brought down to it."""
