"""Layers of sequences and how their calls are read: recurrent ones, attention, one at each step."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from conv_engine.networks import Attention, EachStep, Operation, Recurrent, Repeat
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


def _encoder_layer(d_model: int, nhead: int, dim_feedforward: int = 2048, **_: object) -> Operation:
    return Attention(d_model, in_features=d_model, hidden=dim_feedforward)


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


def wrap(kind: str, inner: Operation) -> Operation:
    """Return what a layer of Keras around another one does.

    Raises
    ------
    ValueError
        If it goes around no such layer.
    """
    if kind == "TimeDistributed":
        return EachStep(inner)
    if isinstance(inner, Recurrent):
        return bidirectional(inner)
    raise ValueError("can only go around a recurrent layer")


def wrapped_layer(values: Mapping[str, Value], given: tuple[Value, ...]) -> LayerObject | None:
    """Return the layer that Bidirectional or TimeDistributed is given."""
    inner = values.get("layer", next(iter(given), None))
    return inner if isinstance(inner, LayerObject) else None


WRAPPING = ("Bidirectional", "TimeDistributed")
"""Layers of Keras around another one."""
TORCH_SEQUENCES: Mapping[str, Maker] = MappingProxyType(
    {
        **{kind: _torch_recurrent(GATES[kind]) for kind in ("RNN", "GRU", "LSTM")},
        "MultiheadAttention": _torch_attention,
        "TransformerEncoderLayer": _encoder_layer,
    }
)
KERAS_SEQUENCES: Mapping[str, Maker] = MappingProxyType(
    {
        **{kind: _keras_recurrent(GATES[kind]) for kind in ("SimpleRNN", "GRU", "LSTM")},
        "MultiHeadAttention": _keras_attention,
        "RepeatVector": Repeat,
    }
)
"""The classes of sequences that are read, by name."""
