"""The library family: search, library, jobs, wishlist, watchlist, playlists, settings, and keys.

Source: the seed document of SoulSync's API, `/api/v1`.
"""
