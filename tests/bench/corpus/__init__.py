"""A made-up corpus: an `entries/` folder of any size for a country that does not exist.

Nothing in it is about real people, places or incidents: every actor's name says that it is made
up, the country lies in mid-Atlantic, and every source's address is under example.org. It is shaped
like a real archive (a few provinces, actors and publishers hold most events; dates and places are
of mixed precision; accounts deny and revise one another), complete with its registry, and valid
under the codebook.
"""
