"""Home: the question, a small stage, two ways in, the answer in three points, the lessons."""

import streamlit as st

from ui.lessons.home.view import show_answer, show_small_stage, show_ways_in
from ui.shell.first_picture import let_picture_come
from ui.shell.lesson_table import HOME
from ui.shell.page import close_page, open_page, show_cards
from ui.shell.tour import open_own_tour

open_page(HOME)

show_small_stage()
let_picture_come()
show_ways_in()

st.subheader("The answer, in three points", anchor=False)
show_answer()

st.subheader("Lessons", anchor=False)
show_cards()
open_own_tour()
close_page(HOME)
