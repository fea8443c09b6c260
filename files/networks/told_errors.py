"""Error messages that name sizes and no whole layer: what they mean, and what to change."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from conv_engine.networks import Network, TextProblem
from conv_engine.networks.operation import Shape, spell_shape

Told = tuple[str, Shape | None]
"""A sentence, and what arrived, if the message says it."""


@dataclass(frozen=True)
class ToldError:
    """A kind of message.

    Attributes
    ----------
    words : re.Pattern
        What it says.
    explain : callable
        Makes a sentence of what was found, with the shape of the input.
    """

    words: re.Pattern[str]
    explain: Callable[[re.Match[str]], Told]


def read_told_error(plain: str) -> Network | None:
    """Explain an error message; None if it is not one of these.

    Parameters
    ----------
    plain : str
        In one line.

    Examples
    --------
    >>> network = read_told_error("shape '[-1, 256]' is invalid for input of size 1600")
    >>> network.problems[0].sentence
    '1,600 numbers do not fill whole rows of 256: write x.flatten(1), and as in_features what it
    gives for one sample'
    """
    for error in ERRORS:
        if (found := error.words.search(plain)) is not None:
            sentence, shape = error.explain(found)
            return Network((), {"input": shape}, problems=(TextProblem(sentence),))
    return None


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _without_samples(text: str) -> Shape | None:
    """Return a shape as a message writes it, channels first and without samples."""
    sizes = _numbers(text) if "None" in text or "?" in text else _numbers(text)[1:]
    return (sizes[-1], *sizes[:-1]) if sizes else None


def _kernel_too_large(found: re.Match[str]) -> Told:
    size, kernel = tuple(_numbers(found[1])), tuple(_numbers(found[2]))
    return (
        f"a kernel of {spell_shape(kernel)} does not fit the {spell_shape(size)} cells that arrive "
        "with their padding: make the input larger, the kernel smaller, or pool less before it"
    ), None


def _nothing_left(found: re.Match[str]) -> Told:
    shape = tuple(_numbers(found[1]))
    return (
        f"a window does not fit the {spell_shape(shape)} that arrives, so nothing is left: make "
        "the input larger, or pool less before it"
    ), shape


def _other_sizes(found: re.Match[str]) -> Told:
    one, other = int(found[2]), int(found[3])
    return (
        f"torch.cat joins along axis {found[1]}, but the branches have {one:,} and {other:,} cells "
        "along another: an odd size was rounded down on one way. Crop the larger, pad the smaller, "
        "or give the network sizes that can be halved as often as it pools"
    ), None


def _not_added(found: re.Match[str]) -> Told:
    one, other, axis = int(found[1]), int(found[2]), int(found[3])
    repair = (
        "give the layers of both ways as many filters, or a 1 x 1 convolution to the shorter one"
        if axis == 1
        else "use the same strides on both ways, also on the skip"
    )
    return f"{one:,} and {other:,} cells along axis {axis} cannot be added: {repair}", None


def _wrong_norm(found: re.Match[str]) -> Told:
    arrives, made = int(found[1]), int(found[2])
    return (
        f"a BatchNorm was made for {made:,} channels, but {arrives:,} arrive: write {arrives}",
        None,
    )


def _wrong_view(found: re.Match[str]) -> Told:
    numbers, row = int(found[2]), _numbers(found[1].replace("-1", ""))
    length = 1
    for size in row:
        length *= size
    return (
        f"{numbers:,} numbers do not fill whole rows of {length:,}: write x.flatten(1), and as "
        "in_features what it gives for one sample"
    ), None


def _other_weight(found: re.Match[str]) -> Told:
    name, stored, model = found[1], tuple(_numbers(found[2])), tuple(_numbers(found[3]))
    said = f"`{name}` of the file is {spell_shape(stored)}, and that of the model"
    said += f" {spell_shape(model)}"
    if len(stored) == 4 and stored[0] == model[0] and stored[2:] == model[2:]:
        return f"{said}: {_other_channels(stored[1], model[1])}", None
    if stored[:1] != model[:1]:
        return (
            f"{said}: it has another number of filters or classes. Make that layer of the model as "
            "in the file, load, and then replace it"
        ), None
    return f"{said}: the layers were made with other arguments", None


def _other_channels(stored: int, model: int) -> str:
    """Say how the weight of a first layer is brought to another number of channels."""
    if model == 1:
        return "weight.sum(1, keepdim=True) gives the same maps on grey pictures"
    if stored == 1:
        return (
            f"weight.repeat(1, {model}, 1, 1) / {model} gives the map of the mean of the channels"
        )
    if model < stored:
        return f"weight[:, :{model}] keeps the first {model} channels"
    return f"put the {stored} channels first, and zeros for the {model - stored} new ones"


def _too_few_axes(found: re.Match[str]) -> Told:
    wanted, shape = int(found[1]), tuple(_numbers(found[3]))
    return (
        f"the layer takes {wanted} axes, samples included, but {found[2]} arrive: one is missing, "
        "often that of the single channel: x[..., None] adds it at the end"
    ), shape or None


def _torch_axes(found: re.Match[str]) -> Told:
    shape = tuple(_numbers(found[2]))
    return (
        f"{found[1]} takes samples and channels in front of the sizes, but {spell_shape(shape)} "
        "arrives: x.unsqueeze(0) adds an axis of one channel, or of one sample"
    ), shape


def _wrong_channels(found: re.Match[str]) -> Told:
    wanted, shape = int(found[2]), _without_samples(found[3])
    last = shape[0] if shape else 0
    return (
        f"`{found[1]}` was made for {wanted:,} on the last axis, but {last:,} arrive: channels "
        "come last in Keras, and a layer keeps the number that came in first"
    ), shape


def _negative_size(found: re.Match[str]) -> Told:
    window, size = int(found[1]), int(found[2])
    return (
        f"a window of {window} does not fit {size} cells: write padding='same', make the input "
        "larger, or pool less before it"
    ), _without_samples(found[3])


def _unlike_branches(found: re.Match[str]) -> Told:
    return (
        "Concatenate joins branches whose shapes differ in one axis only. These differ in more: "
        f"{found[1]}. Crop the larger, or use sizes that can be halved as often as the network "
        "pools"
    ), None


def _strided_same(found: re.Match[str]) -> Told:
    return (
        "PyTorch has padding='same' only at stride 1: write padding=(kernel - 1) // 2, which gives "
        "the same size as Keras where the kernel is odd and the input even, but adds the cells on "
        "the other side"
    ), None


def _uneven_groups(found: re.Match[str]) -> Told:
    return f"`groups` has to divide {found[1]}: each group gets as many channels", None


def _wrong_features(found: re.Match[str]) -> Told:
    wanted, shape = _numbers(found[1]), tuple(_numbers(found[2])[1:])
    said = spell_shape(tuple(wanted))
    return f"LayerNorm was made for a last axis of {said}, but {spell_shape(shape)} arrives", shape


ERRORS = (
    ToldError(
        re.compile(
            r"input size per channel: \(([\d x]+)\)\. Kernel size: \(([\d x]+)\)\. Kernel size can"
        ),
        _kernel_too_large,
    ),
    ToldError(
        re.compile(r"Given input size: \(([\dx]+)\)\. Calculated output size: \([\dx-]+\)"),
        _nothing_left,
    ),
    ToldError(
        re.compile(
            r"[Ss]izes of tensors must match except in dimension (\d+)\. "
            r"(?:Expected size|Got) (\d+) (?:but got size|and) (\d+)"
        ),
        _other_sizes,
    ),
    ToldError(
        re.compile(
            r"size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at "
            r"non-singleton dimension (\d+)"
        ),
        _not_added,
    ),
    ToldError(re.compile(r"running_mean should contain (\d+) elements not (\d+)"), _wrong_norm),
    ToldError(
        re.compile(r"shape '\[([\d, -]+)\]' is invalid for input of size (\d+)"), _wrong_view
    ),
    ToldError(
        re.compile(
            r"size mismatch for ([\w.]+): copying a param(?:eter)? (?:with shape|of)"
            r"[^\[]*\[([\d, ]*)\]\)? from checkpoint,[^\[]*\[([\d, ]*)\]"
        ),
        _other_weight,
    ),
    ToldError(
        re.compile(
            r"expected (?:min_)?ndim=(\d), found ndim=(\d)\.(?: Full shape received: [(\[]"
            r"([\w, ]+)[)\]])?"
        ),
        _too_few_axes,
    ),
    ToldError(
        re.compile(r"Expected .{0,40}input to (conv\w+), but got input of size:? \[([\d, ]+)\]"),
        _torch_axes,
    ),
    ToldError(
        re.compile(
            r"layer ['\"]?([\w.]+)['\"]?.{0,80}?expected axis -?\d of input shape to have value "
            r"(\d+)[^(]{0,80}\(([\w, ]+)\)"
        ),
        _wrong_channels,
    ),
    ToldError(
        re.compile(
            r"Negative dimension size caused by subtracting (\d+) from (\d+) for .{0,400}?"
            r"with input shapes: \[([\d?, ]+)\]"
        ),
        _negative_size,
    ),
    ToldError(
        re.compile(
            r"`Concatenate` layer requires inputs with matching shapes.{0,80}?"
            r"input_shapes?=(\[[\w(), ]+\])"
        ),
        _unlike_branches,
    ),
    ToldError(re.compile(r"padding='same' is not supported for strided"), _strided_same),
    ToldError(re.compile(r"((?:in|out)_channels) must be divisible by groups"), _uneven_groups),
    ToldError(
        re.compile(
            r"normalized_shape=\[([\d, ]+)\], expected input with shape .{0,60}? input of "
            r"size ?\[([\d, ]+)\]"
        ),
        _wrong_features,
    ),
)
"""Messages that are explained."""
