"""What is said about a layer as one matrix product, and how NumPy computes it."""

from conv_engine import ConvSpec
from conv_engine.matrix import patch_matrix_shape

THREE_LINES = "As three lines of NumPy"
OTHER_NAMES = (
    "`im2col` gives the columns in the order of PyTorch's `torch.nn.functional.unfold`. `col2im` "
    "adds them up again, as `fold` does. The form with one row per patch is called `im2row`."
)


def code_of(spec: ConvSpec, input_shape: tuple[int, ...]) -> str:
    """Write the layer as a matrix product in NumPy, with the functions behind this page.

    Examples
    --------
    >>> print(code_of(ConvSpec(3, 2, 3, stride=2), (3, 5, 5)))
    from conv_engine import filter_matrix, im2col
    <BLANKLINE>
    columns = im2col(input, (3, 3), stride=(2, 2))  # 27 x 4
    rows = filter_matrix(weight)  # 2 x 27
    maps = (rows @ columns).reshape(2, 2, 2) + bias[:, None, None]
    """
    said = {name: getattr(spec, name) for name in _PLAIN if getattr(spec, name) != _PLAIN[name]}
    sliding = "".join(f", {name}={value!r}" for name, value in said.items())
    groups = f", groups={spec.groups}" if spec.groups > 1 else ""
    entries, positions = patch_matrix_shape(input_shape, spec)
    maps = ", ".join(str(n) for n in spec.output_shape(input_shape))
    return "\n".join(
        (
            "from conv_engine import filter_matrix, im2col",
            "",
            f"columns = im2col(input, {spec.kernel_size}{sliding})  # {entries} x {positions}",
            f"rows = filter_matrix(weight{groups})  # {spec.out_channels} x {entries}",
            f"maps = (rows @ columns).reshape({maps}) + bias[:, None, None]",
        )
    )


_PLAIN: dict[str, object] = {
    "stride": (1, 1),
    "padding": 0,
    "dilation": (1, 1),
    "padding_mode": "zeros",
}
