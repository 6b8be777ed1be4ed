"""The scrobble family: accounts by name and password, and scrobbles that players send in.

Source: the seed document of GoScrobble's API, `/api/v1`.
"""
