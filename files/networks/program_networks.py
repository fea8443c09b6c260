"""The network of a program: which of its models is meant, and what comes in."""

import ast
import re
from collections.abc import Mapping
from dataclasses import replace

from conv_engine.networks import Network, TextProblem
from conv_engine.networks.operation import Shape
from files.networks import old_keras
from files.networks.budget import OutOfSteps
from files.networks.found_models import (
    declared_shape,
    framework_made_in,
    inputs_of,
    is_model,
    makes_layers,
    names_used,
    parts_of,
)
from files.networks.graph import Graph
from files.networks.interpreter import Interpreter
from files.networks.known_blocks import blocks_named
from files.networks.library import Library
from files.networks.naming import layers_within, name_layers
from files.networks.said_sizes import data_shape, named_arrays, prose_of, said_in_prose
from files.networks.statements import parse_statements
from files.networks.text_problems import count_others
from files.networks.unused_layers import count_unused, describe_unused
from files.networks.value_parts import tensors_of
from files.networks.values import (
    Array,
    Container,
    Framework,
    Function,
    FunctionalModel,
    LayerObject,
    Lost,
    OwnClass,
    OwnObject,
    Tensor,
    Value,
    is_layer,
)

CHANNELS_FIRST = re.compile(
    r"(?:data_format\s*=\s*|set_image_data_format\(\s*|dim_ordering\s*=\s*)['\"](?:channels_first|th)\b"
)
SLIDING = re.compile(r"(?:[Cc]onv|[Pp]ool|Padding|Pad|BatchNorm)[a-z_]*(?:ing)?([123])[dD]")

SEQUENCE = re.compile(r"\b(?:RNN|LSTM|GRU|Transformer\w*|MultiheadAttention)\(")
"""Layers of sequences, to which PyTorch gives the samples on the second axis, unless it is told."""

TORCH_SIGN = re.compile(
    r"\btorch\b|(?<!tf\.)\bnn\.|\bF\.|(?<!tf\.nn\.)\b\w*[a-z]\dd\((?!\s*\d+,\s*[(\[])|\bforward\(|\bModuleList"
)
KERAS_SIGN = re.compile(
    r"\bkeras\b|\btf\.|\blayers\.|[a-z]\dD\(|\bDense\(|\.add\(|\bK\.|\binput_shape\s*="
    r"|\b[Cc]onv[123][dD]\(\s*\d+\s*,\s*[(\[]|\bactivation\s*=\s*['\"]"
)
"""Words of one framework; a kernel behind one number is Keras's, which tells no input channels."""

LAYER_CALL = re.compile(
    r"[^#'\"]*?\b((?:Conv|MaxPool|AvgPool|AveragePool|BatchNorm|Linear|Dense|Flatten)\w*|conv[123]d)"
    r"\("
)
"""A line that is meant to make a layer."""


NOWHERE = slice(0, 0)
NO_OUTPUT = re.compile(r"(?i)loss|criterion|entropy|print|Output\b")
"""Names of what a model may return beside what it gives."""


def framework_in(text: str) -> Framework:
    """Return whose words a text has, where a name is of both frameworks.

    Examples
    --------
    >>> framework_in("model.add(Flatten())"), framework_in("nn.Flatten()")
    ('keras', 'pytorch')
    """
    return "keras" if len(KERAS_SIGN.findall(text)) > len(TORCH_SIGN.findall(text)) else "pytorch"


def read_program(
    lines: list[str], numbers: Mapping[str, int], shape: Shape | None = None
) -> Network:
    """Follow a program to the network that it makes.

    Parameters
    ----------
    lines : list of str
        As `clean_lines` returns them.
    numbers : mapping of str to int
        Numbers of names that the text leaves open.
    shape : tuple of int, optional
        Of the first input, in place of what the text says.
    """
    return _Reading(lines, numbers, shape).run()


class _Reading:
    """One program on its way to its network."""

    def __init__(
        self, lines: list[str], numbers: Mapping[str, int], shape: Shape | None = None
    ) -> None:
        self.lines, self.text = lines, "\n".join(lines)
        self.framework = framework_in(self.text)
        self.statements = parse_statements(lines)
        graph = Graph(CHANNELS_FIRST.search(self.text) is None, shape)
        directions = SLIDING.search(self.text)
        graph.dimensions = int(directions[1]) if directions else 2
        graph.counts_samples = "Embedding(" in self.text
        if directions is None and SEQUENCE.search(self.text) and self.framework == "pytorch":
            graph.dimensions, graph.counts_samples = 1, True
            graph.samples_second = "batch_first" not in self.text
        library = Library(graph, self.framework, old_keras.is_keras_1(self.text))
        self.prose = prose_of(lines, self.statements)
        said = named_arrays(f"{self.prose.whole}\n{self._lists()}", self.framework)
        self.program = Interpreter(numbers, library, graph, said)
        self.graph, self.library = graph, library
        library.onnx.array_named, library.onnx.numbers = self._array_named, numbers
        self.ended_early = False
        self.known: set[str] = set()
        self.unused: dict[str, int] = {}
        self.unread = [
            self.library.unread_layer(found[1], lines[number - 1].strip(), number)
            for number in sorted(self.statements.lost - self.statements.quoting)
            if (found := LAYER_CALL.match(lines[number - 1]))
        ]

    def _array_named(self, name: str) -> Array | None:
        """Return the array that the text makes, or says, of a name."""
        value = self.program.module.names.get(name)
        if isinstance(value, Array):
            return value
        return named_arrays(self.text, self.framework).get(name)

    def _lists(self) -> str:
        """Return the lines that say a shape after a call: `F.conv2d(x, w), w (8, 3, 5, 5)`."""
        tuples = (
            node
            for node in self.statements.nodes
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Tuple)
        )
        return "\n".join(self.lines[node.lineno - 1] for node in tuples)

    def run(self) -> Network:
        """Return the network, and what is to be said of the text."""
        self.follow()
        network = self.network()
        problems = (*self.problems(network), *self.library.problems)
        unused = {} if self.ended_early else self.unused
        return replace(network, problems=problems, unused=unused)

    def follow(self) -> None:
        """Follow the statements as far as the budget reaches."""
        try:
            self.program.run(blocks_named(self.text))
            self.known = set(self.program.module.names)
            self.program.run(self.statements.nodes)
        except OutOfSteps:
            self.ended_early = True
        self.library.ask_filters()

    def network(self) -> Network:
        """Return the network that is meant."""
        try:
            return self._meant()
        except OutOfSteps:
            self.ended_early = True
            start = next(iter(self.graph.inputs), None)
            return self._after(start) if start else Network(())

    def _meant(self) -> Network:
        """Prefer a model that was shown or called, then the last made, then loose layers."""
        if self.program.functional:
            return self._functional()
        if self.program.shown:
            model, shape = self.program.shown[-1]
            return self._run(model, shape)
        if self.program.runs:
            return self._after_run()
        return self._made()

    def _functional(self) -> Network:
        model = self.program.functional[-1]
        names = [tensor.node for tensor in model.outputs]
        return self.graph.network(model.inputs[0].node, names, (), tuple(self.library.open_numbers))

    def _after_run(self) -> Network:
        """Return the network of the last call of a model."""
        run = self.program.runs[-1]
        self.unused = count_unused(run.model, self.library, self.graph.users)
        return self._after(run.start, run.result, run.nodes)

    def _after(self, start: str, given: Value = None, nodes: slice = NOWHERE) -> Network:
        if isinstance(given, Lost) and not NO_OUTPUT.search(given.text):
            given = self.library.recover(given, 0)
            nodes = slice(nodes.start, None)
        names = [tensor.node for tensor in tensors_of(given)]
        opened = tuple(self.library.open_numbers)
        return self.graph.network(start, names, (), opened, self.graph.nodes[nodes])

    def _made(self) -> Network:
        """Run the last model that is no part of another, or the layers one after the other."""
        model = self._last_model()
        if self.program.functional:
            return self._functional()
        if self.program.runs:
            return self._after_run()
        published = self.program.published[-1:]
        if model is None and published and not self._loose():
            return self._run_published(published[0])
        if model is None and self.graph.nodes:
            return self._after(next(iter(self.graph.inputs)))
        if model is None:
            model = self._loose_layers()
            self.library.flattens = True
        return Network(()) if model is None else self._run(model, ())

    def _run_published(self, model: Value) -> Network:
        """Return a model that the text names, and of which it makes nothing else."""
        if not isinstance(model, FunctionalModel):
            return self._run(model, ())
        names = [tensor.node for tensor in model.outputs]
        return self.graph.network(model.inputs[0].node, names)

    def _last_model(self) -> Value:
        """Return the last model of the text: made in it, returned by a function, or a class."""
        names = {
            name: value
            for name, value in self.program.module.names.items()
            if name not in self.known
        }
        parts = set(map(id, parts_of(list(names.values()))))
        parts |= self.program.called if self.graph.nodes else set()
        made = {n: v for n, v in names.items() if is_model(v) and id(v) not in parts}
        if made:
            self.note_choice(list(made), "models")
            return list(made.values())[-1]
        unnamed = [v for v in self.program.made if isinstance(v, OwnObject) and is_model(v)]
        inner = set(map(id, parts_of(unnamed)))
        unnamed = [v for v in unnamed if id(v) not in parts | inner]
        if unnamed:
            return unnamed[-1]
        return self._from_definitions(list(names.values()))

    def note_choice(self, names: list[str], thing: str) -> None:
        """Say which of several models, or functions that may make one, is read."""
        if len(names) > 1:
            sentence = f"the text has {len(names)} {thing}: the last, `{names[-1]}`, is read"
            self.library.problems.append(TextProblem(sentence))

    def _from_definitions(self, values: list[Value]) -> Value:
        """Make a model of the last class that no other uses, or call the last builder function."""
        classes = [value for value in values if isinstance(value, OwnClass)]
        functions = [value for value in values if isinstance(value, Function)]
        used = names_used(self.statements.nodes)
        mains = [each for each in classes if each.node.name not in used] or classes[-1:]
        mains = [each for each in mains if makes_layers(each)] or mains[-1:]
        builders = [each for each in functions if each.name not in (*used, "lambda")]
        if not mains and self._loose():
            return None  # what the text makes of its functions, or beside them
        for place, function in reversed(list(enumerate(builders, start=1))):
            made = self._model_from(function)
            if made is not None or self.program.runs:
                self.note_choice([each.name for each in builders[:place]], "functions")
                return made
        for each in reversed(mains):
            made = self.program.call(each, [], {}, each.node.lineno)
            if isinstance(made, OwnObject) and is_model(made):
                return made
        return None

    def _model_from(self, function: Function) -> Value:
        """Call a function of the text; its model counts if it returns one or works on layers."""
        nodes = len(self.graph.nodes)
        made = self.program.call(function, [], {}, 0)
        wants = function.node.args.args
        if len(self.graph.nodes) == nodes and wants and not is_layer(made):
            start = self._start(None, ())
            made = self.program.call(function, [start], {}, 0)
        if isinstance(made, tuple | list) and made and is_model(made[0]):
            made = made[0]
        if is_model(made):
            return made
        if len(self.graph.nodes) > nodes and self.graph.inputs:
            return made
        return None

    def _loose(self) -> list[Value]:
        """Return the layers and containers that the text makes and gives to nothing."""
        held = set(
            map(id, parts_of([v for v in self.program.made if not isinstance(v, LayerObject)]))
        )
        for value in self.program.made:
            if isinstance(value, LayerObject):
                held |= {id(each) for each in (*value.arguments, *value.keywords.values())}
        return [v for v in self.program.made if id(v) not in held and is_layer(v)]

    def _loose_layers(self) -> Value:
        """Return the layers that the text makes one by one, as a chain."""
        layers = self._loose()
        layers = sorted([*layers, *self.unread], key=lambda layer: layer.line)
        if not layers:
            return None
        chain = Container("", self.framework)
        for layer in layers:
            within = next((each for _, each in layers_within(layer)), None)
            if self.library.absent and isinstance(within, LayerObject) and within.kind == "Linear":
                chain.add(self.library.stranger(self.library.absent, layer.line))
            chain.add(layer, layer.name)
        return chain

    def _run(self, model: Value, shape: tuple[Value, ...]) -> Network:
        """Call a model on what the text says comes in."""
        if isinstance(model, Tensor | tuple | list):
            return self._after(next(iter(self.graph.inputs)), model)
        name_layers(model)
        start = self._start(model, shape)
        first = len(self.graph.nodes)
        names = inputs_of(model)[1:]
        others = [self.graph.start(start.shape, start.framework, name) for name in names]
        result = self.program.call(model, [start, *others], {}, 0)
        self.unused = count_unused(model, self.library, self.graph.users)
        return self._after(start.node, result, slice(first, None))

    def _start(self, model: Value, shape: tuple[Value, ...]) -> Tensor:
        """Begin a model with the input that the text says, in the order of its framework."""
        if isinstance(model, Container) and model.children and isinstance(model.values[0], Tensor):
            return model.values[0]
        if self.graph.inputs and not self.graph.nodes and self.framework == "keras":
            name, declared_before = list(self.graph.inputs.items())[-1]
            return Tensor(name, declared_before, "keras")
        declared = declared_shape(model)
        if declared is not None:
            return self.library.start_keras(declared)
        framework = framework_made_in(model) or self.framework
        sizes = [shape] if shape else self.program.sizes
        if sizes:
            return self.graph.add_input(self._with_samples(sizes[-1], framework))
        made = [v for v in self.program.module.names.values() if isinstance(v, Array)]
        if made and len(made[-1].shape) > 1:
            return self.graph.add_input(made[-1])
        dimensions, channels = self.graph.dimensions, self._first_channels(model)
        said = said_in_prose(self.prose, dimensions, framework, channels)
        if said is None and self.graph.dimensions == 2:
            said = self.graph.tried_shape or data_shape(self.text, channels)
        return self.graph.start(said or self.graph.tried_shape, framework)

    def _first_channels(self, model: Value) -> int | None:
        """Return how many channels the first convolution of PyTorch says that it takes."""
        within = [layer for _, layer in layers_within(model)] or self.program.made
        for layer in within:
            if isinstance(layer, LayerObject) and re.match(r"Conv\dd|ConvTranspose", layer.kind):
                given = layer.keywords.get("in_channels", next(iter(layer.arguments), None))
                return given if isinstance(given, int) else None
        return None

    def _with_samples(self, shape: tuple[Value, ...], framework: Framework) -> Array:
        """Return a shape of a summary as numbers; torchsummary leaves the samples out."""
        full = self.graph.dimensions + 2
        if framework == "keras" and len(shape) < full:
            return Array((None, *shape), framework)
        return Array(shape if len(shape) >= min(full, 4) else (None, *shape), framework)

    def problems(self, network: Network) -> list[TextProblem]:
        """Say what of the text is not a layer, in one line, and where reading ended."""
        found = []
        if self.ended_early:
            sentence = (
                "the text takes too many steps to follow, so only the part before that was read"
            )
            found.append(TextProblem(sentence))
        found += count_others(self.lines, (node.line for node in network.nodes))
        if self.unused and not self.ended_early:
            found.append(TextProblem(describe_unused(self.unused)))
        if not network.nodes:
            found.append(TextProblem("there is no layer in this text"))
        return found
