"""Nodes that work along a sequence: recurrent layers, and the same layer at each step.

A sequence is (length, features) in PyTorch, and (features, length) where it is one of Keras.
"""

# ruff: noqa: RUF009 -- what stands as a default is the check of the field, not its value

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from conv_engine import geometry
from conv_engine.arguments import Whole
from conv_engine.networks.convolutions import Conv
from conv_engine.networks.directed import OptionalNumber, optional_number
from conv_engine.networks.operation import MisfitError, Operation, Shape, only, spell_shape
from conv_engine.networks.sights import Sights, move_axes, see_whole


def split_sequence(shape: Shape, channels_last: bool) -> tuple[int, int]:
    """Return the length and the features of a sequence.

    Raises
    ------
    MisfitError
        If it is none.
    """
    if len(shape) != 2:
        raise MisfitError(f"needs (length, features), but {spell_shape(shape)} arrives")
    return (shape[1], shape[0]) if channels_last else (shape[0], shape[1])


def join_sequence(length: int, features: int, channels_last: bool) -> Shape:
    """Return the shape of a sequence."""
    return (features, length) if channels_last else (length, features)


@dataclass(frozen=True)
class Recurrent(Operation):
    """Go through a sequence step by step with a state: RNN, GRU or LSTM.

    Parameters
    ----------
    gates : int
        1 of a plain layer, 3 of a GRU, 4 of an LSTM.
    units : int
    in_features : int, optional
    layers, directions : int
    biases : int
        Vectors of biases that each gate has.
    sequences : bool
        Whether each step gives its state, or the last alone.
    channels_last : bool
        Whether it is a layer of Keras.

    Examples
    --------
    4 gates of 20 units, each with 10 + 20 weights and a bias.

    >>> layer = Recurrent(4, 20, biases=1, sequences=False, channels_last=True)
    >>> layer.output_shape((10, 50))
    (20,)
    >>> sum(map(prod, layer.weight_shapes((10, 50)))) == 4 * 20 * (10 + 20 + 1)
    True
    """

    gates: Whole = Whole(geometry.whole_number)
    units: Whole = Whole(geometry.whole_number)
    in_features: OptionalNumber = OptionalNumber(optional_number, None)
    layers: Whole = Whole(geometry.whole_number, 1)
    directions: Whole = Whole(geometry.whole_number, 1)
    biases: int = 2
    sequences: bool = True
    channels_last: bool = False

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the states, those of both directions one behind the other."""
        length, features = split_sequence(only(inputs), self.channels_last)
        if self.in_features not in (None, features):
            raise MisfitError(
                f"takes {self.in_features:,} features, but {features:,} arrive: "
                f"{spell_shape(only(inputs))}"
            )
        states = self.units * self.directions
        return join_sequence(length, states, self.channels_last) if self.sequences else (states,)

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the weights of the input and of the state, and the biases, for each direction."""
        features = self.in_features
        if features is None:
            _, features = split_sequence(only(inputs), self.channels_last)
        return tuple(self._weights(features))

    def _weights(self, features: int) -> Iterator[Shape]:
        rows = self.gates * self.units
        for layer in range(self.layers):
            arriving = self.units * self.directions if layer else features
            for _ in range(self.directions):
                yield rows, arriving
                yield rows, self.units
                yield from [(rows,)] * self.biases

    def multiply_adds(self, *inputs: Shape) -> int:
        """Return the products of all weights at each step."""
        length, features = split_sequence(only(inputs), self.channels_last)
        return length * sum(prod(shape) for shape in self._weights(features) if len(shape) > 1)

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See the whole sequence, as the last step does."""
        shape = only(inputs)
        return see_whole(sights, shape, range(len(shape)), kept=self.sequences)


@dataclass(frozen=True)
class RecurrentCell(Operation):
    """Take one step of a recurrent layer: RNNCell, GRUCell or LSTMCell of PyTorch.

    Parameters
    ----------
    layer : Recurrent

    Examples
    --------
    3 gates of 20 units, each with 10 + 20 weights and 2 biases.

    >>> cell = RecurrentCell(Recurrent(3, 20, 10))
    >>> cell.output_shape((10,)), sum(map(prod, cell.weight_shapes())) == 3 * 20 * (10 + 20 + 2)
    ((20,), True)
    """

    layer: Recurrent

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return one number for each unit."""
        return self.layer.output_shape((1, *inputs[0]))[1:]

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the weights of the layer."""
        return self.layer.weight_shapes()

    def multiply_adds(self, *inputs: Shape) -> int:
        """Return the products of one step."""
        return self.layer.multiply_adds((1, *inputs[0]))


@dataclass(frozen=True)
class ConvRecurrent(Operation):
    """Go through a sequence of maps with a state of maps: ConvLSTM2D of Keras.

    Parameters
    ----------
    gates : Conv
        From the maps to all gates, with four filters for each map of the state.
    sequences : bool
        Whether each step gives its state, or the last alone.

    Examples
    --------
    4 gates of 8 maps, each with 3 * 3 weights for 1 + 8 maps, and a bias.

    >>> layer = ConvRecurrent(Conv(2, 4 * 8, 3, padding="same"))
    >>> layer.output_shape((1, 10, 24, 20))
    (8, 24, 20)
    >>> sum(map(prod, layer.weight_shapes((1, 10, 24, 20)))) == 4 * 8 * (3 * 3 * (1 + 8) + 1)
    True
    """

    gates: Conv
    sequences: bool = False

    def _frame(self, inputs: tuple[Shape, ...]) -> tuple[int, Shape]:
        """Return the steps, and the shape of one of them."""
        shape = only(inputs)
        if len(shape) != self.gates.dimensions + 2:
            raise MisfitError(f"needs a sequence of maps, but {spell_shape(shape)} arrives")
        return shape[1], (shape[0], *shape[2:])

    @property
    def _maps(self) -> int:
        return self.gates.out_channels // 4

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the maps of the state, at each step or at the last."""
        steps, frame = self._frame(inputs)
        sizes = self.gates.output_shape(frame)[1:]
        return (self._maps, steps, *sizes) if self.sequences else (self._maps, *sizes)

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the weights of the maps, of the state, and the biases."""
        _, frame = self._frame(inputs)
        weight, *bias = self.gates.weight_shapes(frame)
        return weight, (weight[0], self._maps, *weight[2:]), *bias

    def multiply_adds(self, *inputs: Shape) -> int:
        """Return the products of both weights at each step."""
        steps, frame = self._frame(inputs)
        positions = prod(self.gates.output_shape(frame)[1:])
        return steps * positions * sum(map(prod, self.weight_shapes(*inputs)[:2]))

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See the whole sequence, as the last step does."""
        shape = only(inputs)
        return see_whole(sights, shape, range(len(shape)), kept=self.sequences)


@dataclass(frozen=True)
class LastState(Operation):
    """Take the last state of a recurrent layer of PyTorch: ``h[-1]``.

    Examples
    --------
    >>> LastState(20).output_shape((50, 40))
    (20,)
    """

    units: Whole = Whole(geometry.whole_number)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return one number for each unit."""
        only(inputs)
        return (self.units,)

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See the whole sequence."""
        shape = only(inputs)
        return see_whole(sights, shape, range(len(shape)), kept=False)


@dataclass(frozen=True)
class EachStep(Operation):
    """Use a layer of Keras at each step of a sequence by itself, as TimeDistributed does.

    Parameters
    ----------
    operation : Operation

    Examples
    --------
    >>> from conv_engine.networks import Flatten
    >>> EachStep(Flatten()).output_shape((8, 10, 3, 3))
    (72, 10)
    """

    operation: Operation

    def _split(self, inputs: tuple[Shape, ...]) -> tuple[int, Shape]:
        shape = only(inputs)
        if len(shape) < 2:
            raise MisfitError(f"needs a sequence, but {spell_shape(shape)} arrives")
        return shape[1], (shape[0], *shape[2:])

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape of each step, with the steps as the axis behind the channels."""
        steps, shape = self._split(inputs)
        channels, *sizes = self.operation.output_shape(shape)
        return channels, steps, *sizes

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the weights of the one layer."""
        return self.operation.weight_shapes(*(self._split(inputs)[1:] if inputs else ()))

    def multiply_adds(self, *inputs: Shape) -> int | None:
        """Return those of a step, for all steps."""
        steps, shape = self._split(inputs)
        products = self.operation.multiply_adds(shape)
        return None if products is None else steps * products


@dataclass(frozen=True)
class Repeat(Operation):
    """Make a sequence of the same features, as RepeatVector of Keras does.

    Examples
    --------
    >>> Repeat(4).output_shape((20,))
    (20, 4)
    """

    times: Whole = Whole(geometry.whole_number)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the features, with the steps behind them."""
        return *only(inputs), self.times

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See at each step the same."""
        return move_axes(sights, {axis: axis for axis in range(len(only(inputs)))})
