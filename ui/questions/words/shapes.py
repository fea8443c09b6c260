"""What questions about the sizes of a layer say."""

from conv_engine import ConvSpec

OUTPUT_SHAPE = "The output shape"
AS_MANY_AS_FILTERS = "The output has as many channels as there are filters."
PARTIAL_MAPS_COUNTED = "The partial maps of a filter are added up, so each filter gives one map."
START_FORGOTTEN = "You forgot the position where the window starts."
PADDING_LEFT_OUT = "You left out the padding."
STRIDE_LEFT_OUT = "You left out the stride."
KERNEL_NEEDS_ROOM = "The kernel needs room, so there are fewer positions than cells."


def ask_for_shape(input_shape: tuple[int, int, int], layer: str, axes: str) -> str:
    """Ask for the shape of an output.

    Examples
    --------
    >>> print(ask_for_shape((3, 6, 8), "`Conv2D(2, 3)`", "height, width, channels"))
    An input has 3 channels, 6 rows and 8 columns. The layer is `Conv2D(2, 3)`. What is the shape of
    its output, without the batch axis? The order of its axes is height, width, channels.
    """
    channels, rows, columns = input_shape
    return (
        f"An input has {channels} channels, {rows} rows and {columns} columns. The layer is "
        f"{layer}. What is the shape of its output, without the batch axis? The order of its axes "
        f"is {axes}."
    )


def explain_shape(rows: str, columns: str, filters: int) -> str:
    """Explain an output shape by what is said of its rows and its columns.

    Examples
    --------
    >>> explain_shape("That makes 4 rows.", "That makes 6 columns.", filters=2)
    'That makes 4 rows. That makes 6 columns. Each of the 2 filters gives one map.'
    """
    return f"{rows} {columns} Each of the {filters} filters gives one map."


OUTPUT_ROWS = "Rows of the output"
ONLY_MOVES = "You counted the moves, but not the position where the window starts."
ONE_SIDE = "You counted the padding on one side only."
DILATION_LEFT_OUT = "You left out the dilation. With it the kernel covers more rows."
ROUNDED_UP = "You rounded up. What is left over at the end is dropped."
SIZE_KEPT = "The padding does not make up for what the kernel and the stride take away."


def ask_for_rows(size: int, layer: str) -> str:
    """Ask for the rows of an output.

    Examples
    --------
    >>> print(ask_for_rows(7, "`Conv2D(1, 3)`"))
    An input has one channel of 7 rows and 7 columns. The layer is `Conv2D(1, 3)`. How many rows
    does its output have?
    """
    return (
        f"An input has one channel of {size} rows and {size} columns. The layer is {layer}. How "
        "many rows does its output have?"
    )


PARAMETERS = "Parameters"
BIASES_LEFT_OUT = "You left out the biases, one for each filter."
ONE_BIAS = "Each filter has its own bias."
BIAS_PER_KERNEL = "A filter has one bias, not one for each channel."
ONE_FILTER = "That is only one filter."
ONE_KERNEL = "That is only one kernel."
NO_BIAS = "This layer has no bias."
GROUPS_SHARE = "Groups do not share weights. Each filter has its own."


def ask_for_parameters(channels: int, layer: str) -> str:
    """Ask for the parameters of a layer.

    Examples
    --------
    >>> ask_for_parameters(3, "`Conv2D(2, 3)`")
    'An input has 3 channels. How many parameters does the layer `Conv2D(2, 3)` have?'
    """
    return f"An input has {channels} channels. How many parameters does the layer {layer} have?"


def explain_parameters(spec: ConvSpec) -> str:
    """Count the parameters of a layer.

    Examples
    --------
    >>> print(explain_parameters(ConvSpec(3, 32, 3)))
    Each of the 32 filters has 3 kernels of 3x3 weights, and one bias: 32 × (3 × 3 × 3 + 1) = 896.
    >>> print(explain_parameters(ConvSpec(6, 4, (2, 3), groups=2, bias=False)))
    Each of the 4 filters has 3 kernels of 2x3 weights, and no bias: 4 × 3 × 2 × 3 = 72.
    """
    filters, depth, k_h, k_w = spec.weight_shape
    if spec.bias:
        return (
            f"Each of the {filters} filters has {depth} kernels of {k_h}x{k_w} weights, and one "
            f"bias: {filters} × ({depth} × {k_h} × {k_w} + 1) = {spec.parameter_count:,}."
        )
    return (
        f"Each of the {filters} filters has {depth} kernels of {k_h}x{k_w} weights, and no bias: "
        f"{filters} × {depth} × {k_h} × {k_w} = {spec.parameter_count:,}."
    )


def counted_one_channel(depth: int) -> str:
    """Name the slip of counting one channel of a filter.

    Examples
    --------
    >>> counted_one_channel(3)
    'You counted one channel. Each filter has a kernel for each of the 3 channels.'
    """
    return f"You counted one channel. Each filter has a kernel for each of the {depth} channels."


def ignored_groups(groups: int, depth: int) -> str:
    """Name the slip of counting all channels where a filter sees those of its group.

    Examples
    --------
    >>> ignored_groups(2, 3)
    'With 2 groups a filter sees only 3 of the channels.'
    """
    return f"With {groups} groups a filter sees only {depth} of the channels."
