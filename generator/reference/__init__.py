"""The reference pages of `docs/contribute/`, made from the models and from the rules."""
