"""A size is asked for, and the settings of a layer that give it are listed."""

import streamlit as st

from conv_engine.frameworks.remarks import AnyLayer
from conv_engine.frameworks.wanted_size import explain_padding, settings_for_size
from conv_engine.geometry import Pair
from conv_engine.stack import Row
from text import as_sentence, shape_text
from ui.state.memories import WANTED_COLUMNS, WANTED_ROWS

LARGEST = 4096


def find_settings(row: Row) -> None:
    """Ask for the rows and columns that a layer should give, and list how it gives them."""
    with st.expander("Which settings give a size?", icon=":material/straighten:"):
        wanted = _choose_size()
        if wanted is None:
            st.caption(
                f"The layer gives {shape_text(row.output_shape[-2:])}. Write the size you want."
            )
        elif wanted == row.output_shape[-2:]:
            st.write(f"The layer already gives {shape_text(wanted)}.")
        else:
            _list_settings(row.layer, row.input_shape, wanted)


def _choose_size() -> Pair | None:
    rows_place, columns_place = st.columns(2)
    with rows_place:
        rows = st.number_input(
            "Wanted rows",
            1,
            LARGEST,
            None,
            key=WANTED_ROWS.name,
            help=f"How many rows the output should have, 1 to {LARGEST}.",
        )
    with columns_place:
        columns = st.number_input(
            "Wanted columns",
            1,
            LARGEST,
            None,
            key=WANTED_COLUMNS.name,
            help=f"How many columns the output should have, 1 to {LARGEST}. If empty, as many as "
            "rows.",
        )
    return None if rows is None else (int(rows), int(rows if columns is None else columns))


def _list_settings(layer: AnyLayer, input_shape: tuple[int, ...], wanted: Pair) -> None:
    """Write each answer as a line to copy, or say that there is none."""
    if reason := explain_padding(layer, input_shape, wanted):
        st.write(as_sentence(reason))
    answers = settings_for_size(layer, input_shape, wanted)
    if not answers:
        st.write(f"No single argument gives {shape_text(wanted)} from this input.")
        return
    st.write("Each of these gives it, with one or two arguments changed:")
    st.code("\n".join(", ".join(each.call() for each in answer) for answer in answers))
