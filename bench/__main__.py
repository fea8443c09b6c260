"""Run a benchmark and print what it measured as JSON: `python -m bench browser`."""

import argparse
import json
from collections.abc import Callable
from typing import Any

from bench import browser

BENCHMARKS: dict[str, Callable[[], dict[str, Any]]] = {"browser": browser.measured}


def main() -> None:
    """Run the benchmark that is named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", choices=BENCHMARKS)
    print(json.dumps(BENCHMARKS[parser.parse_args().name](), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
