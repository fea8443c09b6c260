"""The question maker: what is marked right is what the engine says, and no wrong answer is."""

import csv
import re
from dataclasses import replace
from io import StringIO
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conv_engine import ConvSpec, partial_maps
from conv_engine.frameworks.layouts import FRAMEWORKS, weight_to_pytorch
from files.network_text import read_network
from tests.few_examples import few
from tests.numbers_said import numbers_in
from ui.lessons.quiz.results import LONGEST_NAME, Result
from ui.lessons.quiz.words import RESULT_COLUMNS
from ui.questions import (
    about_frameworks,
    about_sizes,
    about_sums,
    networks,
    numbers,
    pictures,
    shapes,
)
from ui.questions.layers import layer_of
from ui.questions.misconceptions import MISCONCEPTIONS
from ui.questions.question import Maker, Question
from ui.questions.rounds import TOPICS, Paper
from ui.shell.lesson_table import LESSONS
from ui.state.scenario import scenario_of
from ui.state.settings import DEFAULTS, SETTINGS
from ui.state.valid_settings import nearest_valid

MAKERS = [maker for topic in TOPICS.values() for maker in topic.makers]
seeds = st.integers(0, 999)
every_maker = pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)


def made(maker: Maker, seed: int, words: str = "keras") -> Question:
    return maker(np.random.default_rng(seed), words)


def feature_maps(question: Question) -> np.ndarray:
    layer = question.layer
    return layer.output


@every_maker
@given(seed=seeds)
@few
def test_wrong_answers_are_wrong_and_choices_distinct(maker: Maker, seed: int) -> None:
    answers = made(maker, seed).answers
    assert answers.right not in answers.wrong
    assert answers.wrong  # every question recognises something
    if answers.choices:
        assert len(set(answers.choices)) == len(answers.choices) >= 3
        assert {answers.right, *answers.wrong} == set(range(len(answers.choices)))


@every_maker
@given(seed=seeds)
@few
def test_the_same_seed_asks_the_same_in_both_frameworks(maker: Maker, seed: int) -> None:
    keras, again, pytorch = (made(maker, seed, words) for words in ("keras", "keras", "pytorch"))
    assert keras.prompt == again.prompt
    assert keras.answers == again.answers
    assert keras.answers.right == pytorch.answers.right


@pytest.mark.parametrize(
    "maker",
    [
        numbers.output_cell,
        numbers.edge_cell,
        pictures.dropped_channel,
        pictures.swapped_input,
        pictures.two_groups,
        pictures.turned_kernel,
        about_sums.averaged_first,
        about_sums.reused_kernel,
        about_sums.flipped_kernel,
        about_sums.pointwise_mixing,
        about_sums.neighbouring_channels,
    ],
    ids=lambda maker: maker.__name__,
)
@given(seed=seeds)
@few
def test_an_output_number_is_the_one_on_the_stage(maker: Maker, seed: int) -> None:
    question = made(maker, seed)
    assert question.answers.right == feature_maps(question)[question.cell]


@pytest.mark.parametrize(
    ("maker", "axis"),
    [(about_sums.pairwise_maps, 0), (shapes.output_rows, 1), (about_sizes.uneven_stride, 2)],
    ids=["maps", "rows", "columns"],
)
@given(seed=seeds)
@few
def test_a_size_is_that_of_the_feature_maps_on_the_stage(
    maker: Maker, axis: int, seed: int
) -> None:
    question = made(maker, seed)
    assert question.answers.right == feature_maps(question).shape[axis]


@given(seeds)
@few
def test_the_right_shape_is_that_of_the_feature_maps(seed: int) -> None:
    keras, pytorch = (made(shapes.output_shape, seed, words) for words in FRAMEWORKS)
    filters, rows, columns = feature_maps(keras).shape
    assert keras.answers.text(keras.answers.right) == f"({rows}, {columns}, {filters})"
    assert pytorch.answers.text(pytorch.answers.right) == f"({filters}, {rows}, {columns})"


@given(seeds)
@few
def test_the_channel_that_adds_most_has_the_greatest_partial_map_there(seed: int) -> None:
    question = made(pictures.greatest_channel, seed)
    layer, (filter, row, column) = question.layer, question.cell
    sums = partial_maps(layer.input, layer.weight)[filter, :, row, column]
    assert sums[question.answers.right] == sums.max()
    assert (sums == sums.max()).sum() == 1


@given(seeds)
@few
def test_the_right_map_is_the_one_the_filter_makes(seed: int) -> None:
    question = made(pictures.map_of_filter, seed)
    maps = question.look[-4:]
    np.testing.assert_array_equal(maps[question.answers.right].values, feature_maps(question)[0])
    assert len({tile.values.tobytes() for tile in maps}) == 4


@given(seeds)
@few
def test_a_weight_of_keras_moves_to_the_shape_that_is_marked_right(seed: int) -> None:
    keras, pytorch = (made(about_frameworks.weight_order, seed, words) for words in FRAMEWORKS)
    there, here = (
        [int(number) for number in numbers_in(asked.answers.text(asked.answers.right))]
        for asked in (keras, pytorch)
    )
    assert list(weight_to_pytorch(np.zeros(there)).shape) == here


def test_288_counts_one_channel_where_896_is_right() -> None:
    answers = shapes.counted_parameters(ConvSpec(3, 32, kernel_size=3))
    assert answers.right == 32 * (3 * 3 * 3 + 1) == 896
    assert "channel" in answers.wrong[32 * 3 * 3]
    assert numbers_in(answers.wrong[32 * 3 * 3]) == [3]
    assert "bias" in answers.wrong[32 * 3 * 3 * 3]


def test_a_question_of_a_misconception_names_it() -> None:
    assert [f"M{n}" for n in range(1, 21)] == list(MISCONCEPTIONS)
    for name, maker in MISCONCEPTIONS.items():
        assert made(maker, 0).misconception == name


@every_maker
@pytest.mark.parametrize("words", FRAMEWORKS)
def test_every_question_ends_with_a_picture_of_its_numbers(maker: Maker, words: str) -> None:
    for seed in range(200):
        question = made(maker, seed, words)
        tiles = (*question.look, *question.proof)
        assert tiles or question.pictures or question.layer or question.volume


@given(seeds)
@few
def test_the_block_of_the_prompt_is_the_one_that_slides(seed: int) -> None:
    question = made(about_sizes.axes_or_directions, seed)
    volume, layer = question.volume, question.layer
    block = (1, *volume.block.shape) if volume else layer.weight[0].shape
    room = (1, *volume.input.shape) if volume else layer.input.shape
    moves = [n - k for n, k in zip(room, block, strict=True)]
    assert sum(move > 0 for move in moves) == question.answers.right
    assert moves[0] == 0  # no room in channels
    channels, *kernel = block if volume else [k for k in block if k > 1]
    assert re.search(rf"\b{channels}\b.*\b{'x'.join(map(str, kernel))}\b", question.prompt)


@every_maker
def test_every_question_leads_to_a_lesson(maker: Maker) -> None:
    assert made(maker, 0).lesson in {lesson.file for lesson in LESSONS}


CHANGED = ("Depthwise and separable", "Shuffled together", "A channel is switched off")
CHANGED += ("Channels change places", "A flipped kernel")
"""Kinds whose stage shows another layer than the one they begin with."""


@every_maker
@given(seed=seeds)
@few
def test_a_link_sets_the_layer_of_the_stage_and_nothing_has_to_be_corrected(
    maker: Maker, seed: int
) -> None:
    question = made(maker, seed)
    wanted = {k: SETTINGS[k].parsed(v) for k, v in question.link.items() if k in SETTINGS}
    there, corrections = nearest_valid(wanted)
    assert corrections == ()
    assert {k: there[k] for k in wanted} == wanted
    if wanted and question.kind not in CHANGED:
        shown, asked = scenario_of(there).layer, question.layer
        assert shown.spec == asked.spec
        for name in ("input", "weight", "bias"):
            np.testing.assert_array_equal(getattr(shown, name), getattr(asked, name))


@given(seed=seeds)
@settings(max_examples=5)
def test_twenty_questions_on_misconceptions_are_all_of_them(seed: int) -> None:
    first, second = (
        [
            question.misconception
            for question in Paper(seed, n, ("misconceptions",), 10).questions("keras")
        ]
        for n in (1, 2)
    )
    assert sorted(first + second) == sorted(MISCONCEPTIONS)


def test_topics_take_turns() -> None:
    questions = Paper(7, 1, ("shapes", "misconceptions"), 6).questions("keras")
    assert [bool(question.misconception) for question in questions] == [False, True] * 3


PAPER = Paper(seed=7, round_number=1, topics=("shapes", "channels"), length=4)
QUESTIONS = PAPER.questions("keras")


def result(given: dict[int, int | None]) -> Result:
    return Result(PAPER, QUESTIONS, given)


def right_answers() -> dict[int, int]:
    return {place: q.answers.right for place, q in enumerate(QUESTIONS)}


def test_the_score_counts_right_answers_only() -> None:
    assert numbers_in(result({}).describe()) == [4]
    assert numbers_in(result({0: right_answers()[0], 1: None}).describe()) == [2, 4, 1]
    assert numbers_in(result(right_answers()).describe()) == [4, 4]


def test_what_went_wrong_is_to_be_revisited_and_what_was_not_asked_is_not() -> None:
    some = result({0: right_answers()[0], 1: None, 3: right_answers()[3]})
    assert some.lessons_to_revisit() == {some.questions[1].lesson: (1,)}
    assert result(right_answers()).lessons_to_revisit() == {}


@given(st.text(max_size=90))
def test_a_name_is_one_cell_of_plain_text_in_every_line(name: str) -> None:
    given = {0: right_answers()[0], 1: None}
    lines = list(csv.DictReader(StringIO(result(given).write_csv(name), newline="")))
    assert [tuple(line) for line in lines] == [RESULT_COLUMNS] * 4
    assert [line["right"] for line in lines] == ["yes", "no", "no", "no"]
    assert [line["answered"] for line in lines[1:]] == ["not known", "not answered", "not answered"]
    (written,) = {line["name"] for line in lines}
    assert len(written) <= LONGEST_NAME + 1
    assert not written.startswith(("=", "+", "-", "@"))


def test_a_drawn_layer_has_the_numbers_of_its_settings_however_often_they_were_read() -> None:
    settings = {**DEFAULTS, "channels": 3, "seed": 7}
    made = scenario_of(settings)
    assert made.picture.shape[0] == made.layer.output.ndim == 3  # both are worked out and kept
    drawn = layer_of(channels=3, seed=7)
    np.testing.assert_array_equal(drawn.output, made.layer.output)
    assert drawn.output is drawn.output
    again = replace(drawn, bias=drawn.bias + 1)
    np.testing.assert_array_equal(again.output, drawn.output + 1)
    assert again.settings == drawn.settings == settings


@given(seed=seeds)
@few
def test_the_features_after_a_flatten_are_the_cells_of_all_maps(seed: int) -> None:
    question = made(networks.flattened_features, seed)
    channels, size = (int(question.link[f"in_{name}"]) for name in ("channels", "height"))
    _, pooled, flat = read_network(question.link["layers"]).trace((channels, size, size)).rows
    assert (question.answers.right,) == flat.output_shape == (prod(pooled.output_shape),)


@given(seed=seeds)
@few
def test_the_rows_after_pooling_are_those_of_the_last_maps(seed: int) -> None:
    question = made(networks.pooled_rows, seed)
    channels, size = (int(question.link[f"in_{name}"]) for name in ("channels", "height"))
    rows = read_network(question.link["layers"]).trace((channels, size, size)).rows
    assert question.answers.right == rows[-1].output_shape[1]
