"""What the stage says of a step, and how it writes its numbers."""

from functools import partial

import numpy as np
import pytest
from frontend_modules import Frontend

from conv_engine import ConvSpec, Layer
from stage.board import BOARD
from stage.component import STAGE
from stage.matrix import MATRIX
from stage.picture import PictureKind
from stage.region import REGION
from stage.scene import scene, volume_scene
from text import number_text, small_number_text

INPUT = np.array([[[1]], [[10]], [[100]]])
ONES = np.ones((1, 3, 1, 1), int)
LAYER = scene(Layer.of(INPUT, ONES, [5]))
PAIR = ONES[:, :2]
VOLUME = volume_scene(INPUT, PAIR[0], 5, ConvSpec.of(PAIR))


def said(frontend: Frontend, content: dict[str, object], expression: str) -> list[str]:
    """What the browser would write of every step of a scene that has been worked out."""
    each = f"""Array.from({{ length: stepCount(scene) }}, (_, step) => {{
        const done = progress(scene, {{ ...initialState(), peek: step }});
        return {expression};
    }})"""
    sentences: list[str] = frontend.of_scene(content, each)
    return sentences


@pytest.mark.parametrize("kind", [STAGE, MATRIX, BOARD, REGION], ids=lambda kind: kind.name)
def test_a_joined_script_is_one_module_that_can_be_read_to_its_end(
    kind: PictureKind, frontend: Frontend
) -> None:
    assert frontend.exports(kind.script) == ["default"]


def test_a_product_of_hundredths_is_exact_on_the_screen(frontend: Frontend) -> None:
    pairs = [(3, 0.1), (7, -0.29), (0.07, 100), (255, 0.11), (-3, 0), (1.15, 1.15)]
    printed = frontend.value("pairs.map(([a, b]) => product(a, b))", pairs=pairs)
    assert printed == [round(100 * a) * round(100 * b) / 10_000 for a, b in pairs]


def test_python_and_the_browser_write_a_number_alike(frontend: Frontend) -> None:
    numbers = [0, 7, -10, 999, 1000, -1234.5, 65_535, -58_549_296, 1_234_567.25]  # 1,000 and more
    numbers += [0.1, 1 / 3, -2 / 3, 10.625, -0.125, 1.115, 0.005]  # a half goes away from 0
    numbers += [0.0000032, -0.0049]
    for script, text in (
        ("numberText", partial(number_text, decimals=4)),
        ("valueText", small_number_text),
    ):
        written = frontend.value(f"numbers.map((n) => {script}(n))", numbers=numbers)
        assert written == [text(number) for number in numbers]


def test_the_eye_gets_a_minus_sign_and_the_ear_a_hyphen(frontend: Frontend) -> None:
    numbers = [-3, -0.25, 0, -0.00001, 1 / 3]
    assert frontend.value("numbers.map(numberText)", numbers=numbers) == [
        *("−3", "−0.25", "0", "0", "0.3333")
    ]
    spoken = frontend.value("numbers.map(spokenNumber)", numbers=numbers)
    assert spoken == ["-3", "-0.25", "0", "0", "0.3333"]


def test_a_number_that_is_too_long_for_its_cell_is_rounded(frontend: Frontend) -> None:
    numbers = [714, 728_364, -99_950, 999_999, 1_234_567, 15.94, -0.0049, 0, 10_000]
    fitted = frontend.value(
        "numbers.map((n) => fitNumber(n, (text) => figuresOf(text) <= 4))", numbers=numbers
    )
    texts = ["714", "728k", "−100k", "1M", "1.2M", "15.9", "−0.005", "0", "10k"]
    assert [number["text"] for number in fitted] == texts
    exact = [number["text"] for number in fitted if not number["isRounded"]]
    assert exact == ["714", "0", "10k"]


def test_on_a_map_long_products_are_rounded_and_the_digits_of_channels_are_kept(
    frontend: Frontend,
) -> None:
    printed = """fittingPrint(document.createElement("canvas").getContext("2d"), {
        values: new Tensor({ shape: [1, 3], kind: "float64", per: 1,
                             bytes: new Float64Array(numbers).buffer }),
        decimals: null, face: { width: 3 * side, height: side },
        look: { zoom: 1, least: 0, font: "sans-serif" } })"""
    texts = f"[...{printed}.texts.values()]"
    products = [-65_349_899, 1_210_000_000, 7]
    assert frontend.value(texts, numbers=products, side=52) == ["−65.3M", "1.21G", "7"]
    assert frontend.value(f"{printed}.size", numbers=products, side=52) > 10  # px
    sums = [40_404, 40_000, 7]  # each channel has its own digits
    assert frontend.value(texts, numbers=sums, side=32) == ["40,404", "40,000", "7"]


def test_a_step_of_a_layer_is_told_by_its_filter(frontend: Frontend) -> None:
    assert said(frontend, LAYER, "describeStep(scene, step, done)") == [
        f"filter 0, cell 0: 1 + 10 + 100 + bias 5 = {1 + 10 + 100 + 5}"
    ]


def test_along_a_series_a_place_has_no_row(frontend: Frontend) -> None:
    name = "numberOrigin({ scene, place: placeOf(scene, step), done }, 'output,0,0,0').name"
    assert said(frontend, LAYER, name) == ["feature map 0, cell 0"]


def test_a_step_in_a_volume_is_told_by_its_depth(frontend: Frontend) -> None:
    assert said(frontend, VOLUME, "describeStep(scene, step, done)") == [
        f"depth 0, row 0, column 0: 1 + 10 + bias 5 = {1 + 10 + 5}",
        f"depth 1, row 0, column 0: 10 + 100 + bias 5 = {10 + 100 + 5}",
    ]


def test_of_a_volume_the_caption_tells_how_many_slices_the_block_covers(
    frontend: Frontend,
) -> None:
    captions = said(frontend, VOLUME, "sentence(scene, initialState(), placeOf(scene, step), done)")
    for depth, caption in enumerate(captions):
        assert f"depth {depth}" in caption
        assert "2 slices" in caption
        assert "2 slice sums" in caption


def test_channels_that_are_taken_as_depth_are_called_channels(frontend: Frontend) -> None:
    channels = volume_scene(INPUT, PAIR[0], 5, ConvSpec.of(PAIR), of_channels=True)
    words = "sentence(scene, initialState(), placeOf(scene, step), done)"
    for depth, caption in enumerate(said(frontend, channels, words)):
        assert f"At depth {depth} the block covers 2 channels. Its 2 channel sums" in caption
    assert channels["slabs"][1]["short"] == "channel 1"


def test_a_cell_of_a_volume_is_used_at_every_depth_whose_block_crosses_its_slice(
    frontend: Frontend,
) -> None:
    # The block of two slices crosses the middle one of three twice, the first and last one once.
    sentences = frontend.of_scene(
        VOLUME, "[0, 1, 2].map((slab) => tracedSentence(scene, [slab, 0, 0]))"
    )
    for depth, (value, uses) in enumerate(
        [(1, "1 position"), (10, "2 positions"), (100, "1 position")]
    ):
        assert sentences[depth].startswith(f"Input, depth {depth}, row 0, column 0: {value}.")
        assert f" {uses} " in sentences[depth]
