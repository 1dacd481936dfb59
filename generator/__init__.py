"""A static site generator for archives of attributed incidents."""
