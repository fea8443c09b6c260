"""Benchmarks that print JSON: `python -m bench --help` names them."""
