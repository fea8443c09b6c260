"""One import, one undo: kernels, and all that came with them, are as they were before."""

import numpy as np
from streamlit.testing.v1 import AppTest

from files.kernels import MEANINGS
from files.scenario_file import SavedScenario, scenario_as_json
from tests.held import held
from tests.numbers_said import numbers_in
from tests.open_page import choose_in_call, complaints, open_page, press, unfold_layer
from ui.shell.lesson_table import LESSONS
from ui.state.memories import EXACT_BIASES, KERNEL_MEANING, KERNELS, KERNELS_BEFORE
from ui.state.settings import (
    BIASES,
    DEFAULTS,
    EDITED,
    FILTER_KINDS,
    FILTERS,
    KERNEL,
    SETTINGS,
    SIZE,
    STRIDE,
)

SLIDE = LESSONS[0].file
FOUR_FILTERS = np.arange(4 * 3 * 5 * 5).reshape(4, 3, 5, 5)


def everything(page: AppTest) -> dict[str, object]:
    """All that an import can change."""
    settings = {name: held(page, setting) for name, setting in SETTINGS.items()}
    return {**settings, "kernels": np.asarray(page.session_state[KERNELS.name]).tolist()}


def upload(page: AppTest, label: str, name: str, content: bytes) -> AppTest:
    page = unfold_layer(page)
    uploader = next(uploader for uploader in page.file_uploader if uploader.label == label)
    return uploader.set_value((name, content, "application/octet-stream")).run()


def npz(**arrays: np.ndarray) -> bytes:
    from io import BytesIO

    file = BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def test_an_import_of_four_filters_is_one_undo_that_restores_all_it_changed() -> None:
    page = open_page(SLIDE, bias0=5, filter0="Sobel x")
    before = everything(page)
    content = npz(weight=FOUR_FILTERS, bias=np.array([1, 2, 3, 4]))
    page = press(upload(page, "Kernels", "four.npz", content), "Use these 4 filters")
    assert complaints(page) == []
    assert [held(page, kind) for kind in FILTER_KINDS[:4]] == [EDITED] * 4
    assert [held(page, bias) for bias in BIASES[:4]] == [1, 2, 3, 4]
    assert (held(page, FILTERS), held(page, KERNEL)) == (4, 5)
    assert len(page.session_state[KERNELS_BEFORE.name]) == 1
    page = press(page, "Undo")
    assert everything(page) == before
    assert complaints(page) == []


def test_opening_a_scenario_is_one_undo_that_restores_all_it_changed() -> None:
    page = open_page(SLIDE, bias0=5, stride=2)
    before = everything(page)
    settings = {**DEFAULTS, "filters": 3, "filter1": EDITED, "stride": 1, "bias2": 7}
    content = scenario_as_json(SavedScenario(settings, np.ones((3, 3, 3, 3))))
    page = upload(page, "Scenario", "scenario.json", content)
    assert (held(page, FILTERS), held(page, STRIDE), held(page, BIASES[2])) == (3, 1, 7)
    assert len(page.session_state[KERNELS_BEFORE.name]) == 1
    page.button(key="kernels.undo scenario").click().run()
    assert everything(page) == before
    assert complaints(page) == []


def drag_bias() -> None:
    """Type a bias of 1, drag it over 2 and 3 to 4, and cancel another drag that changed nothing."""
    from ui.state.edited_kernels import join_drag, set_values, undo_change
    from ui.state.settings import BIASES

    set_values({BIASES[0]: 1})
    for value in (2, 3, 4):
        set_values({BIASES[0]: value})
        join_drag(7)
    undo_change(8)


def undo_drag() -> None:
    from ui.state.edited_kernels import undo_change

    undo_change()


def test_all_changes_of_a_drag_are_one() -> None:
    page = AppTest.from_function(drag_bias).run()
    assert page.session_state[BIASES[0].name] == 4
    assert [before.drag for before in page.session_state[KERNELS_BEFORE.name]] == [0, 7]
    undone = AppTest.from_function(undo_drag)
    for key in (KERNELS, KERNELS_BEFORE, BIASES[0]):
        undone.session_state[key.name] = page.session_state[key.name]
    assert undone.run().session_state[BIASES[0].name] == 1  # neither 2 nor 3


def test_a_large_kernel_makes_the_cells_more_and_a_missing_bias_is_0() -> None:
    weight = np.ones((2, 3, 7, 7), dtype=np.float32)
    page = press(
        upload(open_page(SLIDE), "Kernels", "conv.npz", npz(**{"conv.weight": weight})),
        "Use these 2 filters",
    )
    assert complaints(page) == []
    assert (held(page, KERNEL), held(page, SIZE)) == (7, 7)
    assert [held(page, bias) for bias in BIASES[:2]] == [0, 0]
    assert np.asarray(page.session_state[KERNELS.name])[:2, :3, :7, :7].min() == 1
    choose_in_call(page, size=5)
    (said,) = (info.value for info in page.info if "own kernels" in info.value)
    assert numbers_in(said)[-2:] == [5, 5]


def test_biases_keep_their_decimals_and_the_stage_says_how_it_rounds_them() -> None:
    arrays = {"conv.weight": FOUR_FILTERS[:2], "conv.bias": np.array([0.155, -2.0])}
    page = upload(open_page(SLIDE), "Kernels", "conv.npz", npz(**arrays))
    page = press(page, "Use these 2 filters")
    assert complaints(page) == []
    assert page.session_state[EXACT_BIASES.name] == {0: 0.155, 1: -2.0}
    assert [held(page, bias) for bias in BIASES[:2]] == [0, -2]
    (said,) = (caption.value for caption in page.caption if "It is " in caption.value)
    assert numbers_in(said) == [0.155, 0.16]


def test_twenty_filters_are_shown_in_pages_of_eight() -> None:
    weight = np.arange(20).reshape(20, 1, 1, 1) * np.ones((20, 3, 3, 3))
    page = upload(open_page(SLIDE), "Kernels", "conv.npz", npz(**{"conv.weight": weight}))
    page = press(page, "Use these 20 filters")
    assert shown_page(page) == (8, [0, 7])
    page = press(press(page, "Filters after"), "Filters after")
    assert complaints(page) == []
    assert shown_page(page) == (4, [16, 19])
    assert page.button(key="kernels.page Filters after").disabled
    assert shown_page(press(page, "Undo")) == (8, [8, 15])


def shown_page(page: AppTest) -> tuple[int, list[float]]:
    """How many filters the layer has, and the numbers of the first and of the last."""
    filters = held(page, FILTERS)
    kernels = np.asarray(page.session_state[KERNELS.name])
    return filters, kernels[[0, filters - 1], 0, 0, 0].tolist()


def test_filters_for_one_channel_are_asked_about_and_not_read_with_other_axes() -> None:
    content = npz(**{"conv1.weight": np.ones((6, 1, 3, 3), dtype=np.float32)})
    page = upload(open_page(SLIDE), "Kernels", "mnist.npz", content)
    assert page.radio(key=KERNEL_MEANING.of("file")).value in MEANINGS
    page = press(page, "Use these 6 filters")
    assert (held(page, FILTERS), held(page, KERNEL)) == (6, 3)
