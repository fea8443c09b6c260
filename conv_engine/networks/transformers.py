"""Nodes that mix the steps of a sequence by attention.

A sequence is (length, features) in PyTorch, and (features, length) where it is one of Keras.
"""

# ruff: noqa: RUF009 -- what stands as a default is the check of the field, not its value

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from conv_engine import geometry
from conv_engine.arguments import Whole
from conv_engine.networks.directed import OptionalNumber, optional_number
from conv_engine.networks.operation import MisfitError, Operation, Shape, only
from conv_engine.networks.sequences import split_sequence
from conv_engine.networks.sights import Sights, see_whole


@dataclass(frozen=True)
class Attention(Operation):
    """Mix the steps of a sequence by how well their queries and keys agree, with several heads.

    Parameters
    ----------
    width : int
        Numbers of all queries of a step: heads times those of each.
    value_width : int, optional
        The same of values.
    in_features : int, optional
    hidden : int, optional
        Units of the two Linear layers behind it, which together with two norms make one layer of a
        transformer.
    layers : int
    crossed : bool
        Whether a second attention and a norm look at another sequence, as in a decoder.
    norm : bool
        Whether a norm comes behind the last layer.
    bias, channels_last : bool

    Examples
    --------
    Queries, keys, values and the result: 4 * (64 * 64 + 64) parameters.

    >>> layer = Attention(64, in_features=64)
    >>> layer.output_shape((17, 64)), sum(map(prod, layer.weight_shapes()))
    ((17, 64), 16640)
    """

    width: Whole = Whole(geometry.whole_number)
    value_width: OptionalNumber = OptionalNumber(optional_number, None)
    in_features: OptionalNumber = OptionalNumber(optional_number, None)
    hidden: OptionalNumber = OptionalNumber(optional_number, None)
    layers: Whole = Whole(geometry.whole_number, 1)
    crossed: bool = False
    norm: bool = False
    bias: bool = True
    channels_last: bool = False

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape of the queries."""
        if not inputs:
            raise MisfitError("takes a sequence, but none arrives")
        for shape in inputs:
            _, features = split_sequence(shape, self.channels_last)
            if self.in_features not in (None, features):
                raise MisfitError(f"takes {self.in_features:,} features, but {features:,} arrive")
        return inputs[0]

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the weights of queries, keys, values and result, and those behind them."""
        features = self.in_features
        if features is None:
            _, features = split_sequence(only(inputs[:1]), self.channels_last)
        last = tuple(self._norms(features, 1)) if self.norm else ()
        return tuple(self._weights(features)) * self.layers + last

    def _weights(self, features: int) -> Iterator[Shape]:
        sizes = [*self._queries(features), *self._keys(features)]
        if self.crossed:
            sizes *= 2
        if self.hidden:
            sizes += [(self.hidden, features), (features, self.hidden)]
        for shape in sizes:
            yield shape
            if self.bias:
                yield shape[:1]
        if self.hidden:
            yield from self._norms(features, 3 if self.crossed else 2)

    def _queries(self, features: int) -> tuple[Shape, ...]:
        """Return the weights of the sequence that asks: its queries and the result."""
        return (self.width, features), (features, self.value_width or self.width)

    def _keys(self, features: int) -> tuple[Shape, ...]:
        """Return the weights of the sequence that answers: its keys and values."""
        return (self.width, features), (self.value_width or self.width, features)

    def _norms(self, features: int, count: int) -> Iterator[Shape]:
        yield from [(features,)] * (2 if self.bias else 1) * count

    def multiply_adds(self, *inputs: Shape) -> int:
        """Return the products of all weights at each step of the sequence that they take."""
        length, features = split_sequence(inputs[0], self.channels_last)
        each = sum(prod(shape) for shape in self._weights(features) if len(shape) > 1)
        if not self.crossed:
            return self.layers * length * each
        answering, _ = split_sequence(inputs[-1], self.channels_last)
        keys = sum(map(prod, self._keys(features)))
        return self.layers * (length * (each - keys) + answering * keys)

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See the whole sequence."""
        return see_whole(sights, inputs[0], range(len(inputs[0])), kept=True)


@dataclass(frozen=True)
class Transformer(Operation):
    """Let a decoder look at what an encoder makes of another sequence.

    Parameters
    ----------
    encoder, decoder : Attention

    Examples
    --------
    >>> encoder = Attention(8, in_features=8, hidden=16)
    >>> decoder = Attention(8, in_features=8, hidden=16, crossed=True)
    >>> Transformer(encoder, decoder).output_shape((10, 8), (20, 8))
    (20, 8)
    """

    encoder: Attention
    decoder: Attention

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape of the second sequence."""
        if len(inputs) != 2:
            raise MisfitError(f"takes two sequences, but {len(inputs)} arrive")
        source, target = inputs
        return self.decoder.output_shape(target, self.encoder.output_shape(source))

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the weights of both."""
        return self.encoder.weight_shapes() + self.decoder.weight_shapes()

    def multiply_adds(self, *inputs: Shape) -> int:
        """Return the products of both."""
        source, target = inputs
        return self.encoder.multiply_adds(source) + self.decoder.multiply_adds(target, source)

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See the whole of both sequences."""
        return see_whole(sights, inputs[-1], range(len(inputs[-1])), kept=True)
