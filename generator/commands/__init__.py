"""The commands of `archive`, each found through the table in `generator.cli` once it is called."""
