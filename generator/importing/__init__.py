"""How other people's tables become entries, and how an imported table is imported again."""
