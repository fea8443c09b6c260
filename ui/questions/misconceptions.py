"""A question for each misconception, M1 to M20."""

from collections.abc import Mapping
from types import MappingProxyType

from ui.questions import about_frameworks, about_sizes, about_sums
from ui.questions.question import Maker

MISCONCEPTIONS: Mapping[str, Maker] = MappingProxyType(
    {
        "M1": about_sums.averaged_first,
        "M2": about_sums.pairwise_maps,
        "M3": about_sums.reused_kernel,
        "M4": about_sums.relu_first,
        "M5": about_sizes.axes_or_directions,
        "M6": about_sizes.filters_like_channels,
        "M7": about_sizes.counted_channels,
        "M8": about_sizes.kernel_or_filter,
        "M9": about_frameworks.weight_order,
        "M10": about_frameworks.same_padding,
        "M11": about_sums.flipped_kernel,
        "M12": about_sizes.count_group_weights,
        "M13": about_sizes.depthwise_or_separable,
        "M14": about_sums.pointwise_mixing,
        "M15": about_frameworks.inverse,
        "M16": about_sums.neighbouring_channels,
        "M17": about_sizes.dilation_gaps,
        "M18": about_frameworks.channels_first,
        "M19": about_frameworks.gpu_difference,
        "M20": about_sizes.uneven_stride,
    }
)
"""Makers of questions, by the misconception they end."""
