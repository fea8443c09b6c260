"""Layers of sequences and how their calls are read: recurrent ones, attention, one at each step."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from conv_engine.networks import (
    Attention,
    Conv,
    ConvRecurrent,
    EachStep,
    Operation,
    Recurrent,
    RecurrentCell,
    Repeat,
    Transformer,
)
from files.networks.values import LayerObject, Value

Maker = Callable[..., Operation]
GATES = MappingProxyType({"RNN": 1, "SimpleRNN": 1, "GRU": 3, "LSTM": 4})


def _torch_recurrent(gates: int) -> Maker:
    def make(
        input_size: int | None,
        hidden_size: int,
        num_layers: int = 1,
        bias: bool = True,
        batch_first: bool = False,
        dropout: object = 0,
        bidirectional: bool = False,
        *,
        nonlinearity: object = None,
        device: object = None,
        dtype: object = None,
    ) -> Operation:
        directions = 2 if bidirectional else 1
        biases = 2 if bias else 0
        return Recurrent(gates, hidden_size, input_size, num_layers, directions, biases)

    return make


def _torch_cell(gates: int) -> Maker:
    def make(input_size: int | None, hidden_size: int, bias: bool = True, **_: object) -> Operation:
        biases = 2 if bias else 0
        return RecurrentCell(Recurrent(gates, hidden_size, input_size, biases=biases))

    return make


def _keras_recurrent(gates: int) -> Maker:
    def make(
        units: int,
        activation: object = None,
        recurrent_activation: object = None,
        use_bias: bool = True,
        *,
        return_sequences: bool = False,
        reset_after: bool = True,
        **_: object,
    ) -> Operation:
        twice = gates == GATES["GRU"] and reset_after
        biases = (2 if twice else 1) if use_bias else 0
        return Recurrent(
            gates,
            units,
            biases=biases,
            sequences=bool(return_sequences),
            channels_last=True,
        )

    return make


def _conv_recurrent(dimensions: int) -> Maker:
    def make(
        filters: int,
        kernel_size: Value,
        strides: Value = 1,
        padding: Value = "valid",
        data_format: object = None,
        dilation_rate: Value = 1,
        activation: object = None,
        recurrent_activation: object = None,
        use_bias: bool = True,
        *,
        return_sequences: bool = False,
        **_: object,
    ) -> Operation:
        gates = Conv(
            dimensions,
            4 * filters,
            kernel_size,
            strides,
            padding.lower(),
            dilation_rate,
            bias=bool(use_bias),
        )
        return ConvRecurrent(gates, bool(return_sequences))

    return make


def _torch_attention(
    embed_dim: int, num_heads: int, dropout: object = 0, bias: bool = True, **_: object
) -> Operation:
    return Attention(embed_dim, in_features=embed_dim, bias=bool(bias))


def _keras_attention(
    num_heads: int,
    key_dim: int,
    value_dim: int | None = None,
    dropout: object = 0,
    use_bias: bool = True,
    **_: object,
) -> Operation:
    values = None if value_dim is None else num_heads * value_dim
    return Attention(num_heads * key_dim, values, bias=bool(use_bias), channels_last=True)


def _transformer_layer(crossed: bool) -> Maker:
    def make(
        d_model: int,
        nhead: int,
        dim_feedforward: int = 2048,
        dropout: object = 0.1,
        activation: object = "relu",
        layer_norm_eps: object = 1e-5,
        batch_first: object = False,
        norm_first: object = False,
        bias: bool = True,
        **_: object,
    ) -> Operation:
        return Attention(
            d_model,
            in_features=d_model,
            hidden=dim_feedforward,
            crossed=crossed,
            bias=bool(bias),
        )

    return make


def _transformer(
    d_model: int = 512,
    nhead: int = 8,
    num_encoder_layers: int = 6,
    num_decoder_layers: int = 6,
    dim_feedforward: int = 2048,
    dropout: object = 0.1,
    activation: object = "relu",
    *,
    bias: bool = True,
    **_: object,
) -> Operation:
    """Return both stacks, each with a norm behind it."""
    layer = Attention(
        d_model, in_features=d_model, hidden=dim_feedforward, norm=True, bias=bool(bias)
    )
    encoder = replace(layer, layers=num_encoder_layers)
    return Transformer(encoder, replace(layer, layers=num_decoder_layers, crossed=True))


def bidirectional(inner: Recurrent, merge_mode: Value = "concat") -> Operation:
    """Return a recurrent layer of Keras that goes through the sequence both ways."""
    if merge_mode not in ("concat", None):
        raise ValueError("its merge_mode adds both directions up, which is not followed here")
    return Recurrent(
        inner.gates,
        inner.units,
        biases=inner.biases,
        directions=2,
        sequences=inner.sequences,
        channels_last=True,
    )


def wrap(layer: LayerObject, inner: Operation) -> Operation:
    """Return what a layer around another one does.

    Raises
    ------
    ValueError
        If it goes around no such layer.
    """
    if layer.kind == "TimeDistributed":
        return EachStep(inner)
    if layer.kind in STACKS:
        return _stack(layer, inner)
    if isinstance(inner, Recurrent):
        return bidirectional(inner, layer.keywords.get("merge_mode", "concat"))
    raise ValueError("can only go around a recurrent layer")


def _stack(layer: LayerObject, inner: Operation) -> Operation:
    """Return several layers of a transformer in a row, and perhaps a norm behind them."""
    given = dict(enumerate(layer.arguments))
    count = layer.keywords.get("num_layers", given.get(1))
    norm = layer.keywords.get("norm", given.get(2))
    if not isinstance(inner, Attention) or not isinstance(count, int):
        raise ValueError("needs a layer of a transformer, and num_layers")
    return replace(inner, layers=count, norm=norm is not None)


def wrapped_layer(values: Mapping[str, Value], given: tuple[Value, ...]) -> LayerObject | None:
    """Return the layer that another one is given to go around."""
    named = [values[name] for name in INNER if name in values]
    inner = next(iter([*named, *given]), None)
    return inner if isinstance(inner, LayerObject) else None


STACKS = ("TransformerEncoder", "TransformerDecoder")
INNER = ("layer", "encoder_layer", "decoder_layer")
WRAPPING = ("Bidirectional", "TimeDistributed", *STACKS)
"""Layers around another one."""
MEETING = ("Bilinear", "Transformer", "TransformerDecoder", "TransformerDecoderLayer")
"""Layers of PyTorch that take two sequences."""
TORCH_SEQUENCES: Mapping[str, Maker] = MappingProxyType(
    {
        **{kind: _torch_recurrent(GATES[kind]) for kind in ("RNN", "GRU", "LSTM")},
        "MultiheadAttention": _torch_attention,
        **{f"{kind}Cell": _torch_cell(GATES[kind]) for kind in ("RNN", "GRU", "LSTM")},
        "TransformerEncoderLayer": _transformer_layer(crossed=False),
        "TransformerDecoderLayer": _transformer_layer(crossed=True),
        "Transformer": _transformer,
    }
)
KERAS_SEQUENCES: Mapping[str, Maker] = MappingProxyType(
    {
        **{kind: _keras_recurrent(GATES[kind]) for kind in ("SimpleRNN", "GRU", "LSTM")},
        **{f"ConvLSTM{n}D": _conv_recurrent(n) for n in (1, 2, 3)},
        "MultiHeadAttention": _keras_attention,
        "RepeatVector": Repeat,
    }
)
"""The classes of sequences that are read, by name."""
