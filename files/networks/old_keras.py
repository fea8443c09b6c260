"""Calls in the words of Keras 1, translated into those of Keras 3."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from files.networks.values import LayerObject, Value

WORDS = re.compile(
    r"\b(?:border_mode|subsample|subsample_length|nb_filter|nb_row|nb_col|filter_length|dim_ordering"
    r"|pool_length|W_regularizer|b_regularizer|init|bias_regularizer_1)\s*=[^=]"
)
"""Arguments that only Keras 1 has: one of them makes the whole text Keras 1."""
RENAMED = MappingProxyType(
    {
        "nb_filter": "filters",
        "subsample": "strides",
        "subsample_length": "strides",
        "filter_length": "kernel_size",
        "border_mode": "padding",
        "dim_ordering": "data_format",
        "init": "kernel_initializer",
        "W_regularizer": "kernel_regularizer",
        "b_regularizer": "bias_regularizer",
        "W_constraint": "kernel_constraint",
        "b_constraint": "bias_constraint",
        "activity_regularizer": "activity_regularizer",
        "bias": "use_bias",
        "pool_length": "pool_size",
        "stride": "strides",
        "atrous_rate": "dilation_rate",
        "output_dim": "units",
        "p": "rate",
        "length": "size",
    }
)
FORMATS = MappingProxyType({"th": "channels_first", "tf": "channels_last"})
TWO_SIDES = re.compile(r"(?:Separable)?Conv(?:olution)?2D|Deconvolution2D")
LEFT_ASIDE = frozenset(("weights", "W_learning_rate_multiplier", "input_length"))

Given = tuple[list[Value], dict[str, Value], list[str]]


def is_keras_1(text: str) -> bool:
    """Whether a text has a word that only Keras 1 knows.

    Examples
    --------
    >>> is_keras_1("Convolution2D(8, 3, 3, border_mode='same')"), is_keras_1("Conv2D(8, 3)")
    (True, False)
    """
    return WORDS.search(text) is not None


def translate(layer: LayerObject, keras_1: bool) -> Given:
    """Return the arguments of a layer in the words of Keras 3, and what to ask about them.

    Parameters
    ----------
    layer : LayerObject
    keras_1 : bool
        Whether the text has a word that only Keras 1 knows.
    """
    given, named = list(layer.arguments), dict(layer.keywords)
    if layer.framework != "keras":
        return given, named, []
    asked = []
    sides = [value for value in given[1:3] if type(value) is int]
    if TWO_SIDES.fullmatch(layer.kind) and len(sides) == 2:
        filters, rows, columns = given[0], *sides
        old = keras_1 or "Convolution" in layer.kind
        asked.append(_question(layer.kind, filters, rows, columns, old))
        if old:
            given[1:3] = [(rows, columns)]
    if keras_1:
        named = _renamed(layer.kind, given, named)
        given = given[: 2 if "Conv" in layer.kind else 3]
    return given, named, asked


def _question(kind: str, filters: Value, rows: int, columns: int, old: bool) -> str:
    """Ask what two numbers after the filters mean, which Keras 1 and Keras 3 read differently."""
    one, other = f"kernel {rows}x{columns}", f"kernel {rows} with strides {columns}"
    read, otherwise = (one, other) if old else (other, one)
    version, instead = ("Keras 1", "Keras 3") if old else ("Keras 3", "Keras 1")
    call = (
        f"Conv2D({filters}, ({rows}, {columns}))"
        if not old
        else f"Conv2D({filters}, {rows}, strides={columns})"
    )
    return (
        f"{kind}({filters}, {rows}, {columns}) is read as {read}, as {version} does;"
        f" {instead} reads {otherwise}: write {call} if you mean that"
    )


def _renamed(kind: str, given: list[Value], named: Mapping[str, Value]) -> dict[str, Value]:
    """Give arguments their names of today; kernel rows and columns become one size."""
    found: dict[str, Value] = {}
    for name, value in named.items():
        if name not in LEFT_ASIDE:
            found[_word(kind, name)] = _of_today(name, value)
    if "nb_row" in found or "nb_col" in found:
        rows, columns = found.pop("nb_row", None), found.pop("nb_col", None)
        found["kernel_size"] = (rows if rows is not None else columns, columns or rows)
        if len(given) > 1:
            given[1:] = []
    return found


def _word(kind: str, name: str) -> str:
    if name == "output_dim" and kind == "Embedding":
        return name
    return RENAMED.get(name, name)


def _of_today(name: str, value: Value) -> Value:
    return FORMATS.get(value, value) if name == "dim_ordering" and isinstance(value, str) else value
