"""The convolutions of four well-known networks, as their papers describe them.

Layers of one network that are alike, weight by weight and size by size, are one entry.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from conv_engine.matrix import patch_matrix_shape
from conv_engine.spec import ConvSpec


@dataclass(frozen=True)
class KnownLayer:
    """A published layer and its input.

    Parameters
    ----------
    name : str
        As the paper calls it, or nearly so.
    spec : ConvSpec
    side : int
        Rows and columns of the input.
    times : int
        How many such layers the network has.

    Examples
    --------
    >>> layer = KnownLayer("3x3, 64 to 64", ConvSpec(64, 64, 3, padding=1), side=224)
    >>> layer.patch_matrix_shape  # 64 * 3 * 3 rows, 224 * 224 columns
    (576, 50176)
    """

    name: str
    spec: ConvSpec
    side: int
    times: int = 1

    @property
    def input_shape(self) -> tuple[int, int, int]:
        """Shape of one sample, (C_in, H, W)."""
        return self.spec.in_channels, self.side, self.side

    @property
    def output_shape(self) -> tuple[int, ...]:
        """Shape of its feature maps, (C_out, H_out, W_out)."""
        return self.spec.output_shape(self.input_shape)

    @property
    def patch_matrix_shape(self) -> tuple[int, ...]:
        """Shape of the patch matrix of one sample, all groups in it."""
        return patch_matrix_shape(self.input_shape, self.spec)

    @property
    def multiply_adds(self) -> int:
        """Products that all layers of this kind add up."""
        return self.times * self.spec.multiply_adds(self.input_shape)

    @property
    def parameter_count(self) -> int:
        """Numbers that all layers of this kind learn."""
        return self.times * self.spec.parameter_count


@dataclass(frozen=True)
class KnownNetwork:
    """A network's convolutions, in their order, and where they are published."""

    title: str
    source: str
    layers: tuple[KnownLayer, ...]


def _alexnet() -> Iterator[KnownLayer]:
    # The paper says 224, which makes 55 positions only with 3 cells of padding in all.
    yield KnownLayer("conv1", ConvSpec(3, 96, 11, stride=4, padding=((1, 2), (1, 2))), 224)
    yield KnownLayer("conv2", ConvSpec(96, 256, 5, padding=2, groups=2), 27)
    yield KnownLayer("conv3", ConvSpec(256, 384, 3, padding=1), 13)
    yield KnownLayer("conv4", ConvSpec(384, 384, 3, padding=1, groups=2), 13)
    yield KnownLayer("conv5", ConvSpec(384, 256, 3, padding=1, groups=2), 13)


def _vgg_16() -> Iterator[KnownLayer]:
    depth, side = 3, 224
    for block, (filters, layers) in enumerate(((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)), 1):
        alike = layers
        if depth != filters:
            first = ConvSpec(depth, filters, 3, padding=1)
            yield KnownLayer(f"conv{block}_1", first, side)
            alike -= 1
        begin = layers - alike + 1
        name = f"conv{block}_{begin}" + (f" to {layers}" if alike > 1 else "")
        yield KnownLayer(name, ConvSpec(filters, filters, 3, padding=1), side, alike)
        depth, side = filters, side // 2


def _resnet_50() -> Iterator[KnownLayer]:
    yield KnownLayer("conv1", ConvSpec(3, 64, 7, stride=2, padding=3, bias=False), 224)
    before, side = 64, 56
    for stage, blocks in enumerate((3, 4, 6, 3)):
        narrow = 64 * 2**stage
        wide = 4 * narrow
        stride = 1 if stage == 0 else 2
        name, there = f"conv{stage + 2}", side // stride
        # The first block of a stage takes larger maps, and has a fourth layer on its way around.
        first = ConvSpec(before, narrow, 1, stride=stride, bias=False)
        around = ConvSpec(before, wide, 1, stride=stride, bias=False)
        yield KnownLayer(f"{name} 1x1 first", first, side)
        yield KnownLayer(f"{name} 1x1 around", around, side)
        yield KnownLayer(f"{name} 1x1 in", ConvSpec(wide, narrow, 1, bias=False), there, blocks - 1)
        square = ConvSpec(narrow, narrow, 3, padding=1, bias=False)
        yield KnownLayer(f"{name} 3x3", square, there, blocks)
        yield KnownLayer(f"{name} 1x1 out", ConvSpec(narrow, wide, 1, bias=False), there, blocks)
        before, side = wide, there


def _mobilenet() -> Iterator[KnownLayer]:
    yield KnownLayer("first 3x3", ConvSpec(3, 32, 3, stride=2, padding="same", bias=False), 224)
    depth, side = 32, 112
    for filters, stride, times in (
        *((64, 1, 1), (128, 2, 1), (128, 1, 1), (256, 2, 1), (256, 1, 1)),
        *((512, 2, 1), (512, 1, 5), (1024, 2, 1), (1024, 1, 1)),
    ):
        each = ConvSpec(depth, depth, 3, stride, padding="same", groups=depth, bias=False)
        yield KnownLayer(f"depthwise {depth}, stride {stride}", each, side, times)
        side //= stride
        mix = ConvSpec(depth, filters, 1, bias=False)
        yield KnownLayer(f"1x1 {depth} to {filters}", mix, side, times)
        depth = filters


NETWORKS: dict[str, KnownNetwork] = {
    "alexnet": KnownNetwork(
        "AlexNet",
        "Krizhevsky, Sutskever and Hinton, "
        '"ImageNet Classification with Deep Convolutional Neural Networks", 2012, section 3.5',
        tuple(_alexnet()),
    ),
    "vgg16": KnownNetwork(
        "VGG-16",
        "Simonyan and Zisserman, "
        '"Very Deep Convolutional Networks for Large-Scale Image Recognition", 2015, table 1, D',
        tuple(_vgg_16()),
    ),
    "resnet50": KnownNetwork(
        "ResNet-50",
        'He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", 2016, table 1',
        tuple(_resnet_50()),
    ),
    "mobilenet": KnownNetwork(
        "MobileNet",
        'Howard et al., "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision '
        'Applications", 2017, table 1',
        tuple(_mobilenet()),
    ),
}
