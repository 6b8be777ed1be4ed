"""`/playlists`: what people keep, share by a key, edit together, play, import and export."""
