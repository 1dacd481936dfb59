"""How an archive of another country starts."""
