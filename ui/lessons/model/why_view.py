"""Why is this number what it is: what each channel adds to a cell, and where that comes from."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from conv_engine.networks.explained import (
    Cell,
    CellSum,
    FollowedPicture,
    RoundedSum,
    explain_cell,
    round_sum,
)
from conv_engine.networks.filter_sheets import needed_decimals
from figures.axes import colour_limit
from figures.waterfall import waterfall_figure
from stage import Options, stage
from stage.board import board
from text import as_sentence, count_text, escape_markdown, number_text
from ui.controls.places import CONTROL, STAGE, keep_place
from ui.controls.widgets import number_field
from ui.lessons.model.follow_view import choose_maps, chosen_cell, name_class
from ui.lessons.model.maps import LayerMaps, map_tiles, value_text
from ui.lessons.model.open_view import PLACE
from ui.lessons.model.opened import OpenLayer, OpenModel
from ui.lessons.model.picture_view import FedNetwork
from ui.lessons.model.why import (
    LARGEST_STAGED,
    SumParts,
    TracedStep,
    describe_step,
    input_names,
    name_cell,
    rank_cells,
    split_parts,
    staged_layer,
    trace_back,
)
from ui.lessons.model.words import why as words
from ui.pictures.chart import chart
from ui.state.keys import MODEL_COLUMN, MODEL_LAYER, MODEL_ROW
from ui.state.memories import (
    MODEL_ASK,
    MODEL_CELL,
    MODEL_FOLLOWED,
    MODEL_FROM,
    MODEL_FROM_CELL,
    MODEL_PATH,
    MODEL_SHOWN,
    MODEL_STAGE,
)
from ui.state.session import read, write, write_link
from ui.state.theme import is_dark

Asked = tuple[int, int, int, int]
"""Layer, map, row and column of a cell."""


def explain_number(opened: OpenModel) -> None:
    """Choose a cell of a layer, and take it apart."""
    fed_place = st.container()
    menu, *fields = st.columns([4, 1.2, 1.2, 1.2], vertical_alignment="bottom")
    chosen = choose_maps(opened, menu, fed_place, words.LAYER_HELP)
    if chosen is None:
        return
    layer, fed, maps = chosen
    number, row, column = chosen_cell(maps)
    ends = (maps.count, *maps.shape)
    wanted = PLACE if maps.maps.ndim == 3 else PLACE[:1]
    for place, key, end, now in zip(fields, wanted, ends, (number, row, column), strict=False):
        with place, keep_place(f"{key.name}-place", CONTROL):
            number_field(key, 0, end - 1, now)
    _offer_way_back()
    picture = _followed(fed)
    cell = Cell(layer.name, number, row, column)
    try:
        if layer.name in fed.network.filters:
            _explain_sum(opened, layer, picture, explain_cell(picture, cell), maps)
        else:
            _show_map(maps, cell)
            _show_steps(opened, picture, trace_back(picture, cell), cell)
    except ValueError as refusal:
        st.error(as_sentence(str(refusal)), icon=":material/error:")


def _followed(fed: FedNetwork) -> FollowedPicture:
    """Return the picture in the network, with what was computed of it last."""
    kept: tuple[str, FollowedPicture] | None = read(MODEL_FOLLOWED)
    if kept is None or kept[0] != fed.key:
        kept = fed.key, FollowedPicture(fed.network, fed.picture.input)
        write(MODEL_FOLLOWED, kept)
    return kept[1]


def _explain_sum(
    opened: OpenModel,
    layer: OpenLayer,
    picture: FollowedPicture,
    found: CellSum,
    maps: LayerMaps,
) -> None:
    """Show what each channel adds, the channels on the stage, and where one of them is from."""
    rounded = round_sum(found)
    taken = picture.find_node(layer.name).inputs[0]
    names = input_names(picture, found, taken)
    parts = split_parts(found, rounded, names, dark=is_dark())
    if maps.maps.ndim == 1:
        if maps.scores is not None and maps.count == len(maps.scores):
            name = name_class(opened, found.cell.channel, maps.count)
            st.markdown(words.BELONGS_TO.format(number=found.cell.channel, name=name))
        _show_bars(found, rounded, parts)
    else:
        shown, bars = st.columns([1, 2], gap="medium")
        with shown:
            _show_map(maps, found.cell)
        with bars:
            _show_bars(found, rounded, parts)
    _show_stage(found, rounded, parts, names)
    _ask_further(opened, picture, found, parts, taken)


def _show_map(maps: LayerMaps, cell: Cell) -> None:
    """Show the map of the cell, in which another one can be pinned."""
    if maps.maps.ndim == 1:
        return
    board(
        map_tiles(maps, [cell.channel]),
        at=(cell.row, cell.column),
        limits={"maps": colour_limit(maps.maps)},
        on_pin=_take_pin,
        label=words.MAP_LABEL,
        height=420,
        key=MODEL_CELL.name,
    )


def _take_pin() -> None:
    place: Any = read(MODEL_CELL)["pinned"]["place"]
    if place is not None:
        write_link(MODEL_ROW, place[0])
        write_link(MODEL_COLUMN, place[1])


def _show_bars(found: CellSum, rounded: RoundedSum, parts: SumParts) -> None:
    """Draw the parts as a waterfall, and write them as one addition."""
    chart(
        waterfall_figure(
            parts.sums,
            parts.bias,
            parts.output,
            parts.labels,
            parts.colours,
            output_label=words.BARS_SUM,
            decimals=parts.decimals,
            dark=is_dark(),
        ),
        words.BARS,
        words.BARS_ALT.format(line=parts.line),
    )
    st.markdown(f"{parts.line}")
    output = found.step.output
    digits = number_text(output, needed_decimals([output], 7))
    said = words.describe_rounding(rounded.input_decimals, rounded.weight_decimals, digits)
    if abs(found.value - output) > 1e-4 * max(abs(output), 1e-3):
        said = f"{said} {words.ACTIVATION.format(value=value_text(found.value))}"
    st.caption(said)


def _show_stage(found: CellSum, rounded: RoundedSum, parts: SumParts, names: Sequence[str]) -> None:
    """Show the channels that are chosen at this position, in whole numbers."""
    if max(found.layer.spec.kernel_size) > LARGEST_STAGED:
        st.caption(words.KERNEL_TOO_LARGE.format(most=LARGEST_STAGED))
        return
    titles = {place: parts.labels[i] for i, place in enumerate(parts.places)}
    chosen = st.pills(
        words.SHOWN,
        list(titles),
        selection_mode="multi",
        default=list(titles)[:3],
        format_func=titles.__getitem__,
        key=MODEL_SHOWN.of(*found.cell),
        help=words.SHOWN_HELP,
    )
    if not chosen:
        return
    order = sorted(chosen) if names else [place for place in parts.places if place in chosen]
    layer = staged_layer(rounded, order, found, names)
    cell = found.cell
    if found.is_stamped:
        st.caption(words.STAMPED)
    st.caption(words.STAGE_COUNTS.format(filter=cell.channel, row=cell.row, column=cell.column))
    with keep_place("cell-stage-place", 560, widest=STAGE):
        stage(layer, Options(compact=True), MODEL_STAGE.name)
    rest = len(found.channels) - len(chosen)
    said = words.describe_units(rounded.input_decimals, rounded.weight_decimals)
    st.caption(f"{said} {count_text(rest, *words.REST_IN_BIAS)}" if rest else said)


def _ask_further(
    opened: OpenModel, picture: FollowedPicture, found: CellSum, parts: SumParts, taken: str
) -> None:
    """Choose one input of the sum, and follow where it comes from."""
    st.markdown(words.WHERE_FROM)
    which, where = st.columns(2)
    titles = {place: parts.labels[i] for i, place in enumerate(parts.places)}
    with which:
        place: int = st.selectbox(
            words.INPUT_CHANNEL,
            list(titles),
            format_func=lambda place: words.ADDS.format(
                channel=titles[place], number=_added(parts, place)
            ),
            key=MODEL_FROM.of(*found.cell),
            help=words.INPUT_CHANNEL_HELP,
        )
    cells = rank_cells(found, place)
    with where:
        row, column = st.selectbox(
            words.WINDOW,
            cells,
            format_func=lambda cell: words.WINDOW_CELL.format(row=cell[0], column=cell[1]),
            key=MODEL_FROM_CELL.of(*found.cell, place),
            help=words.WINDOW_HELP,
        )
    _, height, width = (*(picture.shapes[taken] or ()), 1, 1)[:3]
    if not (0 <= row < height and 0 <= column < width):
        st.caption(words.PADDING)
        return
    start = Cell(taken, found.channels[place], row, column)
    _show_steps(opened, picture, trace_back(picture, start), found.cell)


def _added(parts: SumParts, place: int) -> str:
    return number_text(parts.sums[parts.places.index(place)], parts.decimals)


def _show_steps(
    opened: OpenModel, picture: FollowedPicture, steps: list[TracedStep], asked: Cell
) -> None:
    """Write each step back, and offer to ask about the cells at its end."""
    layers = {layer.name: layer for layer in opened.layers}
    lines = []
    for step in steps:
        layer = layers.get(step.cell.node)
        name = escape_markdown(layer.short_name if layer else words.THE_PICTURE)
        how = describe_step(step, layer.kind if layer else "")
        said = words.STEP_BACK_AS if how else words.STEP_BACK
        lines.append(
            said.format(
                layer=name,
                cell=name_cell(picture, step.cell),
                value=value_text(step.value),
                how=how,
            )
        )
    st.markdown("\n".join(lines))
    last = steps[-1]
    if last.origins is None and last.cell.node not in {picture.source, *picture.network.filters}:
        kind = escape_markdown(layers[last.cell.node].kind)
        st.caption(words.NOT_TAKEN_APART.format(kind=kind))
    ends = last.origins.cells if last.origins is not None else (last.cell,)
    with st.container(horizontal=True):
        for cell in dict.fromkeys(ends):
            if cell.node in layers and cell != asked:
                _offer_cell(layers[cell.node], picture, cell, asked, layers)


def _offer_cell(
    layer: OpenLayer,
    picture: FollowedPicture,
    cell: Cell,
    asked: Cell,
    layers: dict[str, OpenLayer],
) -> None:
    """Draw the button that asks about another cell."""
    value = value_text(picture.read_cell(cell))
    before = (layers[asked.node].place, *asked[1:])
    st.button(
        words.WHY_IS_IT.format(value=value, layer=layer.short_name),
        key=MODEL_ASK.of(*cell),
        on_click=_ask,
        args=((layer.place, *cell[1:]), before),
        help=words.WHY_HELP,
    )


def _ask(cell: Asked, before: Asked | None = None) -> None:
    """Go to another cell; the one before can be gone back to."""
    if before is not None:
        write(MODEL_PATH, (*read(MODEL_PATH), before)[-20:])
    for key, number in zip((MODEL_LAYER, *PLACE), cell, strict=True):
        write_link(key, number)


def _offer_way_back() -> None:
    """Draw the button that goes back to the number that led here."""
    path = read(MODEL_PATH)
    if path:
        st.button(
            words.GO_BACK,
            icon=":material/undo:",
            on_click=_go_back,
            help=words.GO_BACK_HELP,
        )


def _go_back() -> None:
    *path, last = read(MODEL_PATH)
    write(MODEL_PATH, tuple(path))
    _ask(last)
