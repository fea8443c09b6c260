"""Your image when it runs again: every part stays where it was, so none is shown twice."""

from collections.abc import Iterator

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from tests.open_page import open_page


def places_of_texts(page: AppTest) -> dict[str, tuple[int, ...]]:
    """Where each text is: its place among what is beside it, and so on up the page."""

    def found(block: Block, place: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
        for number, child in block.children.items():
            if isinstance(child, Block):
                yield from found(child, (*place, number))
            elif child.type in ("caption", "markdown"):
                yield child.value, (*place, number)

    return dict(found(page.main, ()))


def test_what_is_worked_out_once_leaves_no_gap_when_the_page_runs_again() -> None:
    page = open_page("pages/9_Your_image.py", input="stripes", channels=1, filters=1)
    first = places_of_texts(page)
    assert any("512x512" in text for text in first)
    assert places_of_texts(page.run()) == first
