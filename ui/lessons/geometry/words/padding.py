"""What the padding lab says: its question, the arithmetic of each rule, and its pictures."""

from conv_engine.axis import Axis
from conv_engine.frameworks.from_spec import layers_from_spec
from text import count_text
from ui.lessons.geometry.padding_rules import Lab, Rule
from ui.lessons.geometry.words.rules import SAME_IN_PYTORCH, SAME_IN_TENSORFLOW
from ui.shell.prediction import Answer, Prediction

LINKED = "The link sets kernel size {kernel}, stride {stride} and dilation {dilation} here."
UNLINK = "Use the layer of the other sections"
UNLINK_HELP = "The lab then uses their kernel size, stride and dilation."
IN_LAB = "in the lab"
RESNET = "ResNet: kernel 7, stride 2"
RESNET_HELP = "The first layer of ResNet, on 224 rows and columns, where frameworks differ."
RULE, RULE_HELP = "Rule", "Choose how many cells are added on each side."
MODE_HELP = "Choose zeros, or values taken from the picture."
MEAN_TITLE = "Its {kernel}x{kernel} mean"
BOARD_LABEL = "A padded picture, its corners and its mean. Arrow keys move the position."
BORDER = (
    "The dashed line is the edge of the picture, and rings mark padding cells. Near the border, "
    "the means include padding cells."
)
PADDED_PICTURE = "The padded picture"
PADDED_ALT = (
    "The picture with padding. Cells before it: {before}. Cells after it: {after}. Mode: {mode}"
)
TOP_LEFT, BOTTOM_RIGHT = "Top left, padding {cells}", "Bottom right, padding {cells}"
CORNER_ALT = "{title}. Rings mark padding cells"
NEEDED = (
    "ceil({side} / {stride}) = {positions} positions need {steps} × {stride} + {extent} = {needed} "
    "cells. The input has {side}."
)
NEEDED_BY_ONE = (
    "ceil({side} / {stride}) = 1 position needs {steps} × {stride} + {extent} = {needed} cells. "
    "The input has {side}."
)
MISSED = ("No window reaches the last cell.", "No window reaches the last {n} cells.")


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
    positions = _positions(lab.positions("same"))
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
        f'With `padding="same"` Keras gives {positions} on {lab.side} rows. '
        "How many rows does it add before and after them?"
    )
    return Prediction("same padding", question, answers, "same", "M10")


def explain_rule(lab: Lab, rule: Rule) -> str:
    """Say with its numbers how a rule comes to its cells and its positions.

    Examples
    --------
    >>> from ui.lessons.geometry.padding_rules import rules_of
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
        said = _explain_needed(lab, axis, before, after)
    elif rule.title == SAME_IN_PYTORCH:
        said = _explain_lost(lab, axis, before, after)
    else:
        said = _explain_positions(lab, axis, before, after)
    return said if axis.extent == axis.kernel else f"{_explain_reach(axis)} {said}"


def _explain_refusal(lab: Lab) -> str:
    """Say what to write instead of "same" in PyTorch."""
    shape = 1, lab.side, lab.side
    instead = layers_from_spec(lab.spec("same"), shape, "pytorch").layers
    return (
        f"PyTorch does not accept this at stride {lab.stride}. To follow TensorFlow's rule "
        f"there, write {', then '.join(layer.call() for layer in instead)}."
    )


def _explain_reach(axis: Axis) -> str:
    """Say how far a kernel with gaps reaches."""
    return (
        f"With dilation {axis.dilation} the kernel covers {axis.dilation} × ({axis.kernel} − 1) + "
        f"1 = {axis.extent} cells."
    )


def _explain_needed(lab: Lab, axis: Axis, before: int, after: int) -> str:
    """Say how many cells the positions need that TensorFlow wants."""
    positions = lab.positions("same")
    needed = (positions - 1) * axis.stride + axis.extent
    said = NEEDED_BY_ONE if positions == 1 else NEEDED
    counted = said.format(
        side=lab.side,
        stride=axis.stride,
        positions=positions,
        steps=positions - 1,
        extent=axis.extent,
        needed=needed,
    )
    return f"{counted} {_say_added(before, after)}"


def _explain_lost(lab: Lab, axis: Axis, before: int, after: int) -> str:
    """Say how many positions PyTorch makes up for, at stride 1."""
    return (
        f"A kernel that covers {axis.extent} of {lab.side} cells has only {lab.side} − "
        f"{axis.extent} + 1 = {_positions(lab.positions('valid'))}. {_say_added(before, after)} "
        f"Then there are {lab.positions('same')}."
    )


def _positions(number: int) -> str:
    return "1 position" if number == 1 else f"{number} positions"


def _say_added(before: int, after: int) -> str:
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
    moves = f"floor(({cells} − {axis.extent}) / {axis.stride}) + 1 = {_positions(positions)}."
    missed = cells - axis.extent - (positions - 1) * axis.stride
    return " ".join([added, moves, *([count_text(missed, *MISSED)] if missed else [])])
