"""A whole network as a PyTorch program."""

from collections.abc import Iterator, Sequence

from conv_engine.networks import ChannelNorm, Network
from files.network_code.drawing import CHECKSUM, DRAWING
from files.network_code.naming import comment_lines
from files.network_code.steps import Planned, ProgramPlan, plan_steps
from files.network_code.torch_steps import write_step

NO_STATISTICS = (
    "Keras counts the moving means and variances of its normalisation as parameters too, "
    "PyTorch does not."
)


def pytorch_network(network: Network, input_shape: Sequence[int] | None = None) -> str:
    r"""Write a PyTorch program of a network: a module whose `forward` follows the graph.

    Parameters
    ----------
    network : Network
        Of either framework.
    input_shape : (C, L), (C, H, W), (C, D, H, W) or (features,), optional
        Of the first input; that of the text by default.

    Returns
    -------
    str
        It makes the network, runs it on numbers that are drawn, and prints the shape of the output,
        a checksum and the parameters.

    Raises
    ------
    ValueError
        If there is no node, or an input has no shape.

    Examples
    --------
    >>> from conv_engine.networks import Conv, Node
    >>> network = Network((Node("conv", "Conv2d", Conv(2, 8, 3), ("input",)),))
    >>> print("\n".join(pytorch_network(network, (3, 28, 28)).splitlines()[18:28]))
    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(3, 8, 3)
    <BLANKLINE>
        def forward(self, x):
            x = self.conv(x)
            return x
    <BLANKLINE>
    <BLANKLINE>
    """
    plan = plan_steps(network, input_shape, write_step)
    made = [f"self.{p.layer} = {p.step.layer}" for p in plan.steps if p.layer and p.is_first]
    done = [line for planned in plan.steps for line in _forward_lines(planned)]
    ending = comment_lines(plan.ending) if plan.ending else []
    functions = "F." in "".join(done)
    return "\n".join(
        [
            "import numpy as np",
            "import torch",
            *(["import torch.nn.functional as F"] if functions else []),
            "from torch import nn",
            "",
            "torch.set_default_dtype(torch.float64)",
            DRAWING,
            "",
            "",
            "class Network(nn.Module):",
            *_indent(["def __init__(self):", *_indent(["super().__init__()", *made])]),
            "",
            f"    def forward(self, {', '.join(plan.inputs)}):",
            *_indent(_indent([*done, *ending, f"return {', '.join(plan.outputs)}"])),
            "",
            "",
            *_run_lines(plan),
            "",
        ]
    )


def _indent(lines: Sequence[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _forward_lines(planned: Planned) -> Iterator[str]:
    """Write what `forward` does in a step, and what the step does not say."""
    if planned.step.remark:
        yield from comment_lines(f"{planned.row.name} ({planned.row.kind}): {planned.step.remark}")
    if not planned.step.is_passed:
        layer = f"self.{planned.layer}"
        yield f"{planned.result} = {planned.step.written(planned.taken, layer)}"


def _run_lines(plan: ProgramPlan) -> Iterator[str]:
    """Run the module once on numbers that are drawn, and print its shapes and its parameters."""
    inputs = []
    for name, shape in plan.inputs.items():
        sizes = ", ".join(map(str, (1, *shape)))
        looked_up = name in plan.looked_up
        inputs.append(
            f"torch.zeros({sizes}, dtype=torch.long)"
            if looked_up
            else f"torch.from_numpy(1.0 * whole({sizes}))"
        )
    several = len(plan.outputs) > 1
    yield "model = Network().eval()"
    yield f"inputs = [{', '.join(inputs)}]"
    yield "with torch.no_grad():"
    yield "    for parameter in model.parameters():"
    yield "        draw = weight if parameter.ndim > 1 else whole"
    yield "        parameter.copy_(torch.from_numpy(draw(*parameter.shape)))"
    yield f"    output{'s' if several else ''} = model(*inputs)"
    if several:
        yield "for output in outputs:"
    yield f'{"    " * several}print("output", tuple(output.shape))'
    yield f"{'    ' * several}maps = output.numpy()"
    for line in CHECKSUM:
        yield "    " * several + line.format("maps")
    norms = (planned.row.node.operation for planned in plan.steps)
    if any(isinstance(norm, ChannelNorm) and norm.statistics for norm in norms):
        yield from comment_lines(NO_STATISTICS)
    yield 'print("parameters", sum(parameter.numel() for parameter in model.parameters()))'
