"""A layer that is set as a whole: its input and its filters follow. No Streamlit here."""

from collections.abc import Mapping

from ui.state.settings import FILTER_KINDS, MOST_CELLS, RANDOM, SIZE, Setting, Settings, Value
from ui.state.valid_settings import exists


def make_room(settings: Settings, wanted: Mapping[Setting, Value]) -> dict[Setting, Value]:
    """Add to what is wanted a larger input and random kernels, if the layer needs them.

    Examples
    --------
    >>> from ui.state.settings import DEFAULTS, KERNEL
    >>> room = make_room(DEFAULTS, {KERNEL: 7})
    >>> room[SIZE]  # 7 rows for a kernel of 7
    7
    """
    sizes = (wanted[SIZE],) if SIZE in wanted else range(int(settings["size"]), MOST_CELLS + 1)
    for kinds in ({}, dict.fromkeys(FILTER_KINDS, RANDOM)):
        for size in sizes:
            values: dict[Setting, Value] = {**wanted, **kinds, SIZE: size}
            if exists({**settings, **{key.name: value for key, value in values.items()}}):
                return values
    return dict(wanted)
