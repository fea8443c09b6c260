"""Which arguments of a layer give an output of a wanted size, and why a padding does not."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from itertools import islice
from typing import Any

from conv_engine.frameworks.keras_layers import ZeroPadding2D
from conv_engine.frameworks.pytorch_layers import ConvTranspose2d, ZeroPad2d
from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.frameworks.translation import framework_of
from conv_engine.geometry import PADDING_WORDS, Pair
from conv_engine.spec import ConvSpec

MOST_CELLS = 64
"""Most cells that are tried for an argument."""
MOST_EACH = 3
"""Most choices of one argument, the smallest first."""

Answer = tuple[AnyLayer, ...]
"""Layers that come one after the other."""
LEAST = {"padding": 0, "output_padding": 0}
TRIED = (
    *("padding", "output_padding", "kernel_size"),
    *("stride", "strides", "dilation", "dilation_rate"),
)
"""Arguments of which one alone is changed, in the order in which they are answered."""


def settings_for_size(
    layer: AnyLayer, input_shape: Sequence[int], wanted: Pair
) -> tuple[Answer, ...]:
    """Return layers that differ in an argument or two, and give a size.

    Parameters
    ----------
    layer : AnyLayer
    input_shape : (C, H, W)
    wanted : (rows, columns)

    Returns
    -------
    tuple of answers
        Each a layer, or a margin of zeros and a layer. Empty where none gives the size, or the
        layer gives it as it is.

    Examples
    --------
    With kernel 2 no padding is right on both sides alike; a margin may have a cell on one side.

    >>> from conv_engine.frameworks.pytorch_layers import Conv2d
    >>> answers = settings_for_size(Conv2d(64, 32, 2, padding=1), (64, 16, 16), (16, 16))
    >>> [" and ".join(each.call() for each in answer) for answer in answers]
    ['nn.Conv2d(64, 32, 2, padding="same")',
     'nn.ZeroPad2d((0, 1, 0, 1)) and nn.Conv2d(64, 32, 2)',
     'nn.Conv2d(64, 32, 3, padding=1)',
     'nn.Conv2d(64, 32, 2, padding=1, dilation=2)']
    """
    search = _Search(layer, tuple(input_shape), wanted)
    if search.gives(layer):
        return ()
    return tuple(dict.fromkeys(search.answers()))


class _Search:
    """The arguments of one layer on one input, tried one after the other."""

    def __init__(self, layer: AnyLayer, input_shape: tuple[int, ...], wanted: Pair) -> None:
        self.layer, self.input_shape, self.wanted = layer, input_shape, wanted
        self.names = {field.name for field in fields(layer)}

    def gives(self, *layers: AnyLayer) -> bool:
        """Whether layers give the wanted size."""
        return self.size(*layers) == self.wanted

    def size(self, *layers: AnyLayer) -> tuple[int, ...] | None:
        """Return the rows and columns that layers give, or None where they do not fit."""
        shape = self.input_shape
        try:
            for layer in layers:
                shape = layer.output_shape(shape)
        except ValueError:
            return None
        return shape[-2:]

    def answers(self) -> Iterator[Answer]:
        """Go through all answers, those that keep the windows first."""
        for name in TRIED:
            if name in self.names:
                yield from self.changed(name)
            if name == "output_padding":
                yield from self.both_paddings()
                yield from self.words()
                yield from self.margin()
                yield from islice(self.strided(), MOST_EACH)

    def changed(self, name: str) -> Iterator[Answer]:
        """Change one argument, on each axis by itself."""
        try:
            rows, columns = (self.along(axis).possible(name) for axis in (0, 1))
        except ValueError:  # Keras has no layer with the numbers of one axis on both
            return
        alike = [(cells, cells) for cells in rows if cells in columns]
        for value in islice(alike or zip(rows, columns, strict=False), MOST_EACH):
            layer = self.with_argument(name, value)
            if layer is not None and self.gives(layer):
                yield (layer,)

    def along(self, axis: int) -> "_Search":
        """Return the search along one axis, on a square of it: the other one is no hindrance."""
        pairs: dict[str, Any] = {
            field.name: (value[axis], value[axis])
            for field in fields(self.layer)
            if isinstance(value := getattr(self.layer, field.name), tuple) and len(value) == 2
        }
        n, m = self.input_shape[1 + axis], self.wanted[axis]
        return _Search(replace(self.layer, **pairs), (self.input_shape[0], n, n), (m, m))

    def possible(self, name: str) -> list[int]:
        """Return the cells of an argument, alike on both axes, that give the wanted size."""
        tried = range(LEAST.get(name, 1), MOST_CELLS + 1)
        layers = ((cells, self.with_argument(name, (cells, cells))) for cells in tried)
        return [cells for cells, layer in layers if layer is not None and self.gives(layer)]

    def with_argument(self, name: str, value: Any) -> AnyLayer | None:
        """Return the layer with another argument, or None where there is no such layer."""
        change: dict[str, Any] = {name: value}
        try:
            return replace(self.layer, **change)
        except ValueError:
            return None

    def both_paddings(self) -> Iterator[Answer]:
        """Change both paddings of a transposed layer: what one cuts off, the other adds."""
        if not isinstance(self.layer, ConvTranspose2d):
            return
        found = 0
        for padding in range(MOST_CELLS):
            layer = replace(self.layer, padding=padding, output_padding=0)
            for answer in _Search(layer, self.input_shape, self.wanted).added():
                yield answer
                found += 1
            if found == MOST_EACH:
                return

    def added(self) -> Iterator[Answer]:
        """Add rows and columns at the end, if that gives the wanted size."""
        size = self.size(self.layer)
        if size is None:
            return
        added = tuple(wanted - n for wanted, n in zip(self.wanted, size, strict=True))
        layer = self.with_argument("output_padding", added)
        if layer is not None and self.gives(layer):
            yield (layer,)

    def words(self) -> Iterator[Answer]:
        """Try the words for a padding."""
        for word in PADDING_WORDS if "padding" in self.names else ():
            layer = self.with_argument("padding", word)
            if layer is not None and self.gives(layer):
                yield (layer,)

    def strided(self) -> Iterator[Answer]:
        """Change stride and padding together, as layers that halve their input do."""
        name = "stride" if "stride" in self.names else "strides"
        if missing_cells(self.layer, self.input_shape, self.wanted) is None:
            return
        for stride in range(2, MOST_CELLS):
            layer = self.with_argument(name, stride)
            if layer is not None:
                search = _Search(layer, self.input_shape, self.wanted)
                yield from islice((*search.least_padding(), *search.words()), 1)

    def least_padding(self) -> Iterator[Answer]:
        """Pad both sides alike, as little as gives the size, and by less than the kernel covers."""
        total = missing_cells(self.layer, self.input_shape, self.wanted) or (0, 0)
        padding = tuple(max(-(-cells // 2), 0) for cells in total)
        extents = self.layer.specs(self.input_shape[-3])[0].effective_kernel_size
        layer = self.with_argument("padding", padding)
        covered = all(side < cells for side, cells in zip(padding, extents, strict=True))
        if layer is not None and covered and self.gives(layer):
            yield (layer,)

    def margin(self) -> Iterator[Answer]:
        """Put zeros around the input by a layer of their own, a cell more at the end if need be."""
        total = missing_cells(self.layer, self.input_shape, self.wanted)
        if total is None or min(total) < 0:
            return
        (top, bottom), (left, right) = ((n // 2, n - n // 2) for n in total)
        margin: AnyLayer
        if framework_of(self.layer) == "keras":
            margin = ZeroPadding2D(((top, bottom), (left, right)))
        else:
            margin = ZeroPad2d((left, right, top, bottom))
        for bare in (0, "valid"):
            layer = self.with_argument("padding", bare)
            if layer is not None and self.gives(margin, layer):
                yield margin, layer
                return


def missing_cells(layer: AnyLayer, input_shape: Sequence[int], wanted: Pair) -> Pair | None:
    """Return the least padding in all that gives a size, (rows, columns).

    It is less than 0 where cells have to go, and None for a layer that is not one convolution.

    Examples
    --------
    (16 - 1) * 1 + 2 - 16 = 1 row, and one column.

    >>> from conv_engine.frameworks.pytorch_layers import Conv2d
    >>> missing_cells(Conv2d(64, 32, 2), (64, 16, 16), (16, 16))
    (1, 1)
    """
    specs = layer.specs(input_shape[-3])
    if len(specs) != 1 or not isinstance(specs[0], ConvSpec):
        return None
    axes = zip(specs[0].axes, input_shape[-2:], wanted, strict=True)
    rows, columns = ((m - 1) * axis.stride + axis.extent - n for axis, n, m in axes)
    return rows, columns


def explain_padding(layer: AnyLayer, input_shape: Sequence[int], wanted: Pair) -> str | None:
    """Say why no padding that is alike on both sides gives a size, if none does.

    Examples
    --------
    >>> from conv_engine.frameworks.pytorch_layers import Conv2d
    >>> explain_padding(Conv2d(64, 32, 2), (64, 16, 16), (16, 16))
    'the same padding on both sides cannot give height 16: that takes (16 - 1) * 1 + 2 - 16 = 1 in
    all, which is odd'
    """
    total = missing_cells(layer, input_shape, wanted)
    if total is None:
        return None
    axes = layer.specs(input_shape[-3])[0].axes
    for axis, n, m, least in zip(axes, input_shape[-2:], wanted, total, strict=True):
        sum_ = f"({m} - 1) * {axis.stride} + {axis.extent} - {n} = {least}"
        if least + axis.stride <= 0:
            most = axis.positions(n)
            return (
                f"padding alone cannot give {axis.name} {m}: without any it is already ({n} - "
                f"{axis.extent}) // {axis.stride} + 1 = {most}"
            )
        if axis.stride == 1 and least % 2:
            return (
                f"the same padding on both sides cannot give {axis.name} {m}: that takes {sum_} "
                "in all, which is odd"
            )
    return None
