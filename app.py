"""Home: the question, the answer in three sentences, a small stage, and the lessons."""

import streamlit as st

from ui.lessons.home.view import show_small_stage
from ui.shell.footer import footer
from ui.shell.lesson_table import HOME
from ui.shell.page import READABLE, open_page, show_cards
from ui.shell.tour import offer_tour

open_page(HOME)

st.markdown(
    """
1. Each filter is a **3-D** block of weights, as deep as the input: its depth is no argument
   because it is no choice.
2. The block slides over **height and width only**; at each position it is multiplied cell by cell
   with what lies under it, the products are **added up** inside each channel, then
   **the channel sums are added**, then one bias, and that is one number.
3. All positions make one feature map, and `f` filters make `f` maps; the sum is fixed, but you
   choose which channels each filter sees and how they are mixed afterwards.
""",
    width=READABLE,
)

show_small_stage()

st.subheader("Ten minutes with a guide", anchor=False)
offer_tour()

st.subheader("Lessons", anchor=False)
show_cards()
footer()
