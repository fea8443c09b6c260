"""Whatever text goes in: layers come out, or a sentence for what is none, and nothing else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read_layers import read_layer

from files.layer_calls import LayerTextError
from files.layer_text import LONGEST_TEXT, read_stack
from tests.files.sentences import check_sentence

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning")

fuzzed = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])

WORDS = [
    *("(", ")", "[", "]", "{", "}", ",", "=", ":", ".", "*", "**", "+", "-", "'", '"', "#", ";"),
    *("\n", "@", "\\", "0", "1", "3", "-1", "1e9", "1e999", "0x1f", "3j", "True", "None"),
    *("Conv2D(", "nn.Conv2d(", "Conv2DTranspose(", "ZeroPad2d(", "Sequential(", "OrderedDict(["),
    *("Conv2D(8, 3)", "nn.Conv2d(3, 8, 3),", "ReLU()", "Conv1D(8, 3)", "layers.", "x", "(x)", " "),
    *("filters=", "padding=", "'same'", "strides=", "stride=2", "groups=", "lambda", "if", "async"),
    *("(0): ", ">>> ", "class A:", "def f():", "import x", "f'{x}'", "b''", "...", "“", "\u2028"),
]


def check(text: str) -> None:
    try:
        lines = read_stack(text).lines
    except LayerTextError as refusal:
        check_sentence(str(refusal))
        return
    for line in lines:
        assert line.number >= 1
        assert line.text.isprintable()
        assert line.layer is None or line.problem is None
        for sentence in (*line.notes, *([line.problem] if line.problem else [])):
            check_sentence(sentence)
        if line.layer is not None:
            assert read_layer(line.layer.call()).layer == line.layer


@fuzzed
@given(st.lists(st.sampled_from(WORDS), max_size=25).map("".join))
def test_any_words_of_a_program_give_layers_or_sentences(text: str) -> None:
    check(text)


@fuzzed
@given(st.text(max_size=60))
def test_any_text_at_all_gives_layers_or_sentences(text: str) -> None:
    check(text)


numbers = st.integers(-2, 5) | st.floats() | st.booleans() | st.none()
values = st.recursive(numbers | st.text(max_size=4), lambda v: st.lists(v, max_size=3).map(tuple))


@fuzzed
@given(
    st.sampled_from(
        [
            *("Conv2D", "DepthwiseConv2D", "SeparableConv2D", "Conv2DTranspose", "ZeroPadding2D"),
            *("nn.Conv2d", "nn.ConvTranspose2d", "nn.ZeroPad2d", "nn.CircularPad2d", "Cropping2D"),
        ]
    ),
    st.lists(values, max_size=4),
    st.dictionaries(
        st.sampled_from(
            [
                *(
                    "kernel_size",
                    "padding",
                    "output_padding",
                    "dilation",
                    "dilation_rate",
                    "groups",
                ),
                *("stride", "strides", "data_format", "bias", "use_bias", "activation", "name"),
            ]
        ),
        values,
        max_size=3,
    ),
)
def test_any_arguments_give_a_layer_or_a_sentence(
    name: str, places: list[object], names: dict[str, object]
) -> None:
    named = [f"{argument}={value!r}" for argument, value in names.items()]
    check(f"{name}({', '.join([*map(repr, places), *named])})")


def test_a_stack_cut_off_anywhere_gives_layers_or_sentences() -> None:
    whole = (
        "net = nn.Sequential(\n    nn.Conv2d(3, 8, 3, padding='same'),  # one\n    nn.ReLU(),\n)"
    )
    for length in range(len(whole)):
        check(whole[:length])


@pytest.mark.parametrize(
    "part",
    [
        *("(", ")", "[(", "f(", "f()", "x,", "x.", "-", "not ", "a if b else ", "lambda:", "1+"),
        *(
            "'",
            "\"'",
            "#",
            "\n",
            "(\n",
            "f(\n",
            "f(\n)\n",
            "Conv2D(8, 3),",
            "Conv2D(8, 3)\n",
            "x =",
        ),
        *("9", "0xf", "a:", "{1:", "\\\n", "import ", "a=", "(0): ", "\0", "\ud800", "f'{", "ﬀ"),
    ],
)
def test_no_text_within_the_limit_takes_long(part: str) -> None:
    # Were a part read again and again, 20 000 characters would take minutes.
    check((part * LONGEST_TEXT)[:LONGEST_TEXT])
    check((part * LONGEST_TEXT)[:400])
    check(f"Conv2D(8, {(part * LONGEST_TEXT)[: LONGEST_TEXT - 20]})")
