"""Stacks of layers, and what the programs of PyTorch 2.13 and Keras 3.15 printed for each."""

from dataclasses import dataclass

from conv_engine.frameworks.remarks import AnyLayer
from files.network_text import read_network


@dataclass(frozen=True)
class Printed:
    """A stack as text, its input, and what every program prints."""

    text: str
    input_shape: tuple[int, ...]
    output_shape: tuple[int, ...]
    checksum: int

    @property
    def layers(self) -> tuple[AnyLayer, ...]:
        layers = [node.layer for node in read_network(self.text).nodes]
        assert None not in layers
        return tuple(layer for layer in layers if layer is not None)

    def __str__(self) -> str:
        return f"output {self.output_shape}\nchecksum {self.checksum}\n"


STACKS = {
    "one layer": Printed("Conv2D(8, 3)", (3, 7, 8), (1, 8, 5, 6), 6556),
    "same at a stride": Printed(
        "Conv2D(8, 4, strides=2, padding='same')", (3, 9, 10), (1, 8, 5, 5), 2428
    ),
    "a batch of two": Printed(
        "Conv2D(8, 3, activation='relu')\nConv2D(16, (3, 1), strides=(2, 1))",
        (2, 3, 9, 8),
        (2, 16, 3, 6),
        13234,
    ),
    "dilation and groups": Printed(
        "Conv2D(8, 3, dilation_rate=(2, 1), padding='same', use_bias=False)\n"
        "Conv2D(6, 3, groups=2)",
        (3, 9, 8),
        (1, 6, 7, 6),
        571,
    ),
    "depthwise": Printed(
        "DepthwiseConv2D(3, depth_multiplier=2)\nDepthwiseConv2D(3, strides=2, padding='same')",
        (3, 9, 8),
        (1, 6, 4, 3),
        -92,
    ),
    "separable": Printed(
        "SeparableConv2D(8, 3, depth_multiplier=2, activation='relu')\nSeparableConv2D(4, 3)",
        (3, 9, 8),
        (1, 4, 5, 4),
        10250,
    ),
    "transposed in Keras": Printed(
        "Conv2DTranspose(8, 3, strides=2, padding='same')\nConv2DTranspose(4, 2, strides=3)\n"
        "Conv2DTranspose(2, 4, strides=2, padding='same', use_bias=False)",
        (3, 4, 5),
        (1, 2, 48, 60),
        150833,
    ),
    "channels first": Printed(
        "ZeroPadding2D(2, data_format='channels_first')\n"
        "SeparableConv2D(8, 3, data_format='channels_first')\nConv2D(4, 3)",
        (3, 7, 8),
        (1, 4, 7, 8),
        -3033,
    ),
    "padding in Keras": Printed(
        "ZeroPadding2D(((2, 3), (0, 1)))\nConv2D(8, 7)\nCropping2D(((1, 0), (0, 1)))",
        (3, 9, 10),
        (1, 8, 7, 4),
        -4562,
    ),
    "padding at a stride": Printed(
        "nn.Conv2d(3, 8, 3, stride=2, padding=1)\nnn.Conv2d(8, 8, 3, padding=1, bias=False)",
        (3, 9, 10),
        (1, 8, 5, 5),
        -3440,
    ),
    "depthwise in PyTorch": Printed(
        "nn.Conv2d(3, 6, 3, padding='same', groups=3)\nnn.Conv2d(6, 8, 1)\n"
        "nn.Conv2d(8, 4, 3, groups=2)",
        (3, 7, 8),
        (1, 4, 5, 6),
        -10073,
    ),
    "transposed in PyTorch": Printed(
        "nn.ConvTranspose2d(3, 8, 3, stride=2, padding=1, output_padding=1)\n"
        "nn.ConvTranspose2d(8, 4, (2, 3), stride=(2, 1), bias=False)",
        (3, 4, 5),
        (1, 4, 16, 12),
        -15432,
    ),
    "padding modes": Printed(
        "nn.Conv2d(3, 4, 3, padding=(1, 2), padding_mode='reflect')\n"
        "nn.Conv2d(4, 4, 3, stride=2, padding=1, padding_mode='replicate')\n"
        "nn.Conv2d(4, 4, 4, padding='same', padding_mode='circular')",
        (3, 7, 8),
        (1, 4, 4, 5),
        224,
    ),
    "padding layers": Printed(
        "nn.ReflectionPad2d((1, 2, 0, 3))\nnn.ReplicationPad2d(1)\nnn.CircularPad2d((0, 2, 1, 0))\n"
        "nn.ZeroPad2d((1, -2, -3, 0))\nnn.Conv2d(3, 4, 3)",
        (3, 7, 8),
        (1, 4, 8, 12),
        5576,
    ),
    "padding alone": Printed("nn.ZeroPad2d((1, 2, 3, 4))", (3, 2, 2), (1, 3, 9, 5), -246),
}
