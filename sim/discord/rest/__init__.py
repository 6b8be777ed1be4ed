"""The REST API of the simulated Discord."""
