"""A question for each misconception, M1 to M20."""

from collections.abc import Mapping
from types import MappingProxyType

from ui.lessons.quiz.questions.about_frameworks import (
    channels_first,
    gpu_difference,
    inverse,
    one_layout,
    same_padding,
)
from ui.lessons.quiz.questions.about_sizes import (
    axes_or_directions,
    count_group_weights,
    depthwise_or_separable,
    dilation_gaps,
    filters_like_channels,
    kernel_or_filter,
    one_channel_counted,
    uneven_stride,
)
from ui.lessons.quiz.questions.about_sums import (
    averaged_first,
    flipped_kernel,
    neighbouring_channels,
    pairwise_maps,
    pointwise_mixing,
    relu_first,
    reused_kernel,
)
from ui.lessons.quiz.questions.question import Maker

MISCONCEPTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        "M1": averaged_first,
        "M2": pairwise_maps,
        "M3": reused_kernel,
        "M4": relu_first,
        "M5": axes_or_directions,
        "M6": filters_like_channels,
        "M7": one_channel_counted,
        "M8": kernel_or_filter,
        "M9": one_layout,
        "M10": same_padding,
        "M11": flipped_kernel,
        "M12": count_group_weights,
        "M13": depthwise_or_separable,
        "M14": pointwise_mixing,
        "M15": inverse,
        "M16": neighbouring_channels,
        "M17": dilation_gaps,
        "M18": channels_first,
        "M19": gpu_difference,
        "M20": uneven_stride,
    }
)
"""Makers of questions, by the misconception they end."""
