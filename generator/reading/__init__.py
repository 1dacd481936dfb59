"""From text to values: every way in which untrusted text enters."""
