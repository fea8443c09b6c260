"""What a node of a network does to the shapes that reach it, and what it learns and multiplies.

Shapes are channel first and have no samples: (C, L), (C, H, W), (C, D, H, W), or (features,).
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from conv_engine.networks.sights import Sights

Shape = tuple[int, ...]


class MisfitError(ValueError):
    """What reaches a node does not fit it; the message has the numbers, and the repair."""


class Operation(ABC):
    """What one node does. Its rules take the shapes of all inputs of the node."""

    @abstractmethod
    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape of the output.

        Raises
        ------
        ValueError
            If the inputs do not fit; one sentence with the numbers.
        """

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Return the shape of each array that counts as parameters."""
        return ()

    def multiply_adds(self, *inputs: Shape) -> int | None:
        """Return how many products with weights are added up, without the bias, if it is known."""
        return 0

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """Return how the network's input is seen from a cell of the output.

        Parameters
        ----------
        sights : Sights
            How it is seen from a cell of the inputs.
        *inputs : tuple of int
        """
        return sights

    def describe_oddities(self, *inputs: Shape) -> tuple[str, ...]:
        """Say what fits, and may not be meant: a sentence each, without its subject."""
        return ()

    def explain_misfit(self, error: ValueError, inputs: Sequence[Shape], made_of: Shape) -> str:
        """Say what does not fit.

        Parameters
        ----------
        error : ValueError
            Of `output_shape`.
        inputs : sequence of shapes
        made_of : tuple of int
            The shape that was put in a row to make the first of them, or none.
        """
        return str(error)


@dataclass(frozen=True)
class Unchanged(Operation):
    """Pass one shape on as it is: activations, Dropout, Identity, Softmax."""

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the shape that arrives."""
        return only(inputs)


@dataclass(frozen=True)
class UnknownOperation(Operation):
    """Something that may change the shape, by a rule that is not known: the sizes end there.

    Parameters
    ----------
    reason : str
        One sentence, with the name as it is written.
    """

    reason: str

    def output_shape(self, *inputs: Shape) -> Shape:
        """Refuse: no size is known after it."""
        raise MisfitError(self.reason)

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Refuse: nobody knows what it learns."""
        raise MisfitError(self.reason)


@dataclass(frozen=True)
class OpenNumbers(Operation):
    """A layer with numbers that the text does not hold: the sizes end there until they are given.

    Parameters
    ----------
    names : tuple of str
        As the text names them.
    """

    names: tuple[str, ...]

    def output_shape(self, *inputs: Shape) -> Shape:
        """Refuse: no size is known before the numbers are given."""
        raise MisfitError(self._question)

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Refuse: what it learns depends on them."""
        raise MisfitError(self._question)

    @property
    def _question(self) -> str:
        return ask_numbers(self.names)


def ask_numbers(names: Sequence[str]) -> str:
    """Ask for the numbers of names.

    Examples
    --------
    >>> ask_numbers(["nz", "ngf"])
    'the text does not say what `nz` and `ngf` are: give the numbers'
    """
    listed = " and ".join(f"`{name}`" for name in names)
    if len(names) == 1:
        return f"the text does not say what {listed} is: give the number"
    return f"the text does not say what {listed} are: give the numbers"


@dataclass(frozen=True)
class OpenWeight(Operation):
    """A function whose weight has a shape that the text does not hold: the sizes end there.

    Parameters
    ----------
    name : str
        Of the weight, as the text has it.
    axes : tuple of str
        What its axes count, in the order of its framework; "depth" are the channels of one filter.
    groups : int
    """

    name: str
    axes: tuple[str, ...]
    groups: int = 1

    def output_shape(self, *inputs: Shape) -> Shape:
        """Refuse, and say what is known of the shape: the channels of one filter."""
        channels = only(inputs)[0]
        depth = f"{channels // self.groups:,}" if channels % self.groups == 0 else "?"
        known = ", ".join(depth if axis == "depth" else axis for axis in self.axes)
        raise MisfitError(
            f"the text does not say the shape of `{self.name}`. For {channels:,} channels"
            f"{f' in {self.groups} groups' if self.groups > 1 else ''} it is ({known}): write it "
            f"into the text, for example {self.name}: ({self._example(depth)})"
        )

    def weight_shapes(self, *inputs: Shape) -> tuple[Shape, ...]:
        """Refuse: what it holds is its shape."""
        raise MisfitError(f"the text does not say the shape of `{self.name}`")

    def _example(self, depth: str) -> str:
        filters = str(2 * self.groups)
        return ", ".join({"depth": depth, "filters": filters}.get(axis, "3") for axis in self.axes)


def only(inputs: Sequence[Shape]) -> Shape:
    """Return the one shape that arrives."""
    if len(inputs) != 1:
        raise MisfitError(f"takes one input, but {len(inputs)} arrive")
    return inputs[0]


def spell_shape(shape: Shape) -> str:
    """Write a shape for a sentence.

    Examples
    --------
    >>> spell_shape((1568, 7, 7))
    '1,568 x 7 x 7'
    """
    return " x ".join(f"{size:,}" for size in shape)
