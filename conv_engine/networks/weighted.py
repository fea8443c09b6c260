"""A network with the numbers it learned: its forward pass, and the results of any node."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike

from conv_engine.networks.calculations import check_size, convolve
from conv_engine.networks.convolutions import Conv
from conv_engine.networks.learned import FilterSource, LearnedFilters
from conv_engine.networks.network import Network
from conv_engine.networks.node import Node
from conv_engine.numeric import Array, widen_numbers
from conv_engine.spec import ConvSpec

Rule = Callable[..., Array]
"""Computes a node from the arrays it takes, samples first."""


@dataclass(frozen=True)
class WeightedNetwork(Network):
    """A network whose nodes can be computed.

    Parameters
    ----------
    nodes, inputs, outputs, problems, open_numbers
        As for `Network`.
    rules : mapping of str to callable
        One for each node that can be computed, by its name. It takes what the node takes.
    filters : mapping of str to FilterSource
        The filters of each node that adds up channels, by its name.

    Examples
    --------
    >>> from conv_engine.networks import Elementwise, Node, Unchanged
    >>> network = WeightedNetwork(
    ...     (Node("a", "Relu", Unchanged(), ("x",)), Node("b", "Add", Elementwise(), ("x", "a"))),
    ...     inputs={"x": None},
    ...     rules={"a": lambda x: np.maximum(x, 0), "b": np.add},
    ... )
    >>> network.forward([[[-1.0, 2.0]]])
    array([[[-1.,  4.]]])
    >>> network.results([[[-1.0, 2.0]]], ["a"])
    {'a': array([[[0., 2.]]])}
    """

    rules: Mapping[str, Rule] = field(default_factory=dict, hash=False)
    filters: Mapping[str, FilterSource] = field(default_factory=dict, hash=False)

    @property
    def computable(self) -> tuple[str, ...]:
        """The nodes that have a rule, as has all that they need."""
        known = set(self.inputs)
        for node in self.nodes:
            if node.name in self.rules and known.issuperset(node.inputs):
                known.add(node.name)
        return tuple(node.name for node in self.nodes if node.name in known)

    def forward(self, input: ArrayLike | Mapping[str, ArrayLike]) -> Array | dict[str, Array]:
        """Compute the outputs.

        Parameters
        ----------
        input : array_like of shape (C, H, W) or (N, C, H, W), or a mapping by the inputs' names

        Returns
        -------
        ndarray or dict of str to ndarray
            By the names of the outputs where there are several; without samples if none came.

        Raises
        ------
        ValueError
            If a node on the way is not known, or something does not fit or is too large.
        """
        found = self.results(input, self.outputs or (self.nodes[-1].name,))
        return next(iter(found.values())) if len(found) == 1 else found

    def results(
        self, input: ArrayLike | Mapping[str, ArrayLike], names: Iterable[str]
    ) -> dict[str, Array]:
        """Compute some nodes, and only what they need.

        Parameters
        ----------
        input
            As for `forward`.
        names : iterable of str
            Of nodes.

        Raises
        ------
        ValueError
            As `forward`, and if there is no such node.
        """
        values, single = self._take_input(input)
        wanted = list(names)
        for _ in self._fill(values, wanted):
            pass
        return _choose_results(values, wanted, single)

    def follow(
        self, input: ArrayLike | Mapping[str, ArrayLike], names: Iterable[str]
    ) -> Iterator[float | dict[str, Array]]:
        """Compute as `results` does, and say on the way which share of the nodes is done.

        Yields
        ------
        float or dict of str to ndarray
            Shares from 0 to 1, and at the end what `results` returns.

        Examples
        --------
        >>> from conv_engine.networks import Node, Unchanged
        >>> nodes = Node("a", "Neg", Unchanged(), ("x",)), Node("b", "Neg", Unchanged(), ("a",))
        >>> rules = {"a": np.negative, "b": np.negative}
        >>> network = WeightedNetwork(nodes, inputs={"x": None}, rules=rules)
        >>> list(network.follow([[[1, 2]]], ["b"]))
        [0.5, 1.0, {'b': array([[[1, 2]]])}]
        """
        values, single = self._take_input(input)
        wanted = list(names)
        yield from self._fill(values, wanted)
        yield _choose_results(values, wanted, single)

    def switch_off(self, name: str, channels: Sequence[int]) -> "WeightedNetwork":
        """Return the network in which some channels of a node are 0 everywhere.

        Parameters
        ----------
        name : str
            Of a node.
        channels : sequence of int

        Examples
        --------
        >>> from conv_engine.networks import Node, Unchanged
        >>> node = Node("a", "Neg", Unchanged(), ("x",))
        >>> network = WeightedNetwork((node,), inputs={"x": None}, rules={"a": np.negative})
        >>> network.switch_off("a", [1]).forward([[[1]], [[2]]]).tolist()
        [[[-1]], [[0]]]
        """
        rule, silent = self.rules[name], list(channels)

        def compute_others(*arrays: Array) -> Array:
            values = np.array(rule(*arrays))
            values[:, silent] = 0
            return values

        return replace(self, rules={**self.rules, name: compute_others})

    def _fill(self, values: dict[str, Array], wanted: list[str]) -> Iterator[float]:
        """Put the results of wanted nodes into `values`; yield which share of the work is done."""
        needed = self._find_needed(wanted, values)
        every = len(needed)
        for node in self.nodes:
            if node.name not in needed:
                continue
            values[node.name] = self.compute(node, values)
            needed.discard(node.name)
            self._forget(values, needed, wanted)
            yield 1 - len(needed) / every

    def compute(self, node: Node, values: Mapping[str, Array]) -> Array:
        """Compute one node from arrays with samples in front, by the names of what it takes.

        Raises
        ------
        ValueError
            If the node is not known, or does not fit what arrives; the sentence names it.
        """
        if node.name not in self.rules:
            raise ValueError(f"{node.name} ({node.kind}): it cannot be computed here")
        found = self._compute(node, values)
        check_size(found.shape)
        return found

    def _compute(self, node: Node, values: Mapping[str, Array]) -> Array:
        """Compute one node, and say which one does not fit what arrives."""
        try:
            with np.errstate(all="ignore"):  # a network may divide by 0 as it likes
                return self.rules[node.name](*(values[name] for name in node.inputs))
        except ValueError as cause:
            reason = str(cause).partition("\n")[0]
            raise ValueError(f"{node.name} ({node.kind}): {reason}") from cause
        except Exception as cause:  # the settings of a damaged file may be anything
            raise ValueError(
                f"{node.name} ({node.kind}): its settings do not fit what arrives"
            ) from cause

    def _take_input(
        self, input: ArrayLike | Mapping[str, ArrayLike]
    ) -> tuple[dict[str, Array], bool]:
        """Name the inputs, put samples in front, and say whether there was one sample only."""
        given = input if isinstance(input, Mapping) else {next(iter(self.inputs), "input"): input}
        if missing := [name for name in self.inputs if name not in given]:
            raise ValueError(f"the network takes {missing[0]!r}, too: give each input by its name")
        arrays = {name: widen_numbers("input", values) for name, values in given.items()}
        single = all(self._is_sample(name, array) for name, array in arrays.items())
        values = {name: array[np.newaxis] if single else array for name, array in arrays.items()}
        for array in values.values():
            check_size(array.shape)
        return values, single

    def _is_sample(self, name: str, array: Array) -> bool:
        """Tell one sample from several: by the shape of the input, if it is known."""
        shape = self.inputs.get(name)
        return array.ndim in (1, 3) if shape is None else array.ndim == len(shape)

    def _find_needed(self, wanted: list[str], given: Mapping[str, Array]) -> set[str]:
        """Return the nodes that have to be computed."""
        by_name = {node.name: node for node in self.nodes}
        needed: set[str] = set()
        waiting = [name for name in wanted if name not in given]
        while waiting:
            name = waiting.pop()
            if name not in by_name:
                raise ValueError(f"the network has no node {name!r}")
            if name not in needed:
                needed.add(name)
                waiting += [taken for taken in by_name[name].inputs if taken not in given]
        return needed

    def _forget(self, values: dict[str, Array], needed: set[str], wanted: list[str]) -> None:
        """Let go of what no node takes any more."""
        taken = {name for node in self.nodes if node.name in needed for name in node.inputs}
        for name in [name for name in values if name not in taken and name not in wanted]:
            del values[name]


def layer_network(
    weight: Array, bias: Array | None = None, spec: ConvSpec | None = None, name: str = "layer"
) -> WeightedNetwork:
    """Make a network of one convolution.

    Parameters
    ----------
    weight : ndarray of shape (C_out, C_in / groups, k_h, k_w)
    bias : ndarray of shape (C_out,), optional
    spec : ConvSpec, optional
        By default without padding and strides.
    name : str
        Of the node.

    Examples
    --------
    >>> layer_network(np.array([[[[2]]]]), np.array([1])).forward([[[3, 4]]])
    array([[[7, 9]]])
    """
    geometry = ConvSpec.of(weight, bias) if spec is None else spec
    operation = Conv(
        2,
        geometry.out_channels,
        geometry.kernel_size,
        geometry.stride,
        geometry.padding,
        geometry.dilation,
        geometry.groups,
        geometry.bias,
        geometry.in_channels,
        padding_mode=geometry.padding_mode,
    )
    filters = LearnedFilters(weight, bias, geometry)
    return WeightedNetwork(
        (Node(name, "Conv", operation, ("input",)),),
        rules={name: lambda maps: convolve(maps, weight, bias, geometry)},
        filters={name: FilterSource(weight.shape, lambda: filters)},
    )


def _choose_results(
    values: Mapping[str, Array], wanted: list[str], single: bool
) -> dict[str, Array]:
    """Return the results that are asked for, without samples if none came."""
    if not single:
        return {name: values[name] for name in wanted}
    for name in wanted:
        if values[name].ndim == 0 or len(values[name]) == 0:
            raise ValueError(f"{name}: its result has no sample left")
    return {name: values[name][0] for name in wanted}
