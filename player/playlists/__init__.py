"""Playlists: what people keep, share by a key, edit together, import and export."""
