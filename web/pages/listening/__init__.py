"""The pages on what was heard: histories, statistics, and a year as a picture."""
