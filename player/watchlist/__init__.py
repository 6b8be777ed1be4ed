"""Artists that people follow: what is new of them is found, told, and put where they want it."""
