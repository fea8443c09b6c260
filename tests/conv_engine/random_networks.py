"""Random chains of nodes for property tests, each of which fits what the one before gives."""

from collections.abc import Sequence

from hypothesis import strategies as st

from conv_engine.networks import (
    AdaptivePooling,
    ChannelNorm,
    Conv,
    DepthwiseConv,
    Network,
    Node,
    Operation,
    Padding,
    Pooling,
    SeparableConv,
    TransposedConv,
    Unchanged,
    Upsampling,
)

small = st.integers(1, 3)
padding = st.integers(0, 2)
either = st.booleans()

windows = st.one_of(
    st.builds(Conv, st.just(2), small, small, small, padding, small, bias=either),
    st.builds(DepthwiseConv, st.just(2), small, small, small, padding, bias=either),
    st.builds(SeparableConv, st.just(2), small, small, small, st.just(1), st.just("same")),
    st.builds(Pooling, st.just(2), st.integers(2, 3), small, st.integers(0, 1), ceil_mode=either),
    st.builds(Padding, st.just(((1, 0), (0, 2)))),
    st.builds(ChannelNorm, statistics=either),
    st.just(Unchanged()),
)
stamps = st.one_of(
    st.builds(TransposedConv, st.just(2), small, small, small, bias=either),
    st.builds(Upsampling, st.integers(1, 3)),
    st.builds(AdaptivePooling, st.just(2), st.integers(2, 4)),
)
sizes = st.tuples(small, st.integers(1, 20), st.integers(1, 20))


def chain(operations: Sequence[Operation]) -> Network:
    """Return a network in which each node takes the one before it."""
    names = ["input", *(f"n{place}" for place in range(len(operations)))]
    nodes = (
        Node(name, type(operation).__name__, operation, (before,))
        for name, before, operation in zip(names[1:], names, operations, strict=False)
    )
    return Network(tuple(nodes))
