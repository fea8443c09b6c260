"""What the learner made that no address can hold: it travels as a scenario file. No Streamlit."""

from ui.state.memories import EDITED_INPUT, KERNELS, LINK_NOTES
from ui.state.session import read, write
from ui.state.settings import EDITED, FILTER_KINDS, FILTERS, INPUT, OWN_PICTURE


def left_out() -> str:
    """Name what is not in the link of the page; nothing if all is."""
    names = {
        "your own kernels": bool(_edited_filters()),
        "the cells you changed": read(EDITED_INPUT) is not None,
        "your own picture": read(INPUT) == OWN_PICTURE,
    }
    return " and ".join(name for name, is_there in names.items() if is_there)


def note_lost_kernels() -> None:
    """Say it where a link asks for kernels of one's own, which were not in it."""
    edited = _edited_filters()
    if not edited or read(KERNELS) is not None:
        return
    note = (
        "A link does not hold the numbers of your own kernels, so you see a kernel with a "
        "single 1 instead. A scenario file holds them."
    )
    key = FILTER_KINDS[edited[0]]
    if (key.name, EDITED, note) not in read(LINK_NOTES):
        write(LINK_NOTES, (*read(LINK_NOTES), (key.name, EDITED, note)))


def _edited_filters() -> list[int]:
    filters = FILTERS.parsed(str(read(FILTERS)))  # a link may hold any text
    kinds = FILTER_KINDS[: int(FILTERS.default if filters is None else filters)]
    return [number for number, kind in enumerate(kinds) if read(kind) == EDITED]
