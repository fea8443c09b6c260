"""The controls of the scenario, and what keeps them in agreement.

Every control is bound to the link, so any view is a link. A value that cannot be had, from a
link or because another setting changed, is replaced by the nearest one, and a sentence says so.
"""

from collections.abc import Mapping
from typing import Any, cast

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from figures.maps import picture_figure
from files.pictures import PictureError, read_picture, working_copy
from ui.page import is_dark
from ui.scenario import (
    LARGEST_KERNEL,
    Array,
    Scenario,
    channel_names,
    is_picture,
    region_of,
    scenario_of,
    whole_picture,
)
from ui.settings import (
    DEFAULTS,
    EDITED,
    MOST_CHANNELS,
    MOST_FILTERS,
    OWN_PICTURE,
    PICTURE_SIDE,
    RANDOM,
    SETTINGS,
    Settings,
    Value,
    choices,
    depth,
    filter_choices,
    filter_kinds,
    nearest_valid,
)

KEPT = "kept settings"
NOTES = "notes on settings"
OWN = "own picture"
TYPED = "edited kernels"


def current_settings() -> Settings:
    """Return the nearest valid setting to what is set; called before any control is drawn."""
    first = KEPT not in st.session_state
    wanted = _wanted(first)
    settings, corrections = nearest_valid(wanted)
    unreadable = [key for key in SETTINGS if key in st.query_params and wanted.get(key) is None]
    notes = [str(correction) for correction in corrections]
    if notes or unreadable:
        st.session_state[NOTES] = (dict(settings), notes)
    st.session_state[KEPT] = dict(settings)
    if first and notes:
        # Streamlit seeds bound controls from the link: put the corrected one there and start again.
        for key in (correction.key for correction in corrections):
            st.query_params[key] = SETTINGS[key].title(settings[key])
        st.rerun()
    for correction in corrections:
        st.session_state[correction.key] = correction.used
    return settings


def _wanted(first: bool) -> Mapping[str, Value | str]:
    """Read the controls; else, when the app is opened, the link; else what was set before."""
    kept = st.session_state.get(KEPT, DEFAULTS)
    wanted: dict[str, Value | str] = {}
    for key, setting in SETTINGS.items():
        if st.session_state.get(key) is not None:
            wanted[key] = st.session_state[key]
        elif first and key in st.query_params:
            text = st.query_params[key]
            parsed = setting.parsed(text)
            wanted[key] = text[:40] if parsed is None else parsed
        else:
            wanted[key] = kept[key]
    return wanted


def show_notes(settings: Settings) -> None:
    """Say what was changed, for as long as nothing else is set."""
    noted, notes = st.session_state.get(NOTES, (None, ()))
    if noted == dict(settings):
        st.info(plain_text(" ".join(notes)), icon=":material/info:")


def plain_text(text: str) -> str:
    r"""Escape what Streamlit would read as markup: names of files are only text.

    Examples
    --------
    >>> plain_text("a*b [c](d)")
    'a\\*b \\[c\\]\\(d\\)'
    """
    return "".join(
        f"\\{letter}" if letter in "\\`*_{}[]()<>#+-.!|~$:&" else letter for letter in text
    )


def layer_controls(notes: DeltaGenerator) -> Scenario:
    """Draw the controls of input, filters and geometry, and return the scenario they set.

    What had to be changed is said in `notes`, which stands where the learner looks first.
    """
    settings = current_settings()
    with notes:
        show_notes(settings)
    st.session_state.setdefault(TYPED, _blank_kernels())
    input_tab, filters_tab, geometry_tab = st.tabs(["Input", "Filters", "Kernel, stride, padding"])
    with geometry_tab:
        geometry_controls(settings)
    with input_tab:
        input_controls(settings)
    with filters_tab:
        filter_controls(settings)
    return current_scenario(settings)


def current_scenario(settings: Settings | None = None) -> Scenario:
    """Return the scenario without drawing its controls."""
    return scenario_of(
        current_settings() if settings is None else settings,
        st.session_state.get(OWN),
        st.session_state.get(TYPED),
    )


def segments(key: str, options: tuple[Value, ...]) -> None:
    """Draw one button a choice; only choices that make a layer are there."""
    setting = SETTINGS[key]
    st.segmented_control(
        setting.label,
        options,
        default=setting.default if setting.default in options else options[0],
        required=True,
        format_func=setting.title,
        key=key,
        help=setting.help,
        bind="query-params",
    )


def menu(key: str, options: tuple[Value, ...]) -> None:
    """Draw a drop-down of choices."""
    setting = SETTINGS[key]
    default = options.index(setting.default) if setting.default in options else 0
    st.selectbox(
        setting.label,
        options,
        index=default,
        format_func=setting.title,
        key=key,
        help=setting.help,
        bind="query-params",
    )


def whole_number(key: str, low: int | None = None, high: int | None = None) -> None:
    """Draw a field for a whole number."""
    setting = SETTINGS[key]
    values = [cast(int, value) for value in setting.values]
    st.number_input(
        setting.label,
        values[0] if low is None else low,
        values[-1] if high is None else high,
        cast(int, setting.default),
        key=key,
        help=setting.help,
        bind="query-params",
    )


def slide(key: str, low: int, high: int) -> None:
    """Draw a slider; where there is nothing to choose, none."""
    setting = SETTINGS[key]
    if low >= high:
        return
    default = min(max(cast(int, setting.default), low), high)
    st.slider(setting.label, low, high, default, key=key, help=setting.help, bind="query-params")


def geometry_controls(settings: Settings) -> None:
    """Kernel size, stride, padding, dilation, groups: what makes the shapes."""
    with st.grid("auto", min_column_width=300):
        for key in ("kernel", "stride", "padding", "dilation", "groups", "padding_mode"):
            segments(key, choices(settings, key))


def input_controls(settings: Settings) -> None:
    """Choose a sample or an own picture, its size, and the region that is shown."""
    with st.grid("auto", min_column_width=300):
        menu("input", SETTINGS["input"].values)
        sizes = [cast(int, size) for size in choices(settings, "size")]
        slide("size", sizes[0], sizes[-1])
        if settings["input"] == "small_integers" or RANDOM in filter_kinds(settings):
            whole_number("seed")
        if not is_picture(settings) and depth({**settings, "channels": 1}) == 1:
            segments("channels", choices(settings, "channels"))
    if settings["input"] == OWN_PICTURE:
        own_picture_controls()
    if is_picture(settings):
        region_controls(settings)


def own_picture_controls() -> None:
    """Upload a file or take a photo; what cannot be read is refused, and the last picture stays."""
    uploaded, photographed = st.tabs(["Upload", "Camera"])
    with uploaded:
        file = st.file_uploader("Picture", help="PNG, JPEG, WebP, GIF, BMP or TIFF, at most 20 MB.")
    with photographed:
        photo = st.camera_input("Photo") if st.toggle("Use the camera") else None
    chosen = photo or file
    if chosen is None:
        if OWN not in st.session_state:
            st.caption("Until you choose a picture, the still life stands in.")
        return
    try:
        picture = read_picture(chosen.getvalue(), chosen.name)
    except PictureError as refusal:
        st.error(plain_text(f"{refusal}."), icon=":material/broken_image:")
        return
    st.session_state[OWN] = working_copy(picture.pixels, PICTURE_SIDE)
    for note in picture.notes:
        st.caption(plain_text(note.capitalize() + "."))


def region_controls(settings: Settings) -> None:
    """Choose the region by numbers; the picture shows where it is."""
    picture = whole_picture(settings, st.session_state.get(OWN))
    _, height, width = picture.shape
    top, left, span = region_of(settings, picture)
    shown, numbers = st.columns([1, 2], vertical_alignment="center")
    with shown:
        st.plotly_chart(
            picture_figure(picture, region=(top, left, span), dark=is_dark()),
            key="region picture",
            config={"displayModeBar": False},
            alt=f"The picture, {height}x{width} pixels. The region begins at row {top}, "
            f"column {left} and has a side of {span} pixels.",
        )
    with numbers:
        slide("span", min(3, height, width), min(height, width))
        slide("top", 0, height - span)
        slide("left", 0, width - span)


def filter_controls(settings: Settings) -> None:
    """How many filters, what each is, its bias, and a grid for kernels that are typed in."""
    segments("filters", choices(settings, "filters"))
    count = int(settings["filters"])
    with st.grid(4, min_column_width=230):
        for f in range(count):
            with st.container(border=True):
                menu(f"filter{f}", filter_choices(settings, f"filter{f}"))
                whole_number(f"bias{f}")
    for f, kind in enumerate(filter_kinds(settings)):
        if kind == EDITED:
            edit_filter(settings, f)


def edit_filter(settings: Settings, f: int) -> None:
    """One grid a channel for the kernels of a filter."""
    names = channel_names(settings)
    kernel = int(settings["kernel"])
    channels = depth(settings) // int(settings["groups"])
    typed = st.session_state[TYPED]
    st.markdown(f"**Filter {f}**: numbers with at most two decimals, one grid for each channel.")
    with st.grid("auto", min_column_width=max(200, 62 * kernel)):
        for c in range(channels):
            with st.container():
                name = f"channel {c}" + (f" ({names[c]})" if c < len(names) else "")
                st.caption(name)
                typed[f, c, :kernel, :kernel] = _kernel_grid(
                    f"kernel {f} {c} {kernel}", typed[f, c, :kernel, :kernel], f"Filter {f}, {name}"
                )


def _kernel_grid(key: str, before: Array, alt: str) -> Array:
    """Draw a grid of numbers; an empty cell counts as 0."""
    start = st.session_state.setdefault(f"{key} start", before.copy())
    columns = [str(column) for column in range(before.shape[1])]
    number = st.column_config.NumberColumn(
        min_value=-99, max_value=99, step=0.01, format="%g", required=True
    )
    edited: Any = st.data_editor(
        [dict(zip(columns, row, strict=True)) for row in start.tolist()],
        hide_index=True,
        column_config=dict.fromkeys(columns, number),
        key=key,
        alt=alt,
    )
    rows = [[row[column] or 0 for column in columns] for row in edited]
    return np.array(rows, dtype=float).round(2)


def _blank_kernels() -> Array:
    """Start typed kernels as a single 1, the centre of a 3x3 kernel, in every channel."""
    blank = np.zeros((MOST_FILTERS, MOST_CHANNELS, LARGEST_KERNEL, LARGEST_KERNEL))
    blank[:, :, 1, 1] = 1
    return blank
