"""What is said about the other ways to the same feature maps."""

from conv_engine.known_layers import KnownLayer
from conv_engine.other_ways import winograd_multiplications

MEASURED_HELP = "Every way computes this layer, on the computer that serves this page."
MEASURE, MEASURE_HELP = "Measure here", "Runs every way five times. It takes a few seconds."
MEASURING = "Running every way five times"
MEASURED_HOW = (
    "The time is that of the fastest of five runs, on the computer that serves this page. The "
    "memory is the most that a way holds beyond input, weight and feature maps, all in float32. It "
    "is calculated from what each way copies, and is right to within a tenth."
)
ONLY_3X3 = "only for 3x3 kernels at stride 1"
WAY_WORDS = {
    "direct": (
        "Direct",
        "Slide the window, and multiply and add in place, one kernel cell at a time. Only the "
        "padding is copied, but every number is read from memory again for each kernel cell.",
    ),
    "matrix": (
        "Patch matrix",
        "Copy all patches, then multiply once. Processors are fastest at this, but it needs "
        "memory for the whole patch matrix.",
    ),
    "tiled": (
        "Tiled patch matrix",
        "Copy a few rows of patches, multiply, forget them and go on. This needs little memory. "
        "The engine of this app works this way in Python, where each of the many small steps "
        "takes time. Deep-learning libraries do much the same in compiled code, where the steps "
        "cost little.",
    ),
    "fourier": (
        "Fourier transform",
        "Turn input and kernels into waves, multiply wave by wave, add up the channels, and turn "
        "the result back. The work hardly depends on the kernel size, so this pays off for large "
        "kernels.",
    ),
    "winograd": (
        "Winograd F(2x2, 3x3)",
        "Compute four outputs of a 3x3 kernel with 16 multiplications instead of 36, by adding "
        "numbers first. Libraries use it for 3x3 layers. Here only its multiplications are "
        "counted.",
    ),
}


def describe_result(megabytes: float, milliseconds: float | None) -> str:
    """Write what a way took, as far as that is known.

    Examples
    --------
    >>> describe_result(7.2, 12.34), describe_result(7.2, None)
    ('12.3 ms, 7.2 MB', '7.2 MB, time not measured yet')
    """
    if milliseconds is None:
        return f"{megabytes:,.1f} MB, time not measured yet"
    return f"{milliseconds:,.1f} ms, {megabytes:,.1f} MB"


def describe_multiplications(layer: KnownLayer) -> str:
    """Write how many multiplications Winograd's way needs, and how many sliding does.

    Examples
    --------
    There are 14 x 14 tiles with 16 instead of 36 multiplications, for each of 512 x 512 kernels.

    >>> from conv_engine import ConvSpec
    >>> describe_multiplications(KnownLayer("conv", ConvSpec(512, 512, 3, padding=1), 28))
    '822.1 instead of 1,849.7 million multiplications'
    """
    fewer = winograd_multiplications(layer.spec, layer.input_shape)
    if fewer is None:
        return ONLY_3X3
    usual = layer.spec.multiply_adds(layer.input_shape)
    return f"{fewer / 1e6:,.1f} instead of {usual / 1e6:,.1f} million multiplications"
