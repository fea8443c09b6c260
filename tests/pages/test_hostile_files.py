"""Your image, with files nobody would want: a sentence, and everything else as it was."""

from collections.abc import Iterator

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.files.hostile_kernels import (
    RunsWhenUnpickled,
    archive,
    lying_archive,
    npy,
    npy_with_header,
)
from tests.files.hostile_pictures import REFUSED
from tests.held import held
from tests.open_page import open_page
from ui.state.settings import STRIDE

KERNELS = {
    "empty": b"",
    "words": b"no numbers here",
    "ragged": b"1,2,1,0\n2,4,2",
    "not a number": b"1,nan\n2,3",
    "decimal commas": b"0,5 1,5\n1,5 0,5",
    "complex": npy(np.ones((3, 3), dtype=complex)),
    "an object that runs code": npy(np.array([RunsWhenUnpickled()]), allow_pickle=True),
    "a header that promises too much": npy_with_header(
        "{'descr': '<f8', 'fortran_order': False, 'shape': (99999, 99999), }"
    ),
    "a bomb": archive({"kernel.npy": bytes(50_000_000)}),
    "an archive that lies": lying_archive(bytes(20_000_000), promised=10),
    "too many channels": npy(np.ones((8, 64, 3, 3))),
    "too large": npy(np.ones((33, 33))),
}


@pytest.fixture(scope="module")
def opened() -> AppTest:
    return open_page("pages/9_Your_image.py", stride=2)


@pytest.fixture
def page(opened: AppTest) -> Iterator[AppTest]:
    """The page without files; taken away again, a hostile one leaves nothing behind."""
    yield opened
    for field in opened.file_uploader:
        field.set_value(None)
    opened.run()
    assert (len(opened.error), len(opened.exception)) == (0, 0)


def uploaded(page: AppTest, label: str, name: str, content: bytes) -> AppTest:
    (field,) = (field for field in page.file_uploader if field.label == label)
    return field.set_value((name, content, "application/octet-stream")).run()


def expect_refusal(page: AppTest) -> None:
    assert len(page.exception) == 0
    (refusal,) = page.error
    assert refusal.value.endswith(".")
    assert "\n" not in refusal.value
    assert held(page, STRIDE) == 2


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_picture_is_refused(page: AppTest, name: str) -> None:
    uploaded(page, "Picture", "holiday.png", REFUSED[name][0])
    expect_refusal(page)


@pytest.mark.parametrize("name", KERNELS)
def test_hostile_kernels_are_refused(page: AppTest, name: str) -> None:
    uploaded(page, "Kernels", "kernels.bin", KERNELS[name])
    expect_refusal(page)
