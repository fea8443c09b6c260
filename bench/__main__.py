"""Run a benchmark and print what it measured as JSON: `python -m bench engine`."""

import argparse
import json
from importlib import import_module

BENCHMARKS = ("browser", "engine", "matrix")


def main() -> None:
    """Run the benchmark that is named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", choices=BENCHMARKS)
    # Only the one that runs is imported: they need different packages.
    benchmark = import_module(f"bench.{parser.parse_args().name}")
    print(json.dumps(benchmark.measured(), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
