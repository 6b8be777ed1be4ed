"""The outermost layer: HTTP, pages, the live stream, composition, and the command line."""
