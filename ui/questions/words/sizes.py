"""What questions say about filters, kernels, groups, strides and dilation."""

from collections.abc import Sequence

from text import count_text

AXES_OR_DIRECTIONS = "Axes and directions"
CHANNELS_OF_WEIGHTS = ("1 channel with {each} weights", "{n} channels with {each} weights each")
CHANNELS_COUNTED = "That is the number of channels. The block does not move along them."


def ask_for_directions(kind: int, block: Sequence[int]) -> str:
    """Ask in how many directions a block slides, of channels first.

    Examples
    --------
    >>> print(ask_for_directions(2, (3, 5, 5)))
    Each filter of a Conv2D layer is a block of 3 channels with 5x5 weights each. In how many
    directions does the block slide?
    """
    channels, *kernel = block
    each = "x".join(map(str, kernel))
    weights = count_text(channels, *CHANNELS_OF_WEIGHTS, each=each)
    return (
        f"Each filter of a Conv{kind}D layer is a block of {weights}. In how many directions does "
        "the block slide?"
    )


def counted_axes(axes: int) -> str:
    """Name the slip of counting the axes of a block.

    Examples
    --------
    >>> counted_axes(3)
    'You counted the 3 axes of the block. It has no room to move along the channels.'
    """
    return f"You counted the {axes} axes of the block. It has no room to move along the channels."


def other_dimension(number: int, kind: int) -> str:
    """Name the slip of giving the directions of another layer.

    Examples
    --------
    >>> other_dimension(3, kind=2)
    'A Conv3D has 3 directions, but this is a Conv2D.'
    """
    return f"A Conv{number}D has {number} directions, but this is a Conv{kind}D."


def explain_directions(directions: str) -> str:
    """Explain in how many directions a block slides.

    Examples
    --------
    >>> print(explain_directions("height and width"))
    It slides along height and width. The remaining axis holds the channels, which it sees all at
    once. A block always has one more axis than directions.
    """
    return (
        f"It slides along {directions}. The remaining axis holds the channels, which it sees all "
        "at once. A block always has one more axis than directions."
    )


FILTERS_OR_CHANNELS = "Filters and channels"
ANY_NUMBER = "Any number, 1 or more"
NOT_TIED = "The two numbers do not depend on each other."
NO_SUCH_RULE = "That is not a rule. Any number of filters is possible."
DEPTHWISE_ONLY = "That is true only of depthwise layers."


def ask_for_filters(channels: int) -> str:
    """Ask how many filters a layer can have.

    Examples
    --------
    >>> print(ask_for_filters(3))
    An input has 3 channels, and the layer is not split into groups. How many filters can a Conv2D
    layer have?
    """
    return (
        f"An input has {channels} channels, and the layer is not split into groups. How many "
        "filters can a Conv2D layer have?"
    )


def only_as_many(channels: int) -> str:
    """Offer as many filters as channels.

    Examples
    --------
    >>> only_as_many(3)
    'Only 3'
    """
    return f"Only {channels}"


def one_or_many(channels: int) -> str:
    """Offer one filter, or as many as channels.

    Examples
    --------
    >>> one_or_many(3)
    'Only 1 or 3'
    """
    return f"Only 1 or {channels}"


def only_multiples(channels: int) -> str:
    """Offer a multiple of the channels.

    Examples
    --------
    >>> only_multiples(3)
    'Only multiples of 3'
    """
    return f"Only multiples of {channels}"


def explain_filters(channels: int, layer: str, filters: int) -> str:
    """Explain that the number of filters is chosen.

    Examples
    --------
    >>> print(explain_filters(3, "`Conv2D(2, 3)`", filters=2))
    Each filter is as deep as the input, 3 channels here, and gives one map. You choose how many
    filters there are. `Conv2D(2, 3)` has 2 filters, so it gives 2 maps.
    """
    return (
        f"Each filter is as deep as the input, {channels} channels here, and gives one map. You "
        f"choose how many filters there are. {layer} has {filters} filters, so it gives {filters} "
        "maps."
    )


COUNTED_CHANNELS = "Parameters of a layer"


def ask_with_biases(channels: int, layer: str) -> str:
    """Ask for the parameters of a layer with biases.

    Examples
    --------
    >>> print(ask_with_biases(3, "`Conv2D(32, 3)`"))
    An input has 3 channels. How many parameters does the layer `Conv2D(32, 3)` have, with its
    biases?
    """
    return (
        f"An input has {channels} channels. How many parameters does the layer {layer} have, with "
        "its biases?"
    )


KERNEL_OR_FILTER = "Kernel and filter"
ONE_KERNEL = "That is one kernel, the part of a filter for one channel."
BIAS_COUNTED = "You counted the bias."
ALL_FILTERS = "Those are the weights of all filters together."
KERNEL_OF_EACH = "That is one kernel of each filter."


def ask_for_filter(layer: str, channels: int) -> str:
    """Ask for the weights of one filter.

    Examples
    --------
    >>> print(ask_for_filter("`Conv2D(4, 3)`", 3))
    The layer `Conv2D(4, 3)` sees 3 channels. How many weights does one of its filters have, without
    the bias?
    """
    return (
        f"The layer {layer} sees {channels} channels. How many weights does one of its filters "
        "have, without the bias?"
    )


def explain_filter(filters: int, depth: int, k_h: int, k_w: int) -> str:
    """Explain how kernels make a filter, and filters a layer.

    Examples
    --------
    >>> print(explain_filter(4, 3, 2, 2))
    A kernel has 2 × 2 = 4 weights. A filter has 3 kernels: 3 × 4 = 12 weights. The layer has 4
    filters.
    """
    kernel = k_h * k_w
    return (
        f"A kernel has {k_h} × {k_w} = {kernel} weights. A filter has {depth} kernels: {depth} × "
        f"{kernel} = {depth * kernel} weights. The layer has {filters} filters."
    )


GROUP_WEIGHTS = "Weights of groups"
ONE_CHANNEL = "You counted one channel for each filter."
BIASES_COUNTED = "You counted the biases."
WHO_IS_ADDED = "Which channels are added up"
ADDED_OR_NOT = "1 is added up, 0 is not seen"


def ask_for_weights(layer: str, channels: int) -> str:
    """Ask for the weights of a layer.

    Examples
    --------
    >>> print(ask_for_weights("`Conv2D(4, 3, groups=2)`", 6))
    The layer `Conv2D(4, 3, groups=2)` sees 6 channels. How many weights does it have, without the
    biases?
    """
    return (
        f"The layer {layer} sees {channels} channels. How many weights does it have, without the "
        "biases?"
    )


def ignored_groups(depth: int) -> str:
    """Name the slip of counting the channels of all groups.

    Examples
    --------
    >>> ignored_groups(3)
    'A filter sees only the 3 channels of its group.'
    """
    return f"A filter sees only the {depth} channels of its group."


def explain_groups(filters: int, channels: int, groups: int, kernel: int) -> str:
    """Count the weights of a layer in groups.

    Examples
    --------
    >>> print(explain_groups(filters=4, channels=6, groups=2, kernel=9))
    Each of the 4 filters has 6 / 2 = 3 kernels of 9 weights: 4 × 3 × 9 = 108.
    """
    depth = channels // groups
    return (
        f"Each of the {filters} filters has {channels} / {groups} = {depth} kernels of {kernel} "
        f"weights: {filters} × {depth} × {kernel} = {filters * depth * kernel}."
    )


def describe_connections(depth: int) -> str:
    """Say what a table of channels and filters shows.

    Examples
    --------
    >>> describe_connections(1)
    'Channels are rows and filters are columns. Each filter sees one channel.'
    >>> describe_connections(3)
    'Channels are rows and filters are columns. Each filter adds up 3 channels.'
    """
    if depth == 1:
        return "Channels are rows and filters are columns. Each filter sees one channel."
    return f"Channels are rows and filters are columns. Each filter adds up {depth} channels."


DEPTHWISE_OR_SEPARABLE = "Depthwise and separable"
DEPTHWISE_PART = "That is only the depthwise part. It keeps the channels apart."
MIXING_PART = "That is only the 1x1 part."
PLAIN_CONVOLUTION = "That is a plain Conv2D."
MULTIPLIED_PARTS = "The two layers come one after the other, so their weights add up."
MIXED_KERNELS = "A filter of the 1x1 part has only one weight for each channel."
FIRST_DEPTHWISE = "First depthwise"
THEN_MIXED = "Then 1x1"


def ask_for_separable(channels: int, filters: int) -> str:
    """Ask for the weights of a separable convolution.

    Examples
    --------
    >>> print(ask_for_separable(3, 9))
    A separable convolution turns 3 channels into 9, with 3x3 kernels and no biases. How many
    weights does it have?
    """
    return (
        f"A separable convolution turns {channels} channels into {filters}, with 3x3 kernels and "
        "no biases. How many weights does it have?"
    )


def explain_separable(around: str, mixing: str, first: int, second: int) -> str:
    """Count the weights of the two layers of a separable convolution.

    Examples
    --------
    >>> print(explain_separable("`DepthwiseConv2D(3)`", "`Conv2D(9, 1)`", 27, 27))
    It is two layers: `DepthwiseConv2D(3)`, then `Conv2D(9, 1)`. The first has 27 weights and the
    second has 27: 27 + 27 = 54.
    """
    return (
        f"It is two layers: {around}, then {mixing}. The first has {first} weights and the second "
        f"has {second}: {first} + {second} = {first + second}."
    )


DILATED_REACH = "Reach of a dilated kernel"
NO_LAST_GAP = "There is no gap after the last weight."
KERNEL_ROWS = "That is the number of rows in the kernel. Dilation spreads them out."
GAPS_EVERYWHERE = "There is a gap between every two weights."


def ask_for_reach(layer: str) -> str:
    """Ask how many rows a kernel spans.

    Examples
    --------
    >>> print(ask_for_reach("`Conv2D(1, 3, dilation_rate=2)`"))
    The layer is `Conv2D(1, 3, dilation_rate=2)`. How many rows of the input does its kernel span,
    from the first to the last?
    """
    return (
        f"The layer is {layer}. How many rows of the input does its kernel span, from the first "
        "to the last?"
    )


def left_gap(dilation: int) -> str:
    """Name the slip of leaving as many rows out as the dilation says.

    Examples
    --------
    >>> left_gap(2)
    'You left a gap of 2 between two weights. A dilation of 1 has no gap.'
    """
    return f"You left a gap of {dilation} between two weights. A dilation of 1 has no gap."


def explain_reach(dilation: int, kernel: int) -> str:
    """Work out how many rows a kernel spans.

    Examples
    --------
    >>> print(explain_reach(dilation=2, kernel=3))
    The dilation is the distance from one weight to the next, 2 here. So the kernel spans 2 × (3 −
    1) + 1 = 5 rows. A kernel without gaps has a dilation of 1. There is no dilation of 0.
    """
    return (
        f"The dilation is the distance from one weight to the next, {dilation} here. So the kernel "
        f"spans {dilation} × ({kernel} − 1) + 1 = {dilation * (kernel - 1) + 1} rows. A kernel "
        "without gaps has a dilation of 1. There is no dilation of 0."
    )


UNEVEN_STRIDE = "A stride that does not divide"
ROUNDED_UP = "You rounded up. What is left over is dropped."
REFUSED = "Every framework accepts this layer and rounds down."


def ask_for_columns(size: int, layer: str) -> str:
    """Ask for the columns of an output.

    Examples
    --------
    >>> print(ask_for_columns(6, "`Conv2D(1, 3, strides=2)`"))
    An input has one channel of 6 rows and 6 columns. The layer is `Conv2D(1, 3, strides=2)`. How
    many columns does its output have?
    """
    return (
        f"An input has one channel of {size} rows and {size} columns. The layer is {layer}. How "
        "many columns does its output have?"
    )
