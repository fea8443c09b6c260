"""What an argument of a Keras layer may be, and what refuses the rest."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import cast

from conv_engine import geometry
from conv_engine.arguments import Argument, nonnegative_pair
from conv_engine.frameworks.argument_text import argument_text
from conv_engine.frameworks.layouts import DataFormat, data_format_word
from conv_engine.geometry import PadAmounts, PaddingWord, Pair

_NAMES = (
    "celu elu exponential gelu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh "
    "leaky_relu linear log_sigmoid log_softmax mish relu relu6 selu sigmoid silu soft_shrink "
    "softmax softplus softsign sparse_plus sparse_sigmoid sparsemax squareplus swish tanh "
    "tanh_shrink threshold"
)
ACTIVATIONS = tuple(_NAMES.split())


def padding_word(name: str, value: object) -> PaddingWord:
    """Accept "valid" or "same", in capitals too: a layer of Keras has no other padding."""
    if isinstance(value, str):
        return cast(PaddingWord, geometry.padding_word(name, value.lower()))
    refusal = (
        f"{name} {value!r} is neither 'valid' nor 'same', the only words that a Keras layer accepts"
    )
    try:
        cells = argument_text(amounts(name, value))
    except ValueError:  # no numbers of cells either
        raise ValueError(refusal) from None
    raise ValueError(f"{refusal}; nearest is ZeroPadding2D({cells}) before it")


def data_format(name: str, value: str | None) -> DataFormat:
    """Accept the place of the channel axis; None stands for "channels_last"."""
    return data_format_word("channels_last" if value is None else value)


def activation(name: str, value: str | None) -> str | None:
    """Accept an activation by its name in Keras; None and "linear" change nothing."""
    if value is None or value in ACTIVATIONS:
        return value
    if near := get_close_matches(str(value), ACTIVATIONS, n=1, cutoff=0.5):
        raise ValueError(
            f"{name} {value!r} is not an activation of Keras that keeps the shape; nearest is "
            f"{near[0]!r}"
        )
    raise ValueError(f"{name} {value!r} is not an activation of Keras that keeps the shape")


def output_padding(name: str, value: int | Pair | None) -> Pair | None:
    """Accept rows and columns to add at the end; None leaves their number to Keras."""
    return None if value is None else nonnegative_pair(name, value)


def amounts(name: str, value: object) -> PadAmounts:
    """Accept a whole number, (height, width) or ((top, bottom), (left, right))."""
    rows, columns = value if isinstance(value, tuple | list) and len(value) == 2 else (value, value)
    return _sides(name, "top", "bottom", rows), _sides(name, "left", "right", columns)


def _sides(name: str, before: str, after: str, value: object) -> Pair:
    sides = value if isinstance(value, tuple | list) else (value, value)
    if len(sides) != 2:
        raise ValueError(
            f"{name} {value!r} has {len(sides)} entries, but needs a whole number, "
            "(height, width) or ((top, bottom), (left, right))"
        )
    return (
        geometry.whole_number(f"{name} {before}", sides[0], least=0),
        geometry.whole_number(f"{name} {after}", sides[1], least=0),
    )


def check_strided_dilation(strides: Sequence[int], dilation_rate: Sequence[int]) -> None:
    """Refuse what Conv and ConvTranspose layers of Keras refuse, on any axis."""
    if max(strides) > 1 and max(dilation_rate) > 1:
        raise ValueError(
            f"strides {argument_text(strides)} and dilation_rate {argument_text(dilation_rate)} "
            "are not possible together in Keras: nearest is dilation_rate 1"
        )


PaddingArgument = Argument[str, PaddingWord]
Format = Argument[str | None, DataFormat]
Activation = Argument[str | None, str | None]
OutputPadding = Argument[int | Pair | None, Pair | None]
Amounts = Argument[int | Pair | PadAmounts, PadAmounts]
