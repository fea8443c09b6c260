"""What is said about a layer as one matrix product, and how NumPy computes it."""

from conv_engine import ConvSpec
from conv_engine.geometry import PaddingMode
from conv_engine.matrix import patch_matrix_shape

IN_NUMPY = "In plain NumPy"
OTHER_NAMES = (
    "Many libraries call the function that makes these columns `im2col`, image to columns. Here "
    "they are in the order of PyTorch's `torch.nn.functional.unfold`. `col2im` adds them up again, "
    "as `fold` does. The form with one row per patch is called `im2row`."
)
_MODES: dict[PaddingMode, str] = {
    "zeros": "",
    "reflect": ', mode="reflect"',
    "replicate": ', mode="edge"',
    "circular": ', mode="wrap"',
}


def code_of(spec: ConvSpec, input_shape: tuple[int, ...]) -> str:
    """Write the layer as a matrix product in NumPy; groups are so many products at once.

    Examples
    --------
    >>> print(code_of(ConvSpec(3, 2, 3, stride=2), (3, 5, 5)))
    # input, weight and bias are arrays of NumPy
    from numpy.lib.stride_tricks import sliding_window_view
    <BLANKLINE>
    windows = sliding_window_view(input, (3, 3), axis=(1, 2))[:, ::2, ::2]
    columns = windows.transpose(0, 3, 4, 1, 2).reshape(27, 4)
    rows = weight.reshape(2, 27)
    maps = (rows @ columns).reshape(2, 2, 2) + bias[:, None, None]
    """
    entries, positions = patch_matrix_shape(input_shape, spec)
    split = f"{spec.groups}, " if spec.groups > 1 else ""
    entries, filters = entries // spec.groups, spec.out_channels // spec.groups
    maps = ", ".join(str(n) for n in spec.output_shape(input_shape))
    source, padding = _padding(spec, input_shape)
    return "\n".join(
        (
            "import numpy as np" if padding else "# input, weight and bias are arrays of NumPy",
            "from numpy.lib.stride_tricks import sliding_window_view",
            "",
            *padding,
            f"windows = {_windows(spec, source)}",
            f"columns = windows.transpose(0, 3, 4, 1, 2).reshape({split}{entries}, {positions})",
            f"rows = weight.reshape({split}{filters}, {entries})",
            f"maps = (rows @ columns).reshape({maps}) + bias[:, None, None]",
        )
    )


def _padding(spec: ConvSpec, input_shape: tuple[int, ...]) -> tuple[str, list[str]]:
    """Name what windows slide over, and write the line that pads it, where one does."""
    amounts = spec.pad_amounts(*input_shape[1:])
    if not any(map(any, amounts)):
        return "input", []
    sides = ", ".join(map(str, ((0, 0), *amounts)))
    return "padded", [f"padded = np.pad(input, ({sides}){_MODES[spec.padding_mode]})"]


def _windows(spec: ConvSpec, source: str) -> str:
    """Write the windows: of all that the kernel reaches, the cells that it covers."""
    reach = tuple(axis.extent for axis in spec.axes)
    (s_h, s_w), (d_h, d_w) = spec.stride, spec.dilation
    steps = [":", f"::{s_h}", f"::{s_w}", f"::{d_h}", f"::{d_w}"]
    while len(steps) > 1 and steps[-1] == "::1":
        steps.pop()
    taken = f"[{', '.join(steps)}]" if len(steps) > 1 else ""
    return f"sliding_window_view({source}, {reach}, axis=(1, 2)){taken}"
