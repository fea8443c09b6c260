"""A small transposed convolution: its stamps and its code. No Streamlit here."""

from dataclasses import dataclass, replace

import numpy as np

from conv_engine import Layer
from conv_engine.frameworks.layouts import Framework, axis_names, weight_to_keras
from conv_engine.frameworks.pytorch_layers import ConvTranspose2d
from conv_engine.frameworks.to_keras import to_keras
from conv_engine.transposed import Stamp, TransposedSpec, add_stamps, stamp
from stage.tiles import Sliding
from ui.state.scenario import Array

SHORT_NAMES = {
    "kernel height": "height",
    "kernel width": "width",
    "in_channels": "in",
    "filters": "out",
    "out_channels / groups": "out",
}
"""Axes of the weight, which has no groups here, in one word each."""


@dataclass(frozen=True, eq=False)
class Stamping:
    """A small transposed convolution.

    Attributes
    ----------
    input : ndarray of shape (C_in, n, n)
    weight : ndarray of shape (C_in, C_out, k, k)
    spec : TransposedSpec
        Without groups and bias.
    """

    input: Array
    weight: Array
    spec: TransposedSpec

    @property
    def count(self) -> int:
        """How many cells stamp."""
        rows, columns = self.input.shape[-2:]
        return int(rows * columns)

    @property
    def sliding(self) -> Sliding:
        """Where the cells of the input stamp: the windows of the Conv2D that goes back."""
        return Sliding.of(self.spec.transposes, *self.spec.output_shape(self.input.shape)[1:])

    def place(self, number: int) -> tuple[int, int]:
        """Row and column of the input cell that stamps as the `number`-th, counted from 0."""
        row, column = divmod(number, self.input.shape[-1])
        return row, column

    def stamp(self, number: int) -> Stamp:
        """Return what that cell adds to the output."""
        return stamp(self.input, self.weight, self.spec, *self.place(number))

    def whole_stamp(self, number: int) -> Array:
        """Return the stamp before gaps and edges: its channels' sum, shape (C_out, k, k)."""
        return stamp(self.input, self.weight, self._dense, *self.place(number)).values

    def channel_stamps(self, number: int) -> Array:
        """Return the same for each input channel alone, shape (C_in, C_out, k, k).

        Examples
        --------
        >>> input, weight = np.array([[[3]], [[5]]]), np.array([[[[1, 2]]], [[[10, 0]]]])
        >>> two = Stamping(input, weight, TransposedSpec(2, 1, (1, 2), bias=False))
        >>> two.channel_stamps(0).tolist(), two.whole_stamp(0).tolist()
        ([[[[3, 6]]], [[[50, 0]]]], [[[53, 6]]])
        """
        alone, place = replace(self._dense, in_channels=1), self.place(number)
        stamps = [
            stamp(self.input[c : c + 1], self.weight[c : c + 1], alone, *place)
            for c in range(len(self.input))
        ]
        return np.stack([one.values for one in stamps])

    @property
    def _dense(self) -> TransposedSpec:
        """The layer without gaps in its stamps, and with nothing cut off."""
        return replace(self.spec, padding=(0, 0), output_padding=(0, 0), dilation=(1, 1))

    def output(self, stamps: int) -> Array:
        """Return the output after so many stamps, shape (C_out, H_out, W_out)."""
        came = np.arange(self.count).reshape(self.input.shape[-2:]) < stamps
        return add_stamps(np.where(came, self.input, 0), self.weight, None, self.spec)

    def way_back(self, stamps: int) -> Array:
        """Return what the Conv2D of the same weight makes of that output, shape (C_in, n, n)."""
        return Layer.of(self.output(stamps), self.weight, spec=self.spec.transposes).output


def layer_code(spec: TransposedSpec, side: int) -> str:
    """Write the layer in both frameworks, each below the shape of its weight.

    Examples
    --------
    >>> print(layer_code(TransposedSpec(2, 1, 3, stride=2, bias=False), side=3))
    # kernel (3, 3, 1, 2): height, width, out, in
    Conv2DTranspose(1, 3, strides=2, use_bias=False)
    # weight (2, 1, 3, 3): in, out, height, width
    nn.ConvTranspose2d(2, 1, 3, stride=2, bias=False)
    """
    layer = ConvTranspose2d(
        spec.in_channels,
        spec.out_channels,
        spec.kernel_size,
        spec.stride,
        spec.padding,
        spec.output_padding,
        bias=spec.bias,
        dilation=spec.dilation,
    )
    weight = np.empty(spec.weight_shape)
    there = to_keras(layer, (1, spec.in_channels, side, side))
    keras = [each.call() for each in there.layers] or [f"# {there.remarks[-1].why}"]
    keras_shape = weight_to_keras(weight).shape
    return "\n".join(
        [
            f"# kernel {_shape('keras', keras_shape)}",
            *keras,
            f"# weight {_shape('pytorch', weight.shape)}",
            layer.call(),
        ]
    )


def _shape(framework: Framework, shape: tuple[int, ...]) -> str:
    """Write the shape of a weight, and what its axes are."""
    names = (SHORT_NAMES[name] for name in axis_names("transposed weight", framework))
    return f"{shape}: {', '.join(names)}"
