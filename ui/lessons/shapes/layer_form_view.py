"""The controls of one layer in lesson 3: they read as its call, argument by argument."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import Any

import streamlit as st

from conv_engine.frameworks.layouts import DataFormat
from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.geometry import PADDING_MODES, PADDING_WORDS
from conv_engine.stack import Row
from ui.controls.places import CONTROL
from ui.lessons.shapes.typed_layers_view import (
    add_layer,
    choose_data_format,
    refuse_edit,
    replace_layer,
)
from ui.lessons.shapes.typed_network import TypedNetwork
from ui.lessons.shapes.words import form as words
from ui.pictures.network_rows import own_name
from ui.state.key_kinds import Memory
from ui.state.memories import ARGUMENT, LAYER_NUMBER
from ui.state.session import keep_possible, read, write

MOST_CHANNELS, MOST_CELLS, MOST_PADDING = 4096, 31, 64
MOST_BUTTONS = 8
"""Layers that can be chosen side by side; of more there is a list."""
LEFT_ASIDE = ("activation", "data_format")
"""Arguments that change neither shape nor sum, or have a control of their own."""


def choose_layer(typed: TypedNetwork) -> int:
    """Draw the choice of a layer where there are several; return its place, counted from 0."""
    titles = [f"{n}. {own_name(row) or row.kind}" for n, row in typed.numbered_rows]
    keep_possible(LAYER_NUMBER, range(len(titles)))
    if len(titles) < 2:
        return 0
    if len(titles) > MOST_BUTTONS:
        st.selectbox(
            words.LAYER,
            range(len(titles)),
            format_func=titles.__getitem__,
            key=LAYER_NUMBER.name,
            help=words.WHICH_LAYER,
        )
    else:
        st.segmented_control(
            words.LAYER,
            range(len(titles)),
            default=0,
            required=True,
            format_func=titles.__getitem__,
            key=LAYER_NUMBER.name,
            help=words.WHICH_LAYER,
        )
    return read(LAYER_NUMBER)


def change_layer(typed: TypedNetwork, number: int, row: Row | None) -> DataFormat:
    """Draw the controls of a layer, folded, where they can write its line anew.

    Returns
    -------
    DataFormat
        In which Keras keeps the arrays of the layer.
    """
    if row is None or not typed.can_change:
        return getattr(row and row.layer, "data_format", "channels_last")
    with st.expander(words.CHANGE, icon=":material/tune:"):
        layer_form(typed.lines, number, row.input_shape)
        return choose_data_format(typed.lines)


def layer_form(layers: Sequence[AnyLayer], number: int, input_shape: Sequence[int]) -> None:
    """Draw one control for each argument of a layer, with the choices that make a layer."""
    form = _Form(layers[number], number, tuple(input_shape))
    with st.grid("auto", min_column_width=150, row_height=CONTROL, key="form-rows"):
        for field in fields(layers[number]):
            if field.name not in LEFT_ASIDE:
                form.draw(field.name)
    _draw_stack_buttons(layers, number)


def _draw_stack_buttons(layers: Sequence[AnyLayer], number: int) -> None:
    with st.container(horizontal=True):
        st.button(
            words.ADD,
            on_click=add_layer,
            args=(_repeat_layer(layers[-1]),),
            help=words.ADD_HELP,
        )
        st.button(
            words.REMOVE,
            on_click=replace_layer,
            args=(number, None),
            disabled=len(layers) == 1,
            help=words.REMOVE_HELP,
        )


def _repeat_layer(last: AnyLayer) -> AnyLayer:
    """Repeat the last convolution on its own output."""
    channels = getattr(last, "out_channels", None)
    return last if channels is None else replace(last, in_channels=channels)


class _Form:
    """The controls of one layer on one input."""

    def __init__(self, layer: AnyLayer, number: int, input_shape: tuple[int, ...]) -> None:
        self.layer, self.number, self.input_shape = layer, number, input_shape

    def draw(self, name: str) -> None:
        """Draw the control of one argument, by what it holds."""
        value = getattr(self.layer, name)
        match value:
            case bool():
                self._toggle(name, value)
            case str() if name == "padding_mode":
                self._menu(name, PADDING_MODES, value)
            case str():
                self._padding_words(name, value)
            case int() if name == "groups":
                self._menu(name, self._divisors(value), value)
            case int():
                self._number(name, name, value, 1, MOST_CHANNELS, lambda new: new)
            case (int(), int()):
                if name == "padding" and hasattr(self.layer, "padding_mode"):
                    self._padding_words(name, words.NUMBERS)
                self._pair(name, value)
            case _ if value is not None:
                self._sides(name, value)

    def makes_layer(self, **change: Any) -> bool:
        """Whether the layer exists with such an argument, and takes the input."""
        try:
            replace(self.layer, **change).output_shape(self.input_shape)
        except ValueError:
            return False
        return True

    def edit(self, **change: Any) -> None:
        """Write the layer with an argument changed, or keep the sentence that refuses it."""
        try:
            replace_layer(self.number, replace(self.layer, **change))
        except ValueError as refusal:
            refuse_edit(str(refusal))

    def _key(self, label: str, value: object) -> Memory[Any]:
        """Let a control show the layer's value, whatever it showed before."""
        key = Memory[Any](ARGUMENT.of(self.number, label))
        write(key, value)
        return key

    def _toggle(self, name: str, value: bool) -> None:
        key = self._key(name, value)

        def edit() -> None:
            self.edit(**{name: read(key)})

        st.toggle(name, key=key.name, help=words.HELP[name], on_change=edit)

    def _menu(self, name: str, options: Sequence[Any], value: object, label: str = "") -> None:
        """Offer the options that make a layer; "cells" begins with none of them."""
        key = self._key(label or name, value)
        possible = [
            o for o in options if o in (value, words.NUMBERS) or self.makes_layer(**{name: o})
        ]

        def edit() -> None:
            chosen = read(key)
            self.edit(**{name: 0 if chosen == words.NUMBERS else chosen})

        st.selectbox(
            name, possible, key=key.name, help=words.help_menu(name, possible), on_change=edit
        )

    def _padding_words(self, name: str, value: str) -> None:
        """Offer "valid" and "same", and for PyTorch cells as well."""
        numbers = (words.NUMBERS,) if hasattr(self.layer, "padding_mode") else ()
        self._menu(name, (*numbers, *PADDING_WORDS), value, words.WORD.format(name=name))

    def _pair(self, name: str, value: tuple[int, int]) -> None:
        least = 0 if "padding" in name else 1
        most = MOST_PADDING if "padding" in name else MOST_CELLS
        rows, columns = value
        self._number(
            words.HEIGHT.format(name=name), name, rows, least, most, lambda new: (new, columns)
        )
        self._number(
            words.WIDTH.format(name=name), name, columns, least, most, lambda new: (rows, new)
        )

    def _sides(self, name: str, value: Any) -> None:
        """Draw the four sides of a padding layer, nested or in PyTorch's order."""
        nested = isinstance(value[0], tuple)
        labels = words.NESTED_SIDES if nested else words.FLAT_SIDES
        flat = [*value[0], *value[1]] if nested else list(value)

        def changed(place: int, new: int) -> Any:
            sides = [new if i == place else side for i, side in enumerate(flat)]
            return (tuple(sides[:2]), tuple(sides[2:])) if nested else tuple(sides)

        for place, label in enumerate(labels):
            self._number(
                words.SIDE.format(name=name, side=label),
                name,
                flat[place],
                min(0, *flat),
                MOST_PADDING,
                partial(changed, place),
            )

    def _number(
        self,
        label: str,
        name: str,
        value: int,
        least: int,
        most: int,
        changed: Callable[[int], Any],
    ) -> None:
        """Draw a whole number up to the largest that makes a layer on this input."""
        key = self._key(label, value)
        high = max(value, self._largest(name, value, most, changed))
        st.number_input(
            label,
            min(least, value),
            high,
            key=key.name,
            help=words.help_number(name, least, high),
            on_change=lambda: self.edit(**{name: changed(read(key))}),
        )

    def _largest(self, name: str, value: int, most: int, changed: Callable[[int], Any]) -> int:
        """Return the largest number that makes a layer, not looking beyond the few that matter."""
        if most > MOST_PADDING:
            return most  # numbers of channels have no limit but this one
        possible = (n for n in range(most, value, -1) if self.makes_layer(**{name: changed(n)}))
        return next(possible, value)

    def _divisors(self, groups: int) -> list[int]:
        """Return the numbers of groups that split channels and filters evenly."""
        channels = self.input_shape[-3]
        return [n for n in range(1, channels + 1) if channels % n == 0 or n == groups]
