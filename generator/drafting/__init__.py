"""Drafting: from a contributor's answers to a new file of the archive."""
