"""How the search index is built beside the pages."""


class Indexing:
    """x"""


def record_of_text(*a):
    """x"""
