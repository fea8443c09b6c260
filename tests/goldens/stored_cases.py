"""What the scripts of this folder store: `name/part` for every case and array."""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import numpy as np


def stored_cases(file: str) -> dict[str, dict[str, np.ndarray]]:
    """Return the arrays of each case by the name of their part."""
    cases: dict[str, dict[str, np.ndarray]] = defaultdict(dict)
    with np.load(Path(__file__).with_name(file)) as goldens:
        for key in goldens:
            name, part = key.split("/")
            cases[name][part] = goldens[key]
    return cases


def store_cases(file: str, cases: Mapping[str, Mapping[str, np.ndarray]]) -> None:
    """Write every case beside this file."""
    goldens = {
        f"{name}/{part}": array for name, case in cases.items() for part, array in case.items()
    }
    np.savez_compressed(Path(__file__).with_name(file), **goldens)


def geometry_of(case: Mapping[str, np.ndarray]) -> dict:
    """Read the arguments of a layer, which are stored as text."""
    return json.loads(str(case["geometry"]))
