"""What the names of PyTorch, Keras and TensorFlow mean: layers, functions, arrays, sizes."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache

from conv_engine.networks import (
    Concat,
    Elementwise,
    GlobalPooling,
    Linear,
    Operation,
    ResizingLike,
    Select,
    Slice,
    TextProblem,
    TransposedConv,
    UnknownOperation,
)
from files.networks import keras_layers_read, old_keras, torch_layers
from files.networks.binding import BoundCall, bind, describe_open, unknown
from files.networks.builtins_read import MATHEMATICS, entries
from files.networks.graph import Graph
from files.networks.keras_layers_read import KERAS_LAYERS, MERGING
from files.networks.tensorflow_functions import LAYER_FUNCTIONS, TENSORFLOW_FUNCTIONS
from files.networks.torch_functions import TORCH_FUNCTIONS, sizes_of
from files.networks.torch_layers import TORCH_LAYERS, Maker
from files.networks.twins import framework_layer
from files.networks.values import (
    INPUT_SIZE,
    SAMPLES,
    Array,
    Container,
    Framework,
    LayerObject,
    Open,
    Tensor,
    Value,
    holds_array,
    holds_tensor,
    parts_within,
    tensors_of,
)
from text import one_line

KERAS_ROOTS = frozenset(("keras", "tf", "tensorflow", "layers", "K", "kl", "tfl"))
TORCH_ROOTS = frozenset(("torch", "nn", "F", "torchvision", "functional"))
LAYER_NAMES = tuple(
    name
    for name in dict.fromkeys((*KERAS_LAYERS, *TORCH_LAYERS))
    if re.search("Conv|Pool|Norm|Dense|Linear|Flatten|Upsampl", name)
)
"""Names of layers that slips are told by."""
CONTAINERS = frozenset(("Sequential", "ModuleList", "ModuleDict"))
ARRAYS = frozenset(
    [
        "randn",
        "rand",
        "zeros",
        "ones",
        "empty",
        "normal",
        "uniform",
        "random_normal",
        "random_uniform",
        "truncated_normal",
        "randint",
        "full",
        "FloatTensor",
        "Tensor",
        "random",
        "ndarray",
    ]
)
"""Functions that make numbers of a shape that is written out."""
WRAPPERS = frozenset(
    [
        "Variable",
        "Parameter",
        "tensor",
        "from_numpy",
        "convert_to_tensor",
        "constant",
        "array",
        "asarray",
        "get_variable",
        "weight_norm",
        "spectral_norm",
        "checkpoint",
        "remat",
    ]
)
"""Calls that give back what they are given, as far as sizes are concerned."""
PASSED_ON = frozenset(
    [
        "DataParallel",
        "compile",
        "to_device",
        "DistributedDataParallel",
        "script",
        "SpectralNormalization",
        "WeightNormalization",
        "parametrizations",
        "to_gpu",
    ]
)
SUMMARIES = frozenset(
    [
        "summary",
        "profile",
        "trace",
        "export",
        "get_model_complexity_info",
        "FlopCountAnalysis",
        "draw_graph",
    ]
)


class Library:
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
        self.graph, self.framework, self.keras_1 = graph, framework, keras_1
        self.problems: list[TextProblem] = []
        self.open_numbers: list[str] = []
        self.options: dict[str, Value] = {}
        self.said: list[tuple[Value, ...]] = []
        self.bound: dict[LayerObject, BoundCall] = {}
        self.flattens = False

    def note_use(self, callee: Open, given: Sequence[Value], named: Mapping[str, Value]) -> None:
        """Remember the default of an option of the command line."""
        if callee.last == "add_argument" and given and isinstance(given[-1], str):
            self.options[given[-1].lstrip("-").replace("-", "_")] = named.get("default")

    def note_absent(self, model: Open, line: int) -> None:
        """Say that a model of which a text changes a layer is not in the text."""
        sentence = (
            f"`{model.text}` is not in this text: only the layers that replace its own are read"
        )
        if model.text != "self":
            self.problems.append(TextProblem(sentence, line))

    def framework_of(self, name: Open, kind: str) -> Framework | None:
        """Return whose layer a name means; None if it is no layer."""
        roots = set(name.text.split(".")[:-1])
        if framework_of_roots(roots) == "pytorch" and right_spelling(name):
            return None
        torch_has = kind in TORCH_LAYERS or kind in torch_layers.ENDING
        keras_has = kind in KERAS_LAYERS or kind in keras_layers_read.ENDING
        if torch_has and keras_has:
            return framework_of_roots(roots) or self.framework
        return "pytorch" if torch_has else "keras" if keras_has else None

    def call(self, callee: Open, given: list[Value], named: dict[str, Value], line: int) -> Value:
        """Return what a call of a framework's name gives."""
        kind = callee.last
        framework = self.framework_of(callee, kind)
        if framework is None and not holds_tensor(given):
            framework = self._respelled(callee, line)
        if framework is not None and not holds_tensor(given):
            return LayerObject(kind, framework, tuple(given), dict(named), line)
        if kind in CONTAINERS:
            return self._container(callee, given, named, line)
        if kind == "OrderedDict":
            return dict(entries(given[0])) if given else {}
        if kind in ("Input", "InputLayer", "placeholder"):
            return self._input(kind, given, named)
        if kind in WRAPPERS | PASSED_ON:
            return self._unwrapped(given, named)
        if kind in ARRAYS and not holds_tensor(given):
            return self._array(kind, given, named)
        if self._takes_tensor(kind, given, named):
            return self.operate(kind, given, named, line, callee)
        if kind == "reshape" and len(given) == 2 and isinstance(given[1], list | tuple):
            return Array((None, *given[1][1:]), self.framework)
        if kind in MATHEMATICS and given:
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

    def unread_layer(self, kind: str, text: str, line: int) -> LayerObject:
        """Return what stands for a layer whose line could not be parsed: the sizes end there."""
        made = LayerObject(kind, self.framework, (), {}, line)
        sentence = f"`{one_line(text, 40)}` is not a call as Python writes it"
        self.bound[made] = BoundCall(UnknownOperation(sentence))
        self.problems.append(TextProblem(sentence, line))
        return made

    def _respelled(self, callee: Open, line: int) -> Framework | None:
        """Return whose layer a name means whose capitals are wrong, and say how it is written."""
        right = right_spelling(callee)
        if right is None:
            return None
        framework: Framework = "pytorch" if right in TORCH_LAYERS else "keras"
        module = "nn." if framework == "pytorch" else ""
        sentence = f"`{callee.text}` does not exist; write {module}{right}, as which it is read"
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

    def _unwrapped(self, given: Sequence[Value], named: Mapping[str, Value]) -> Value:
        for value in (*given, *named.values()):
            if isinstance(value, list | tuple) and all(isinstance(n, int) for n in value) and value:
                return Array(tuple(value), self.framework)
            if not isinstance(value, str | Open):
                return value
        return Open("a value", "a value")

    def _array(self, kind: str, given: Sequence[Value], named: Mapping[str, Value]) -> Value:
        """Return numbers of the shape that a call writes out."""
        size = named.get("size", named.get("shape"))
        if size is None:
            lists = [value for value in given if isinstance(value, list | tuple)]
            size = lists[0] if lists else [n for n in given if isinstance(n, int | Open)]
        if kind == "randint" and not isinstance(size, list | tuple):
            return Open("numbers", "numbers")
        return Array(tuple(size), self.framework)

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

    def bind_layer(self, layer: LayerObject) -> BoundCall:
        """Return what a layer does; its problems are said once."""
        if layer in self.bound:
            return self.bound[layer]
        table = TORCH_LAYERS if layer.framework == "pytorch" else KERAS_LAYERS
        make = (
            table.get(layer.kind) or _respelled_in(table, layer.kind) or similar_layer(layer.kind)
        )
        if make is None:
            call = BoundCall(unknown(layer.kind))
        else:
            given, named, asked = old_keras.translate(layer, self.keras_1)
            self.problems += [TextProblem(sentence, layer.line) for sentence in asked]
            call = bind(layer.kind, layer.framework, make, given, named)
            if (
                self.flattens
                and isinstance(call.operation, Linear)
                and layer.framework == "pytorch"
            ):
                call = replace(call, operation=replace(call.operation, flattens=True))
        call = replace(call, operation=self.in_order(call.operation))
        self.note_open(call, layer.line)
        self.bound[layer] = call
        return call

    def in_order(self, operation: Operation) -> Operation:
        """Let an operation of Keras count axes as the text's arrays have them."""
        if self.graph.channels_last or not getattr(operation, "channels_last", False):
            return operation
        return replace(operation, channels_last=False)  # type: ignore[type-var]

    def note_open(self, call: BoundCall, line: int) -> None:
        """Ask for the numbers that a call leaves open."""
        names = [name for name in call.open_names if name != INPUT_SIZE]
        new = [name for name in names if name not in self.open_numbers]
        if new:
            self.open_numbers += new
            self.problems.append(TextProblem(describe_open(new), line))

    def apply_layer(
        self, layer: LayerObject, given: Sequence[Value], named: Mapping[str, Value], line: int
    ) -> Value:
        """Call a layer on what comes to it."""
        tensors = tensors_of([*given, *named.values()])
        if not tensors:
            return Open(f"{layer.kind}()", layer.kind)
        if layer.kind == "InputLayer":
            return tensors[0]
        call = self.bind_layer(layer)
        inputs = tensors if layer.kind in MERGING else tensors[:1]
        if not layer.name and isinstance(layer.keywords.get("name"), str):
            layer.name = layer.keywords["name"]
        twin = framework_layer(layer.kind, layer.framework, call.values)
        size = named.get("output_size", given[1] if len(given) > 1 else None)
        operation = grown_to(call.operation, inputs[0], size)
        return self.graph.add(
            layer.kind, operation, inputs, layer.line or line, owner=layer, layer=twin
        )

    def join(self, sign: str, inputs: list[Tensor], line: int) -> Value:
        """Merge what nodes give by an operator."""
        return self.graph.add(sign, Elementwise(), inputs, line)

    def operate(
        self,
        name: str,
        given: list[Value],
        named: dict[str, Value],
        line: int,
        callee: Open | None = None,
    ) -> Value:
        """Call a function, or a method, on what nodes give."""
        named = dict(named)
        for word in ("input", "x", "inputs", "tensors", "values", "value"):
            if word in named and not holds_tensor(given) and not holds_array(given):
                given = [named.pop(word), *given]
        given = [self._as_tensor(value, place == 0) for place, value in enumerate(given)]
        if given and isinstance(given[0], int) and len(given) > 1 and holds_tensor(given[1]):
            given[:2] = [given[1], given[0]]  # tf.concat(3, [a, b]) of TensorFlow 0
        if not given or not holds_tensor(given[0]):
            return Open(f"{name}()", name)
        tensors = tensors_of(given[:1])
        special = SPECIAL.get(name)
        if special is not None:
            rest = given if name == "merge" else given[1:]
            return special(self, tensors[0], rest, named, line)
        name = name.removesuffix("()")
        operation, inputs = self._operation(name, tensors, given[1:], named, line, callee)
        if operation is None:
            return Open(f"{name}()", name)
        return self.graph.add(name, operation, inputs, line)

    def _as_tensor(self, value: Value, first: bool) -> Value:
        """Turn the numbers that a function is given first into an input of the network."""
        if isinstance(value, Array) and first:
            return self.graph.add_input(value)
        if first and isinstance(value, list | tuple) and holds_array(value):
            return [self._as_tensor(each, True) for each in value]
        return value

    def _operation(
        self,
        name: str,
        tensors: list[Tensor],
        given: list[Value],
        named: dict[str, Value],
        line: int,
        callee: Open | None,
    ) -> tuple[Operation | None, list[Tensor]]:
        """Find what a function does, and on which inputs."""
        keras = tensors[0].framework == "keras"
        table: Mapping[str, Maker] = TENSORFLOW_FUNCTIONS if keras else TORCH_FUNCTIONS
        if callee is not None and keras and "layers" in callee.text.split("."):
            table = {**table, **LAYER_FUNCTIONS}
        plain = name if name in table else name.rstrip("_")
        make = table.get(plain)
        others = tensors_of([*given, *named.values()])
        if make is None:
            return (unknown(name), tensors) if _may_be_layer(name, callee) else (None, tensors)
        if plain in MATCHING and (like := _sized_after([*given, *named.values()], tensors[0])):
            return ResizingLike(), [tensors[0], like]
        if "pool" in plain and _is_own_size([*given, *named.values()], tensors[0]):
            return GlobalPooling(keep=True), tensors
        if plain in PAIRED:
            return (make(), [*tensors, *others]) if len(tensors) + len(others) > 1 else (None, [])
        if plain in ("view", "reshape") and not keras:
            sizes = given[0] if len(given) == 1 and isinstance(given[0], list | tuple) else given
            given = sizes_of(sizes)
        rest = [value for value in given if not holds_tensor(value)] if plain in KEEPS else given
        named = {key: value for key, value in named.items() if not holds_tensor(value)}
        call = bind(name, tensors[0].framework, make, rest, named)
        self.note_open(call, line)
        return self.in_order(call.operation), tensors

    def pick(self, tensor: Tensor, index: Value, line: int) -> Value:
        """Take a part of what a node gives, as `x[:, 1:]` does."""
        entries_ = index if isinstance(index, tuple) else (index,)
        last = tensor.framework == "keras"
        axis = 0
        for entry in entries_:
            if entry is Ellipsis or isinstance(entry, Open) or entry is None:
                return self.graph.add("[]", unknown("[...]"), [tensor], line)
            if isinstance(entry, slice) and entry != slice(None) and axis > 0:
                cut = Slice(axis, entry.start, entry.stop, entry.step, channels_last=last)
                tensor = self.graph.add("[]", cut, [tensor], line)
            if isinstance(entry, int) and axis > 0:
                tensor = self.graph.add(
                    "[]", Select(axis, entry, channels_last=last), [tensor], line
                )
                axis -= 1
            axis += 1
        return tensor


PAIRED = frozenset(
    [
        "add",
        "sub",
        "mul",
        "div",
        "multiply",
        "subtract",
        "divide",
        "maximum",
        "minimum",
        "average",
        "add_n",
    ]
)
MATCHING = frozenset(("pad", "interpolate", "upsample"))
"""Functions that may give one array the sizes of another."""
KEEPS = frozenset(("relu",))


def grown_to(operation: Operation, tensor: Tensor, size: Value) -> Operation:
    """Let a transposed convolution make the size that its call asks for, as `output_size` does."""
    wanted = size if isinstance(size, list | tuple) else ()
    if not isinstance(operation, TransposedConv) or tensor.shape is None or not wanted:
        return operation
    try:
        plain = replace(operation, output_padding=0).output_shape(tensor.shape)[1:]
        added = tuple(n - made for n, made in zip(wanted[-len(plain) :], plain, strict=True))
        return replace(operation, output_padding=added)
    except (ValueError, TypeError):
        return operation


def _respelled_in(table: Mapping[str, Maker], kind: str) -> Maker | None:
    """Find a layer whose name differs in capitals alone."""
    return next((make for name, make in table.items() if name.lower() == kind.lower()), None)


def similar_layer(kind: str) -> Maker | None:
    """Find what an own class probably does that is named after layers that keep a shape.

    Examples
    --------
    >>> similar_layer("_BatchNormXd") is TORCH_LAYERS["BatchNorm2d"], similar_layer("Attention")
    (True, None)
    """
    if "BatchNorm" in kind:
        return TORCH_LAYERS["BatchNorm2d"]
    words = ("ReLU", "Swish", "Sigmoid", "Dropout", "DropPath", "DropBlock", "Softmax")
    return TORCH_LAYERS["Identity"] if any(word in kind for word in words) else None


@lru_cache(maxsize=64)
def nearest_layer(kind: str) -> str | None:
    """Return the layer that a name is probably a slip of, if any.

    Examples
    --------
    >>> nearest_layer("Comv2D"), nearest_layer("ArgumentParser")
    ('Conv2D', None)
    """
    if not kind[:1].isupper() or not 4 < len(kind) < 25:
        return None
    near = get_close_matches(kind, LAYER_NAMES, 1, 0.82)
    return near[0] if near and near[0] != kind else None


def right_spelling(name: Open) -> str | None:
    """Return the layer that a name with wrong capitals means, if its module says whose it is.

    Examples
    --------
    >>> right_spelling(Open("torch.nn.Conv2D", "torch")), right_spelling(Open("layers.Conv2d", "x"))
    ('Conv2d', 'Conv2D')
    """
    roots, kind = set(name.text.split(".")[:-1]), name.last
    framework = framework_of_roots(roots)
    if framework is None or kind.islower():
        return None
    table = TORCH_LAYERS if framework == "pytorch" else KERAS_LAYERS
    found = [] if kind in table else [each for each in table if each.lower() == kind.lower()]
    return found[0] if found else None


def framework_of_roots(roots: set[str]) -> Framework | None:
    """Return whose modules stand before a name; `tf.nn` is TensorFlow's.

    Examples
    --------
    >>> framework_of_roots({"tf", "nn"}), framework_of_roots({"nn"}), framework_of_roots(set())
    ('keras', 'pytorch', None)
    """
    if roots & KERAS_ROOTS and "torch" not in roots:
        return "keras"
    return "pytorch" if roots & TORCH_ROOTS else None


def _is_own_size(values: Sequence[Value], tensor: Tensor) -> bool:
    """Whether a window is as large as what arrives, whose size the text does not say."""
    opened = [each for each in parts_within(list(values)) if isinstance(each, Open)]
    return any(each.of == (tensor,) for each in opened)


def _sized_after(values: Sequence[Value], tensor: Tensor) -> Tensor | None:
    """Return the other array out of whose sizes some values are worked out, if there is one."""
    opened = [each for each in parts_within(list(values)) if isinstance(each, Open)]
    return next((other for each in opened for other in each.of if other != tensor), None)


def _may_be_layer(name: str, callee: Open | None) -> bool:
    """Whether an unknown call looks like one of a layer, not of a loss or of `print`."""
    if callee is None:
        return True
    return "()" in callee.text or name[:1].isupper() or "." in callee.text


Special = Callable[[Library, Tensor, list[Value], dict[str, Value], int], Value]


def _size(
    library: Library, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    """Return the sizes as the program sees them, or one of them."""
    shape = tensor.seen_shape
    axis = given[0] if given else named.get("dim", named.get("axis"))
    if shape is not None:
        return shape if axis is None else shape[axis]
    if axis == 0:
        return SAMPLES
    return Open("x.size()" if axis is None else f"x.size({axis})", INPUT_SIZE, (tensor,))


def _rank(
    library: Library, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    shape = tensor.seen_shape
    return Open("x.dim()", INPUT_SIZE) if shape is None else len(shape)


def _count(
    library: Library, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    if tensor.shape is None:
        return Open("x.numel()", INPUT_SIZE)
    return MATHEMATICS["prod"](list(tensor.shape))


def _split(
    library: Library, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    """Cut along an axis: a node for each part."""
    sizes = given[0] if given else named.get("split_size_or_sections", named.get("split_size"))
    axis = given[1] if len(given) > 1 else named.get("dim", 0)
    if isinstance(sizes, int) and tensor.seen_shape is not None:
        total = tensor.seen_shape[axis]
        sizes = [sizes] * (total // sizes) + ([total % sizes] if total % sizes else [])
    if not isinstance(sizes, list | tuple):
        return library.graph.add("split", unknown("split"), [tensor], line)
    parts, start = [], 0
    for size in sizes:
        cut = Slice(axis, start, start + size, channels_last=tensor.framework == "keras")
        parts.append(library.graph.add("split", cut, [tensor], line))
        start += size
    return parts


def _chunk(
    library: Library, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    """Cut into equal parts: one node, which all parts refer to."""
    call = bind("chunk", tensor.framework, TORCH_FUNCTIONS["chunk"], given, named)
    part = library.graph.add("chunk", call.operation, [tensor], line)
    parts = given[0] if given else named.get("chunks")
    return [part] * parts if isinstance(parts, int) and 0 < parts < 1000 else part


def _extreme(
    library: Library, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    """Take the largest or smallest along an axis: the numbers, and their places."""
    others = tensors_of(given)
    if others:
        return library.graph.add("max", Elementwise(), [tensor, *others], line)
    if not given and "dim" not in named:
        return Open("x.max()", "x.max()")
    call = bind("max", tensor.framework, TORCH_FUNCTIONS["amax"], given, named)
    return [library.graph.add("max", call.operation, [tensor], line), Open("places", "places")]


def _merge(
    library: Library, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    """Merge as Keras 1 does: by the word of `mode`."""
    tensors = tensors_of(given) if given else [tensor]
    mode = named.get("mode", "sum")
    axis = named.get("concat_axis", -1)
    operation: Operation = Elementwise()
    if mode == "concat" and isinstance(axis, int):
        operation = library.in_order(Concat(axis, channels_last=True))
    elif mode in ("dot", "cos"):
        operation = unknown(f"merge of mode {mode}")
    return library.graph.add("merge", operation, tensors, line)


def _like(
    library: Library, tensor: Tensor, given: list[Value], named: dict[str, Value], line: int
) -> Value:
    """Spread over the sizes of another: the operator after it checks that they fit."""
    others = tensors_of(given)
    if not others:
        return tensor
    return library.graph.add("expand_as", Elementwise(), [tensor, *others], line)


SPECIAL: Mapping[str, Special] = {
    "size": _size,
    "int_shape": _size,
    "get_shape": _size,
    "dim": _rank,
    "ndimension": _rank,
    "numel": _count,
    "nelement": _count,
    "split": _split,
    "chunk": _chunk,
    "expand_as": _like,
    "max": _extreme,
    "merge": _merge,
    "min": _extreme,
    "as_list": _size,
}
