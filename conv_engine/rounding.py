"""Number formats with fewer bits than float32, and rounding to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from conv_engine.geometry import known_word
from conv_engine.numeric import check_numbers


@dataclass(frozen=True)
class FloatFormat:
    """How many bits a number has for its size, and how many for its digits.

    One more bit is its sign.

    Parameters
    ----------
    name : str
    exponent_bits : int
        They set the range: from how small to how large.
    fraction_bits : int
        They set the digits: into how many steps each power of two is divided.

    Examples
    --------
    >>> half = FloatFormat("float16", exponent_bits=5, fraction_bits=10)
    >>> half.exponent_bias, half.least_exponent  # 2**4 - 1, 1 - 15
    (15, -14)
    >>> half.largest  # (2 - 1/1024) * 2**15
    65504.0
    """

    name: str
    exponent_bits: int
    fraction_bits: int

    @property
    def exponent_bias(self) -> int:
        """What the exponent's bits count too much; also the greatest exponent."""
        return int(2 ** (self.exponent_bits - 1)) - 1

    @property
    def least_exponent(self) -> int:
        """The exponent below which numbers lose digits, because they share its steps."""
        return 1 - self.exponent_bias

    @property
    def largest(self) -> float:
        """The largest number that is not infinite."""
        return float(np.ldexp(2.0 - 0.5**self.fraction_bits, self.exponent_bias))


FORMATS: Mapping[str, FloatFormat] = MappingProxyType(
    {
        format.name: format
        for format in (
            FloatFormat("float32", 8, 23),
            FloatFormat("tf32", 8, 10),
            FloatFormat("bfloat16", 8, 7),
            FloatFormat("float16", 5, 10),
        )
    }
)
"""Every format by its name, the one with the most bits first."""


def format_named(name: str) -> FloatFormat:
    """Return the format of this name; any other name is refused."""
    return FORMATS[known_word("format", name, tuple(FORMATS))]


def spacing(values: ArrayLike, format: str) -> NDArray[np.float64]:
    """Return how far apart the numbers of a format lie where these values are.

    Parameters
    ----------
    values : array_like
    format : {"float32", "tf32", "bfloat16", "float16"}

    Returns
    -------
    ndarray of float64, of the same shape
        From each value to its neighbour away from zero; not a number where there is none.

    Examples
    --------
    1024 steps lead from 1 to 2, and 1024 from 2 to 4.

    >>> (1024 * spacing([1, 1.5, 2], "tf32")).tolist()
    [1.0, 1.0, 2.0]
    """
    kind = format_named(format)
    array = check_numbers("values", values).astype(np.float64)
    _, above = np.frexp(array)  # an exponent too high by one
    least = kind.least_exponent
    exponents = np.where(array == 0, least, np.maximum(above - 1, least))
    steps = np.ldexp(1.0, exponents - kind.fraction_bits)
    return np.where(np.isfinite(array), steps, np.nan)


def round_to(values: ArrayLike, format: str) -> NDArray[np.float32]:
    """Round every number to the nearest one that a format holds.

    Of two that are equally near, it is the one whose last bit is 0 ("to even"). What is too large
    becomes infinite, what is too small becomes a subnormal number or zero; signs stay, also that
    of zero, and what is not a number stays none.

    Parameters
    ----------
    values : array_like
        Taken as float32, as the frameworks hold them; wider ones are rounded to it first.
    format : {"float32", "tf32", "bfloat16", "float16"}

    Returns
    -------
    ndarray of float32, of the same shape
        Every number of every format is a float32.

    Raises
    ------
    ValueError
        If there is no such format, or the values are not numbers.

    Notes
    -----
    TF32 (TensorFloat-32) has the exponent of float32 and the fraction of float16. It is no type
    in memory: NVIDIA GPUs from the Ampere generation on round the inputs of matrix products and
    convolutions to it, and add up in float32. Which way they round is theirs to choose, and need
    not be to even.

    References
    ----------
    IEEE Std 754-2019, section 4.3.1, for rounding to even; NVIDIA, "NVIDIA A100 Tensor Core GPU
    Architecture", 2020, for TF32.

    Examples
    --------
    Between 1 and 2, TF32 holds every 1/1024: half a step goes to even, a little more goes up.

    >>> (1024 * round_to([1 + 0.5 / 1024, 1 + 0.6 / 1024, 1 + 1.5 / 1024], "tf32")).tolist()
    [1024.0, 1025.0, 1026.0]
    >>> round_to([2049, 70000, 1e-8], "float16").tolist()  # every 2nd, up to 65504, from 2**-24
    [2048.0, inf, 0.0]
    """
    exact = _round_to_float32(values)
    # Infinity divided by any step is infinity, so its step may be one of zero's.
    steps = spacing(np.where(np.isfinite(exact), exact, 0.0), format)
    rounded = np.rint(exact / steps) * steps
    too_large = np.abs(rounded) > format_named(format).largest
    return np.where(too_large, np.copysign(np.inf, rounded), rounded).astype(np.float32)


def _round_to_float32(values: ArrayLike) -> NDArray[np.float64]:
    """Round to float32; as float64, because there no step of any format is too small."""
    with np.errstate(over="ignore", invalid="ignore"):  # infinity and no number are meant
        return check_numbers("values", values).astype(np.float32).astype(np.float64)
