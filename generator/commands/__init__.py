"""Commands of `archive` that are more than a few lines, each registered by `generator.cli`."""
