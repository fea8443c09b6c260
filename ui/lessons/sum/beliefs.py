"""Three beliefs about the channel sum: what to predict, and what ends the wrong ones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from conv_engine import (
    BeliefComparison,
    Layer,
    mean_over_channels,
    relu_before_sum,
    share_first_kernel,
)
from ui.pictures.one_filter import OneFilter


@dataclass(frozen=True)
class Belief:
    """A belief that is wrong.

    Attributes
    ----------
    right, wrong : str
        Labels of the maps: as it is, and as believed.
    agrees : str
        When there is nothing to see, and what to set instead.
    maps : callable
        One of `conv_engine.misconceptions`.
    """

    predict: str
    right: str
    wrong: str
    why: str
    agrees: str
    maps: Callable[[Layer], BeliefComparison]

    def comparison(self, one_filter: OneFilter) -> BeliefComparison:
        """Compare right and wrong for one filter; each map has shape (H_out, W_out)."""
        maps = self.maps(one_filter.layer)
        return BeliefComparison(maps.right[0], maps.wrong[0])


BELIEFS: Mapping[str, Belief] = MappingProxyType(
    {
        "mean": Belief(
            "If the channel sums were averaged instead of added, what would change in the feature "
            "map?",
            "sum",
            "mean",
            "A mean would divide every sum by the number of channels. The layer divides by "
            "nothing: it adds.",
            "With one channel, the mean is the sum. Choose an input with more channels.",
            mean_over_channels,
        ),
        "one kernel": Belief(
            "If the filter used its first kernel on every channel, could it still treat two "
            "channels differently?",
            "a kernel each",
            "one for all",
            "A filter has one kernel for each channel it sees. With a single kernel for all, it "
            "could only look at the channels added together.",
            "All kernels of this filter are the same. Choose one that differs between channels, "
            "such as the colour edge.",
            share_first_kernel,
        ),
        "relu first": Belief(
            "ReLU turns everything below zero into zero. Does it matter whether that happens "
            "before or after the channels are added?",
            "ReLU after the sum",
            "ReLU before the sum",
            "Channel sums of 5 and −4 make 1. With ReLU first, −4 becomes 0 and they make 5: one "
            "channel could no longer take away what another one adds.",
            "No partial map takes anything away here. Choose a filter with weights below zero.",
            relu_before_sum,
        ),
    }
)
"""By the values of `ui.state.keys.BELIEF`, which names them."""
