"""How an archive of another country starts: its provinces, its outlines, and its first files."""
