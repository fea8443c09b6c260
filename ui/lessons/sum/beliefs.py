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
from text import number_text
from ui.pictures.one_filter import OneFilter
from ui.shell.prediction import Answer, Prediction


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
        """Compare right and wrong for one filter; each map has shape (H_out, W_out)."""
        maps = self.maps(one_filter.layer)
        return BeliefComparison(maps.right[0], maps.wrong[0])

    def position_told(self, one_filter: OneFilter, position: tuple[int, int]) -> tuple[int, int]:
        """Return a position, or where belief and layer differ most if they do not differ there."""
        maps = self.comparison(one_filter)
        difference = np.abs(maps.wrong - maps.right)
        row, column = divmod(int(difference.argmax()), difference.shape[1])
        return position if difference[position] else (row, column)

    def prediction_at(self, one_filter: OneFilter, position: tuple[int, int]) -> Prediction:
        """Fill in the numbers of a position at which belief and layer differ.

        Examples
        --------
        >>> layer = Layer.of([[[5]], [[4]]], [[[[1]], [[-1]]]])  # channel sums 5 and -4
        >>> relu_first = BELIEFS["relu first"].prediction_at(OneFilter.of(layer, 0), (0, 0))
        >>> print(relu_first.answers["same"].meaning)
        Then both maps below would be equal. At row 0, column 0 ReLU after the sum gives 1, and ReLU
        before the sum gives 5.
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
        "mean": Belief(
            Prediction(
                "mean",
                "If the channel sums were averaged instead of added, what would happen to the "
                "feature map?",
                {
                    "same": Answer(
                        "Nothing",
                        "Then the mean and the sum would be the same. At row {row}, column "
                        "{column} the layer gives {right}, and with a mean it would give {wrong}.",
                    ),
                    "grey": Answer(
                        "It would see a grey picture",
                        "A picture that is averaged first is grey. Here each channel meets its "
                        "own kernel first, so colours still count. A mean would only divide the "
                        "sum. At row {row}, column {column} that gives {wrong} instead of {right}, "
                        "with bias {bias} added to both.",
                    ),
                    "smaller": Answer(
                        "Its sums would be closer to zero",
                        "A mean would divide every sum by {channels}, the number of channels. At "
                        "row {row}, column {column} that gives {wrong} instead of {right}, with "
                        "bias {bias} added to both. The layer does not divide. It only adds.",
                    ),
                },
                "smaller",
                "M1",
            ),
            "sum",
            "mean",
            "With one channel, the mean is the sum. Choose an input with more channels.",
            mean_over_channels,
        ),
        "one kernel": Belief(
            Prediction(
                "one kernel",
                "If the filter used its first kernel on every channel, could it still treat two "
                "channels differently?",
                {
                    "numbers": Answer(
                        "Yes: the channels differ",
                        "The channels would differ, but the filter would see only their sum. At "
                        "row {row}, column {column} it would give {wrong} instead of {right}, "
                        "whichever channel the light comes from.",
                    ),
                    "alike": Answer(
                        "No: it would treat all channels the same",
                        "With one shared kernel it could only see the sum of the channels. At "
                        "row {row}, column {column} that gives {wrong} instead of {right}. A "
                        "filter has one kernel for each channel it sees.",
                    ),
                    "bias": Answer(
                        "Yes: the bias would do it",
                        "A filter has one bias, not one for each channel. It adds {bias} to every "
                        "number, whichever channel it came from.",
                    ),
                },
                "alike",
                "M3",
            ),
            "own kernels",
            "one kernel",
            "All kernels of this filter are the same. Choose one that differs between channels, "
            "such as the colour edge.",
            share_first_kernel,
        ),
        "relu first": Belief(
            Prediction(
                "relu first",
                "ReLU turns everything below zero into zero. Does it matter whether that happens "
                "before or after the channels are added?",
                {
                    "same": Answer(
                        "No",
                        "Then both maps below would be equal. At row {row}, column {column} ReLU "
                        "after the sum gives {right}, and ReLU before the sum gives {wrong}.",
                    ),
                    "smaller": Answer(
                        "Yes: before, numbers get smaller",
                        "ReLU first would remove only what is below zero, and without that the "
                        "sums grow. At row {row}, column {column} it would give {wrong} instead "
                        "of {right}.",
                    ),
                    "larger": Answer(
                        "Yes: before, numbers get larger",
                        "Channel sums of 5 and −4 add up to 1. With ReLU first, −4 becomes 0 and "
                        "they add up to 5. Then one channel could no longer take away what "
                        "another one adds. At row {row}, column {column} that gives {wrong} "
                        "instead of {right}.",
                    ),
                },
                "larger",
                "M4",
            ),
            "ReLU last",
            "ReLU first",
            "No partial map takes anything away here. Choose a filter with weights below zero.",
            relu_before_sum,
        ),
    }
)
"""By the values of `ui.state.keys.BELIEF`, which names them."""
