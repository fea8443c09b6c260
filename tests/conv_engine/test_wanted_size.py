"""Which settings of a layer give a wanted size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conv_engine.frameworks.keras_layers import Conv2D, Conv2DTranspose, Cropping2D
from conv_engine.frameworks.pytorch_layers import Conv2d, ConvTranspose2d
from conv_engine.frameworks.wanted_size import explain_padding, settings_for_size
from tests.few_examples import few
from tests.numbers_said import says

small = st.integers(1, 4)
sizes = st.tuples(st.integers(1, 12), st.integers(1, 12))
layers = st.one_of(
    st.builds(Conv2d, st.just(2), st.just(3), small, small, st.integers(0, 2)),
    st.builds(Conv2D, st.just(3), small, small, st.sampled_from(["valid", "same"])),
    st.builds(ConvTranspose2d, st.just(2), st.just(3), small, small),
    st.builds(Conv2DTranspose, st.just(3), small, small, st.sampled_from(["valid", "same"])),
)


@few
@given(layers, sizes, sizes)
def test_every_answer_gives_the_size(layer, size, wanted):
    for answer in settings_for_size(layer, (2, *size), wanted):
        shape = (2, *size)
        for each in answer:
            shape = each.output_shape(shape)
        assert shape == (3, *wanted)


@few
@given(layers, sizes)
def test_a_layer_that_gives_the_size_is_left_as_it_is(layer, size):
    try:
        given = layer.output_shape((2, *size))
    except ValueError:
        return
    assert settings_for_size(layer, (2, *size), given[-2:]) == ()


@few
@given(st.integers(1, 5), st.integers(1, 9), st.integers(0, 3))
def test_a_padding_that_exists_is_found(k, n, padding):
    layer = Conv2d(1, 1, k)
    wanted = n + 2 * padding - k + 1
    if wanted < 1 or padding == 0:
        return
    answers = settings_for_size(layer, (1, n, n), (wanted, wanted))
    assert (Conv2d(1, 1, k, padding=padding),) in answers
    assert explain_padding(layer, (1, n, n), (wanted, wanted)) is None


@pytest.mark.parametrize(
    ("layer", "size", "wanted", "call"),
    [
        (Conv2d(3, 8, 3), (224, 224), (112, 112), "nn.Conv2d(3, 8, 3, stride=2, padding=1)"),
        (Conv2D(8, 3), (224, 224), (112, 112), 'Conv2D(8, 3, strides=2, padding="same")'),
        (
            ConvTranspose2d(21, 21, 64, 32),
            (10, 10),
            (320, 320),
            "nn.ConvTranspose2d(21, 21, 64, stride=32, padding=16)",
        ),
        (
            Conv2D(8, 4),
            (9, 9),
            (9, 9),
            "ZeroPadding2D(((1, 2), (1, 2))), Conv2D(8, 4)",
        ),
    ],
)
def test_the_usual_answer_is_among_them(layer, size, wanted, call):
    channels = getattr(layer, "in_channels", 3)
    answers = settings_for_size(layer, (channels, *size), wanted)
    assert call in [", ".join(each.call() for each in answer) for answer in answers]


def test_an_even_kernel_has_no_padding_alike_on_both_sides():
    sentence = explain_padding(Conv2d(1, 1, 4), (1, 9, 9), (9, 9))
    assert says(sentence, 9, 9, 1, 1, 4, 9, 3)


def test_a_smaller_output_needs_no_padding():
    sentence = explain_padding(Conv2d(1, 1, 3), (1, 9, 9), (5, 5))
    assert says(sentence, 5, 9, 3, 1, 1, (9 - 3) // 1 + 1)


def test_a_margin_has_no_windows_to_change():
    assert settings_for_size(Cropping2D(1), (3, 9, 9), (20, 20)) == ()
    assert explain_padding(Cropping2D(1), (3, 9, 9), (20, 20)) is None
