"""Benchmarks that print JSON: `python -m bench browser` and `python -m bench engine`."""
