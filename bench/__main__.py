"""Run a benchmark and print what it measured as JSON: `python -m bench engine`."""

import argparse
import json
from importlib import import_module

MODULES = {"class": "classroom"}
"""Benchmarks whose module has another name; `class` is a word of Python."""


def parser() -> argparse.ArgumentParser:
    """Describe the benchmarks, and what each can be told."""
    described = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    benchmarks = described.add_subparsers(dest="name", required=True)
    benchmarks.add_parser("browser", help="the stage of lesson 1 in Chromium")
    benchmarks.add_parser("engine", help="conv2d beside PyTorch and SciPy")
    benchmarks.add_parser("matrix", help="the ways to a feature map that lesson 7 compares")

    pages = benchmarks.add_parser("pages", help="every lesson beside a bare Streamlit page")
    pages.add_argument(
        "--pages", nargs="+", default=[], metavar="PAGE", help="addresses, such as Slide_the_kernel"
    )
    pages.add_argument("--runs", type=int, default=4, help="how often a page is opened")
    pages.add_argument("--seconds", type=float, default=450, help="how long all may take, about")
    pages.add_argument(
        "--protocol-only", action="store_true", help="leave out what is seen in Chromium"
    )

    of_class = benchmarks.add_parser("class", help="many learners at once on one page")
    of_class.add_argument("--learners", type=int, default=100)
    of_class.add_argument(
        "--every", type=float, default=5, help="seconds between two changes of one learner"
    )
    of_class.add_argument("--page", default="Slide_the_kernel", help="its address")
    of_class.add_argument("--seconds", type=float, default=60, help="how long the class lasts")
    of_class.add_argument("--url", help="of an app that runs already, instead of one of its own")
    of_class.add_argument(
        "--processes", type=int, default=0, help="so many of its own behind nginx, not one without"
    )
    of_class.add_argument(
        "--room", action="store_true", help="in a room: all vote on five questions of a teacher"
    )
    of_class.add_argument(
        "--midway",
        metavar="COMMAND",
        help="what breaks during the third question; kill ends a process behind nginx",
    )
    return described


def main() -> None:
    """Run the benchmark that is named on the command line."""
    arguments = vars(parser().parse_args())
    name = arguments.pop("name")
    # Only the one that runs is imported: they need different packages.
    benchmark = import_module(f"bench.{MODULES.get(name, name)}")
    print(json.dumps(benchmark.measured(**arguments), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
