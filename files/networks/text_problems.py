"""Sentences about a text of which something is not a layer."""

from collections.abc import Iterable, Sequence

from conv_engine.networks import TextProblem
from text import count_text


def count_others(
    lines: Sequence[str], layer_lines: Iterable[int | None]
) -> tuple[TextProblem, ...]:
    """Say in one sentence how many lines of a text are not layers, if any.

    Parameters
    ----------
    lines : sequence of str
    layer_lines : iterable of int
        Lines with layers, counted from 1.

    Examples
    --------
    >>> count_others(["import torch", "", "nn.ReLU()"], [3])[0].sentence
    '1 line is not a layer'
    """
    layers = set(layer_lines)
    others = sum(1 for i, line in enumerate(lines, 1) if line.strip() and i not in layers)
    if not layers or not others:
        return ()
    told = count_text(others, "1 line is not a layer", "{n} lines are not layers")
    return (TextProblem(told),)
