"""The ListenBrainz family: listens sent in, read, and deleted, as `api.listenbrainz.org` has it."""
