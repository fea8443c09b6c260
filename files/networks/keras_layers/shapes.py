"""Layers of Keras that only order, add, or take away cells."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from conv_engine.networks import Flatten, Operation, Padding, Permute, Reshape, Resizing, Upsampling
from files.networks.makers import Maker, Numbers, always, name_directions


def _zero_padding(dimensions: int) -> Maker:
    def make(padding: Numbers = 1, data_format: object = None) -> Operation:
        return Padding(_sides(padding, dimensions))

    return make


def _cropping(dimensions: int) -> Maker:
    def make(cropping: Numbers = 1, data_format: object = None) -> Operation:
        sides = _sides(cropping, dimensions)
        return Padding(tuple((-before, -after) for before, after in sides))

    return make


def _sides(cells: Numbers, dimensions: int) -> tuple[tuple[int, int], ...]:
    """Return the cells on both sides of each axis, however Keras is told.

    Examples
    --------
    >>> _sides(1, 2), _sides((1, 2), 2), _sides((1, 2), 1), _sides(((0, 1), (2, 3)), 2)
    (((1, 1), (1, 1)), ((1, 1), (2, 2)), ((1, 2),), ((0, 1), (2, 3)))
    """
    if isinstance(cells, int):
        return ((cells, cells),) * dimensions
    numbers = tuple(cells)
    if dimensions == 1 and len(numbers) == 2:
        return ((numbers[0], numbers[1]),)
    if len(numbers) != dimensions:
        raise ValueError(f"{len(numbers)} numbers do not fit {dimensions} directions")
    pairs = (number if isinstance(number, list | tuple) else (number, number) for number in numbers)
    return tuple((before, after) for before, after in pairs)


def _upsampling(
    size: Numbers = 2, data_format: object = None, interpolation: str = "nearest"
) -> Operation:
    return Upsampling(tuple(size) if isinstance(size, list | tuple) else size)


def _resizing(height: int, width: int, *_: object, **__: object) -> Operation:
    return Resizing((height, width))


def _reshape(target_shape: Sequence[int]) -> Operation:
    return Reshape(tuple(target_shape), channels_last=True)


def _permute(dims: Sequence[int]) -> Operation:
    return Permute((0, *dims), channels_last=True)


def _flatten(data_format: object = None) -> Operation:
    return Flatten()


SHAPES: Mapping[str, Maker] = MappingProxyType(
    {
        **name_directions("ZeroPadding", _zero_padding),
        **name_directions("Cropping", _cropping),
        **name_directions("UpSampling", always(_upsampling)),
        **dict.fromkeys(("Resizing", "CenterCrop", "RandomCrop"), _resizing),
        "Reshape": _reshape,
        "Permute": _permute,
        "Flatten": _flatten,
    }
)
