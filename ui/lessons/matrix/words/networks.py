"""What is said about the patch matrices of published networks."""

from math import prod

from conv_engine.known_layers import KnownLayer
from ui.lessons.matrix.words.copies import BYTES, three_digits

NETWORKS_HELP = "Published networks, with the sizes of their convolution layers."
MEMORY_SCALE = (
    "Memory for one sample in float32: the input (ring), its patch matrix (dot), and the ratio of "
    "the two. ×2 after a name means two identical layers, ×3 three."
)
MEMORY_ALT = "Memory of the patch matrices of {network}: {layers}"
SOURCE = "Layers: {source}."


def numbers_of(layer: KnownLayer) -> tuple[int, int]:
    """Return how many numbers a layer's input has, and how many its patch matrix.

    Examples
    --------
    >>> from conv_engine import ConvSpec
    >>> numbers_of(KnownLayer("conv", ConvSpec(3, 2, 3), side=5))  # 3 * 5 * 5, 27 * 9
    (75, 243)
    """
    return prod(layer.input_shape), prod(layer.patch_matrix_shape)


def layer_name(layer: KnownLayer) -> str:
    """Name a layer, and how many are alike where there is more than one.

    Examples
    --------
    >>> from conv_engine import ConvSpec
    >>> layer_name(KnownLayer("conv3", ConvSpec(8, 8, 3), side=5, times=2))
    'conv3 ×2'
    """
    return layer.name if layer.times == 1 else f"{layer.name} ×{layer.times}"


def layer_text(layer: KnownLayer) -> str:
    """Write what stands beside a published layer.

    Examples
    --------
    >>> from conv_engine import ConvSpec
    >>> layer_text(KnownLayer("conv", ConvSpec(64, 64, 3, padding=1), side=224))
    '116 MB, ×9'
    >>> layer_text(KnownLayer("mix", ConvSpec(64, 8, 1), side=56))
    '0.8 MB, no copy'
    """
    before, after = numbers_of(layer)
    if layer.spec.kernel_size == (1, 1) and layer.spec.stride == (1, 1):
        return f"{_megabytes(after)}, no copy"
    factor = after / before
    times = f"{factor:,.0f}" if factor >= 2 else f"{factor:.2f}".rstrip("0").rstrip(".")
    return f"{_megabytes(after)}, ×{times}"


def _megabytes(numbers: int) -> str:
    return f"{three_digits(numbers * BYTES / 1e6)} MB"
