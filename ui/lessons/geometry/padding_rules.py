"""The rules of the padding lab: what each adds, and the arithmetic behind it. No Streamlit here."""

from dataclasses import dataclass
from typing import Any

from conv_engine import ConvSpec
from conv_engine.axis import Axis
from conv_engine.frameworks.from_spec import layers_from_spec
from conv_engine.frameworks.pytorch_layers import Conv2d
from ui.shell.prediction import Answer, Prediction

SAME_IN_TENSORFLOW = "same in TensorFlow"
SAME_IN_PYTORCH = "same in PyTorch"


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
            return "refused", "refused", "none"
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
    """
    by_hand = ((lab.before, lab.after),) * 2
    refusal = _same_refusal(lab)
    return (
        Rule("valid", 'Conv2D(..., padding="valid")', "valid"),
        Rule(SAME_IN_TENSORFLOW, 'Conv2D(..., padding="same")', "same"),
        Rule(
            SAME_IN_PYTORCH,
            'nn.Conv2d(..., padding="same")',
            None if refusal else "same",
            refusal,
        ),
        Rule("yours, symmetric", f"nn.Conv2d(..., padding={lab.both})", lab.both),
        Rule("yours, asymmetric", f"ZeroPadding2D({by_hand}), then valid", by_hand),
    )


def predict_same(lab: Lab) -> Prediction:
    """Ask where Keras puts the cells of "same".

    Beliefs that give the right numbers for this layer are left out.

    Examples
    --------
    >>> asked = predict_same(Lab(224, 7, 2, 1, both=3, before=2, after=3))
    >>> [answer.text for answer in asked.answers.values()]
    ['0 before, 5 after', '2 before, 3 after', '3 before, 2 after', '3 before, 3 after']
    """
    before, after = lab.amounts("same")
    half, total = lab.dilation * (lab.kernel - 1) // 2, before + after
    meanings = {
        (half, half): (
            "symmetric",
            f"That is half a kernel on each side, as people often write it in PyTorch: {half} + "
            f"{half} = {2 * half} cells.",
        ),
        (after, before): (
            "first",
            "Then the odd cell would come first. Keras puts it last, below and on the right.",
        ),
        (0, total): (
            "last",
            "Then all cells would be added after the picture. Keras adds as many before as "
            "after, and puts an odd one last.",
        ),
        (before, after): (
            "same",
            f"Keras adds as many cells as the last window needs, {total} here. Half of them come "
            "before, and an odd one comes after.",
        ),
    }
    answers = {
        name: Answer(f"{ahead} before, {behind} after", meaning)
        for (ahead, behind), (name, meaning) in sorted(meanings.items())
    }
    question = (
        f'With `padding="same"` Keras gives {lab.positions("same")} positions on {lab.side} rows. '
        "How many rows does it add before and after them?"
    )
    return Prediction("same padding", question, answers, "same", "M10")


def _same_refusal(lab: Lab) -> str:
    """Ask PyTorch's layer for "same"; return why it refuses, or nothing."""
    try:
        Conv2d(1, 1, lab.kernel, lab.stride, "same", lab.dilation)
    except ValueError as refusal:
        return str(refusal)
    return ""


def explain_rule(lab: Lab, rule: Rule) -> str:
    """Say with its numbers how a rule comes to its cells and its positions.

    Examples
    --------
    >>> lab = Lab(224, 7, 2, 1, both=3, before=2, after=3)
    >>> valid, tensorflow, pytorch, symmetric, _ = rules_of(lab)
    >>> print(explain_rule(lab, tensorflow))
    ceil(224 / 2) = 112 positions need 111 × 2 + 7 = 229 cells. The input has 224. So the rule adds
    5: 2 before and 3 after.
    >>> print(explain_rule(lab, symmetric))
    3 before and 3 after give 3 + 224 + 3 = 230 cells. floor((230 − 7) / 2) + 1 = 112 positions.
    No window reaches the last cell.
    >>> print(explain_rule(lab, pytorch))
    PyTorch does not accept this at stride 2. To follow TensorFlow's rule there, write
    nn.ZeroPad2d((2, 3, 2, 3)), then nn.Conv2d(1, 1, 7, stride=2, bias=False).
    """
    if rule.refusal:
        return _explain_refusal(lab)
    axis = lab.spec(rule.padding).axes[0]
    before, after = lab.amounts(rule.padding)
    if rule.title == SAME_IN_TENSORFLOW:
        words = _explain_needed(lab, axis, before, after)
    elif rule.title == SAME_IN_PYTORCH:
        words = _explain_lost(lab, axis, before, after)
    else:
        words = _explain_positions(lab, axis, before, after)
    return f"{_explain_reach(axis)}{words}"


def _explain_refusal(lab: Lab) -> str:
    """Say what to write instead of "same" in PyTorch."""
    shape = 1, lab.side, lab.side
    instead = layers_from_spec(lab.spec("same"), shape, "pytorch").layers
    return (
        f"PyTorch does not accept this at stride {lab.stride}. To follow TensorFlow's rule "
        f"there, write {', then '.join(layer.call() for layer in instead)}."
    )


def _explain_reach(axis: Axis) -> str:
    """Say how far a kernel with gaps reaches; nothing of one without."""
    if axis.extent == axis.kernel:
        return ""
    return (
        f"With dilation {axis.dilation} the kernel covers {axis.dilation} × ({axis.kernel} − 1) + "
        f"1 = {axis.extent} cells. "
    )


def _explain_needed(lab: Lab, axis: Axis, before: int, after: int) -> str:
    """Say how many cells the positions need that TensorFlow wants."""
    positions = lab.positions("same")
    needed = (positions - 1) * axis.stride + axis.extent
    return (
        f"ceil({lab.side} / {axis.stride}) = {positions} positions need {positions - 1} × "
        f"{axis.stride} + {axis.extent} = {needed} cells. The input has {lab.side}. "
        f"{_added(before, after)}"
    )


def _explain_lost(lab: Lab, axis: Axis, before: int, after: int) -> str:
    """Say how many positions PyTorch makes up for, at stride 1."""
    return (
        f"A kernel that covers {axis.extent} of {lab.side} cells has only {lab.side} − "
        f"{axis.extent} + 1 = {lab.positions('valid')} positions. {_added(before, after)} "
        f"Then there are {lab.positions('same')}."
    )


def _added(before: int, after: int) -> str:
    if before + after == 0:
        return "So the rule adds no cells."
    return f"So the rule adds {before + after}: {before} before and {after} after."


def _explain_positions(lab: Lab, axis: Axis, before: int, after: int) -> str:
    """Say how many positions there are once a given number of cells is added."""
    cells = before + lab.side + after
    positions = axis.positions(cells)
    added = (
        f"{before} before and {after} after give {before} + {lab.side} + {after} = {cells} cells."
        if before or after
        else f"No cells are added to the {cells}."
    )
    moves = f"floor(({cells} − {axis.extent}) / {axis.stride}) + 1 = {positions} positions."
    missed = cells - axis.extent - (positions - 1) * axis.stride
    return " ".join([added, moves, *_missed(missed)])


def _missed(cells: int) -> list[str]:
    """Say how many cells at the end lie beyond the last window."""
    match cells:
        case 0:
            return []
        case 1:
            return ["No window reaches the last cell."]
        case _:
            return [f"No window reaches the last {cells} cells."]
