"""The API families, each in its dialect."""
