"""Benchmarks: a made-up corpus, what readers would pick instead of ours, and exact measuring."""
