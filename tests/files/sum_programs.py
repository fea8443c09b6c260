"""Programs of lesson 4, and what those for PyTorch 2.13 and Keras 3.15 printed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from conv_engine import ConvSpec
from files.layer_code import Language, Program
from files.sum_code import layer_program, operator_program, separable_program


@dataclass(frozen=True)
class Written:
    """A program that can be written in every language, and what it prints in each of them."""

    write: Callable[[Language], Program]
    output_shape: tuple[int, ...]
    checksum: int

    def __str__(self) -> str:
        return f"output {self.output_shape}\nchecksum {self.checksum}\n"


GROUPED, DEPTHWISE = ConvSpec(4, 4, 3, groups=2), ConvSpec(3, 6, 3, padding=1, groups=3)
EVEN, ONE = ConvSpec(4, 2, 3, stride=2, padding="same"), ConvSpec(1, 1, 3)
REFLECTED = ConvSpec(6, 3, 2, padding=1, padding_mode="reflect")
WEIGHTS = [1.0, -0.5, 2.0, 0.0]


def operator_case(key: str, checksum: int) -> Written:
    write = partial(operator_program, EVEN, key, (4, 7, 6), weights=WEIGHTS)
    return Written(write, (1, 2, 4, 3), checksum)


PROGRAMS = {
    "two groups": Written(partial(layer_program, GROUPED, (4, 7, 6)), (1, 4, 5, 4), -2088),
    "two filters for each channel": Written(
        partial(layer_program, DEPTHWISE, (3, 7, 6)), (1, 6, 7, 6), 3567
    ),
    "mixed": Written(partial(separable_program, EVEN, 3, (4, 7, 6)), (1, 3, 4, 3), 576),
    "mixed, on a reflected border": Written(
        partial(separable_program, REFLECTED, 2, (6, 7, 6)), (1, 2, 8, 7), 3913
    ),
    "mixed, of one channel": Written(
        partial(separable_program, ONE, 2, (1, 7, 6)), (1, 2, 5, 4), -780
    ),
    "max, on a reflected border": Written(
        partial(operator_program, REFLECTED, "max", (6, 7, 6)), (1, 3, 8, 7), 4513
    ),
    "sum": operator_case("sum", 176),
    "mean": operator_case("mean", 95),
    "max": operator_case("max", 479),
    "min": operator_case("min", -350),
    "median": operator_case("median", 106),
    "product": operator_case("product", 72),
    "weighted sum": operator_case("weighted_sum", 388),
}
