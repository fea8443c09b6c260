"""A chart of Plotly on the page, larger where a teacher presents."""

import streamlit as st

from figures.enlarged import enlarged
from figures.figure import Figure
from figures.unchecked import unchecked
from ui.state.theme import LARGER, presenting


def chart(figure: Figure, key: str, words: str) -> None:
    """Draw a figure; `words` say what is in it."""
    st.plotly_chart(
        unchecked(enlarged(figure, LARGER) if presenting() else figure),
        key=key,
        config={"displayModeBar": False},
        alt=words,
    )
