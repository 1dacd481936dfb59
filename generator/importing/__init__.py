"""Other people's tables and records as entries."""
