"""Three beliefs about the channel sum: what to predict, and what ends the wrong ones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from conv_engine import (
    BeliefComparison,
    Layer,
    mean_over_channels,
    relu_before_sum,
    share_first_kernel,
)
from text import number_text, plain_number_text
from ui.lessons.sum import words
from ui.pictures.one_filter import OneFilter
from ui.shell.prediction import Prediction
from ui.state.scenario import Array


def as_printed(values: Array) -> Array:
    """Round numbers as they are printed, here and in other lessons.

    Examples
    --------
    >>> as_printed(np.array([[10.625, 3]]))
    array([[10.63,  3.  ]])
    """
    distinct, places = np.unique(values, return_inverse=True)
    printed = np.array([float(plain_number_text(value)) for value in distinct])
    return printed[places].reshape(values.shape)


@dataclass(frozen=True)
class Belief:
    """A belief that is wrong.

    Attributes
    ----------
    prediction : Prediction
        What to predict; its texts have places for numbers.
    right, wrong : str
        Labels of the maps: as it is, and as believed.
    agrees : str
        When there is nothing to see, and what to set instead.
    maps : callable
        One of `conv_engine.misconceptions`.
    """

    prediction: Prediction
    right: str
    wrong: str
    agrees: str
    maps: Callable[[Layer], BeliefComparison]

    def comparison(self, one_filter: OneFilter) -> BeliefComparison:
        """Compare right and wrong for one filter; each map has shape (H_out, W_out).

        A mean may have more decimals than are printed. It is rounded, so that all that is said of
        it is said of the printed numbers.
        """
        maps = self.maps(one_filter.layer)
        return BeliefComparison(maps.right[0], as_printed(maps.wrong[0]))

    def position_told(self, one_filter: OneFilter, position: tuple[int, int]) -> tuple[int, int]:
        """Return a position; where belief and layer differ only elsewhere, where they do most."""
        maps = self.comparison(one_filter)
        difference = np.abs(maps.wrong - maps.right)
        row, column = divmod(int(difference.argmax()), difference.shape[1])
        return (row, column) if difference.any() and not difference[position] else position

    def prediction_at(self, one_filter: OneFilter, position: tuple[int, int]) -> Prediction:
        """Fill in the numbers of a position at which belief and layer differ.

        Examples
        --------
        >>> layer = Layer.of([[[5]], [[4]]], [[[[1]], [[-1]]]])  # channel sums 5 and -4
        >>> relu_first = BELIEFS["relu first"].prediction_at(OneFilter.of(layer, 0), (0, 0))
        >>> print(relu_first.answers["same"].meaning)
        Then the two maps below would be equal. At row 0, column 0 ReLU after the sum gives 1, and
        ReLU before the sum gives 5.
        """
        maps = self.comparison(one_filter)
        row, column = self.position_told(one_filter, position)
        return self.prediction.with_numbers(
            row=f"{row}",
            column=f"{column}",
            right=number_text(maps.right[row, column]),
            wrong=number_text(maps.wrong[row, column]),
            channels=f"{len(one_filter.channels)}",
            bias=number_text(one_filter.bias[0]),
        )


BELIEFS: Mapping[str, Belief] = MappingProxyType(
    {
        "mean": Belief(*words.MEAN, mean_over_channels),
        "one kernel": Belief(*words.ONE_KERNEL, share_first_kernel),
        "relu first": Belief(*words.RELU_FIRST, relu_before_sum),
    }
)
"""By the values of `ui.state.keys.BELIEF`, which names them."""
