"""A scenario goes out as one file and comes back as it was; a damaged one says where."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from files.scenario_file import (
    LARGEST_FILE,
    SavedScenario,
    ScenarioFileError,
    read_scenario,
    scenario_as_json,
)

GOOD = json.loads(scenario_as_json(SavedScenario({"stride": 2}, np.ones((1, 1, 2, 2)), b"dot")))

whole = st.integers(-999, 999)
kernels = st.lists(whole, min_size=4, max_size=4).map(lambda n: np.reshape(n, (1, 1, 2, 2)))
words = st.dictionaries(st.text(max_size=9), whole | st.text(max_size=9), max_size=5)


cells = st.lists(st.integers(-99, 99), min_size=8, max_size=8).map(
    lambda n: np.reshape(n, (2, 2, 2))
)


biases = st.dictionaries(st.integers(0, 7), st.floats(-9, 9))


@given(words, st.none() | kernels, st.none() | st.binary(max_size=20), st.none() | cells, biases)
def test_what_is_saved_comes_back(settings, weight, picture, input, biases) -> None:
    saved = SavedScenario(settings, weight, picture, input, biases)
    back = read_scenario(scenario_as_json(saved))
    assert back.biases == biases
    assert (back.input is None) == (input is None)
    if input is not None:
        np.testing.assert_array_equal(back.input, input)
    assert back.settings == settings
    assert back.picture == picture
    assert (back.kernels is None) == (weight is None)
    if weight is not None:
        np.testing.assert_array_equal(back.kernels, weight)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": "a letter"}, "not a scenario file"),
        ({"version": 2}, "the file has version 2, but only version 1 can be read"),
        ({"version": True}, "the file has version True"),
        ({"settings": None}, "settings must be a list of names"),
        ({"settings": {"stride": 1.5}}, "setting stride is 1.5, but must be a whole number"),
        ({"settings": {"stride": True}}, "setting stride is True"),
        ({"kernels": [[1, 2], [3]]}, "nested lists"),
        ({"kernels": [[1]]}, r"kernels of shape \(1, 1\) are not"),
        ({"kernels": [[[["x"]]]]}, "kernels must be numbers"),
        ({"kernels": [[[["1"]]]]}, "kernels must be numbers"),
        ({"kernels": [[[[True]]]]}, "kernels must be numbers"),
        ({"kernels": [[[[None]]]]}, "kernels must be numbers"),
        ({"kernels": [[[[1e9]]]]}, "beyond 1e\\+06"),
        ({"input": [[[1, 2], [3]]]}, "nested lists"),
        ({"biases": [1]}, "biases must be a list of filters"),
        ({"biases": {"x": 1}}, "biases must be a list of filters"),
        ({"biases": {"0": True}}, "biases must be a list of filters"),
        ({"biases": {"0": -1e9}}, "beyond 1e\\+06"),
        ({"input": [[[1.5]]]}, "input must be whole numbers"),
        ({"input": [[1]]}, r"an input of shape \(1, 1\) is not"),
        ({"input": [[[100]]]}, "a number beyond 99"),
        ({"picture": "?"}, "picture is damaged"),
    ],
    ids=str,
)
def test_a_damaged_file_is_refused_by_name_and_place(change: dict, sentence: str) -> None:
    with pytest.raises(ScenarioFileError, match=sentence):
        read_scenario(json.dumps(GOOD | change).encode())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is not JSON: line 1, column 1"),
        (b'{"format":', "the file is not JSON: line 1"),
        (b"\xff\xfe", "the file is not JSON: it is not text"),
        (b"[" * 100_000, "the file is not JSON: it is nested too deeply"),
        (b'{"a": NaN}', "the file holds NaN"),
        (b'{"a": ' + b"9" * 5000 + b"}", "a number with too many digits"),
        (b" " * (LARGEST_FILE + 1), "5.0 MB, .* at most 5 MB"),
    ],
    ids=["empty", "cut off", "bytes", "deep", "nan", "digits", "large"],
)
def test_what_is_no_scenario_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(ScenarioFileError, match=sentence):
        read_scenario(content)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_the_bytes_a_scenario_or_a_sentence_comes_out(content: bytes) -> None:
    try:
        read_scenario(content)
    except ScenarioFileError as refusal:
        assert "\n" not in str(refusal)
