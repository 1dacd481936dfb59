"""Where the built site may go: what hosts allow, and a manifest of its files."""
