"""Programs for what controls the sum: groups, mixing afterwards, another operator in its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from conv_engine import REDUCTIONS, ConvSpec
from conv_engine.frameworks.from_spec import layers_from_spec
from conv_engine.frameworks.keras_layers import Conv2D, DepthwiseConv2D, SeparableConv2D
from conv_engine.frameworks.pytorch_layers import Conv2d
from conv_engine.frameworks.remarks import AnyLayer
from files.layer_code import WRITERS, Language, Program


@dataclass(frozen=True)
class Operator:
    """How the frameworks write an operator over the channels.

    Parameters
    ----------
    keras : str
        On `maps` of shape (samples, rows, columns, channels, filters).
    pytorch : str
        On `maps` of shape (samples, channels, filters, rows, columns).
    note : str
        What a reader of PyTorch would stumble over.
    """

    keras: str
    pytorch: str
    note: str = ""


OPERATORS: Mapping[str, Operator] = MappingProxyType(
    {
        "sum": Operator("keras.ops.sum(maps, axis=3)", "maps.sum(dim=1)"),
        "mean": Operator("keras.ops.mean(maps, axis=3)", "maps.mean(dim=1)"),
        "max": Operator("keras.ops.max(maps, axis=3)", "maps.amax(dim=1)"),
        "min": Operator("keras.ops.min(maps, axis=3)", "maps.amin(dim=1)"),
        "median": Operator(
            "keras.ops.median(maps, axis=3)",
            "maps.quantile(0.5, dim=1)",
            "Of an even number, it is halfway between the middle two; torch.median takes the "
            "lower.",
        ),
        "product": Operator("keras.ops.prod(maps, axis=3)", "maps.prod(dim=1)"),
        "weighted_sum": Operator(
            'keras.ops.einsum("nhwcf,c->nhwf", maps, np.array({weights}, np.float32))',
            'torch.einsum("ncfhw,c->nfhw", maps, torch.tensor({weights}))',
        ),
    }
)
"""The operators of `conv_engine.REDUCTIONS`, by the same keys."""


def layer_program(spec: ConvSpec, input_shape: Sequence[int], language: Language) -> Program:
    r"""Write a program for a layer with its groups.

    Parameters
    ----------
    spec : ConvSpec
    input_shape : (C, H, W)
    language : {"keras", "pytorch", "numpy"}

    Returns
    -------
    Program
        Those of all languages print the same shape and checksum.

    Raises
    ------
    ValueError
        If the layer does not take such an input, or Keras has no layers that do the same.

    Examples
    --------
    As many groups as channels are a depthwise layer, for which Keras has a name.

    >>> program = layer_program(ConvSpec(4, 8, 3, groups=4), (4, 5, 5), "keras")
    >>> print("\n".join(program.body[1:5]))
    model = keras.Sequential([
        keras.Input((5, 5, 4)),
        layers.DepthwiseConv2D(3, depth_multiplier=2),
    ])
    """
    return WRITERS[language](_layers(spec, input_shape, language), input_shape)


def separable_program(
    spec: ConvSpec, feature_maps: int, input_shape: Sequence[int], language: Language
) -> Program:
    r"""Write a program that slides channel by channel, and mixes the channels afterwards.

    Parameters
    ----------
    spec : ConvSpec
        Whose windows are used; its filters and groups do not matter.
    feature_maps : int
        Rows of the mixing matrix.
    input_shape, language
        As for `layer_program`.

    Raises
    ------
    ValueError
        As `layer_program`.

    Examples
    --------
    >>> program = separable_program(ConvSpec(3, 1, 3), 2, (3, 5, 5), "pytorch")
    >>> print("\n".join(program.body[1:5]))
    model = nn.Sequential(
        nn.Conv2d(3, 3, 3, groups=3, bias=False),
        nn.Conv2d(3, 2, 1),
    )
    """
    *before, sliding = _layers(_per_channel(spec, 1), input_shape, language)
    if isinstance(sliding, Conv2D | DepthwiseConv2D):
        both = SeparableConv2D(
            feature_maps,
            sliding.kernel_size,
            sliding.strides,
            sliding.padding,
            dilation_rate=sliding.dilation_rate,
        )
        return WRITERS[language]([*before, both], input_shape)
    mixing = Conv2d(spec.in_channels, feature_maps, 1)
    return WRITERS[language]([*before, sliding, mixing], input_shape)


def operator_program(
    spec: ConvSpec,
    key: str,
    input_shape: Sequence[int],
    language: Language,
    weights: Sequence[float] = (),
) -> Program:
    """Write a program that makes partial maps by a grouped layer, and puts an operator over them.

    Parameters
    ----------
    spec : ConvSpec
        The dense layer whose sum is replaced.
    key : str
        Of `conv_engine.REDUCTIONS`.
    input_shape, language
        As for `layer_program`.
    weights : sequence of float
        One for each channel, for the weighted sum.

    Raises
    ------
    ValueError
        As `layer_program`, or if there is no such operator.

    Examples
    --------
    >>> program = operator_program(ConvSpec(3, 2, 3), "max", (3, 5, 5), "pytorch")
    >>> print(program.definitions[-1])
    def over_channels(maps):
        # samples, channels, filters, rows, columns
        maps = maps.reshape(1, 3, 2, 3, 3)
        bias = torch.from_numpy(whole(2)).reshape(2, 1, 1)
        return maps.amax(dim=1) + bias
    >>> program.result
    'over_channels(model(maps))'
    """
    if key not in OPERATORS:
        raise ValueError(f"no operator is named {key!r}; there are {', '.join(OPERATORS)}")
    layers = _layers(_per_channel(spec, spec.out_channels), input_shape, language)
    program = WRITERS[language](layers, input_shape)
    sizes = 1, spec.in_channels, *spec.output_shape(input_shape)
    return replace(
        program,
        definitions=(*program.definitions, _operator(key, sizes, language, weights)),
        result=f"over_channels({program.result})",
        engine=(*program.engine, REDUCTIONS[key].function.__name__) if program.engine else (),
        is_integer=False,
    )


def _per_channel(spec: ConvSpec, multiplier: int) -> ConvSpec:
    """Return the layer that leaves channels apart: each is a group with so many filters."""
    channels = spec.in_channels
    return replace(spec, out_channels=channels * multiplier, groups=channels, bias=False)


def _layers(spec: ConvSpec, input_shape: Sequence[int], language: Language) -> tuple[AnyLayer, ...]:
    """Return the layers in the words of the language, else those of PyTorch to be written in it."""
    written = layers_from_spec(spec, input_shape, "keras").layers if language == "keras" else ()
    return written or layers_from_spec(spec, input_shape, "pytorch").layers


def _operator(key: str, sizes: Sequence[int], language: Language, weights: Sequence[float]) -> str:
    """Write the function that puts an operator over the channels of a grouped layer's output."""
    samples, channels, filters, rows, columns = sizes
    operator, chosen = OPERATORS[key], str([float(weight) for weight in weights])
    if language == "keras":
        axes = "samples, rows, columns, channels, filters"
        shaped = f"keras.ops.reshape(maps, {(samples, rows, columns, channels, filters)})"
        bias, reduced, note = f"whole({filters})", f"{operator.keras} + bias", ""
    elif language == "pytorch":
        axes = "samples, channels, filters, rows, columns"
        shaped = f"maps.reshape{tuple(sizes)}"
        bias = f"torch.from_numpy(whole({filters})).reshape({filters}, 1, 1)"
        reduced, note = f"{operator.pytorch} + bias", operator.note
    else:
        axes = "samples, filters, channels, rows, columns"
        shaped = f"maps.reshape{tuple(sizes)}.swapaxes(1, 2)"
        reduction = REDUCTIONS[key]
        given = ", weights={weights}" if reduction.takes_weights else ""
        bias, reduced, note = (
            f"whole({filters})",
            f"{reduction.function.__name__}(maps, bias{given})",
            "",
        )
    lines = [
        f"# {axes}",
        f"maps = {shaped}",
        f"bias = {bias}",
        *([f"# {note}"] if note else []),
        f"return {reduced.replace('{weights}', chosen)}",
    ]
    return "\n".join(["def over_channels(maps):", *(f"    {line}" for line in lines)])
