"""What the names of PyTorch, Keras and TensorFlow mean: layers, functions, arrays, sizes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from conv_engine.networks import TextProblem
from files.networks import keras_layers, torch_layers
from files.networks.binding import TITLES, BoundCall, describe_open, unknown
from files.networks.framework_names import (
    CONTAINERS,
    SUMMARIES,
    framework_of_roots,
    means_keras,
    nearest_layer,
    right_spelling,
)
from files.networks.graph import Graph
from files.networks.keras_layers import KERAS_LAYERS
from files.networks.layer_calls import LayerCalls
from files.networks.made_arrays import make_array, makes_array, pass_on, passes_on
from files.networks.makers import keep_shape
from files.networks.onnx_nodes import ONNX_CALLS, OnnxNodes
from files.networks.onnx_words import is_node
from files.networks.python_functions import MATHEMATICS, entries
from files.networks.sequence_layers import STACKS
from files.networks.tensor_calls import is_learned
from files.networks.tensorflow_functions import LAYER_FUNCTIONS, TENSORFLOW_FUNCTIONS
from files.networks.torch_functions import TORCH_FUNCTIONS
from files.networks.torch_layers import TORCH_LAYERS
from files.networks.value_parts import holds_array, holds_tensor
from files.networks.values import (
    Array,
    Container,
    Framework,
    LayerObject,
    Lost,
    Open,
    Partial,
    Tensor,
    Value,
)


def is_windowed(kind: str) -> bool:
    """Whether a name is that of a function with windows, which is a layer wherever it is called.

    Examples
    --------
    >>> is_windowed("conv2d"), is_windowed("relu")
    (True, False)
    """
    known = kind in TORCH_FUNCTIONS or kind in TENSORFLOW_FUNCTIONS or kind in LAYER_FUNCTIONS
    return known and ("conv" in kind or "pool" in kind)


NAMESPACES = ("SimpleNamespace", "Namespace", "EasyDict", "edict", "AttrDict", "Munch", "DotMap")
"""Classes that only keep values by name."""


class Library(LayerCalls):
    """The meaning of the frameworks' names in one text.

    Parameters
    ----------
    graph : Graph
    framework : Framework
        Whose words the text has, where a name is of both.
    keras_1 : bool
        Whether the text is written in the words of Keras 1.
    """

    summaries = SUMMARIES

    def __init__(self, graph: Graph, framework: Framework, keras_1: bool = False) -> None:
        super().__init__(graph, framework, keras_1)
        self.options: dict[str, Value] = {}
        self.said: list[tuple[Value, ...]] = []
        self.onnx = OnnxNodes(graph, lambda name: None, {})
        self.absent = ""

    def note_use(self, callee: Open, given: Sequence[Value], named: Mapping[str, Value]) -> None:
        """Remember the default of an option of the command line."""
        if callee.last == "add_argument" and given and isinstance(given[-1], str):
            self.options[given[-1].lstrip("-").replace("-", "_")] = named.get("default")

    def ask_filters(self) -> None:
        """Ask for the filters of nodes of ONNX that nothing in the text has said."""
        self.problems += self.onnx.problems
        for each in self.onnx.unsettled.values():
            if each.question not in self.open_numbers:
                self.open_numbers.append(each.question)
                self.problems.append(TextProblem(describe_open([each.question]), each.line))

    def note_absent(self, model: Open, line: int) -> None:
        """Say that a model of which a text changes a layer is not in the text."""
        sentence = (
            f"`{model.text}` is not in this text: only the layers that replace its own are read"
        )
        if model.text != "self":
            self.absent = model.text.removesuffix("()").rpartition(".")[2]
            self.problems.append(TextProblem(sentence, line))

    def note_condition(self, condition: str, line: int) -> None:
        """Say which lines a text is read without, because it leaves their condition open."""
        sentence = f"`{condition}` is not known from the text, so it is read as false"
        self.problems.append(TextProblem(sentence, line))

    def framework_of(self, name: Open, kind: str) -> Framework | None:
        """Return whose layer a name means; None if it is not a layer."""
        roots = set(name.text.split(".")[:-1])
        framework = framework_of_roots(roots)
        if framework in ("pytorch", self.framework) and right_spelling(name):
            return None
        torch_has = kind in TORCH_LAYERS or kind in torch_layers.ENDING or kind in STACKS
        keras_has = kind in KERAS_LAYERS or kind in keras_layers.ENDING
        if torch_has and keras_has:
            return framework or self.framework
        return "pytorch" if torch_has else "keras" if keras_has else None

    def call(self, callee: Open, given: list[Value], named: dict[str, Value], line: int) -> Value:
        """Return what a call of a framework's name gives."""
        kind = callee.last
        given = [_in_words_of(callee, value) for value in given]
        if kind in TORCH_FUNCTIONS or kind in TENSORFLOW_FUNCTIONS:
            given = [self.recover(v, line) if isinstance(v, Lost) else v for v in given]
        is_slip = self.framework == "keras" and means_keras(callee, given, named)
        framework = None if is_slip else self.framework_of(callee, kind)
        if framework is None and not holds_tensor(given):
            framework = self._respelled(callee, line, "keras" if is_slip else None)
        if framework is not None and not holds_tensor(given):
            return LayerObject(kind, framework, tuple(given), dict(named), line)
        if kind in CONTAINERS:
            return self._container(callee, given, named, line)
        if kind in ONNX_CALLS or is_node(kind, named):
            return self.onnx.call(kind, given, named, line)
        if kind == "partial" and given:
            return Partial(given[0], tuple(given[1:]), named)
        if kind == "OrderedDict":
            return dict(entries(given[0])) if given else {}
        if kind in NAMESPACES:
            return {**next((value for value in given if isinstance(value, dict)), {}), **named}
        if kind in ("Input", "InputLayer", "placeholder"):
            return self._input(kind, given, named)
        if kind == "is_tensor" and given:
            return isinstance(given[0], Tensor | Array)
        if passes_on(kind):
            return pass_on(kind, given, named, self.framework)
        if makes_array(kind, given):
            return make_array(kind, given, named, self.framework)
        if kind == "cast" and len(given) == 2 and not holds_tensor(given):
            return given[1]  # of typing
        if given and isinstance(given[0], Open) and is_windowed(kind):
            given = [self.graph.start(None, self.framework), *given[1:]]
        if TORCH_FUNCTIONS.get(kind) is keep_shape and given and is_learned(given[0]):
            return given[0]
        if self._takes_tensor(kind, given, named):
            return self.operate(kind, given, named, line, callee)
        if is_windowed(kind) and given and isinstance(given[0], int):
            meant = self._layer_meant(callee, given, named, line)
            return meant or self.misplaced_function(kind, line)
        if kind == "reshape" and len(given) == 2 and isinstance(given[1], list | tuple):
            return Array((None, *given[1][1:]), self.framework)
        if kind in MATHEMATICS and given:
            opened = [value for value in given if isinstance(value, Open)]
            if opened:
                return Open(f"{callee.text}()", opened[0].asks, opened[0].of)
            return MATHEMATICS[kind](*given)
        if kind == "parse_args":
            return self.options
        if kind == "set_image_data_format":
            return None
        if framework is not None or nearest_layer(kind):
            made = LayerObject(kind, framework or self.framework, tuple(given), dict(named), line)
            if framework is None:
                self.bound[made] = BoundCall(unknown(kind, nearest_layer(kind)))
            return made
        return Open(f"{callee.text}()", callee.text)

    def _layer_meant(
        self, callee: Open, given: list[Value], named: dict[str, Value], line: int
    ) -> LayerObject | None:
        """Return the layer that a function's name without a module means, if it has its numbers.

        Two numbers are filters and kernel of Keras; PyTorch is told its input channels too.
        """
        if callee.text != callee.last:
            return None
        told_channels = len(given) > 2 and not isinstance(given[1], list | tuple)
        framework: Framework = "pytorch" if told_channels or "pool" in callee.last else "keras"
        if self.framework == "keras":
            framework = "keras"
        table = TORCH_LAYERS if framework == "pytorch" else KERAS_LAYERS
        plain = callee.last.replace("_", "")
        right = next((name for name in table if name.lower() == plain), None)
        if right is None:
            return None
        module = "nn." if framework == "pytorch" else ""
        sentence = f"`{callee.text}` is a function; it is read as the layer {module}{right}"
        self.problems.append(TextProblem(sentence, line))
        return LayerObject(right, framework, tuple(given), named, line)

    def _respelled(self, callee: Open, line: int, meant: Framework | None) -> Framework | None:
        """Return whose layer a name means whose capitals are wrong, and say how it is written."""
        right = right_spelling(callee, meant)
        if right is None:
            return None
        framework: Framework = "pytorch" if right in TORCH_LAYERS else "keras"
        module = "nn." if framework == "pytorch" else ""
        sentence = (
            f"`{callee.text}` is not a layer of {TITLES[framework]}; it is read as "
            f"{module}{right}, so write that"
        )
        self.problems.append(TextProblem(sentence, line))
        return framework

    def _takes_tensor(self, kind: str, given: Sequence[Value], named: Mapping[str, Value]) -> bool:
        """Whether a call is one of a function on what layers give, or on an input."""
        values = [*given, *named.values()]
        if any(holds_tensor(value) for value in values):
            return True
        known = kind in TORCH_FUNCTIONS or kind in TENSORFLOW_FUNCTIONS
        first = next(iter(values), None)
        return known and (isinstance(first, Array) or holds_array(first))

    def _container(
        self, callee: Open, given: list[Value], named: dict[str, Value], line: int
    ) -> Container:
        roots = set(callee.text.split(".")[:-1])
        framework = framework_of_roots(roots) or self.framework
        made = Container(callee.last, framework, runs=callee.last == "Sequential", line=line)
        for value in [*given, *(v for k, v in named.items() if k in ("layers", "modules"))]:
            if isinstance(value, dict):
                made.children += [(str(name), child) for name, child in value.items()]
            elif isinstance(value, list | tuple | Container):
                for child in entries(value):
                    if callee.last == "ModuleDict" and isinstance(child, list | tuple):
                        made.add(child[1], str(child[0]))
                    else:
                        made.add(child)
            elif value is not None:
                made.add(value)
        return made

    def _input(self, kind: str, given: Sequence[Value], named: Mapping[str, Value]) -> Value:
        """Take an input that the text declares; its shape is without samples in Keras."""
        shape = named.get("shape", named.get("input_shape"))
        batched = named.get("batch_shape", named.get("batch_input_shape"))
        if shape is None and batched is None:
            shape = next((v for v in given if isinstance(v, list | tuple | int)), None)
        if kind == "placeholder":
            batched = shape
        if isinstance(batched, list | tuple):
            shape = batched[1:]
        sizes = (shape,) if isinstance(shape, int) else tuple(shape or ())
        if kind == "InputLayer":
            return LayerObject("InputLayer", "keras", (), {"input_shape": sizes}, 0)
        name = str(named["name"]) if isinstance(named.get("name"), str) else "input"
        if kind == "placeholder":
            return Array((None, *sizes), "keras", name)
        return self.start_keras(sizes, name)

    def start_keras(self, sizes: Sequence[Value], name: str = "input") -> Tensor:
        """Begin with an input of Keras, whose sizes have no samples in front."""
        known = tuple(size for size in sizes if isinstance(size, int))
        shape = known if known and len(known) == len(sizes) else None
        if shape is not None and len(shape) > 1 and not self._is_channels_first(shape):
            shape = (shape[-1], *shape[:-1])
        return self.graph.start(shape, "keras", name)

    def _is_channels_first(self, shape: tuple[int, ...]) -> bool:
        """Whether a shape begins with its channels: as the text says, or as only that can be."""
        if not self.graph.channels_last:
            return True
        return len(shape) == 3 and shape[0] in (1, 3) and min(shape[1:]) > 4

    def size_in(self, given: Sequence[Value], named: Mapping[str, Value]) -> tuple[Value, ...]:
        """Return the input's shape that the call of a summary says, with samples if it has them."""
        for name in ("input_size", "input_shape", "input_data", "inputs", "args"):
            if name in named:
                given = [named[name], *given]
        for value in given:
            while isinstance(value, list | tuple) and value and not isinstance(value[0], int):
                value = value[0]
            if isinstance(value, Array):
                return value.shape
            if isinstance(value, list | tuple) and value:
                return tuple(value)
        return ()


def _in_words_of(callee: Open, value: Value) -> Value:
    """Let numbers have their axes as the framework has them whose function takes them."""
    framework = framework_of_roots(set(callee.text.split(".")[:-1]))
    if not isinstance(value, Array) or framework in (None, value.framework):
        return value
    return replace(value, framework=framework)
