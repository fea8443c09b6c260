"""One small weight in the layout of Keras and of PyTorch, side by side."""

import numpy as np
import streamlit as st

from colours import channel_colours
from conv_engine.frameworks.layouts import FRAMEWORKS
from conv_engine.samples import RGB
from figures.weight_layouts import describe_layout, describe_place, weight_layout_figure
from text import FRAMEWORK_TITLES, channel_label
from ui.controls.widgets import number_slider
from ui.pictures.chart import chart
from ui.shell.explain import explain
from ui.shell.page_part import page_part
from ui.state.keys import LAYOUT_NUMBER
from ui.state.theme import is_dark

SHAPE = (2, 2, 3, 2)
"""Kernel height, kernel width, channels and filters of the block."""
ORDER = {
    "keras": "height, width, in, out (HWIO): a table of channels and filters at every cell",
    "pytorch": "out, in, height, width (OIHW): a whole kernel for every filter and channel",
}


@page_part
def show_layouts() -> None:
    """Follow one number of a weight from one layout to the other."""
    explain(
        "Each number is the position of that weight in Keras's memory. Both frameworks hold the "
        "same numbers in the same kernels, and no kernel is flipped. Only the order of the axes "
        "differs."
    )
    number = number_slider(LAYOUT_NUMBER, help="Use the arrow keys to step.")
    st.write(describe_place(number, SHAPE))
    row, column, channel, f = (int(i) for i in np.unravel_index(number, SHAPE))
    labels = [channel_label(c, RGB) for c in range(SHAPE[2])]
    with st.grid(2, min_column_width=330):
        for framework in FRAMEWORKS:
            with st.container():
                st.markdown(f"**{FRAMEWORK_TITLES[framework]}**, {ORDER[framework]}")
                figure = weight_layout_figure(
                    SHAPE,
                    framework,
                    labels,
                    channel_colours(RGB, SHAPE[2]),
                    chosen=(row, column, channel, f),
                    dark=is_dark(),
                )
                chart(figure, f"layout {framework}", describe_layout(SHAPE, framework))
