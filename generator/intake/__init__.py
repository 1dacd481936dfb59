"""How an incident comes in through an issue: the form, and from its answers to an entry."""
