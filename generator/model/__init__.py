"""The values that the archive is made of."""
