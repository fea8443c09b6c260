"""Whatever text goes in: a network comes out, nothing is executed, and it ends."""

import builtins
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from files.network_text import read_network
from tests.files.sentences import check_sentence

fuzzed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

WORDS = [
    *("(", ")", "[", "]", "{", "}", ",", "=", ":", ".", "*", "**", "+", "-", "'", '"', "#", "//"),
    *(
        "\n",
        "\n    ",
        "@",
        "0",
        "1",
        "3",
        "-1",
        "1e999",
        "9**9**9",
        "3j",
        "True",
        "None",
        "lambda x: ",
    ),
    *(
        "nn.Conv2d(3, 8, 3)",
        "Conv2D(8, 3)",
        "nn.Sequential(",
        "model.add(",
        "self.conv = ",
        "F.relu(",
    ),
    *(
        "class A(nn.Module):",
        "def forward(self, x):",
        "def f(n):",
        "f(n)",
        "return ",
        "for i in range(99):",
    ),
    *("x = x + ", "torch.cat([x, x], 1)", "x.view(-1, 8)", "x.size(0)", "Input((8, 8, 3))", "(x)"),
    *(
        "torch.randn(1, 3, 8, 8)",
        "import os",
        "os.system('x')",
        "__import__('os')",
        "[0] * 99",
        "x[0]",
    ),
    *(
        "(0): Conv2d(3, 8, kernel_size=(3, 3))",
        "conv (Conv2D) (None, 8, 8, 3) 9",
        "w.weight [3, 3]",
    ),
    *(
        "mat1 and mat2 shapes cannot be multiplied (1x2 and 3x4)",
        "x = models.resnet18()",
        "keras.applications.VGG16()",
        "x.output",
        "match x:",
        "case _:",
        "del x[0]",
        "torch.einsum('a,a->a', x, x)",
        'make_node("Conv", ["x", "w"], ["y"], kernel_shape=[3])',
        "if ",
        "else:",
        "while True:",
        "│",
    ),
]


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("a text was executed")


def check(text: str) -> None:
    """Read a text while nothing can be executed or opened by way of Python's own functions."""
    with (
        patch.object(builtins, "eval", refuse),
        patch.object(builtins, "exec", refuse),
        patch.object(builtins, "open", refuse),
    ):
        network = read_network(text)
    for problem in network.problems:
        check_sentence(problem.sentence)
    if all(network.inputs.values()) or len(network.inputs) == 1:
        network.trace(network.input_shape or (3, 8, 8))


@fuzzed
@given(st.lists(st.sampled_from(WORDS), max_size=25).map("".join))
def test_any_words_of_a_program_give_a_network(text: str) -> None:
    check(text)


@fuzzed
@given(st.lists(st.sampled_from(WORDS), max_size=25).map("\n".join))
def test_any_lines_of_a_program_give_a_network(text: str) -> None:
    check(text)


@fuzzed
@given(st.text(max_size=80))
def test_any_text_at_all_gives_a_network(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "-" * 20_000 + "1",
        "a" + ".b" * 20_000,
        "f(" * 2_000,
        "x = [1]\n" + "x = [x] * 99\n" * 50 + "nn.Conv2d(x, x, 3)",
        "def f(n): return f(n - 1) + f(n - 2)\nf(100)",
        "for i in range(10**9):\n    x = i * i",
        "a = 9 ** 9 ** 9\nnn.Conv2d(a, a, a)",
        "x = '%1000000000d' % 1\nnn.Conv2d(3, 3, 3)",
        "class A(A): pass\nA()()",
        "class A(nn.Module):\n    def forward(self, x): return self(x)\nA()(torch.zeros(1, 3))",
    ],
)
def test_hostile_texts_end(text: str) -> None:
    check(text)


def test_a_program_cut_off_anywhere_gives_a_network() -> None:
    whole = """class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
    def forward(self, x):
        return torch.cat([self.conv(x), F.relu(x[:, 1:])], dim=1)
"""
    for length in range(len(whole)):
        check(whole[:length])
