"""What no address holds is named where the address is copied, and where one asks for it."""

import json

from tests.open_page import choose_in_call, open_page

PAGE = "pages/1_Slide_the_kernel.py"


def left_out(**choices: object) -> str:
    """What the button says that copies the link."""
    page = choose_in_call(open_page(PAGE), **choices)
    (button,) = (
        e.proto for e in page.get("bidi_component") if e.proto.component_name == "copy_link"
    )
    said: str = json.loads(button.json)["leftOut"]
    return said


def test_a_link_without_numbers_of_ones_own_leaves_nothing_out() -> None:
    assert left_out(kernel=2) == ""


def test_a_copied_link_says_that_own_kernels_are_not_in_it() -> None:
    assert "your own kernels" in left_out(filter1="edited")
    assert "your own kernels" not in left_out(filter1="edited", filters=1), "it is not shown"


def test_a_link_that_asks_for_own_kernels_says_that_it_has_none() -> None:
    (note,) = open_page(PAGE, filter0="Edit it yourself").info
    assert "single 1" in note.value
    assert len(open_page(PAGE).info) == 0
