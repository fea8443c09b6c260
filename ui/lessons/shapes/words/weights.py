"""What is said about a weight in two layouts, and about trained weights that move."""

from collections.abc import Sequence

from text import COUNTED_CHANNELS, COUNTED_FILTERS, count_text, shape_text

LAYOUTS = (
    "Each number says where that weight is in Keras's memory. Both frameworks hold the "
    "same numbers in the same kernels, and no kernel is flipped. Only the order of the axes "
    "differs: {order}. Click a number in one to find it in the other."
)
ORDERS = {
    "weight": (
        "height, width, in, out (HWIO) in Keras, and out, in, height, width (OIHW) in PyTorch"
    ),
    "depthwise weight": (
        "height, width, in, depth multiplier in Keras, and in times depth multiplier, 1, height, "
        "width in PyTorch"
    ),
    "transposed weight": (
        "height, width, out, in (HWOI) in Keras, and in, out, height, width (IOHW) in PyTorch"
    ),
}
FIRST_OF_TWO = "A SeparableConv2D has two weights. This is the first one, the depthwise weight."
NUMBER_HELP = "Use the arrow keys to step."
BOARD_LABEL = "A weight in two orders of axes. The arrow keys go through its numbers."
OWN_KERNEL = "This is the weight of your layer, `{shape}` in Keras."
NOT_DRAWN = "The weight of your layer, `{shape}` in Keras, is not drawn. {example}"
MOVED = "**Trained weights, moved to {framework}**"
BETWEEN_FORMATS = "**From `channels_first` to `channels_last`, within Keras**"
ONLY_DENSE = (
    "Every convolution keeps its weight, because the axes of a weight have the same order in both "
    "formats. Only the weight of the Dense layer after the Flatten is reordered."
)
OTHER_PICTURES = "**The trained layer, for other pictures**"
NEW_CHANNELS = "Channels of the new pictures"
NEW_CHANNELS_HELP = (
    "A grey picture has one, a colour picture three, and one with transparency four."
)


def describe_example(shape: tuple[int, int, int, int]) -> str:
    """Say which small layer is drawn.

    Examples
    --------
    >>> describe_example((2, 2, 3, 2))
    'This is a small layer as an example, with a 2x2 kernel, 3 channels and 2 filters.'
    """
    height, width, channels, filters = shape
    return (
        f"This is a small layer as an example, with a {height}x{width} kernel, "
        f"{count_text(channels, *COUNTED_CHANNELS)} and {count_text(filters, *COUNTED_FILTERS)}."
    )


def describe_flattened(layer: str, volume: Sequence[int]) -> str:
    """Say why the weight of a layer behind a Flatten is reordered.

    Examples
    --------
    >>> print(describe_flattened("Row 3 (Dense)", (16, 5, 5)))
    Row 3 (Dense) takes a flattened 16 x 5 x 5. The frameworks flatten in different orders, so its
    weight has to be reordered
    """
    return (
        f"{layer} takes a flattened {shape_text(volume)}. The frameworks flatten in different "
        "orders, so its weight has to be reordered"
    )


def describe_change(channels: int, wanted: int) -> str:
    """Say what becomes of the kernels of each filter, and of the maps.

    Examples
    --------
    >>> describe_change(4, 3)
    'The first 3 of 4 kernels stay. The maps are those of a picture whose last channel is 0.'
    """
    if wanted == 1:
        return (
            f"On a grey picture all {channels} channels are the same. So each map is one channel "
            f"convolved with the sum of the {channels} kernels. Their mean would give only a part "
            f"of it, 1/{channels}."
        )
    if channels == 1:
        return (
            f"Each channel gets the kernel divided by {wanted}. The maps are those of the mean of "
            "the channels, so a grey picture keeps its maps."
        )
    if wanted < channels:
        return (
            f"The first {wanted} of {channels} kernels stay. The maps are those of a picture whose "
            "last channel is 0."
        )
    return (
        f"The {channels} kernels stay, and the kernel of the new channel holds zeros. Until the "
        "layer is trained again, the maps stay the same."
    )
