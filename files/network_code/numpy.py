"""A whole network as a NumPy program, which carries all that it needs."""

import ast
import inspect
from collections.abc import Iterator, Sequence
from functools import cache

from conv_engine.networks import Network
from files.network_code import numpy_functions
from files.network_code.drawing import CHECKSUM, DRAWING
from files.network_code.naming import comment_lines
from files.network_code.numpy_steps import write_in_numpy
from files.network_code.steps import Planned, ProgramPlan, plan_steps

OWN_NAMES = ("np", "math", "numbers", "whole", "weight")
"""Names of the program itself, beside those of its functions."""


def numpy_network(network: Network, input_shape: Sequence[int] | None = None) -> str:
    r"""Write a NumPy program of a network, which needs nothing but NumPy.

    Parameters
    ----------
    network : Network
        Of either framework.
    input_shape : (C, L), (C, H, W), (C, D, H, W) or (features,), optional
        Of the first input; that of the text by default.

    Returns
    -------
    str
        It draws the input and all weights as the PyTorch program does, and prints the shape of the
        output, the parameters and the checksum that PyTorch prints.

    Raises
    ------
    ValueError
        If there is no node, or an input has no shape.

    Examples
    --------
    >>> from conv_engine.networks import Flatten, Linear, Node
    >>> nodes = (
    ...     Node("flatten", "Flatten", Flatten(), ("input",)),
    ...     Node("fc", "Linear", Linear(2), ("flatten",)),
    ... )
    >>> text = numpy_network(Network(nodes), (3, 4, 4))
    >>> print("\n".join(text.splitlines()[-10:-4]))
    x = whole(1, 3, 4, 4)
    fc_weights = [weight(2, 48), whole(2)]
    <BLANKLINE>
    x = x.reshape(-1, 48)
    x = x @ fc_weights[0].T + fc_weights[1]
    <BLANKLINE>
    """
    plan = plan_steps(network, input_shape, write_in_numpy, frozenset({*_sources(), *OWN_NAMES}))
    done = [line for planned in plan.steps for line in _step_lines(planned)]
    functions = list(_carried("\n".join(done)))
    needs_mathematics = any("math." in each for each in functions)
    weights = [f"{_arrays(p)} = {p.step.layer}" for p in plan.steps if p.step.layer and p.is_first]
    counted = " + ".join(_arrays(p) for p in plan.steps if p.step.layer and p.is_first) or "[]"
    body = "\n".join(
        [
            *_input_lines(plan),
            *weights,
            "",
            *done,
            *(comment_lines(plan.ending) if plan.ending else []),
            "",
            *_end_lines(plan),
            f'print("parameters", sum(each.size for each in {counted}))',
            "",
        ]
    )
    imports = "\n".join([*(["import math", ""] if needs_mathematics else []), "import numpy as np"])
    return "\n\n\n".join([f"{imports}\n\n{DRAWING}", *functions, body])


def _arrays(planned: Planned) -> str:
    return f"{planned.layer}_weights"


def _input_lines(plan: ProgramPlan) -> Iterator[str]:
    for name, shape in plan.inputs.items():
        sizes = ", ".join(map(str, (1, *shape)))
        looked_up = name in plan.looked_up
        yield f"{name} = np.zeros(({sizes}), int)" if looked_up else f"{name} = whole({sizes})"


def _step_lines(planned: Planned) -> Iterator[str]:
    """Write what is done in a step, and what the step does not say."""
    if planned.step.remark:
        yield from comment_lines(f"{planned.row.name} ({planned.row.kind}): {planned.step.remark}")
    if not planned.step.is_passed:
        yield f"{planned.result} = {planned.step.written(planned.taken, _arrays(planned))}"


def _end_lines(plan: ProgramPlan) -> Iterator[str]:
    """Print the shape and the checksum of each output."""
    for name in plan.outputs:
        yield f'print("output", {name}.shape)'
        yield CHECKSUM[0]
        yield CHECKSUM[1].format(name)


def _carried(text: str) -> Iterator[str]:
    """Write the functions that a program calls, and those that they call, each once."""
    wanted = _names_in(ast.parse(text))
    for name, (_, needs) in reversed(_sources().items()):
        if name in wanted:
            wanted |= needs
    for name, (source, _) in _sources().items():
        if name in wanted:
            yield source


@cache
def _sources() -> dict[str, tuple[str, set[str]]]:
    """Return the source of each function, without types and examples, and what it calls."""
    found = {}
    for node in ast.parse(inspect.getsource(numpy_functions)).body:
        if isinstance(node, ast.FunctionDef):
            _forget_types(node)
            found[node.name] = ast.unparse(node), _names_in(node)
    return found


def _forget_types(function: ast.FunctionDef) -> None:
    """Leave out what NumPy does not need: types, and examples in the docstring."""
    function.returns = None
    for argument in (*function.args.args, *function.args.kwonlyargs):
        argument.annotation = None
    text = ast.get_docstring(function) or ""
    function.body[0] = ast.Expr(ast.Constant(text.split("\n\n")[0]))


def _names_in(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
