"""Nodes that shift and scale numbers and keep the shape: normalisations, and PReLU."""

# ruff: noqa: RUF009 -- what stands as a default is the check of the field, not its value

from dataclasses import dataclass

from conv_engine import geometry
from conv_engine.arguments import Whole
from conv_engine.networks.operation import MisfitError, Operation, Shape, only, spell_shape


@dataclass(frozen=True)
class ChannelNorm(Operation):
    """Normalise each channel: BatchNorm, InstanceNorm, GroupNorm.

    Parameters
    ----------
    channels : int, optional
        As the layer was told; whatever arrives by default.
    scale, shift : bool
        Whether each channel learns one.
    statistics : bool
        Whether the moving mean and variance count as parameters, as `count_params` of Keras does.
    groups : int
        Which must divide the channels.

    Examples
    --------
    >>> ChannelNorm(64).weight_shapes((64, 8, 8))
    ((64,), (64,))
    >>> len(ChannelNorm(statistics=True).weight_shapes((64, 8, 8)))
    4
    """

    channels: int | None = None
    scale: bool = True
    shift: bool = True
    statistics: bool = False
    groups: Whole = Whole(geometry.whole_number, 1)

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape that arrives."""
        shape = only(inputs)
        if self.channels not in (None, shape[0]):
            raise MisfitError(
                f"{self.channels:,} does not fit the {shape[0]:,} channels that arrive: "
                f"{spell_shape(shape)}; write {shape[0]}"
            )
        if shape[0] % self.groups:
            raise MisfitError(f"{self.groups} groups do not divide {shape[0]:,} channels evenly")
        return shape

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return one number for each channel, as often as it has one."""
        channels = self.channels or only(inputs)[0]
        return ((channels,),) * (self.scale + self.shift + 2 * self.statistics)


@dataclass(frozen=True)
class LayerNorm(Operation):
    """Normalise all numbers of the last axes together.

    Parameters
    ----------
    shape : sequence of int, optional
        Of those axes, as PyTorch is told; the channels by default, as in Keras.
    scale, shift : bool

    Examples
    --------
    >>> LayerNorm((7, 7)).weight_shapes((64, 7, 7))
    ((7, 7), (7, 7))
    """

    shape: tuple[int, ...] | None = None
    scale: bool = True
    shift: bool = True

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape that arrives."""
        shape = only(inputs)
        if self.shape and shape[-len(self.shape) :] != tuple(self.shape):
            raise MisfitError(
                f"normalises {spell_shape(self.shape)}, but {spell_shape(shape)} arrives"
            )
        return shape

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return a scale and a shift for each number."""
        normalised = tuple(self.shape or only(inputs)[:1])
        return (normalised,) * (self.scale + self.shift)


@dataclass(frozen=True)
class PReLU(Operation):
    """A ReLU that learns its slope.

    Parameters
    ----------
    slopes : int, optional
        How many; one for each number that arrives by default, as in Keras.

    Examples
    --------
    >>> PReLU(1).weight_shapes((8, 5, 5)), PReLU().weight_shapes((8, 5, 5))
    (((1,),), ((8, 5, 5),))
    """

    slopes: int | None = None

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape that arrives."""
        return only(inputs)

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the slopes."""
        return (only(inputs) if self.slopes is None else (self.slopes,),)
