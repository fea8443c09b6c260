"""The last part of lesson 8: what the frameworks do by themselves, and the line that stops it."""

import streamlit as st

from ui.lessons.precision.words import switches as words
from ui.state.framework import framework


def show_switches() -> None:
    """Write what each framework does, those whose words are used first."""
    st.markdown(words.ONLY_NVIDIA)
    with st.grid("auto", min_column_width=340, border=True) as grid:
        for switch in sorted(words.SWITCHES, key=lambda each: each.framework != framework()):
            with grid.cell():
                st.markdown(f"**{switch.title}**")
                st.write(switch.default)
                st.code(switch.line, wrap_lines=True)
                st.write(switch.remark)
                st.caption(words.SOURCE.format(source=switch.source))
    st.caption(words.DROPPED_BITS)
