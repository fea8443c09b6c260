"""What a layer of either framework can say of itself: its call, its shapes, its costs."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import fields
from typing import ClassVar

from conv_engine import geometry
from conv_engine.frameworks.argument_text import argument_text
from conv_engine.geometry import PadAmounts, PaddingMode, Pair
from conv_engine.spec import ConvSpec
from conv_engine.transposed import TransposedSpec

Spec = ConvSpec | TransposedSpec


class FrameworkLayer(ABC):
    """A layer that can be written as the call that makes it, and knows what it makes."""

    module: ClassVar[str] = ""
    unnamed: ClassVar[int]  # how many arguments people write without their name

    def call(self, *, named: bool = False) -> str:
        """Return the call as a person would write it, or with every argument `named`.

        Arguments equal to their default are left out; equal numbers of a pair are written once.
        """
        arguments = []
        for place, field in enumerate(fields(self)):  # type: ignore[arg-type]  # of a dataclass
            value = getattr(self, field.name)
            if place < self.unnamed and not named:
                arguments.append(argument_text(value))
            elif place < self.unnamed or value != field.default:
                arguments.append(f"{field.name}={argument_text(value)}")
        return f"{self.module}{type(self).__name__}({', '.join(arguments)})"

    @abstractmethod
    def specs(self, in_channels: int) -> tuple[Spec, ...]:
        """Return the convolutions that the layer is made of.

        Parameters
        ----------
        in_channels : int
            Of the layer's input; a layer of PyTorch has been told already, and refuses others.

        Returns
        -------
        tuple of ConvSpec or TransposedSpec
            In the order in which they are done; none for a layer without weights.

        Raises
        ------
        ValueError
            If the layer cannot take so many channels.
        """

    @abstractmethod
    def output_shape(self, input_shape: Sequence[int]) -> tuple[int, ...]:
        """Return the shape of the output.

        Parameters
        ----------
        input_shape : (C, H, W) or (N, C, H, W)
            Channel, row, column, whatever the layer's data format.

        Returns
        -------
        tuple of int
            In the same order.

        Raises
        ------
        ValueError
            If the layer does not take such an input.
        """


class Convolution(FrameworkLayer):
    """A layer of one convolution or more, one after the other."""

    def output_shape(self, input_shape: Sequence[int]) -> tuple[int, ...]:
        """Return the shape of the maps that the last convolution makes."""
        shape = tuple(input_shape)
        for spec in self.specs(channels_of(shape)):
            shape = spec.output_shape(shape)
        return shape


class Margin(FrameworkLayer):
    """A layer that puts rows and columns around the input, or takes them away."""

    unnamed = 1
    padding_mode: ClassVar[PaddingMode] = "zeros"

    @property
    @abstractmethod
    def amounts(self) -> PadAmounts:
        """Cells added on each side, ((top, bottom), (left, right)); negative where taken away."""

    def specs(self, in_channels: int) -> tuple[Spec, ...]:
        """Return no convolution: nothing is multiplied."""
        return ()

    def output_shape(self, input_shape: Sequence[int]) -> tuple[int, ...]:
        """Return the shape with its rows and columns added or taken away."""
        channels_of(input_shape)
        *before, height, width = input_shape
        geometry.check_padding_limits(self.amounts, (height, width), self.padding_mode)
        rows, columns = self.amounts
        return *before, self._grown("height", height, rows), self._grown("width", width, columns)

    def _grown(self, axis: str, n: int, sides: Pair) -> int:
        size = n + sum(sides)
        if size < 1:
            terms = " ".join(f"{'-' if side < 0 else '+'} {abs(side)}" for side in sides)
            raise ValueError(
                f"{self.call()} leaves nothing of {axis} {n}: {n} {terms} = {size} is less than 1"
            )
        return size


def channels_of(input_shape: Sequence[int]) -> int:
    """Return the channels of an input of shape (C, H, W) or (N, C, H, W)."""
    shape = tuple(input_shape)
    if len(shape) not in (3, 4):
        raise ValueError(
            f"input of shape {shape} has {len(shape)} axes, but needs (C, H, W) or (N, C, H, W)"
        )
    return geometry.whole_number("in_channels", shape[-3])
