"""What people know of music here: artists, albums and tracks, and how their names compare."""
