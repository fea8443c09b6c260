"""A question for each misconception, M1 to M20."""

from collections.abc import Mapping
from types import MappingProxyType

from ui.lessons.quiz.questions.about_frameworks import (
    bug_of_a_gpu,
    channels_first,
    inverse,
    one_layout,
    one_same,
)
from ui.lessons.quiz.questions.about_sizes import (
    axes_or_directions,
    depthwise_or_separable,
    filters_like_channels,
    gaps_of_dilation,
    kernel_or_filter,
    one_channel_counted,
    shared_by_groups,
    uneven_stride,
)
from ui.lessons.quiz.questions.about_sums import (
    averaged_first,
    flipped_kernel,
    maps_of_all_pairs,
    neighbouring_channels,
    nothing_or_per_channel,
    one_kernel_for_all,
    relu_first,
)
from ui.lessons.quiz.questions.question import Maker

MISCONCEPTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        "M1": averaged_first,
        "M2": maps_of_all_pairs,
        "M3": one_kernel_for_all,
        "M4": relu_first,
        "M5": axes_or_directions,
        "M6": filters_like_channels,
        "M7": one_channel_counted,
        "M8": kernel_or_filter,
        "M9": one_layout,
        "M10": one_same,
        "M11": flipped_kernel,
        "M12": shared_by_groups,
        "M13": depthwise_or_separable,
        "M14": nothing_or_per_channel,
        "M15": inverse,
        "M16": neighbouring_channels,
        "M17": gaps_of_dilation,
        "M18": channels_first,
        "M19": bug_of_a_gpu,
        "M20": uneven_stride,
    }
)
"""Makers of questions, by the misconception they end."""
