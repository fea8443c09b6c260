"""Calls of functions, methods and operators on what layers give: the node of each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from conv_engine.networks import (
    Concat,
    Conv,
    Elementwise,
    GlobalPooling,
    Linear,
    MatrixProduct,
    Operation,
    Permute,
    ResizingLike,
    Select,
    Slice,
    TextProblem,
    TransposedConv,
    Unpooling,
    Unsqueeze,
)
from files.networks.binding import BoundCall, bind, describe_open, unknown
from files.networks.graph import Graph
from files.networks.makers import Maker
from files.networks.settings import read_settings
from files.networks.special_calls import SPECIAL
from files.networks.tensorflow_functions import LAYER_FUNCTIONS, TENSORFLOW_FUNCTIONS
from files.networks.tensorflow_windows import OPS_FUNCTIONS
from files.networks.torch_functions import TORCH_FUNCTIONS, sizes_of
from files.networks.value_parts import holds_array, holds_tensor, parts_within, tensors_of
from files.networks.values import INPUT_SIZE, OWN_ARRAY, Array, Lost, Open, Tensor, Value

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
PRODUCTS = frozenset(("matmul", "bmm", "grid_sample"))
"""Functions of what two nodes give."""
MATCHING = frozenset(("pad", "interpolate", "upsample"))
"""Functions that may give one array the sizes of another."""
KEEPS = frozenset(("relu",))


class TensorCalls:
    """The nodes of calls on what layers give.

    Attributes
    ----------
    problems : list of TextProblem
    open_numbers : list of str
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.problems: list[TextProblem] = []
        self.open_numbers: list[str] = []

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

    def join(self, sign: str, inputs: list[Tensor], line: int) -> Value:
        """Merge what nodes give by an operator."""
        operation = MatrixProduct() if sign == "@" else Elementwise()
        return self.graph.add(sign, operation, inputs, line)

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
        if given and isinstance(given[0], Lost):
            given[0] = self.recover(given[0], line)
        if not given or not holds_tensor(given[0]):
            others = tuple(tensors_of([*given, *named.values()]))
            if name == "where" and others:
                return self.graph.add(name, Elementwise(), others, line)
            return Lost(f"{name}()", name, others) if others else Open(f"{name}()", name)
        tensors = tensors_of(given[:1])
        special = SPECIAL.get(name)
        if special is not None:
            rest = given if name == "merge" else given[1:]
            return special(self, tensors[0], rest, named, line)
        name = name.removesuffix("()")
        if name in ORDERING and tensors[0].framework == "pytorch" and tensors[0].shape is not None:
            ordered = self._in_order_of(name, tensors[0], given[1:], named, line)
            if ordered is not None:
                return ordered
        if tensors[0].samples and name in REDUCING:
            given, named = _with_own_axes(tensors[0], given, named)
        operation, inputs = self._operation(name, tensors, given[1:], named, line, callee)
        if operation is None:
            return Lost(f"{name}()", name, tuple(tensors))
        if not inputs:
            return tensors[0]
        if isinstance(operation, Concat):
            operation = replace(operation, constant=_constant_cells(given[0], operation.axis))
        settings = read_settings(name, given[1:], named)
        weights = [each for each in [*given[1:], *named.values()] if is_learned(each)]
        owners = list(dict.fromkeys(weight.of or weight for weight in weights))
        counted = isinstance(operation, Conv | TransposedConv | Linear)
        result = self.graph.add(
            name,
            operation,
            inputs,
            line,
            owner=next(iter(owners), None),
            settings=settings,
            beside=() if counted else tuple(_known(weight.shape) for weight in weights),
        )
        for owner in owners[1:]:
            self.graph.users.setdefault(owner, result.node)
        if named.get("return_indices") is True:
            return [result, Open("indices", "indices")]
        return result

    def recover(self, lost: Lost, line: int) -> Tensor:
        """Go on from what a call makes by a rule that is not known: the sizes end there."""
        name = lost.text.removesuffix("()")
        return self.graph.add(name, unknown(name), lost.of, line)

    def _in_order_of(
        self,
        name: str,
        tensor: Tensor,
        given: Sequence[Value],
        named: Mapping[str, Value],
        line: int,
    ) -> Tensor | None:
        """Order axes where the samples move, or were moved before; None where they stay first."""
        axes = tensor.own_axes(len(tensor.shape or ()))
        wanted = [*given, *(named[word] for word in ("dims", "dim0", "dim1") if word in named)]
        if len(wanted) == 1 and isinstance(wanted[0], list | tuple):
            wanted = list(wanted[0])
        if not all(isinstance(axis, int) and -len(axes) <= axis < len(axes) for axis in wanted):
            return None
        if name == "permute":
            order = [axes[axis] for axis in wanted]
        elif len(wanted) == 2:
            order = [*axes]
            order[wanted[0]], order[wanted[1]] = axes[wanted[1]], axes[wanted[0]]
        else:
            return None
        if sorted(order) != sorted(axes) or (order[0] == 0 and not tensor.samples):
            return None
        operation = Permute((0, *(axis for axis in order if axis)))
        ordered = self.graph.add(name, operation, [tensor], line)
        return replace(ordered, samples=order.index(0))

    def _as_tensor(self, value: Value, first: bool) -> Value:
        """Turn the numbers that a function is given first into an input of the network."""
        if isinstance(value, Array) and first:
            return self.graph.add_input(value)
        if first and isinstance(value, list | tuple) and not holds_tensor(value):
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
        if callee is not None and "ops" in callee.text.split("."):
            table = {**table, **OPS_FUNCTIONS}
        plain = name if name in table else name.rstrip("_")
        make = table.get(plain)
        others = tensors_of([*given, *named.values()])
        if make is None:
            return (unknown(name), tensors) if _may_be_layer(name, callee) else (None, tensors)
        if plain in MATCHING and (like := _sized_after([*given, *named.values()], tensors[0])):
            return ResizingLike(), [tensors[0], like]
        if "pool" in plain and _is_own_size([*given, *named.values()], tensors[0]):
            return GlobalPooling(keep=True), tensors
        if plain in PRODUCTS and others:
            return make(), [*tensors, *others]
        if plain.startswith("max_unpool"):
            given = given[1:]  # without the places of the maxima
        if plain in PAIRED:
            return make(), ([*tensors, *others] if len(tensors) + len(others) > 1 else [])
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
        parts = list(index) if isinstance(index, tuple) else [index]
        if Ellipsis in parts and tensor.shape is not None:
            place, taken = parts.index(Ellipsis), sum(part is not None for part in parts) - 1
            parts[place : place + 1] = [slice(None)] * (len(tensor.shape) + 1 - taken)
        if any(part is Ellipsis or isinstance(part, Open) for part in parts):
            return self.graph.add("[]", unknown("[...]"), [tensor], line)
        last = tensor.framework == "keras"
        rank = len(tensor.shape) if tensor.shape is not None else len(parts) + tensor.samples
        axes, samples = tensor.own_axes(rank), tensor.samples
        seen = dropped = 0
        for part in parts:
            axis = axes[seen] if seen < len(axes) else len(axes)
            place = axis - dropped
            if part is None:
                new = Unsqueeze(place if axis else 1, channels_last=last)
                tensor = self.graph.add("[]", new, [tensor], line)
                dropped -= 1
                continue
            if isinstance(part, slice) and part != slice(None) and axis > 0:
                cut = Slice(place, part.start, part.stop, part.step, channels_last=last)
                tensor = self.graph.add("[]", cut, [tensor], line)
            if isinstance(part, int) and axis > 0:
                chosen = Select(place, part, channels_last=last)
                tensor = self.graph.add("[]", chosen, [tensor], line)
                dropped += 1
                samples -= seen < samples
            seen += 1
        return replace(tensor, samples=max(samples, 0))


ORDERING = frozenset(("permute", "transpose", "swapaxes", "swapdims"))
REDUCING = frozenset(("mean", "sum", "amax", "amin", "max", "min"))


def _with_own_axes(
    tensor: Tensor, given: list[Value], named: dict[str, Value]
) -> tuple[list[Value], dict[str, Value]]:
    """Count the axes of a call with the samples first, where they were moved."""
    axes = tensor.own_axes(len(tensor.shape or ()))

    def own(value: Value) -> Value:
        if isinstance(value, list | tuple):
            return tuple(own(each) for each in value)
        return axes[value] if type(value) is int and -len(axes) <= value < len(axes) else value

    named = {
        word: own(value) if word in ("dim", "axis") else value for word, value in named.items()
    }
    return [given[0], *map(own, given[1:2]), *given[2:]], named


def is_learned(value: Value) -> bool:
    """Whether a value is numbers that a model learns."""
    return isinstance(value, Array) and value.name == OWN_ARRAY


def _known(shape: Sequence[Value]) -> tuple[int, ...]:
    return tuple(shape) if all(isinstance(size, int) for size in shape) else (0,)


def _constant_cells(joined: Value, axis: int) -> int:
    """Count the cells along an axis that come from arrays of the program, not from nodes."""
    arrays = [each for each in parts_within(joined) if isinstance(each, Array)]
    try:
        return sum(int(array.shape[axis]) for array in arrays)
    except (IndexError, TypeError, ValueError):
        return 0


def grown_to(operation: Operation, tensor: Tensor, size: Value) -> Operation:
    """Let a layer make the size that its call asks for, as `output_size` does."""
    wanted = tuple(size) if isinstance(size, list | tuple) else ()
    if not wanted:
        return operation
    try:
        if isinstance(operation, Unpooling):
            return replace(operation, output_size=wanted[-operation.dimensions :])
        if not isinstance(operation, TransposedConv) or tensor.shape is None:
            return operation
        plain = replace(operation, output_padding=0).output_shape(tensor.shape)[1:]
        added = tuple(n - made for n, made in zip(wanted[-len(plain) :], plain, strict=True))
        return replace(operation, output_padding=added)
    except (ValueError, TypeError):
        return operation


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
