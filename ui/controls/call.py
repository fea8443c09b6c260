"""The layer's call as a control: `Conv2D(filters=2, ...)`, each value set where it is written."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import streamlit as st

from conv_engine.samples import SAMPLES
from stage.call import Call, Deed, Field, Given, Option, Part, show_call_lines
from text import COUNTED_CHANNELS, count_text
from ui.controls.places import CALL, keep_place
from ui.controls.words import layer as say
from ui.state.edited_input import edited_input
from ui.state.edited_kernels import set_values, start_editing
from ui.state.framework import framework, label
from ui.state.key_kinds import Memory, Values
from ui.state.memories import BEGUN_LAYER, EDITED_INPUT, FIRST_LAYER, LAYER_CALL
from ui.state.scenario import is_picture
from ui.state.session import read, write_choice
from ui.state.settings import (
    BY_SIDE,
    CHANNELS,
    DILATION,
    EDITED,
    FILTER_KINDS,
    FILTERS,
    GROUPS,
    INPUT,
    KERNEL,
    MOST_CELLS,
    MOST_PADDING,
    PADDING,
    PADDING_MODE,
    PADDING_SIDES,
    RANDOM,
    SETTINGS,
    SIZE,
    STRIDE,
    Setting,
    Settings,
    Value,
)
from ui.state.valid_settings import depth, filter_choices, obstacle

RESET = "reset"
"""What the page is told when the learner wants the lesson's own layer back."""
FEW = 2
"""Filters that are each called a filter; of more the call says so once."""
NOTE = 24
"""Height kept for the note below a call, in screen pixels."""
GEOMETRY = (KERNEL, STRIDE, PADDING, DILATION)
ALWAYS_SHOWN = (INPUT, CHANNELS, FILTERS, KERNEL)
"""What a narrow screen shows of every layer: arguments without a default, and the input."""
ARGUMENTS = (CHANNELS, FILTERS, *GEOMETRY, GROUPS, PADDING_MODE)
"""What a narrow screen shows, too, where a page is about the whole call."""
KERAS_PADDING: Mapping[Value, str] = {
    0: '"valid"',
    "same": '"same"',
    **{cells: say.VALID_AFTER.format(cells=cells) for cells in range(1, MOST_PADDING + 1)},
    BY_SIDE: say.VALID_BY_SIDE,
}
PYTORCH_PADDING: Mapping[Value, str] = {"same": '"same"', BY_SIDE: say.NONE_BY_SIDE}


@dataclass(frozen=True)
class Words:
    """How a framework writes a Conv2D: the name of the layer, and of its arguments in order."""

    layer: str
    arguments: Mapping[Setting, str]
    padding: Mapping[Value, str]


KERAS = Words(
    "Conv2D",
    MappingProxyType(
        {
            FILTERS: "filters",
            KERNEL: "kernel_size",
            STRIDE: "strides",
            PADDING: "padding",
            DILATION: "dilation_rate",
            GROUPS: "groups",
        }
    ),
    KERAS_PADDING,
)
PYTORCH = Words(
    "nn.Conv2d",
    MappingProxyType(
        {
            CHANNELS: "in_channels",
            FILTERS: "out_channels",
            KERNEL: "kernel_size",
            STRIDE: "stride",
            PADDING: "padding",
            DILATION: "dilation",
            GROUPS: "groups",
            PADDING_MODE: "padding_mode",
        }
    ),
    PYTORCH_PADDING,
)


Withheld = Mapping[Setting, Mapping[Value, str]]
"""Values that a page does not offer yet, and why."""


def layer_call(
    settings: Settings,
    fixed: Mapping[Setting, Value] | None = None,
    withheld: Withheld = MappingProxyType({}),
    about: Collection[Setting] = ARGUMENTS,
) -> Call:
    """Write the layer that is set as the call that makes it, and under it what it is laid over.

    Parameters
    ----------
    settings : Settings
        A layer that exists.
    fixed : mapping of Setting to value, optional
        Arguments that are no choice on this page, and what they are here.
    withheld : Withheld, optional
        Values of arguments that a learner is to predict first.
    about : collection of Setting, optional
        What the page is about. A narrow screen leaves out other values that are the usual ones.

    Examples
    --------
    >>> from stage.call import plain_call
    >>> from ui.state.settings import DEFAULTS
    >>> print(plain_call(layer_call(DEFAULTS)).splitlines()[0])
    Conv2D(filters=2, kernel_size=3, strides=1, padding="valid", dilation_rate=1, groups=1)
    """
    fixed = fixed or {}
    below = [*_input(settings, fixed, about)]
    if settings["padding"] == BY_SIDE:
        below += _sides(settings)
    if settings["padding"] != 0 and framework() == "keras":
        below.append(_field(settings, PADDING_MODE, say.BORDER_HOLDS))
    if FILTERS not in fixed:
        below += _filters(settings)
    lines = _arguments(settings, fixed, withheld, about), [*below, *_reset(settings)]
    return [[_set_aside(part, about) for part in line] for line in lines]


def _set_aside(part: Part, about: Collection[Setting]) -> Part:
    """Let a narrow screen leave out a usual value that the page is not about."""
    if not isinstance(part, Field):
        return part
    setting = SETTINGS[part.name]
    is_usual = part.value == str(setting.default)
    return part._replace(aside=is_usual and setting not in (*ALWAYS_SHOWN, *about))


def window_call(settings: Settings, where: str) -> Call:
    """Write the arguments that say where windows lie, for an input that makes room for them.

    Parameters
    ----------
    settings : Settings
        A layer that exists.
    where : str
        Tells them from those of the layer's own call, for screen readers.

    Examples
    --------
    >>> from stage.call import plain_call
    >>> from ui.state.settings import DEFAULTS
    >>> plain_call(window_call(DEFAULTS, "in the lab"))
    'Conv2D(..., kernel_size=3, strides=1, dilation_rate=1)'
    """
    words = PYTORCH if framework() == "pytorch" else KERAS
    roomy = {**settings, "size": MOST_CELLS, **{key.name: RANDOM for key in FILTER_KINDS}}
    fields = [
        _field(roomy, setting, f"{words.arguments[setting]}=", after)
        for setting, after in ((KERNEL, ", "), (STRIDE, ", "), (DILATION, ")"))
    ]
    return [[f"{words.layer}(..., ", *(f._replace(label=f"{f.label} {where}") for f in fields)]]


def _arguments(
    settings: Settings,
    fixed: Mapping[Setting, Value],
    withheld: Withheld,
    about: Collection[Setting],
) -> Sequence[Part]:
    words = PYTORCH if framework() == "pytorch" else KERAS
    last = list(words.arguments)[-1]
    parts: list[Part] = [f"{words.layer}("]
    for setting, name in words.arguments.items():
        before, after = f"{name}=", ")" if setting is last else ", "
        if setting in fixed:
            parts.append(Given(f"{before}{fixed[setting]}{after}", setting not in about))
        elif setting is CHANNELS:
            parts.append(f"{before}{depth(settings)}{after}")
        else:
            titles = words.padding if setting is PADDING else {}
            parts.append(
                _field(settings, setting, before, after, titles, refused=withheld.get(setting, {}))
            )
    return parts


def _input(
    settings: Settings, fixed: Mapping[Setting, Value], about: Collection[Setting]
) -> Sequence[Part]:
    """Write the input: which it is, its channels, its cells."""
    which = _field(settings, INPUT, say.LAID_OVER, possible=INPUT.values)
    cells = _field(settings, SIZE, after=say.CELLS.format(side=settings["size"]))
    count = int(fixed.get(CHANNELS, depth(settings)))
    is_fixed = CHANNELS in fixed or is_picture(settings)
    if is_fixed or SAMPLES[str(settings["input"])].channels is not None:
        return which, Given(count_text(count, *COUNTED_CHANNELS), CHANNELS not in about), cells
    return which, _field(settings, CHANNELS, after=say.CHANNELS[count > 1]), cells


def _reset(settings: Settings) -> Sequence[Part]:
    """Offer the layer that the lesson begins with, where another one or other numbers are set."""
    changed = any(settings[name] != value for name, value in read(FIRST_LAYER).items())
    if not changed and edited_input(settings) is None:
        return []
    return [Deed(RESET, say.RESET, say.RESET_HELP)]


def _sides(settings: Settings) -> Sequence[Part]:
    return [
        _field(settings, side, say.SIDE.format(side=side.label.lower())) for side in PADDING_SIDES
    ]


def _filters(settings: Settings) -> Sequence[Part]:
    count = int(settings["filters"])
    names = [say.FIRST_FILTER, *(say.NEXT_FILTER.format(number=f) for f in range(1, count))]
    titles: Mapping[Value, str] = {RANDOM: say.RANDOM_SHORT}
    if count <= FEW:
        names = [say.EACH_FILTER.format(number=f) for f in range(count)]
        titles = {}
    return [
        _field(settings, key, name, titles=titles, possible=filter_choices(settings, key.name))
        for key, name in zip(FILTER_KINDS, names, strict=False)
    ]


def _field(
    settings: Settings,
    setting: Setting,
    before: str = "",
    after: str = "",
    titles: Mapping[Value, str] = MappingProxyType({}),
    possible: Sequence[Value] = (),
    refused: Mapping[Value, str] = MappingProxyType({}),
) -> Field:
    """Offer the values of a setting; one that makes no layer beside the others says why.

    Those named as possible need not: other settings follow them. Those refused say why not.
    """
    options = [
        Option(
            str(value),
            titles.get(value, setting.title(value)),
            "" if value in possible else _obstacle(settings, setting, value, refused),
        )
        for value in setting.values
        if not setting.menu or value in (*setting.menu, settings[setting.name])
    ]
    now = str(settings[setting.name])
    return Field(setting.name, before, after, label(setting), setting.help, now, options)


def _obstacle(
    settings: Settings, setting: Setting, value: Value, refused: Mapping[Value, str]
) -> str:
    return refused.get(value) or obstacle({**settings, setting.name: value})


def take_call(picture: Memory[Any]) -> Callable[[], None]:
    """Return what sets the value that was chosen in a picture's call.

    A filter that is to be edited begins with the kernels it has.
    """

    def take() -> None:
        change = read(picture)["call"]
        if change["name"] == RESET:
            _reset_layer()
            return
        setting = SETTINGS[change["name"]]
        value = setting.parsed(change["value"])
        if value == EDITED and read(setting) != EDITED:
            start_editing(FILTER_KINDS.index(setting))
        elif value is not None:
            write_choice(setting, value)

    return take


def _reset_layer() -> None:
    """Set the layer that the lesson begins with; the next lesson begins with its own again.

    One undo brings back what was set before.
    """
    page, _ = read(BEGUN_LAYER)
    first = read(FIRST_LAYER)
    begun: Values = {EDITED_INPUT: None, BEGUN_LAYER: (page, first)}
    set_values({**begun, **{SETTINGS[name]: value for name, value in first.items()}})


def show_layer_call(
    settings: Settings,
    fixed: Mapping[Setting, Value] = MappingProxyType({}),
    note: str = "",
    withheld: Withheld = MappingProxyType({}),
    about: Collection[Setting] = ARGUMENTS,
) -> None:
    """Show the call by itself, above a picture that is not a stage; what is fixed is no choice.

    A note below it says where the picture shows something else.
    """
    with keep_place("call-place", CALL + (NOTE if note else 0)):
        show_call_lines(
            layer_call(settings, fixed, withheld, about),
            take_call(LAYER_CALL),
            LAYER_CALL.name,
        )
        if note:
            st.caption(note)
