"""What people want to hear and nobody could find yet: kept, tried again, and put where it goes."""
