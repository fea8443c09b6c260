"""Choose the picture that goes into the network, and how its pixels become numbers."""

from dataclasses import dataclass, replace

import streamlit as st

from conv_engine import ConvSpec
from conv_engine.networks.weighted import WeightedNetwork, layer_network
from conv_engine.numeric import Array
from text import as_sentence
from ui.controls.input import own_picture_controls
from ui.controls.places import CONTROL, keep_place
from ui.controls.widgets import choice_menu, number_field, text_field
from ui.lessons.model.fed_picture import (
    FedPicture,
    choose_scaling,
    draw_sample,
    feed_picture,
)
from ui.lessons.model.filters_view import read_filters
from ui.lessons.model.opened import OpenLayer, OpenModel, find_input_shape
from ui.lessons.model.words import following as words
from ui.state.keys import (
    A_SHAPE,
    MODEL_DEVIATIONS,
    MODEL_MEANS,
    MODEL_PADDING,
    MODEL_PICTURE,
    MODEL_SCALING,
    MODEL_SEED,
    MODEL_SHAPE,
    MODEL_SIDE,
    MODEL_STRIDE,
    OWN_SCALING,
)
from ui.state.memories import UPLOAD
from ui.state.own_picture import read_as
from ui.state.session import begin, read
from ui.state.settings import OWN_PICTURE


@dataclass(frozen=True, eq=False)
class FedNetwork:
    """A network and the picture that goes into it."""

    key: str
    network: WeightedNetwork
    picture: FedPicture


def choose_picture(opened: OpenModel, layer: OpenLayer) -> FedNetwork | None:
    """Draw the choices of a picture; None, and why, where the network takes none."""
    network = opened.network or _network_by_hand(layer)
    begin(MODEL_PICTURE, A_SHAPE if opened.is_example else "still_life")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = choice_menu(MODEL_PICTURE, words.PICTURE_HELP, width=190)
        if name == A_SHAPE:
            choice_menu(MODEL_SHAPE, words.SHAPE_HELP, width=150)
            number_field(MODEL_SEED, help=words.SEED_HELP, width=130)
        scaling = choice_menu(
            MODEL_SCALING,
            words.SCALING_HELP,
            width=260,
        )
        with st.popover(words.OWN_PICTURE, icon=":material/upload:"):
            own_picture_controls(MODEL_PICTURE)
    if scaling == OWN_SCALING:
        _choose_numbers()
    return _feed(opened, layer, network)


def _network_by_hand(layer: OpenLayer) -> WeightedNetwork:
    """Make a network of a layer whose file has no graph; ask for the geometry it does not say."""
    filters, of_file = read_filters(layer), layer.of_file
    assert of_file is not None
    if of_file.spec is None:
        strides, padding, _ = st.columns([1, 1, 3])
        with strides, keep_place("stride-place", CONTROL):
            stride = number_field(MODEL_STRIDE, help=words.STRIDE_HELP)
        with padding, keep_place("padding-place", CONTROL):
            around = number_field(MODEL_PADDING, help=words.PADDING_HELP)
        spec = ConvSpec.of(filters.weight, filters.bias, stride, around)
        filters = replace(filters, spec=spec)
    return layer_network(filters.weight, filters.bias, filters.spec, layer.name)


def _choose_numbers() -> None:
    means, deviations = st.columns(2)
    with means, keep_place("means-place", CONTROL):
        text_field(MODEL_MEANS, words.MEANS_HELP)
    with deviations, keep_place("deviations-place", CONTROL):
        text_field(MODEL_DEVIATIONS, words.DEVIATIONS_HELP)


def _feed(opened: OpenModel, layer: OpenLayer, network: WeightedNetwork) -> FedNetwork | None:
    """Bring the chosen picture into the network, or say why it takes none."""
    shape = find_input_shape(network)
    if shape is None:
        st.info(words.NO_PICTURE_TAKEN)
        return None
    if network.input_shape is None:
        side = number_field(MODEL_SIDE, help=words.SIDE_HELP, width=190)
        shape = (shape[0], side, side)
    try:
        scaling = choose_scaling(read(MODEL_SCALING), read(MODEL_MEANS), read(MODEL_DEVIATIONS))
        picture = feed_picture(_chosen_pixels(shape[0]), shape, scaling)
    except ValueError as refusal:
        st.error(as_sentence(str(refusal)), icon=":material/error:")
        return None
    of_layer = "" if opened.network else f"{layer.place} {network.nodes[0].operation}"
    return FedNetwork(f"{opened.key} {of_layer} {picture.key}", network, picture)


def _chosen_pixels(channels: int) -> Array:
    """Return the pixels of the chosen picture; the still life until one's own was chosen."""
    name = read(MODEL_PICTURE)
    upload = read(UPLOAD)
    if name == OWN_PICTURE and upload is not None:
        return read_as(upload, "grey" if channels == 1 else "colour")[0].pixels
    if name == OWN_PICTURE:
        st.caption(words.SAMPLE_UNTIL)
        name = "still_life"
    return draw_sample(name or A_SHAPE, read(MODEL_SHAPE), read(MODEL_SEED))
