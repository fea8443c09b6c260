"""The mathematics of multi-channel convolution, in NumPy: every number the learner sees.

Axes are always channel, row, column, with samples in front of a batch. Named kernels and sample
inputs are in `conv_engine.kernels` and `conv_engine.samples`; the sliding itself is in
`conv_engine.windows`.
"""

from conv_engine.compositions import dense_weight, pointwise
from conv_engine.convolution import conv2d, partial_maps, step_at, sum_channels
from conv_engine.dimensions import DIRECTIONS, channels_as_depth, conv1d, conv3d, output_shape
from conv_engine.layer import Layer
from conv_engine.matrix import col2im, filter_matrix, im2col, im2row
from conv_engine.misconceptions import (
    BeliefComparison,
    mean_over_channels,
    relu_before_sum,
    share_first_kernel,
    shuffle_channels,
)
from conv_engine.numeric import quantise
from conv_engine.reductions import (
    REDUCTIONS,
    Reduction,
    max_channels,
    mean_channels,
    median_channels,
    min_channels,
    product_channels,
    weighted_sum_channels,
)
from conv_engine.rounding import round_to
from conv_engine.spec import ConvSpec, Unvisited, Window
from conv_engine.step import Step
from conv_engine.transposed import conv_transpose2d

__all__ = [
    "DIRECTIONS",
    "REDUCTIONS",
    "BeliefComparison",
    "ConvSpec",
    "Layer",
    "Reduction",
    "Step",
    "Unvisited",
    "Window",
    "channels_as_depth",
    "col2im",
    "conv1d",
    "conv2d",
    "conv3d",
    "conv_transpose2d",
    "dense_weight",
    "filter_matrix",
    "im2col",
    "im2row",
    "max_channels",
    "mean_channels",
    "mean_over_channels",
    "median_channels",
    "min_channels",
    "output_shape",
    "partial_maps",
    "pointwise",
    "product_channels",
    "quantise",
    "relu_before_sum",
    "round_to",
    "share_first_kernel",
    "shuffle_channels",
    "step_at",
    "sum_channels",
    "weighted_sum_channels",
]
