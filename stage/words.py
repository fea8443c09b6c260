"""What is said of the stage, the board and what is saved of them."""

from conv_engine import ConvSpec
from text import COUNTED_CHANNELS, count_text

BOARD_LABEL = "Maps. Arrow keys move the position."
SWITCHED_OFF = "switched off"
MAP_RANGE = "{rows}x{columns}, from {low} to {high}"
SLAB, NAMED_SLAB = "{noun} {number}", "{noun} {number} ({name})"
INPUT_SLAB = "input, {slab}"
AS_PRODUCT = (
    "{layer} Here it is one matrix product. One matrix holds the patches, the other holds the "
    "filters, and the product is folded into the feature maps."
)
STEP_AS_SVG, STEP_AS_SVG_HELP = "Step as SVG", "A drawing, sharp at any size."
STEP_AS_PNG, STEP_AS_PNG_HELP = "Step as PNG", "A picture for slides."
OFFLINE_TITLE = "A Conv2D layer"
OPEN_IN_APP = "Open this layer in the app"
TEACHES = "How a convolution layer adds up its input channels"
FILLING = (
    "1 filter of {block}, slides over height and width and fills 1 feature map of {cells}.",
    "{n} filters of {block}, slide over height and width and fill {n} feature maps of {cells}.",
)
SLICES = ("1 slice", "{n} slices")
SLIDING_IN_DEPTH = (
    "A volume of {volume}. A block of {block}, slides over depth, height and width. It fills an "
    "output volume of {output}."
)
WITHOUT_ROOM = (
    "A volume of {volume}. A block of {block}, slides over height and width and has no room to "
    "move in depth. It fills an output volume of {output}."
)


def description(spec: ConvSpec, input_shape: tuple[int, ...]) -> str:
    """Say in words what the picture shows.

    Examples
    --------
    >>> description(ConvSpec(3, 2, kernel_size=3), (3, 5, 5))
    'An input of 3 channels, 5x5 cells. 2 filters of 3 channels, 3x3 cells, slide over height and
    width and fill 2 feature maps of 3x3 cells.'
    """
    channels, height, width = input_shape
    filters, depth, k_h, k_w = spec.weight_shape
    _, rows, columns = spec.output_shape(input_shape)
    seen = f"An input of {count_text(channels, *COUNTED_CHANNELS)}, {height}x{width} cells."
    block = f"{count_text(depth, *COUNTED_CHANNELS)}, {k_h}x{k_w} cells"
    return f"{seen} {count_text(filters, *FILLING, block=block, cells=f'{rows}x{columns} cells')}"


def volume_description(
    spec: ConvSpec,
    volume_shape: tuple[int, ...],
    depth_stride: int = 1,
    of_channels: bool = False,
) -> str:
    """Say in words what the picture of a block in a volume shows; its slices may be channels.

    Examples
    --------
    >>> volume_description(ConvSpec(2, 1, kernel_size=3), (3, 5, 5))
    'A volume of 3 slices, 5x5 cells. A block of 2 slices, 3x3 cells, slides over depth, height and
    width. It fills an output volume of 2 slices, 3x3 cells.'
    >>> volume_description(ConvSpec(3, 1, kernel_size=3), (3, 5, 5))
    'A volume of 3 slices, 5x5 cells. A block of 3 slices, 3x3 cells, slides over height and width
    and has no room to move in depth. It fills an output volume of 1 slice, 3x3 cells.'
    """
    noun = COUNTED_CHANNELS if of_channels else SLICES
    slices, height, width = volume_shape
    _, depth, k_h, k_w = spec.weight_shape
    _, rows, columns = spec.output_shape((depth, height, width))
    places = (slices - depth) // depth_stride + 1
    return (SLIDING_IN_DEPTH if places > 1 else WITHOUT_ROOM).format(
        volume=f"{count_text(slices, *noun)}, {height}x{width} cells",
        block=f"{count_text(depth, *noun)}, {k_h}x{k_w} cells",
        output=f"{count_text(places, *SLICES)}, {rows}x{columns} cells",
    )
