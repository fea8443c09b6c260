"""A whole network as a functional Keras program."""

from collections.abc import Iterator, Sequence

from conv_engine.networks import Network
from conv_engine.networks.axes import order_written
from files.network_code.drawing import CHECKSUM, DRAWING
from files.network_code.keras_steps import write_in_keras
from files.network_code.keras_weights import drawn_inputs, has_weights, weight_lines
from files.network_code.naming import comment_lines
from files.network_code.steps import Planned, ProgramPlan, plan_steps

NO_CHECKSUM = (
    "Keras does not give the same numbers as PyTorch here, so there is no checksum to compare."
)


def keras_network(network: Network, input_shape: Sequence[int] | None = None) -> str:
    r"""Write a Keras program of a network: its functional model.

    Parameters
    ----------
    network : Network
        Of either framework.
    input_shape : (C, L), (C, H, W), (C, D, H, W) or (features,), optional
        Of the first input, channel first; that of the text by default.

    Returns
    -------
    str
        It makes the model, and prints the shape of its output and its parameters. Where Keras has
        the same layers, it gives them the numbers of the PyTorch program and prints its checksum.

    Raises
    ------
    ValueError
        If there is no node, or an input has no shape.

    Examples
    --------
    >>> from conv_engine.networks import Conv, Node
    >>> network = Network((Node("conv", "Conv2d", Conv(2, 8, 3, padding=1), ("input",)),))
    >>> program = keras_network(network, (3, 28, 28)).splitlines()
    >>> begins = program.index("inputs = keras.Input((28, 28, 3))")
    >>> print(*program[begins : begins + 5], sep="\n")
    inputs = keras.Input((28, 28, 3))
    x = inputs
    x = layers.Conv2D(8, 3, padding="same", name="conv")(x)
    <BLANKLINE>
    model = keras.Model(inputs, x)
    """
    plan = plan_steps(network, input_shape, write_in_keras)
    weights = weight_lines(plan)
    named = weights is not None
    done = [line for planned in plan.steps for line in _layer_lines(planned, named)]
    uses_functions = any("ops." in line for line in done)
    numpy = ["import numpy as np"] if named else []
    return "\n".join(
        [
            "import math",
            "",
            "import keras",
            *numpy,
            f"from keras import layers{', ops' if uses_functions else ''}",
            "",
            *(['keras.config.set_floatx("float64")', DRAWING, "", ""] if named else []),
            *_input_lines(plan),
            *done,
            *(comment_lines(plan.ending) if plan.ending else []),
            "",
            *_end_lines(plan),
            *(_check_lines(plan, weights) if weights is not None else comment_lines(NO_CHECKSUM)),
            "",
        ]
    )


def _input_lines(plan: ProgramPlan) -> Iterator[str]:
    """Make the inputs; the first may be taken by the next line alone, as `x`."""
    for name, shape in plan.inputs.items():
        dtype = ', dtype="int32"' if name in plan.looked_up else ""
        made = f"keras.Input({order_written(shape, channels_last=True)}{dtype})"
        if name == "x":
            yield f"inputs = {made}"
            yield "x = inputs"
        else:
            yield f"{name} = {made}"


def _layer_lines(planned: Planned, named: bool) -> Iterator[str]:
    """Write the call of a layer; one that is called again, or is given weights, has a name."""
    step, layer = planned.step, planned.step.layer
    if named and has_weights(planned):
        comma = "" if layer.endswith("()") else ", "
        layer = f'{layer.removesuffix(")")}{comma}name="{planned.layer}")'
    if step.remark:
        yield from comment_lines(f"{planned.row.name} ({planned.row.kind}): {step.remark}")
    if step.is_passed:
        return
    if layer and (planned.is_shared or not planned.is_first):
        if planned.is_first:
            yield f"{planned.layer}_layer = {layer}"
        layer = f"{planned.layer}_layer"
    yield f"{planned.result} = {step.written(planned.taken, layer)}"


def _end_lines(plan: ProgramPlan) -> Iterator[str]:
    """Make the model, and print its shapes and its parameters."""
    inputs = ["inputs" if name == "x" else name for name in plan.inputs]
    yield f"model = keras.Model({_listed(inputs)}, {_listed(plan.outputs)})"
    yield "for output in model.outputs:"
    yield '    print("output", output.shape)'
    yield 'print("parameters", model.count_params())'
    yield "trained = sum(math.prod(weight.shape) for weight in model.trainable_weights)"
    yield 'print("of them trained", trained)'


def _check_lines(plan: ProgramPlan, weights: Sequence[str]) -> Iterator[str]:
    """Draw the numbers of the PyTorch program, and print the checksum that it prints."""
    several = len(plan.outputs) > 1
    yield ""
    yield from comment_lines("The numbers of the PyTorch program, in the order of Keras.")
    yield f"drawn = [{', '.join(drawn_inputs(plan))}]"
    yield from weights
    yield f"outputs = model.predict(drawn{'' if len(plan.inputs) > 1 else '[0]'}, verbose=0)"
    yield f"for output in {'outputs' if several else '[outputs]'}:"
    yield "    maps = np.moveaxis(output, -1, 1)"
    for line in CHECKSUM:
        yield f"    {line.format('maps')}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"
