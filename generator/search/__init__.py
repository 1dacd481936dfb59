"""The site's search: what is found, how spellings are folded, and the index that browsers load."""
