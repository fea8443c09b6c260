"""How trained weights move to the other framework, as code to copy."""

import streamlit as st

from colours import type_hues
from conv_engine.frameworks.translation import framework_of
from conv_engine.networks import Linear, NetworkRow
from conv_engine.samples import RGB
from conv_engine.stack import Row
from files.weight_code import (
    change_channels,
    move_data_format,
    move_flattened,
    move_weights,
)
from text import FRAMEWORK_TITLES, as_sentence
from ui.lessons.shapes.typed_network import TypedNetwork
from ui.lessons.shapes.words import weights as words
from ui.pictures.network_rows import dense_rows, name_row
from ui.state.memories import NEW_CHANNELS
from ui.state.theme import is_dark

PICTURE_CHANNELS = (1, 3, 4)
"""Channels of pictures that people have."""


def show_weight_code(typed: TypedNetwork, row: Row) -> None:
    """Write the code for the chosen layer, and for each Dense layer behind a Flatten."""
    ours = framework_of(row.layer)
    theirs = "pytorch" if ours == "keras" else "keras"
    code = move_weights(row.layer, row.input_shape)
    dense = list(dense_rows(typed.trace))
    if not code and not dense:
        return
    st.markdown(words.MOVED.format(framework=FRAMEWORK_TITLES[theirs]))
    if code:
        st.code(code)
    places = {each.name: place for place, each in enumerate(typed.trace.rows, start=1)}
    for each, volume in dense:
        operation = each.node.operation
        if isinstance(operation, Linear):
            title = name_row(each, places[each.name])
            st.write(as_sentence(words.describe_flattened(title, volume)))
            st.code(move_flattened(volume, operation.out_features, ours, operation.bias))
    if ours == "keras" and dense:
        _show_data_formats(*dense[0])


def _show_data_formats(row: NetworkRow, volume: tuple[int, int, int]) -> None:
    """Write how a model of Keras moves from one order of channels to the other."""
    if isinstance(row.node.operation, Linear):
        st.markdown(words.BETWEEN_FORMATS)
        st.write(words.ONLY_DENSE)
        st.code(move_data_format(volume, row.node.operation.out_features, row.node.operation.bias))


def change_first_layer(row: Row) -> None:
    """Choose for how many channels a trained layer is wanted, and write how it becomes that."""
    channels = row.input_shape[0]
    others = [count for count in PICTURE_CHANNELS if count != channels]
    if channels not in PICTURE_CHANNELS or not change_channels(row.layer, channels, others[0]):
        return
    st.markdown(words.OTHER_PICTURES)
    wanted: int = st.segmented_control(
        words.NEW_CHANNELS,
        others,
        default=others[0],
        required=True,
        key=NEW_CHANNELS.of(channels),
        help=words.NEW_CHANNELS_HELP,
    )
    st.write(words.describe_change(channels, wanted))
    if wanted == 1:
        _show_summed(channels)
    st.code(change_channels(row.layer, channels, wanted))


def _show_summed(channels: int) -> None:
    """Write the sum of the kernels with the colours of their channels."""
    names = RGB if channels == len(RGB) else ()
    hues = enumerate(type_hues(names, channels, is_dark()))
    weights = [rf"\textcolor{{{hue}}}{{w_{place}}}" for place, hue in hues]
    each = " + ".join(rf"{weight} \cdot g" for weight in weights)
    st.latex(rf"{each} = ({' + '.join(weights)}) \cdot g")
