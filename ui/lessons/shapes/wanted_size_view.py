"""A size is asked for, and the settings of a layer that give it are listed."""

import streamlit as st

from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.frameworks.wanted_size import explain_padding, settings_for_size
from conv_engine.geometry import Pair
from conv_engine.stack import Row
from text import as_sentence, shape_text
from ui.lessons.shapes.words import form as words
from ui.state.memories import WANTED_COLUMNS, WANTED_ROWS

LARGEST = 4096


def find_settings(row: Row) -> None:
    """Ask for the rows and columns that a layer should give, and list how it gives them."""
    with st.expander(words.WHICH_SETTINGS, icon=":material/straighten:"):
        wanted = _choose_size()
        if wanted is None:
            st.caption(words.GIVES.format(size=shape_text(row.output_shape[-2:])))
        elif wanted == row.output_shape[-2:]:
            st.write(words.GIVES_ALREADY.format(size=shape_text(wanted)))
        else:
            _list_settings(row.layer, row.input_shape, wanted)


def _choose_size() -> Pair | None:
    rows_place, columns_place = st.columns(2)
    with rows_place:
        rows = st.number_input(
            words.ROWS,
            1,
            LARGEST,
            None,
            key=WANTED_ROWS.name,
            help=words.ROWS_HELP.format(most=LARGEST),
        )
    with columns_place:
        columns = st.number_input(
            words.COLUMNS,
            1,
            LARGEST,
            None,
            key=WANTED_COLUMNS.name,
            help=words.COLUMNS_HELP.format(most=LARGEST),
        )
    return None if rows is None else (int(rows), int(rows if columns is None else columns))


def _list_settings(layer: AnyLayer, input_shape: tuple[int, ...], wanted: Pair) -> None:
    """Write each answer as a line to copy, or say that there is none."""
    if reason := explain_padding(layer, input_shape, wanted):
        st.write(as_sentence(reason))
    answers = settings_for_size(layer, input_shape, wanted)
    if not answers:
        st.write(words.say_none_gives(wanted))
        return
    st.write(words.EACH_GIVES)
    st.code("\n".join(", ".join(each.call() for each in answer) for answer in answers))
