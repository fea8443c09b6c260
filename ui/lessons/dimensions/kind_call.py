"""The call above the picture of a kind of layer: `Conv3D(filters=1, ...)`, each value a control."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from stage.call import Call, Field, Option, Part
from ui.controls.call import KERAS, PYTORCH
from ui.lessons.dimensions.three_kinds import KEYS, Arguments, LayerKind
from ui.lessons.dimensions.words.kinds import HELP
from ui.state.framework import framework, label
from ui.state.key_kinds import Memory
from ui.state.link import correction
from ui.state.session import read, write_choice
from ui.state.settings import FILTERS, KERNEL, PADDING, STRIDE, Setting

SETTING_OF: Mapping[str, Setting] = {
    "filters": FILTERS,
    "kernel": KERNEL,
    "stride": STRIDE,
    "padding": PADDING,
}
"""The setting of a Conv2D that a framework writes in the same words."""
PADDING_TITLES = {
    "keras": {"valid": '"valid"', "same": '"same"'},
    "pytorch": {"valid": "0", "same": '"same"'},
}


def chosen_arguments(kind: LayerKind) -> Arguments:
    """Return what the call of a kind is set to, brought to what makes a layer of that kind."""
    return kind.nearest(_wanted_arguments(), framework())


def _wanted_arguments() -> Arguments:
    return Arguments(*(read(key) for key in KEYS.values()))


def describe_corrections(kind: LayerKind, arguments: Arguments) -> str:
    """Say what is set for all kinds and cannot be had in this one."""
    words = framework()
    return " ".join(
        correction(
            key,
            key.title(wanted),
            key.limit_of(kind.possible(arguments, name, words)),
            used,
            words,
        )
        for (name, key), wanted, used in zip(
            KEYS.items(), _wanted_arguments(), arguments, strict=True
        )
        if used != wanted and (name != "depth" or kind.directions == 3)
    )


def kind_call(kind: LayerKind, arguments: Arguments) -> Call:
    """Write a layer as the call that makes it."""
    words = framework()
    names = (PYTORCH if words == "pytorch" else KERAS).arguments
    parts: list[Part] = [f"{kind.name(words)}("]
    if words == "pytorch":
        parts.append(f"in_channels={len(kind.input)}, ")
    for argument, setting in SETTING_OF.items():
        name, after = names[setting], ")" if argument == "padding" else ", "
        if argument == "kernel" and kind.directions == 3:
            parts += _block_fields(kind, arguments, name)
        else:
            parts.append(_field(kind, arguments, argument, f"{name}=", after))
    return [parts]


def _block_fields(kind: LayerKind, arguments: Arguments, name: str) -> Iterator[Field]:
    """Write the size of a block: its depth, and its height, which is also its width."""
    yield _field(kind, arguments, "depth", f"{name}=(", ", ")
    yield _field(kind, arguments, "kernel", "", f", {arguments.kernel}), ")


def _field(kind: LayerKind, arguments: Arguments, argument: str, before: str, after: str) -> Field:
    """Offer the values of an argument; one that makes no layer beside the others says why."""
    key, words = KEYS[argument], framework()
    titles = PADDING_TITLES[words] if argument == "padding" else {}
    options = [
        Option(
            str(value),
            titles.get(value, key.title(value)),
            kind.obstacle(arguments._replace(**{argument: value}), words),
        )
        for value in key.values
    ]
    now = str(getattr(arguments, argument))
    return Field(key.name, before, after, label(key), HELP[argument], now, options)


def take_kind_call(picture: Memory[Any]) -> Callable[[], None]:
    """Return what sets the value that was chosen in the call of a picture."""

    def take() -> None:
        change = read(picture)["call"]
        key = next(key for key in KEYS.values() if key.name == change["name"])
        value = key.parsed(change["value"])
        if value is not None:
            write_choice(key, value)

    return take
