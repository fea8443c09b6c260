"""What each number is made of and where it goes: as addresses, and in a sentence."""

from typing import Any

import numpy as np
import pytest
from frontend_modules import Frontend
from frontend_scenes import SCENES

from conv_engine import ConvSpec, Layer
from stage.scene import scene, volume_scene

PATCHES = np.array([[[1, 2, 9], [3, 4, 9]], [[5, 6, 9], [7, 8, 9]]])  # two channels of 2x3
KERNELS = np.array([[[[10, 0], [0, 1]], [[1, 0], [0, 2]]]])
LAYER = scene(Layer.of(PATCHES, KERNELS, [3]))
RED = 1 * 10 + 2 * 0 + 3 * 0 + 4 * 1
SECOND = 5 * 1 + 6 * 0 + 7 * 0 + 8 * 2
OUTPUT = RED + SECOND + 3

ORIGIN = """numberOrigin({ scene, place: { map: 0, row: 0, column: 0 }, done }, address)"""
DONE = {"products": 8, "sums": 2, "landed": True, "slab": 1}


def origin(
    frontend: Frontend, address: str, content: dict[str, Any] = LAYER, **done: object
) -> dict[str, Any]:
    """What the stage knows of a number of the first step."""
    found: dict[str, Any] = frontend.of_scene(content, ORIGIN, address=address, done=DONE | done)
    return found


@pytest.mark.parametrize(
    ("address", "value", "sources", "uses"),
    [
        ("input,1,0,1", 6, [], ["patch,1,1", "product,1,1"]),
        ("input,1,0,2", 9, [], []),  # outside the window of the first step
        ("patch,1,3", 8, ["input,1,1,1", "kernel,1,3"], ["product,1,3"]),
        ("kernel,1,3", 2, ["patch,1,3", "input,1,1,1"], ["product,1,3"]),
        ("product,1,3", 8 * 2, ["patch,1,3", "kernel,1,3", "input,1,1,1"], ["sum,1"]),
        ("sum,1", SECOND, ["product,1"], ["output,0,0,0"]),
        ("bias", 3, [], ["output,0,0,0"]),
        ("output,0,0,0", OUTPUT, ["patch,0", "sum,0", "patch,1", "sum,1", "bias"], []),
    ],
)
def test_every_number_knows_its_sources_and_where_it_goes(
    frontend: Frontend, address: str, value: int, sources: list[str], uses: list[str]
) -> None:
    found = origin(frontend, address)
    assert (found["value"], found["sources"], found["uses"]) == (value, sources, uses)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            "patch,1,3",
            "8 from channel 1, row 1, column 1 is multiplied by the weight 2: 8 × 2 = 16.",
        ),
        (
            "kernel,1,3",
            "2 is the weight of filter 0 for channel 1, row 1, column 1, and multiplies 8 here: "
            "8 × 2 = 16.",
        ),
        (
            "product,1,3",
            f"8 × 2 = 16, one of the 4 products that add up to {SECOND}, the sum of channel 1.",
        ),
        (
            "sum,0",
            f"The 4 products of channel 0 add up to {RED}, one of the 2 channel sums in {OUTPUT}.",
        ),
        ("bias", "The bias 3 of filter 0 is added once, and is the same at every position."),
        ("output,0,0,0", f"{OUTPUT} is the sum of 2 channel sums and the bias 3."),
    ],
)
def test_one_sentence_says_it(frontend: Frontend, address: str, sentence: str) -> None:
    assert origin(frontend, address)["sentence"] == sentence


def test_what_is_not_worked_out_yet_has_no_value(frontend: Frontend) -> None:
    half = {"products": 5, "sums": 1, "landed": False, "slab": 1}
    assert origin(frontend, "product,1,0", **half)["value"] == 5 * 1
    for address in ("product,1,1", "sum,1", "output,0,0,0"):
        assert origin(frontend, address, **half)["value"] is None
    assert origin(frontend, "sum,0", **half)["sentence"] == (
        f"The 4 products of channel 0 add up to {RED}, one of the 2 channel sums in the output."
    )
    assert origin(frontend, "sum,1", **half)["sentence"] == (
        f"So far the products of channel 1 add up to {5 * 1}."
    )


def test_padding_is_called_so(frontend: Frontend) -> None:
    padded = scene(Layer.of(PATCHES, KERNELS, spec=ConvSpec.of(KERNELS, padding=1)))
    assert origin(frontend, "patch,0,0", padded)["sentence"] == (
        "0 from padding of channel 0 is multiplied by the weight 10: 0 × 10 = 0."
    )


def test_one_product_and_one_channel_are_told_in_the_singular(frontend: Frontend) -> None:
    single = SCENES["one cell"]
    assert origin(frontend, "product,0,0", single)["sentence"] == (
        "1 × 1 = 1, the only product of channel 0."
    )
    assert origin(frontend, "sum,0", single)["sentence"] == (
        "The only product of channel 0 is 1, the only channel sum in 1."
    )


def test_in_a_volume_the_words_are_slices_and_block(frontend: Frontend) -> None:
    volume = volume_scene(PATCHES, KERNELS[0], 3, ConvSpec.of(KERNELS))
    assert origin(frontend, "output,0,0,0", volume)["sentence"] == (
        f"{OUTPUT} is the sum of 2 slice sums and the bias 3."
    )


def test_a_filter_of_the_second_group_takes_its_cells_from_there(frontend: Frontend) -> None:
    at_filter_2 = ORIGIN.replace("map: 0", "map: 2")
    found = frontend.of_scene(SCENES["two groups"], at_filter_2, address="patch,0,0", done=DONE)
    assert found["sources"][0] == "input,2,0,0"


@pytest.mark.parametrize(
    ("direction", "next"), [((1, 0), 1), ((-1, 0), 0), ((0, 1), 2), ((0, -1), 0)]
)
def test_arrow_keys_lead_to_the_next_number_ahead(
    frontend: Frontend, direction: tuple[int, int], next: int
) -> None:
    corners = [(0, 0), (30, 0), (0, 20), (28, 22)]
    boxes = [{"x": x, "y": y, "width": 20, "height": 20} for x, y in corners]
    found = frontend.value("nextBox(boxes, 0, direction)", boxes=boxes, direction=direction)
    assert found == next


@pytest.mark.parametrize(
    ("address", "direction", "beside"),
    [
        ("input,1,0,1", [1, 0], "input,1,0,2"),
        ("input,1,0,1", [0, 1], "input,1,1,1"),
        ("input,1,0,2", [1, 0], None),  # the last of three columns
        ("input,1,0,0", [0, -1], None),
        ("output,0,0,0", [1, 0], "output,0,0,1"),
        ("kernel,0,1", [1, 0], None),  # it is in the ledger
    ],
)
def test_beside_a_cell_is_the_next_one_of_its_slab(
    address: str, direction: list[int], beside: str | None, frontend: Frontend
) -> None:
    found = frontend.of_scene(
        LAYER, "besideOnSlab(scene, address, direction)", address=address, direction=direction
    )
    assert found == beside


def test_every_cell_of_a_slab_has_an_address(frontend: Frontend) -> None:
    found = frontend.value('slabAddresses("input", 2, 1, 2)')
    assert found == ["input,0,0,0", "input,0,0,1", "input,1,0,0", "input,1,0,1"]
