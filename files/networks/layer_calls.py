"""Calls of layers that were made before: what each does, and what it joins to the network."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from conv_engine.networks import (
    Attention,
    Linear,
    Operation,
    Recurrent,
    RecurrentCell,
    TextProblem,
    UnknownOperation,
)
from files.networks import keras_layers, old_keras
from files.networks.binding import BoundCall, bind, unknown
from files.networks.framework_names import LAYER_NAMES, nearest_layer, respelled_in, similar_layer
from files.networks.graph import Graph
from files.networks.keras_layers import KERAS_LAYERS, MERGING
from files.networks.onnx_words import translate_words
from files.networks.sequence_layers import GATES, MEETING, WRAPPING, wrap, wrapped_layer
from files.networks.settings import read_settings
from files.networks.tensor_calls import TensorCalls, grown_to
from files.networks.torch_layers import TORCH_LAYERS
from files.networks.twins import framework_layer
from files.networks.value_parts import tensors_of
from files.networks.values import Framework, LastStates, LayerObject, Lost, Open, Tensor, Value
from text import one_line

NO_COMMA = re.compile(r"\([^()]*[\w)\]] +[\w(\[]")
"""Two arguments with nothing but a space between them."""


class LayerCalls(TensorCalls):
    """The layers of one text, and the nodes of their calls.

    Parameters
    ----------
    graph : Graph
    framework : Framework
        Whose words the text has, where a name is of both.
    keras_1 : bool
        Whether the text is written in the words of Keras 1.

    Attributes
    ----------
    bound : dict of LayerObject to BoundCall
        What each layer does, so that its problems are said once.
    flattens : bool
        Whether a Linear layer of PyTorch puts in a row what arrives, where only that fits.
    """

    def __init__(self, graph: Graph, framework: Framework, keras_1: bool = False) -> None:
        super().__init__(graph)
        self.framework, self.keras_1 = framework, keras_1
        self.bound: dict[LayerObject, BoundCall] = {}
        self.flattens = False

    def stranger(self, kind: str, line: int) -> LayerObject:
        """Return what stands for a layer of a class that is not known: the sizes end there."""
        made = LayerObject(kind, self.framework, (), {}, line)
        self.bound[made] = BoundCall(unknown(kind, nearest_layer(kind)))
        return made

    def absent_network(self, kind: str, named: Mapping[str, Value], line: int) -> LayerObject:
        """Return what stands for a whole network that the text only names: the sizes end there."""
        made = LayerObject(kind, self.framework, (), dict(named), line)
        sentence = (
            f"`{one_line(kind, 40)}` is a network whose layers are not in the text: paste what "
            "print(model) or model.summary() says of it. No size is known after it"
        )
        self.bound[made] = BoundCall(UnknownOperation(sentence))
        return made

    def misplaced_function(self, kind: str, line: int) -> LayerObject:
        """Return what stands for a function that is written as a layer: the sizes end there."""
        made = LayerObject(kind, self.framework, (), {}, line)
        plain = kind.replace("_", "")
        sentence = f"`{kind}` is a function that takes its input first"
        if names := " or ".join(name for name in LAYER_NAMES if name.lower() == plain):
            sentence = f"{sentence}. The layer is called {names}"
        self.bound[made] = BoundCall(UnknownOperation(sentence))
        return made

    def unread_layer(self, kind: str, text: str, line: int) -> LayerObject:
        """Return what stands for a layer whose line could not be parsed: the sizes end there."""
        made = LayerObject(kind, self.framework, (), {}, line)
        sentence = f"`{one_line(text, 40)}` is not a call as Python writes it"
        if NO_COMMA.search(text):
            sentence = f"{sentence}: a comma is missing"
        self.bound[made] = BoundCall(UnknownOperation(sentence))
        self.problems.append(TextProblem(sentence, line))
        return made

    def _begin_after(self, absent: Open, line: int) -> Tensor:
        """Begin with what a model gives that is not in the text: its sizes are not known."""
        name = one_line(absent.text, 40)
        operation = UnknownOperation(f"`{name}` is not in the text: no size is known after it")
        return self.graph.add("output", operation, [self.graph.start(None, "keras")], line)

    def bind_layer(self, layer: LayerObject) -> BoundCall:
        """Return what a layer does; its problems are said once."""
        if layer in self.bound:
            return self.bound[layer]
        table = TORCH_LAYERS if layer.framework == "pytorch" else KERAS_LAYERS
        make = table.get(layer.kind) or respelled_in(table, layer.kind) or similar_layer(layer.kind)
        if layer.kind in WRAPPING:
            call = self._bind_wrapped(layer)
        elif make is None:
            call = BoundCall(unknown(layer.kind))
        else:
            given, named, asked = old_keras.translate(layer, self.keras_1)
            named, explained = translate_words(named)
            asked = [*asked, *explained]
            self.problems += [TextProblem(sentence, layer.line) for sentence in asked]
            call = bind(layer.kind, layer.framework, make, given, named)
            if (
                self.flattens
                and isinstance(call.operation, Linear)
                and layer.framework == "pytorch"
            ):
                call = replace(call, operation=replace(call.operation, flattens=True))
        notes = keras_layers.note_limits(layer.kind, call.operation)
        call = replace(call, operation=self.in_order(call.operation), notes=notes)
        self.note_open(call, layer.line)
        self.bound[layer] = call
        return call

    def _bind_wrapped(self, layer: LayerObject) -> BoundCall:
        """Return what a layer around another one does."""
        inner = wrapped_layer(layer.keywords, layer.arguments)
        if inner is None:
            return BoundCall(unknown(layer.kind))
        call = self.bind_layer(inner)
        try:
            return replace(call, operation=wrap(layer, call.operation))
        except ValueError as error:
            return BoundCall(UnknownOperation(f"`{layer.kind}` {error}"))

    def apply_layer(
        self, layer: LayerObject, given: Sequence[Value], named: Mapping[str, Value], line: int
    ) -> Value:
        """Call a layer on what comes to it."""
        tensors = tensors_of([*given, *named.values()])
        absent = next((value for value in given if _is_output(value)), None)
        if not tensors and isinstance(absent, Lost):
            tensors = [self.recover(absent, line)]
        elif not tensors and absent is not None:
            tensors = [self._begin_after(absent, line)]
        if not tensors:
            return Open(f"{layer.kind}()", layer.kind)
        if layer.kind == "InputLayer":
            return tensors[0]
        call = self.bind_layer(layer)
        joins = layer.kind in MERGING or layer.kind in MEETING
        inputs = (tensors[:2] if layer.kind in MEETING else tensors) if joins else tensors[:1]
        if not layer.name and isinstance(layer.keywords.get("name"), str):
            layer.name = layer.keywords["name"]
        twin = framework_layer(layer.kind, layer.framework, call.values)
        size = named.get("output_size", given[1] if len(given) > 1 else None)
        operation = grown_to(call.operation, inputs[0], size)
        given_out = self.graph.add(
            layer.kind,
            operation,
            inputs,
            layer.line or line,
            owner=layer,
            layer=twin,
            notes=call.notes,
            beside=_lengths(layer, operation, inputs[0]),
            settings=read_settings(
                layer.kind, layer.arguments, {**layer.keywords, **_activation_given(call)}
            ),
        )
        if (call.values or {}).get("return_indices") is True:
            return [given_out, Open("indices", "indices")]
        return _with_states(given_out, operation, layer.framework)


def _is_output(value: Value) -> bool:
    """Whether a value is what a model gives that is not in the text, or a call not known here."""
    return isinstance(value, Lost) or (isinstance(value, Open) and value.text.endswith(".output"))


def _with_states(given: Tensor, operation: Operation, framework: Framework) -> Value:
    """Return what a layer of PyTorch gives: recurrent ones have their last states beside it."""
    if framework == "pytorch" and isinstance(operation, Recurrent):
        states = LastStates(given, operation.units)
        return [given, (states, states) if operation.gates == GATES["LSTM"] else states]
    if isinstance(operation, RecurrentCell) and operation.layer.gates == GATES["LSTM"]:
        return [given, given]
    if framework == "pytorch" and isinstance(operation, Attention) and not operation.hidden:
        return [given, Open("weights", "weights")]
    return given


def _lengths(
    layer: LayerObject, operation: Operation, given: Tensor
) -> tuple[tuple[int, ...], ...]:
    """Return the shape of the lengths that `weight_norm` learns, or none."""
    if not isinstance(layer.norm_axis, int):
        return ()
    try:
        weight = operation.weight_shapes(*([given.shape] if given.shape else []))[0]
    except (ValueError, IndexError):
        return ()
    kept = layer.norm_axis % len(weight)
    return (tuple(size if axis == kept else 1 for axis, size in enumerate(weight)),)


def _activation_given(call: BoundCall) -> dict[str, Value]:
    """Return the activation of a layer that is told it by place or by name."""
    value = (call.values or {}).get("activation")
    return {} if value is None else {"activation": value}
