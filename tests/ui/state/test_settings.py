"""Whatever is asked for, a layer is shown; and what could not be had is said in one sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.numbers_said import numbers_in
from tests.ui.state.links import any_link, valid_settings
from text import one_line
from ui.state.link import LONGEST_SHOWN
from ui.state.settings import (
    BY_SIDE,
    DEFAULTS,
    MOST_FILTERS,
    MOST_PADDED_CELLS,
    RANDOM,
    SETTINGS,
    Settings,
    Value,
)
from ui.state.valid_settings import (
    checked,
    choices,
    depth,
    exists,
    filter_choices,
    nearest_valid,
    spec_of,
)


@given(any_link)
def test_any_link_leads_to_a_layer_that_exists(link: dict[str, Value]) -> None:
    found, _ = nearest_valid(link)
    assert exists(found)
    assert found.keys() == SETTINGS.keys()


@given(any_link)
def test_what_is_valid_is_left_alone(link: dict[str, Value]) -> None:
    found, _ = nearest_valid(link)
    assert nearest_valid(found) == (found, ())


@given(valid_settings)
def test_a_file_of_what_can_be_set_is_never_refused(valid: Settings) -> None:
    assert checked(valid) == valid
    assert checked({key: SETTINGS[key].title(value) for key, value in valid.items()}) == valid


@given(any_link)
def test_only_what_a_sentence_names_is_changed(link: dict[str, Value]) -> None:
    found, corrections = nearest_valid(link)
    named = {correction.key for correction in corrections}
    kept = {key: value for key, value in link.items() if key not in named}
    assert {key: found[key] for key in kept} == kept


@given(any_link)
def test_a_sentence_names_the_value_the_limit_and_the_nearest_choice(
    link: dict[str, Value],
) -> None:
    found, corrections = nearest_valid(link)
    for correction in corrections:
        setting, sentence = SETTINGS[correction.key], correction.sentence("keras")
        told = (correction.wanted, correction.options[0], correction.options[-1])
        told += (found[correction.key],)
        assert sentence.startswith(setting.label)
        rest = sentence.removeprefix(setting.label)
        for value in told:
            assert one_line(setting.title(value), LONGEST_SHOWN) in rest


@given(any_link)
def test_no_other_choice_of_a_number_is_nearer(link: dict[str, Value]) -> None:
    for correction in nearest_valid(link)[1]:
        wanted, used = correction.wanted, correction.used
        numbers = [option for option in correction.options if isinstance(option, int)]
        if isinstance(wanted, int) and isinstance(used, int):
            assert abs(used - wanted) == min(abs(option - wanted) for option in numbers)


anything_set = st.fixed_dictionaries({k: st.sampled_from(s.values) for k, s in SETTINGS.items()})


@settings(max_examples=200)
@given(anything_set)
def test_a_layer_exists_where_its_parts_go_together(wanted: Settings) -> None:
    size = int(wanted["size"])
    try:
        spec = spec_of(wanted)
        spec.output_shape((depth(wanted), size, size))
        padded = max(size + sum(pair) for pair in spec.pad_amounts(size, size))
        goes_together = padded <= MOST_PADDED_CELLS or wanted["padding"] == "same"
    except ValueError:
        goes_together = False
    any_filters = {f"filter{f}": RANDOM for f in range(MOST_FILTERS)}
    assert exists({**wanted, **any_filters}) == goes_together


@settings(max_examples=50)
@given(valid_settings, st.sampled_from(list(SETTINGS)))
def test_every_choice_of_a_control_makes_a_layer(valid: Settings, key: str) -> None:
    offered = choices(valid, key)
    assert valid[key] in offered
    for value in offered:
        assert exists({**valid, key: value})


@settings(max_examples=50)
@given(valid_settings)
def test_a_filter_can_be_what_some_kernel_size_allows(valid: Settings) -> None:
    for value in filter_choices(valid, "filter0"):
        sizes = SETTINGS["kernel"].values
        assert any(exists({**valid, "filter0": value, "kernel": size}) for size in sizes)


@given(valid_settings)
def test_the_layer_is_the_one_that_is_set(valid: Settings) -> None:
    spec = spec_of(valid)
    assert spec.weight_shape == (
        valid["filters"],
        depth(valid) // int(valid["groups"]),
        valid["kernel"],
        valid["kernel"],
    )


@pytest.mark.parametrize("key", SETTINGS)
def test_every_value_reads_back_from_its_link(key: str) -> None:
    setting = SETTINGS[key]
    for value in setting.values:
        assert setting.parsed(str(value)) == value
        assert setting.parsed(setting.title(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("99", 99), ("-5", -5), ("٣", None), ("3.0", None), ("--3", None), ("", None), ("abc", None)],
)
def test_a_number_in_a_link_is_a_whole_one_in_plain_figures(text: str, value: int | None) -> None:
    assert SETTINGS["stride"].parsed(text) == value


def test_a_kernel_that_does_not_fit_gives_way_to_the_input() -> None:
    # 4 + 2*0 cells hold 2 kernel cells that lie 3 apart: 3*(2 - 1) + 1 = 4.
    found, corrections = nearest_valid({**DEFAULTS, "size": 4, "kernel": 2, "dilation": 4})
    assert (found["kernel"], found["dilation"]) == (2, 3)
    (correction,) = corrections
    assert numbers_in(correction.sentence("keras")) == [4, 1, 3, 3]


def test_groups_must_divide_channels_and_filters() -> None:
    # 6 channels and 4 filters: only 1 and 2 divide both.
    found, corrections = nearest_valid({**DEFAULTS, "channels": 6, "filters": 4, "groups": 3})
    assert found["groups"] == 2
    assert numbers_in(corrections[0].sentence("keras")) == [3, 1, 2, 2]


def test_padding_of_each_side_counts_only_while_it_is_chosen() -> None:
    sides = {"pad_top": 1, "pad_bottom": 2, "pad_left": 3, "pad_right": 0}
    assert spec_of({**DEFAULTS, **sides}).padding == 0
    assert spec_of({**DEFAULTS, **sides, "padding": BY_SIDE}).padding == ((1, 2), (3, 0))


def test_a_correction_speaks_the_words_of_the_framework() -> None:
    (correction,) = nearest_valid({"filters": 99})[1]
    assert correction.sentence("keras").startswith("Filters 99")
    assert correction.sentence("pytorch").startswith("Out channels 99")
