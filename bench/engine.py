"""`conv2d` beside PyTorch's on the same cores, beside a loop over SciPy, and what memory it takes.

Everything is measured in one run, turn by turn, so that whatever else the machine does hits all
alike. PyTorch and SciPy are compared with where they are installed; without them their numbers
are null. Each number of threads gets a process of its own, because BLAS reads it when NumPy loads,
and every library chooses there what suits the CPU: settings that would choose for it are taken
away, and named in the result.
"""

import json
import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from importlib import import_module
from itertools import product
from statistics import geometric_mean, median
from typing import Any, Literal, cast

import numpy as np

from conv_engine import ConvSpec, Layer, conv2d
from conv_engine.numeric import Array
from conv_engine.plan import Plan

RUNS = 9
SCIPY_RUNS = 3  # it takes seconds, and the aim is far away
REST = 0.05  # seconds in which the other library's threads stop waiting for work

# What environment variables of BLAS, OpenMP and PyTorch's libraries begin with.
SETTINGS = ("OPENBLAS_", "OMP_", "MKL_", "DNNL_", "ONEDNN_")

AIMS = {
    "geometric mean of the ratios to PyTorch, at most": 1.0,
    "largest ratio to PyTorch, at most": 2.0,
    "times faster than a loop over SciPy, at least": 10.0,
    "MB beyond input and output for 12 megapixels, at most": 64.0,
}


@dataclass(frozen=True)
class Case:
    """A float32 layer with a square input, stride 1 and a square kernel."""

    channels: int
    size: int
    filters: int
    kernel: int
    groups: int = 1
    padding: Literal["valid", "same"] = "valid"

    @property
    def amount(self) -> int:
        """Cells of padding on each side; the kernels are odd."""
        return self.kernel // 2 if self.padding == "same" else 0

    def arrays(self) -> tuple[Array, Array]:
        """Return a random input and weight."""
        random = np.random.default_rng(0)
        depth = self.channels // self.groups
        input = random.random((self.channels, self.size, self.size), dtype=np.float32)
        weight = random.random((self.filters, depth, self.kernel, self.kernel), dtype=np.float32)
        return input, weight - np.float32(0.5)


SHAPES = (
    (3, 1024, 8, 3, 1),
    (3, 512, 16, 5, 1),
    (64, 56, 64, 3, 1),
    (256, 14, 256, 3, 1),
    (3, 224, 64, 7, 1),
    (256, 56, 64, 1, 1),
    (64, 56, 64, 3, 64),
)
PADDINGS: tuple[Literal["valid", "same"], ...] = ("valid", "same")
CASES = [
    Case(*shape, padding)
    for shape, padding in product(SHAPES, PADDINGS)
    if shape[3] > 1 or padding == "valid"  # a 1x1 kernel needs no padding
]


def measured() -> dict[str, Any]:
    """Measure everything once, on one core and on all.

    Returns
    -------
    dict
        Can be written as JSON: the machine, the aims, the cases by number of threads, the memory.
    """
    counts = sorted({1, os.cpu_count() or 1})
    return {
        "machine": machine(),
        "aims": AIMS,
        "threads": {str(threads): _time_in_process(threads) for threads in counts},
        "memory": memory(),
    }


def machine() -> dict[str, Any]:
    """Return what the numbers depend on."""
    blas = _installed("numpy").show_config(mode="dicts")["Build Dependencies"]["blas"]
    return {
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "numpy": np.__version__,
        "blas": f"{blas['name']} {blas['version']}",
        "settings taken away": {
            name: text for name, text in os.environ.items() if name.startswith(SETTINGS)
        },
        **{name: getattr(_installed(name), "__version__", None) for name in ("torch", "scipy")},
    }


def timings(threads: int) -> dict[str, Any]:
    """Time every case in this process, whose BLAS already has so many threads."""
    torch = _installed("torch")
    if torch:
        torch.set_num_threads(threads)
        torch.set_grad_enabled(False)
    # SciPy's loop has one thread, whatever the others have.
    cases = [timing(case, with_scipy=threads == 1 and case.padding == "valid") for case in CASES]
    ratios, fastest, faster = (
        [case[name] for case in cases if case[name]]
        for name in ("ratio to PyTorch", "ratio of the fastest", "times faster than SciPy")
    )
    return {
        "geometric mean of the ratios": round(geometric_mean(ratios), 3) if ratios else None,
        "geometric mean of the fastest": round(geometric_mean(fastest), 3) if fastest else None,
        "largest ratio": max(ratios, default=None),
        "largest ratio of the fastest": max(fastest, default=None),
        "least times faster than SciPy": min(faster, default=None),
        "cases": cases,
    }


def timing(case: Case, with_scipy: bool) -> dict[str, Any]:
    """Time one case: ours and PyTorch's turn by turn, and the loop over SciPy afterwards."""
    input, weight = case.arrays()
    turns: dict[str, Callable[[], Any]] = {
        "ours": lambda: conv2d(input, weight, padding=case.padding, groups=case.groups)
    }
    torch, scipy = _installed("torch"), _installed("scipy.signal")
    if torch:
        tensors = torch.from_numpy(input)[None], torch.from_numpy(weight)
        keywords = {"padding": case.amount, "groups": case.groups}
        turns["torch"] = lambda: torch.nn.functional.conv2d(*tensors, **keywords)
    times: dict[str, list[float]] = {name: [] for name in turns}
    for _ in range(RUNS):
        for name, turn in turns.items():
            time.sleep(REST)
            turn()  # wakes the threads
            times[name].append(_milliseconds(turn))
    if scipy and with_scipy:
        loop = partial(_loop_over_channels, scipy.correlate2d, input, weight, case.groups)
        times["scipy"] = [_milliseconds(loop) for _ in range(SCIPY_RUNS)]
    middle = {name: median(each) for name, each in times.items()}
    least = {name: min(each) for name, each in times.items()}
    plan = Plan.of(input, weight, ConvSpec.of(weight, padding=case.padding, groups=case.groups))
    return {
        **asdict(case),
        "strategy": plan.strategy.__name__,
        "rows of a tile": plan.tile_rows,
        "median ms": _all_three(middle),
        "fastest ms": _all_three(least),
        "ratio to PyTorch": _ratio(middle, "ours", "torch"),
        "ratio of the fastest": _ratio(least, "ours", "torch"),
        "times faster than SciPy": _ratio(middle, "scipy", "ours"),
    }


def memory() -> dict[str, Any]:
    """Return what 12 megapixels take beyond input and output, as NumPy reports to tracemalloc."""
    random = np.random.default_rng(0)
    pixels = random.integers(0, 256, (3, 3000, 4000), dtype=np.uint8)
    picture, weight = pixels.astype(np.float32), random.random((8, 3, 3, 3), dtype=np.float32)

    def whole() -> int:
        return conv2d(picture, weight, padding="same").nbytes

    def in_bands() -> int:
        layer = Layer.of(pixels, weight, spec=ConvSpec.of(weight, padding="same"))
        return max(band.nbytes for _, band in layer.bands())

    return {
        "MB beyond input and output, conv2d of float32": _megabytes_beyond(whole),
        "MB beyond input and a band, bands of 8-bit pixels": _megabytes_beyond(in_bands),
    }


def _megabytes_beyond(act: Callable[[], int]) -> float:
    """Peak of what `act` allocates, less the bytes that it returns."""
    tracemalloc.start()
    expected = act()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return round((peak - expected) / 1e6, 1)


def _loop_over_channels(
    correlate2d: Callable[..., Array], input: Array, weight: Array, groups: int
) -> list[Array]:
    """Feature maps as most people first write them: one 2-D correlation for each kernel."""
    depth, filters_of_group = weight.shape[1], len(weight) // groups
    return [
        np.sum(
            [
                correlate2d(input[number // filters_of_group * depth + channel], kernel, "valid")
                for channel, kernel in enumerate(filter)
            ],
            axis=0,
        )
        for number, filter in enumerate(weight)
    ]


def _milliseconds(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - start)


def _all_three(times: dict[str, float]) -> dict[str, float | None]:
    return {
        name: round(times[name], 3) if name in times else None
        for name in ("ours", "torch", "scipy")
    }


def _ratio(times: dict[str, float], above: str, below: str) -> float | None:
    return round(times[above] / times[below], 3) if {above, below} <= times.keys() else None


def _installed(module: str) -> Any:
    """Return a module that the app does not need, or None."""
    try:
        return import_module(module)
    except ImportError:
        return None


def _time_in_process(threads: int) -> dict[str, Any]:
    environment = {name: text for name, text in os.environ.items() if not name.startswith(SETTINGS)}
    names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    done = subprocess.run(
        [sys.executable, "-m", "bench.engine", str(threads)],
        env={**environment, **dict.fromkeys(names, str(threads))},
        stdout=subprocess.PIPE,
        check=True,
    )
    return cast(dict[str, Any], json.loads(done.stdout))


if __name__ == "__main__":
    print(json.dumps(timings(int(sys.argv[1]))))
