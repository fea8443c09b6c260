"""Nodes that mix features, or look them up: Linear or Dense, Bilinear, Embedding and its bag."""

# ruff: noqa: RUF009 -- what stands as a default is the check of the field, not its value

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from conv_engine import geometry
from conv_engine.arguments import Whole
from conv_engine.networks.directed import OptionalNumber, optional_number
from conv_engine.networks.misfits import explain_features, explain_missing_steps
from conv_engine.networks.operation import MisfitError, Operation, Shape, only, spell_shape
from conv_engine.networks.sights import Reach, Sight, Sights, see_whole


@dataclass(frozen=True)
class Linear(Operation):
    """Mix all features into `out_features` weighted sums.

    Parameters
    ----------
    out_features : int
    in_features : int, optional
        As the layer was told; whatever arrives by default, as Dense does.
    bias : bool
    channels_last : bool
        Whether the features lie on the last axis of (H, W, C), the channels, as in Keras. In
        PyTorch they lie on the last axis of (C, H, W).
    flattens : bool
        Whether what arrives is put in a row where only that fits. A printed module does not show
        such a step.
    from_weights : bool
        Whether a list of weights tells the layer, so that steps without weights are missing.

    Examples
    --------
    >>> layer = Linear(10, in_features=1568)
    >>> layer.output_shape((1568,)), layer.weight_shapes((1568,))
    ((10,), ((10, 1568), (10,)))
    >>> layer.output_shape((32, 7, 7))
    Traceback (most recent call last):
    conv_engine.networks.operation.MisfitError: 1,568 needs 32 x 7 x 7 in a row: put nn.Flatten()
    before it
    """

    out_features: Whole = Whole(geometry.whole_number)
    in_features: OptionalNumber = OptionalNumber(optional_number, None)
    bias: bool = True
    channels_last: bool = False
    flattens: bool = False
    from_weights: bool = False

    def _laid_out(self, shape: Shape) -> Shape:
        """Return what arrives, in a row if that is how it fits."""
        row = (prod(shape),)
        fits = self.in_features in (None, shape[self._axis])
        return row if self.flattens and not fits and row[0] == self.in_features else shape

    @property
    def _axis(self) -> int:
        return 0 if self.channels_last else -1

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape with `out_features` in place of the features."""
        arriving = only(inputs)
        shape = self._laid_out(arriving)
        if self.in_features not in (None, shape[self._axis]):
            raise MisfitError(explain_features(self.in_features or 0, arriving))
        if self.channels_last:
            return self.out_features, *shape[1:]
        return *shape[:-1], self.out_features

    def explain_misfit(self, error: ValueError, inputs: Sequence[Shape], made_of: Shape) -> str:
        """Say that other features arrive, and of what they were made."""
        explain = explain_missing_steps if self.from_weights else explain_features
        return explain(self.in_features or 0, only(inputs), made_of)

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the weight, and a bias for each sum."""
        features = self.in_features or only(inputs)[self._axis]
        weight = self.out_features, features
        return (weight, (self.out_features,)) if self.bias else (weight,)

    def multiply_adds(self, *inputs: Shape) -> int:
        """Return one product with each feature for each number of the output."""
        features = self.in_features or only(inputs)[self._axis]
        return prod(self.output_shape(*inputs)) * features

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See all cells along the axis of the features."""
        shape = only(inputs)
        if self._laid_out(shape) != shape:
            return see_whole(sights, shape, range(len(shape)), kept=False)
        return see_whole(sights, shape, [self._axis % len(shape)], kept=False)


@dataclass(frozen=True)
class Bilinear(Operation):
    """Mix the products of every feature of one input with every feature of another.

    Parameters
    ----------
    first_features, second_features, out_features : int
    bias : bool

    Examples
    --------
    >>> layer = Bilinear(6, 7, 5)
    >>> layer.output_shape((6,), (7,)), layer.weight_shapes((6,), (7,))
    ((5,), ((5, 6, 7), (5,)))
    """

    first_features: Whole = Whole(geometry.whole_number)
    second_features: Whole = Whole(geometry.whole_number)
    out_features: Whole = Whole(geometry.whole_number)
    bias: bool = True

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape with `out_features` in place of the features."""
        if len(inputs) != 2:
            raise MisfitError(f"takes two inputs, but {len(inputs)} arrive")
        for expected, shape in zip(self._features, inputs, strict=True):
            if shape[-1] != expected:
                raise MisfitError(explain_features(expected, shape))
        if inputs[0][:-1] != inputs[1][:-1]:
            raise MisfitError(
                f"its inputs {spell_shape(inputs[0])} and {spell_shape(inputs[1])} differ in more "
                "than their features"
            )
        return *inputs[0][:-1], self.out_features

    @property
    def _features(self) -> tuple[int, int]:
        return self.first_features, self.second_features

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the weight, and a bias for each sum."""
        weight = self.out_features, *self._features
        return (weight, (self.out_features,)) if self.bias else (weight,)

    def multiply_adds(self, *inputs: Shape) -> int:
        """Return one product for each pair of features, for each number of the output."""
        return prod(self.output_shape(*inputs)) * prod(self._features)

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See all cells along the axis of the features."""
        return see_whole(sights, inputs[0], [len(inputs[0]) - 1], kept=False)


@dataclass(frozen=True)
class Embedding(Operation):
    """Look up a list of numbers for each word of a text.

    Parameters
    ----------
    entries, features : int
        How many words have a list, and how many numbers a list has.
    channels_last : bool
        Whether the shape is meant as (length, features) with the features as channels, as in
        Keras. PyTorch keeps them last.

    Examples
    --------
    >>> Embedding(1000, 50, channels_last=True).output_shape((400,))
    (50, 400)
    >>> Embedding(1000, 50).output_shape((400,))
    (400, 50)
    """

    entries: Whole = Whole(geometry.whole_number)
    features: Whole = Whole(geometry.whole_number)
    channels_last: bool = False

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape with the features of each word."""
        shape = only(inputs)
        return (self.features, *shape) if self.channels_last else (*shape, self.features)

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the table."""
        return ((self.entries, self.features),)

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See each word of the text by itself."""
        shift = 1 if self.channels_last else 0
        return {axis: Sight(axis + shift, n) for axis, n in enumerate(only(inputs))}


@dataclass(frozen=True)
class EmbeddingBag(Operation):
    """Look up a list of numbers for each word of a text, and keep one list for all of them.

    Parameters
    ----------
    entries, features : int
        How many words have a list, and how many numbers a list has.

    Examples
    --------
    >>> EmbeddingBag(1000, 50).output_shape((400,))
    (50,)
    """

    entries: Whole = Whole(geometry.whole_number)
    features: Whole = Whole(geometry.whole_number)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the features of the whole text."""
        shape = only(inputs)
        if len(shape) != 1:
            raise MisfitError(f"takes a text of (length,), but {spell_shape(shape)} arrives")
        return (self.features,)

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the table."""
        return ((self.entries, self.features),)

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See all words of the text."""
        return {0: Sight(None, only(inputs)[0], Reach(only(inputs)[0], step=0))}
