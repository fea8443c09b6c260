"""Kernels from outside: pasted or from a file, read as the learner means them, put into filters."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from conv_engine import quantise
from files.kernel_files import KernelFile, read_kernels
from files.kernel_text import TextReading, read_kernel_text
from files.kernels import MEANINGS, KernelError, KernelReading, Layout, Meaning, readings, spread
from text import (
    channel_label,
    count_text,
    escape_markdown,
    shape_text,
)
from ui.controls.filter_pages import (
    LARGEST_OVER_PICTURE,
    MOST_KEPT,
    FileFilters,
    use_filters,
    with_kernels,
)
from ui.controls.words import kernels as say
from ui.state import memories
from ui.state.scenario import Array, channel_names
from ui.state.session import keep_possible, read, write
from ui.state.settings import (
    LARGEST_KERNEL,
    MOST_FILTERS,
    Settings,
)
from ui.state.turns import HEAVY_WORK
from ui.state.valid_settings import depth, obstacle

if TYPE_CHECKING:
    from files.models import ModelLayer

MODEL_STARTS = (b"\x80", b"\x89HDF", b"\x08")
"""First bytes of files that hold models and never single arrays."""
EXAMPLE = "1 0 -1\n2 0 -2\n1 0 -1"


def kernel_input(settings: Settings, largest: int = LARGEST_KERNEL) -> None:
    """Choose a file of kernels, or paste one; what cannot be read is refused in a sentence.

    Parameters
    ----------
    settings : Settings
    largest : int
        Rows and columns of the largest kernel that the page has room for.
    """
    with _refusals():
        kernels_from_file(settings, largest)
    with _refusals():
        pasted_kernels(settings, largest)


@contextmanager
def _refusals() -> Iterator[None]:
    """Say in its sentence what cannot be read as kernels."""
    try:
        yield
    except KernelError as refusal:
        st.error(escape_markdown(f"{refusal}."), icon=":material/error:")


def pasted_kernels(settings: Settings, largest: int = LARGEST_KERNEL) -> None:
    """Read kernels as people type them."""
    text = st.text_area(
        say.PASTED,
        placeholder=EXAMPLE,
        height=110,
        help=say.PASTED_HELP,
    )
    if text.strip():
        array = _meant_reading(read_kernel_text(text)).array
        # Rows that are typed one below the other are never the last axis of a weight.
        layout: Layout | None = "IHW" if array.ndim == 3 and "[" not in text else None
        offer_kernels(
            readings(array, _depth(settings), layout), settings, "pasted", largest=largest
        )


def _meant_reading(found: tuple[TextReading, ...]) -> TextReading:
    """Ask which reading of a text is meant, with the numbers of each."""
    if len(found) == 1:
        if found[0].title:
            st.caption(say.tell_reading(found[0].title))
        return found[0]
    place: int = st.radio(
        say.HOW_MEANT,
        range(len(found)),
        format_func=lambda i: found[i].title.capitalize(),
        captions=[escape_markdown(_shown_rows(reading.array)) for reading in found],
        key=memories.KERNEL_READING.of("text"),
        help=say.HOW_MEANT_HELP,
    )
    return found[place]


def _shown_rows(array: Array) -> str:
    """Write the first kernel as rows, so that one reading is told from another."""
    kernel = array.reshape(-1, *array.shape[-2:])[0]
    rows = "; ".join(" ".join(f"{value:.4g}" for value in row[:9]) for row in kernel[:9])
    return f"{shape_text(array.shape)}: {rows}"


def kernels_from_file(settings: Settings, largest: int = LARGEST_KERNEL) -> None:
    """Read kernels as a framework or another program saves them."""
    upload = st.file_uploader(
        say.KERNELS,
        max_upload_size=200,
        help=say.KERNELS_HELP,
    )
    if upload is None:
        return
    file = _read_file(upload.file_id, upload.name, upload)
    if isinstance(file, tuple):
        _layer_of_model(file, settings, upload.name, largest)
        return
    for note in file.notes:
        st.caption(escape_markdown(note[:1].upper() + note[1:] + "."))
    choice = file.choices[0]
    if len(file.choices) > 1:
        keep_possible(memories.KERNEL_ARRAY, file.choices)
        choice = st.selectbox(
            say.WHICH_ARRAY,
            file.choices,
            key=memories.KERNEL_ARRAY.name,
            help=say.WHICH_ARRAY_HELP,
        )
    # Four axes are read in every order: which channels the input has does not say what they are.
    channels = None if file.arrays[choice].ndim == 4 else _depth(settings)
    found, bias = file.readings(choice, channels), file.bias(choice)
    offer_kernels(found, settings, "file", bias, file.name, largest)


def _read_file(key: str, name: str, upload: BytesIO) -> "tuple[ModelLayer, ...] | KernelFile":
    """Return the convolutions of a file, or its arrays; it is read once, when its turn comes."""
    kept: Any = read(memories.KERNELS_READ)
    if kept is None or kept[0] != key:
        data = upload.getvalue()
        with HEAVY_WORK.turn():
            kept = key, _convolutions(name, data) or read_kernels(data, name)
        write(memories.KERNELS_READ, kept)
    found: tuple[ModelLayer, ...] | KernelFile = kept[1]
    return found


def _convolutions(name: str, data: bytes) -> "tuple[ModelLayer, ...]":
    """Return the convolutions of a model; none where the file holds other arrays, or text.

    Raises
    ------
    KernelError
        If a model cannot be read.
    """
    # The readers of models are loaded when the first file comes, and not with the page.
    from files.models import ModelError, read_model

    if data[:1] in (b"{", b"["):
        return ()
    try:
        return read_model(name, data).layers
    except ModelError as refusal:
        if data.startswith(MODEL_STARTS) or data[4:8] == b"TFL3" or name.endswith(".onnx"):
            raise KernelError(str(refusal)) from refusal
        return ()


def _layer_of_model(
    layers: "tuple[ModelLayer, ...]", settings: Settings, name: str, largest: int
) -> None:
    """Choose a layer of a model, and offer its filters in every order of axes it can have."""
    names = [f"{layer.name} ({shape_text(layer.array.shape)})" for layer in layers]
    place = 0
    if len(layers) > 1:
        keep_possible(memories.KERNEL_ARRAY, names)
        chosen = st.selectbox(
            say.WHICH_ARRAY,
            names,
            key=memories.KERNEL_ARRAY.name,
            help=say.WHICH_LAYER_HELP,
        )
        place = names.index(chosen)
    layer = layers[place]
    candidates = tuple(
        KernelReading(layer.describe_layout(layout), layer.read_as(layout), layout)
        for layout in layer.layouts
    )
    offer_kernels(candidates, settings, "file", layer.bias, name, largest)


def _depth(settings: Settings) -> int:
    return depth(settings) // int(settings["groups"])


def offer_kernels(
    candidates: tuple[KernelReading, ...],
    settings: Settings,
    source: str,
    bias: Array | None = None,
    name: str = say.PASTED_NAME,
    largest: int = LARGEST_KERNEL,
) -> None:
    """Ask what kernels mean for this layer, and put them into the filters.

    Raises
    ------
    KernelError
        If they are too large for this layer.
    """
    channels = _depth(settings)
    weight = _chosen_reading(candidates, source).weight
    if weight.shape[1] == 1 and channels > 1:
        weight = _spread_over(weight, settings, channels, source)
    elif weight.shape[1] != channels:
        raise KernelError(say.differ_in_depth(weight.shape[1], channels))
    first = _first_of_many(weight, source)
    weight = square_kernels(weight[first : first + MOST_KEPT], largest)
    if source == "file":  # one without a bias has none to add
        bias = np.zeros(len(weight)) if bias is None else bias[first : first + MOST_KEPT]
    count = min(len(weight), MOST_FILTERS)
    target = 0
    is_large = weight.shape[-1] > LARGEST_KERNEL
    if count == 1 and not is_large:
        target = st.segmented_control(
            say.TARGET,
            range(int(settings["filters"])),
            default=0,
            required=True,
            key=memories.KERNEL_TARGET.of(source),
            help=say.TARGET_HELP,
        )
    changed = {**settings, "filters": count}
    if blocked := obstacle(changed if is_large else with_kernels(settings, weight[:count], target)):
        raise KernelError(say.misfit_layer(blocked))
    if bias is not None and not is_large and (quantise(bias) != bias).any():
        st.caption(escape_markdown(describe_rounding(bias)))
    if len(weight) > count:
        st.caption(say.shown_of(count, len(weight)))
    label = count_text(len(weight), *say.USE)
    arguments = (settings, FileFilters(weight, bias, name), 0, target)
    st.button(
        label,
        key=memories.KERNEL_USE.of(source),
        on_click=use_filters,
        args=arguments,
        help=say.USE_HELP,
    )


def square_kernels(weight: Array, largest: int = LARGEST_KERNEL) -> Array:
    """Put kernels, (F, C, k_h, k_w), into the middle of square ones: the layer has no others.

    Raises
    ------
    KernelError
        If they are larger than the page has room for.

    Examples
    --------
    >>> square_kernels(np.array([[[[1, 0, -1]]]]))[0, 0].tolist()
    [[0, 0, 0], [1, 0, -1], [0, 0, 0]]
    """
    rows, columns = weight.shape[2:]
    side = max(rows, columns)
    if side > largest:
        raise KernelError(say.refuse_large(rows, columns, largest, LARGEST_OVER_PICTURE))
    above, before = (side - rows) // 2, (side - columns) // 2
    around = ((0, 0), (0, 0), (above, side - rows - above), (before, side - columns - before))
    return np.pad(weight, around)


def describe_rounding(biases: Array) -> str:
    """Say what the stage makes of the biases of a file, each with its number.

    Examples
    --------
    >>> describe_rounding(np.array([0.155, 2.0]))
    'Whole pictures use its biases as they are. In the small grid 0.155 becomes 0.16.'
    """
    pairs = zip(biases.tolist(), quantise(biases).tolist(), strict=True)
    changed = [(bias, rounded) for bias, rounded in pairs if bias != rounded]
    return say.describe_rounding(changed, MOST_FILTERS)


def _chosen_reading(candidates: tuple[KernelReading, ...], source: str) -> KernelReading:
    """Ask which axis is which, where the shape alone cannot tell."""
    if len(candidates) == 1:
        st.caption(say.tell_reading(candidates[0].title))
        return candidates[0]
    place: int = st.radio(
        say.WHICH_AXIS,
        range(len(candidates)),
        format_func=lambda i: candidates[i].title,
        captions=[_first_kernel(reading) for reading in candidates],
        key=memories.KERNEL_READING.of(source),
        help=say.WHICH_AXIS_HELP,
    )
    return candidates[place]


def _first_kernel(reading: KernelReading) -> str:
    rows = reading.weight[0, 0, :3, :3]
    text = "; ".join(" ".join(f"{value:.3g}" for value in row) for row in rows)
    return escape_markdown(say.begin_kernel(text))


def _spread_over(weight: Array, settings: Settings, channels: int, source: str) -> Array:
    """Ask what one kernel means for several channels: they need one each."""
    meaning: Meaning = st.radio(
        say.ask_for_meaning(channels),
        list(MEANINGS),
        format_func=lambda meaning: meaning.capitalize(),
        captions=list(MEANINGS.values()),
        key=memories.KERNEL_MEANING.of(source),
        help=say.ONE_KERNEL_HELP,
    )
    names = channel_names(settings)
    channel = 0
    if meaning == "one channel":
        channel = st.selectbox(
            say.WHICH_CHANNEL,
            range(channels),
            format_func=lambda c: channel_label(c, names),
            key=memories.KERNEL_CHANNEL.of(source),
            help=say.WHICH_CHANNEL_HELP,
        )
    return np.stack([spread(filter[0], channels, meaning, channel) for filter in weight])


def _first_of_many(weight: Array, source: str) -> int:
    """Choose which of many filters are used, by the first of them."""
    if len(weight) <= MOST_KEPT:
        return 0
    return st.number_input(
        say.ask_for_first(len(weight), MOST_KEPT),
        0,
        len(weight) - MOST_KEPT,
        key=memories.KERNEL_FIRST.of(source),
        help=say.FIRST_HELP,
    )
