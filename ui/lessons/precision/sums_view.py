"""The third part of lesson 8: sums of more and more products, and channels that cancel."""

from functools import lru_cache

import streamlit as st

from conv_engine.rounding_errors import (
    ErrorCurves,
    cancellation_errors,
    cancelling_layer,
    error_growth,
    rounded,
    rounded_conv2d,
)
from figures.errors import curves_figure
from text import markdown_table, number_text
from ui.controls.places import table
from ui.controls.widgets import choice_slider
from ui.lessons.precision.exact_numbers import errors_text, share_text
from ui.lessons.precision.words import sums as words
from ui.lessons.precision.words.numbers import differing_digit
from ui.pictures.chart import chart
from ui.shell.page_part import page_part
from ui.state.keys import DIFFERENCE, FORMAT_TITLES, SUMMED_CHANNELS
from ui.state.scenario import Scenario
from ui.state.theme import is_dark

OUTPUT = "output"
COUNTS = tuple(SUMMED_CHANNELS.values)
DIFFERENCES = (1.0, *DIFFERENCE.values)
DECIMALS = 10
"""Of the numbers that cancel; the second is whole, so that they add up as printed."""


_growth = lru_cache(maxsize=8)(error_growth)
_cancellation = lru_cache(maxsize=1)(cancellation_errors)


@page_part
def show_growth(scenario: Scenario) -> None:
    """Slide the number of channels, and see the error grow, and the output with it."""
    kernel, _ = scenario.layer.spec.kernel_size
    channels = choice_slider(SUMMED_CHANNELS, words.CHANNELS_HELP)
    curves = _growth(COUNTS, kernel)
    terms = channels * kernel**2
    place = COUNTS.index(channels)
    picture, numbers = st.columns([3, 2], gap="large")
    with picture:
        figure = curves_figure(
            curves.steps,
            {OUTPUT: curves.output, **curves.errors},
            {OUTPUT: words.TYPICAL_OUTPUT, **FORMAT_TITLES},
            across=words.PRODUCTS,
            upwards=words.TYPICAL_ERROR,
            at=terms,
            dark=is_dark(),
        )
        errors = errors_text({name: each[place] for name, each in curves.errors.items()})
        chart(figure, "p growth", words.GROWTH_ALT.format(products=terms, errors=errors))
    with numbers:
        st.write(words.PRODUCTS_ARE)
        st.latex(rf"{channels} \cdot {kernel} \cdot {kernel} = {terms}")
        table("growth", growth_table(curves, place))
        st.caption(words.RANDOM_NUMBERS)


def growth_table(curves: ErrorCurves, place: int) -> str:
    """Write the errors at one place of the curves as a table.

    Examples
    --------
    >>> import numpy as np
    >>> curves = ErrorCurves(np.array([9]), np.array([3.0]), {"tf32": np.array([0.0009])})
    >>> print(growth_table(curves, 0))  # 0.0009/3
    | | typical error | share of the typical output | digit that differs |
    |---|---|---|---|
    | **TF32** | 9·10⁻⁴ | 3·10⁻⁴ | the 4th |
    """
    rows = []
    for name, errors in curves.errors.items():
        share = errors[place] / curves.output[place]
        written = (*map(share_text, (errors[place], share)), differing_digit(share))
        rows.append((f"**{FORMAT_TITLES[name]}**", *written))
    return markdown_table(words.GROWTH_HEADS, rows)


@page_part
def show_cancellation() -> None:
    """Let two kernels cancel more and more closely, and see what is left of the digits."""
    difference = choice_slider(
        DIFFERENCE,
        words.DIFFERENCE_HELP,
    )
    numbers, picture = st.columns([4, 3], gap="large", vertical_alignment="center")
    with numbers:
        st.write(words.KERNELS_ARE.format(difference=_plain(difference)))
        table("cancellation", cancellation_table(difference))
    curves = _cancellation(DIFFERENCES)
    shares = {name: errors / curves.output for name, errors in curves.errors.items()}
    with picture:
        figure = curves_figure(
            curves.steps,
            shares,
            FORMAT_TITLES,
            across=words.SHARE_LEFT,
            upwards=words.ERROR_OF_LEFT,
            at=difference,
            dark=is_dark(),
        )
        place = DIFFERENCES.index(difference)
        errors = errors_text({name: each[place] for name, each in shares.items()})
        alt = words.CANCELLATION_ALT.format(left=_plain(difference), errors=errors)
        chart(figure, "p cancellation", alt)
        st.caption(words.SAME_WITH_FILTERS)


def _plain(value: float) -> str:
    """Write a number with as many decimals as it has, at most ten.

    Examples
    --------
    >>> _plain(0.000001), _plain(1.0009765625), _plain(-1.0)
    ('0.000001', '1.0009765625', '−1')
    """
    return number_text(value, DECIMALS)


def cancellation_table(difference: float) -> str:
    """Write both channel sums, their sum and its error in every format as a table.

    Examples
    --------
    >>> print(cancellation_table(0.001))
    | | channel 0 | channel 1 | sum | error, as a share |
    |---|---|---|---|---|
    | exact | 1.001 | −1 | 0.001 | |
    | **float32** | 1.0010000467 | −1 | 0.0010000467 | 4.7·10⁻⁵ |
    | **TF32** | 1.0009765625 | −1 | 0.0009765625 | 0.023 |
    | **bfloat16** | 1 | −1 | 0 | 1 |
    | **float16** | 1.0009765625 | −1 | 0.0009765625 | 0.023 |
    """
    layer = cancelling_layer(difference)
    rows = [(words.EXACT, *map(_plain, (*layer.partial.ravel(), difference)), "")]
    for name, title in FORMAT_TITLES.items():
        maps, parts = rounded_conv2d(layer, name), rounded(layer, name).partial.ravel()
        sums = map(_plain, (*parts, maps.rounded.item()))
        rows.append((f"**{title}**", *sums, share_text(maps.typical)))
    return markdown_table(words.CANCELLATION_HEADS, rows)
