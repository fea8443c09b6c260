"""The rules of the padding lab, and what each of them adds. No Streamlit here."""

from dataclasses import dataclass
from typing import Any

from conv_engine import ConvSpec
from conv_engine.frameworks.from_spec import layers_from_spec
from conv_engine.frameworks.pytorch_layers import Conv2d
from conv_engine.frameworks.remarks import Remark
from ui.lessons.geometry.words import rules as words


@dataclass(frozen=True)
class Lab:
    """What the rules are applied to.

    Attributes
    ----------
    side : int
        Rows and columns of the input.
    kernel, stride, dilation : int
        Of the layer.
    both : int
        Cells of the rule that adds as many before as after.
    before, after : int
        Cells of the rule that need not.
    """

    side: int
    kernel: int
    stride: int
    dilation: int
    both: int
    before: int
    after: int

    def spec(self, padding: Any) -> ConvSpec:
        """Describe the layer with one channel that a rule makes."""
        return ConvSpec(
            1, 1, self.kernel, self.stride, padding=padding, dilation=self.dilation, bias=False
        )

    def amounts(self, padding: Any) -> tuple[int, int]:
        """Count the cells before and after, the same for rows and for columns."""
        return self.spec(padding).pad_amounts(self.side, self.side)[0]

    def positions(self, padding: Any) -> int:
        """Count the positions along one axis."""
        return self.spec(padding).output_shape((1, self.side, self.side))[-1]

    def counts(self, padding: Any) -> tuple[object, object, object]:
        """List the cells before and after, and the positions; None is a rule that is refused."""
        if padding is None:
            return words.REFUSED
        return *self.amounts(padding), self.positions(padding)


@dataclass(frozen=True)
class Rule:
    """A way to choose the padding, as `ConvSpec` takes it; None where the framework refuses."""

    title: str
    written: str
    padding: Any
    refusal: str = ""


def rules_of(lab: Lab) -> tuple[Rule, ...]:
    """List the rules, each with the padding it gives.

    Examples
    --------
    >>> [rule.padding for rule in rules_of(Lab(224, 7, 2, 1, both=3, before=2, after=3))]
    ['valid', 'same', None, 3, ((2, 3), (2, 3))]

    Keras has no layer with stride 4 and dilation 2: the gaps of the 3x3 kernel are zeros of a 5x5.

    >>> rules_of(Lab(224, 3, 4, 2, both=1, before=0, after=2))[1].written
    'Conv2D(..., kernel_size=5, padding="same")'
    """
    size = f"kernel_size={lab.spec('valid').axes[0].extent}, " if remark_on_keras(lab) else ""
    by_hand = ((lab.before, lab.after),) * 2
    then_valid = words.THEN_VALID.format(padding=f"ZeroPadding2D({by_hand})")
    refusal = _same_refusal(lab)
    return (
        Rule(words.VALID, f'Conv2D(..., {size}padding="valid")', "valid"),
        Rule(words.SAME_IN_TENSORFLOW, f'Conv2D(..., {size}padding="same")', "same"),
        Rule(
            words.SAME_IN_PYTORCH,
            'nn.Conv2d(..., padding="same")',
            None if refusal else "same",
            refusal,
        ),
        Rule(words.SYMMETRIC, f"nn.Conv2d(..., padding={lab.both})", lab.both),
        Rule(words.ASYMMETRIC, then_valid, by_hand),
    )


def remark_on_keras(lab: Lab) -> Remark | None:
    """Return what to write where Keras has no layer with this stride and dilation.

    Examples
    --------
    >>> remark_on_keras(Lab(224, 3, 4, 2, both=1, before=0, after=2)).what
    'stride=4 with dilation=2'
    >>> remark_on_keras(Lab(224, 3, 4, 1, both=1, before=0, after=2)) is None
    True
    """
    there = layers_from_spec(lab.spec("valid"), (1, lab.side, lab.side), "keras")
    return None if there.layers else there.remarks[-1]


def _same_refusal(lab: Lab) -> str:
    """Ask PyTorch's layer for "same"; return why it refuses, or nothing."""
    try:
        Conv2d(1, 1, lab.kernel, lab.stride, "same", lab.dilation)
    except ValueError as refusal:
        return str(refusal)
    return ""
