"""Maloja's own way to send a scrobble, which several scrobblers speak."""
