"""Signing in with the simulated Discord: consent pages, codes and tokens."""
