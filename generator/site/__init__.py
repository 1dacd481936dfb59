"""Which pages there are, where, and what stands on them."""
