"""The pages of playlists and favourites, which work as plain forms, too."""
