"""The mathematics of multi-channel convolution, in NumPy: every number the learner sees.

Axes are always channel, row, column, with samples in front of a batch. Named kernels and sample
inputs are in `conv_engine.kernels` and `conv_engine.samples`; the sliding itself is in
`conv_engine.windows`.
"""

from conv_engine.bands import bands
from conv_engine.convolution import conv2d, partial_maps, sum_channels
from conv_engine.misconceptions import (
    Comparison,
    mean_over_channels,
    one_kernel_for_all_channels,
    relu_before_sum,
    shuffle_channels,
)
from conv_engine.numeric import quantise
from conv_engine.spec import ConvSpec, Unvisited, Window
from conv_engine.step import Step, step_at

__all__ = [
    "Comparison",
    "ConvSpec",
    "Step",
    "Unvisited",
    "Window",
    "bands",
    "conv2d",
    "mean_over_channels",
    "one_kernel_for_all_channels",
    "partial_maps",
    "quantise",
    "relu_before_sum",
    "shuffle_channels",
    "step_at",
    "sum_channels",
]
