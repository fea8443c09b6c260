"""A model as the lesson opens it: its layers, and which of them add up channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from conv_engine import ConvSpec
from conv_engine.networks import Network, NetworkTrace
from conv_engine.networks.filled import draw_learned, fill_network
from conv_engine.networks.learned import FilterSource, LearnedFilters
from conv_engine.networks.weighted import WeightedNetwork
from conv_engine.samples import RGB
from files.kernels import Layout
from files.models import Model, ModelLayer
from files.models.fitted import FittedWeights
from files.models.model import order_axes
from files.models.named_layers import LAST_WORD
from files.network_text import read_network
from text import count_text, one_line, weight_text
from ui.lessons.model.words import opening as words
from ui.pictures.network_rows import plain_name

LINEAR = ("Linear", "Dense", "Gemm")
"""Kinds of nodes that add up features."""
LONGEST_NAME = 40
"""Characters of a layer's name in a menu."""
USUAL_SIDE = 64
"""Rows and columns of a picture for a network that takes any."""


@dataclass(frozen=True, eq=False)
class OpenLayer:
    """A layer of a model that can be chosen.

    Parameters
    ----------
    place : int
        Among all layers, counted from 0.
    name, kind : str
        The name of the node, or of the layer in the file, and what it is. Both are plain text.
    source : FilterSource, optional
        Its filters, if it adds up channels.
    of_file : ModelLayer, optional
        The layer of a file without a graph.
    label : str
        What people call it, where its name is one that a program made up.
    """

    place: int
    name: str
    kind: str
    source: FilterSource | None = None
    of_file: ModelLayer | None = None
    label: str = ""

    @property
    def title(self) -> str:
        """Its number, name and filters, as a menu has them."""
        name = f"{self.place + 1}. {self.short_name}"
        if self.source is None:
            return f"{name} ({self.kind})"
        describe = words.describe_features if self.kind in LINEAR else weight_text
        return f"{name}: {describe(self.source.shape)}"

    @property
    def short_name(self) -> str:
        """Its name for a menu or a sentence."""
        name = plain_name(self.label or self.name, self.kind)
        return one_line(f"{self.kind} {name}" if name.isdigit() else name, LONGEST_NAME)


@dataclass(frozen=True, eq=False)
class OpenModel:
    """A model with what its layers are chosen by.

    Parameters
    ----------
    key : str
        Tells it from others.
    model : Model
    layers : tuple of OpenLayer
        The nodes of its graph; without a graph, the convolutions of the file.
    trace : NetworkTrace, optional
        The sizes in it, where there is a graph.
    is_example : bool
    """

    key: str
    model: Model
    layers: tuple[OpenLayer, ...]
    trace: NetworkTrace | None = None
    is_example: bool = False

    @property
    def network(self) -> WeightedNetwork | None:
        """Its graph with numbers, if the file has one."""
        return self.model.network

    @property
    def adding(self) -> tuple[OpenLayer, ...]:
        """The layers that add up channels; where none does in one step, those of the file."""
        found = tuple(layer for layer in self.layers if layer.source is not None)
        if found:
            return found
        return tuple(_layer_of_file(place, one) for place, one in enumerate(self.model.layers))


def open_layers(model: Model, key: str, is_example: bool = False) -> OpenModel:
    """List the layers of a model: the nodes of its graph, or else the convolutions of its file."""
    network = model.network
    if network is None:
        layers = tuple(_layer_of_file(place, one) for place, one in enumerate(model.layers))
        return OpenModel(key, model, layers)
    nodes = tuple(
        OpenLayer(place, node.name, node.kind, network.filters.get(node.name), label=node.label)
        for place, node in enumerate(network.nodes)
    )
    return OpenModel(key, model, nodes, _trace(network), is_example)


def _trace(network: Network) -> NetworkTrace | None:
    """Follow the sizes, as far as they are known."""
    shape = find_input_shape(network)
    if shape is None:
        return None
    try:
        return network.trace(shape)
    except ValueError:
        return None


def open_text(text: str, source: Model | None, seed: int, key: str) -> OpenModel:
    """Read a network from a text, and give it numbers.

    Parameters
    ----------
    text : str
        A program, a list of layers, a printed model.
    source : Model, optional
        A file of weights, whose arrays are taken by name and shape; random numbers by default.
    seed : int
    key : str

    Raises
    ------
    ValueError
        If the text has no layers for pictures, or none of their weights are in the file.
    """
    network = read_network(text)
    shape = find_input_shape(network) or (len(RGB), USUAL_SIDE, USUAL_SIDE)
    if not network.nodes or len(network.inputs) != 1:
        raise ValueError(words.NO_NETWORK)
    find = draw_learned(seed) if source is None else FittedWeights(source.arrays).find
    filled = fill_network(network, shape, find)
    if not filled.filters:
        why = words.NOTHING_FITS if source else words.NOTHING_ADDS
        raise ValueError(count_text(len(network.nodes), *why))
    if source is None:
        name = words.PASTED_RANDOM.format(seed=seed)
    else:
        name = words.PASTED_FILLED.format(file=source.name)
    arrays = () if source is None else source.arrays
    notes = _missing_notes(filled)
    model = Model(name, "text", (), notes, filled, arrays)
    return open_layers(model, key)


def _missing_notes(network: WeightedNetwork) -> tuple[str, ...]:
    """Name the first node that cannot be computed."""
    missing = [node for node in network.nodes if node.name not in network.rules]
    if not missing:
        return ()
    first = missing[0]
    return (words.LEFT_OUT.format(name=first.name, kind=first.kind),)


def find_input_shape(network: Network, side: int = USUAL_SIDE) -> tuple[int, int, int] | None:
    """Return the channels, rows and columns of the picture that a network takes.

    Parameters
    ----------
    network : Network
    side : int
        Rows and columns of a network that takes any.

    Returns
    -------
    (int, int, int) or None
        None where the network takes no picture, or several inputs.

    Examples
    --------
    >>> from conv_engine.networks import Conv, Node
    >>> network = Network((Node("conv", "Conv", Conv(2, 8, 3, in_channels=1), ("input",)),))
    >>> find_input_shape(network, 28)
    (1, 28, 28)
    """
    if len(network.inputs) != 1:
        return None
    (name, shape), *_ = network.inputs.items()
    if shape is not None:
        return (shape[0], shape[1], shape[2]) if len(shape) == 3 else None
    first = next((node for node in network.nodes if name in node.inputs), None)
    channels = getattr(first and first.operation, "in_channels", None)
    return None if channels is None else (channels, side, side)


def _layer_of_file(place: int, layer: ModelLayer) -> OpenLayer:
    shape = order_axes(layer.array.shape, layer.layouts[0])
    kind = words.TRANSPOSED if layer.transposed else words.CONVOLUTION
    source = FilterSource(shape, partial(read_as, layer, layer.layouts[0]))
    return OpenLayer(place, layer.name, kind, source, layer)


def read_as(layer: ModelLayer, layout: Layout, stride: int = 1, padding: int = 0) -> LearnedFilters:
    """Read the filters of a file without a graph by an order of axes, and a geometry by hand.

    What the file says of the geometry counts. A bias that is none of so many filters is left out.
    """
    weight = layer.read_as(layout)
    bias = layer.bias if layer.bias is not None and len(layer.bias) == len(weight) else None
    spec = layer.spec
    if spec is None or spec.weight_shape != weight.shape or spec.bias != (bias is not None):
        spec = ConvSpec.of(weight, bias)
    return LearnedFilters(weight, bias, spec)


def linear_layers(model: Model) -> list[str]:
    """Name the linear layers of a file of weights alone: their weights have two axes.

    Examples
    --------
    >>> from files.models.model import ModelArray
    >>> shapes = {"conv.weight": (8, 3, 5, 5), "fc.weight": (10, 8), "fc.bias": (10,)}
    >>> arrays = tuple(ModelArray(name, shape, list) for name, shape in shapes.items())
    >>> linear_layers(Model("w.pt", "PyTorch", (), arrays=arrays))
    ['fc']
    """
    flat = [array.name for array in model.arrays if len(array.shape) == 2]
    return [LAST_WORD.sub("", name) for name in flat if LAST_WORD.search(name)]


def takes_picture(source: FilterSource) -> bool:
    """Whether filters are as deep as a picture in colour or in grey.

    Examples
    --------
    >>> shapes = (64, 3, 7, 7), (6, 1, 5, 5), (64, 64, 3, 3)
    >>> [takes_picture(FilterSource(shape, lambda: None)) for shape in shapes]
    [True, True, False]
    """
    return source.shape[1] in (1, len(RGB))


def nearest_layer(layers: Sequence[OpenLayer], place: int | None) -> OpenLayer:
    """Return the last of some layers up to a place, or the first of them.

    Examples
    --------
    >>> layers = [OpenLayer(place, "", "") for place in (0, 3)]
    >>> [nearest_layer(layers, place).place for place in (None, 2, 5)]
    [0, 0, 3]
    """
    before = [layer for layer in layers if place is not None and layer.place <= place]
    return before[-1] if before else layers[0]
