"""What the scripts of this folder stored: `name/part` for every case and array."""

from collections import defaultdict
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
