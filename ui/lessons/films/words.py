"""What the page of ready animations says, in the films, too."""

from conv_engine import ConvSpec
from conv_engine.classic_cases import ClassicCase

DENSE = "Dense"
DENSE_SAYS = (
    "Each filter is as deep as the input. Three channel sums and one bias give one number, and "
    "each filter gives one feature map."
)
GROUPS = "Two groups"
GROUPS_SAY = (
    "The first filter sees only the first half of the channels, and the second filter sees only "
    "the second half. Each sum has half as many terms."
)
DEPTHWISE = "Depthwise"
DEPTHWISE_SAYS = (
    "There are as many groups as channels. Each filter sees one channel, and nothing is added "
    "across channels."
)
POINTWISE = "1x1"
POINTWISE_SAYS = (
    "The window is a single cell. At each position, the layer is only a weighted sum of the "
    "channels."
)
SHAPE_HELP = (
    "In a narrow animation the patch, kernel and products are below the input. In a wide one they "
    "are beside it."
)
HALF_HELP = "Choose which of the animations you see."
MOVING_HELP = (
    "When this is on, each animation plays again and again. When it is off, you see its finished "
    "picture, as in print."
)
DOWNLOAD = "Download the GIF"
DRAWING = "Drawing the frames"


def caption_case(case: ClassicCase) -> str:
    """Say which sizes a classic case has.

    Examples
    --------
    >>> from conv_engine.classic_cases import CLASSIC_CASES
    >>> caption_case(CLASSIC_CASES[6])
    'input 6x6, kernel 3x3, stride 2, padding 1, dilation 1: feature map 3x3'
    """
    size, kernel, output = case.input_size, case.kernel_size, case.output_size
    return (
        f"input {size}x{size}, kernel {kernel}x{kernel}, stride {case.stride}, padding "
        f"{case.padding}, dilation {case.dilation}: feature map {output}x{output}"
    )


def caption_channels(spec: ConvSpec) -> str:
    """Say how many channels a layer takes and gives, and the shape of its weight.

    Examples
    --------
    >>> caption_channels(ConvSpec(4, 2, kernel_size=2, groups=2))
    '4 channels in, 2 out, groups 2: weight of shape (2, 2, 2, 2)'
    """
    return (
        f"{spec.in_channels} channels in, {spec.out_channels} out, groups {spec.groups}: weight "
        f"of shape {spec.weight_shape}"
    )
