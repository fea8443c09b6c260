"""What people type: the kernel it becomes, or the sentence that says where it cannot."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from files.kernel_text import LONGEST_TEXT, parse_kernel
from files.kernels import KernelError

BINOMIAL = [[1, 2, 1], [2, 4, 2], [1, 2, 1]]


@pytest.mark.parametrize(
    "text",
    [
        "1 2 1\n2 4 2\n1 2 1",
        "1 2 1; 2 4 2; 1 2 1",
        "1 2 1;\r\n2 4 2;\r\n1 2 1;\r\n",
        "1,2,1\n2,4,2\n1,2,1",
        "1, 2, 1,\n2, 4, 2,\n1, 2, 1,",
        "1\t2\t1\n2\t4\t2\n1\t2\t1",
        "\ufeff  1 2   1 \n2 4 2\n1 2 1\n\n",
        "# binomial\n1 2 1\n2 4 2\n# its last row\n1 2 1",
        "+1 2.0 1. ; 2e0 .4e1 2 ; 1 20E-1 1",
        "[[1, 2, 1], [2, 4, 2], [1, 2, 1]]",
        "[1, 2, 1], [2, 4, 2], [1, 2, 1]",
        "[1 2 1; 2 4 2; 1 2 1]",
        "[[1. 2. 1.]\n [2. 4. 2.]\n [1. 2. 1.]]",
        "((1, 2, 1), (2, 4, 2), (1, 2, 1))",
        "{{1, 2, 1}, {2, 4, 2}, {1, 2, 1}}",
        "np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]], dtype=np.float32)",
        "tensor([[1., 2., 1.],\n        [2., 4., 2.],\n        [1., 2., 1.]], requires_grad=True)",
        "2 * 1/2 1 1/2; 1 2 1; 1/2 1 1/2",
    ],
)
def test_one_kernel_may_be_written_in_many_ways(text: str) -> None:
    assert parse_kernel(text).tolist() == BINOMIAL
    assert parse_kernel(text).dtype == np.float64


@pytest.mark.parametrize(
    "text",
    [
        "1/16 * 1 2 1; 2 4 2; 1 2 1",
        "1/16 *\n1 2 1\n2 4 2\n1 2 1",
        "(1/16) × [[1,2,1],[2,4,2],[1,2,1]]",
        "1/16 [[1,2,1],[2,4,2],[1,2,1]]",
        "0.0625 * 1 2 1; 2 4 2; 1 2 1",
        "[[1,2,1],[2,4,2],[1,2,1]] / 16",
        "np.array([[1,2,1],[2,4,2],[1,2,1]]) / 16",
        "1/16 1/8 1/16; 1 / 8 2⁄8 1/8; 1/16 1/8 1/16",
    ],
)
def test_a_factor_or_fractions_make_a_mean(text: str) -> None:
    assert parse_kernel(text).tolist() == [
        [1 / 16, 2 / 16, 1 / 16],
        [2 / 16, 4 / 16, 2 / 16],
        [1 / 16, 2 / 16, 1 / 16],
    ]


def test_a_factor_divides_once_so_that_thirds_stay_as_exact_as_they_can() -> None:
    assert parse_kernel("1/10 * 3 6 7").tolist() == [[3 / 10, 6 / 10, 7 / 10]]


@pytest.mark.parametrize("minus", ["-", "−", "–"])
def test_the_minus_of_a_book_is_a_minus(minus: str) -> None:
    assert parse_kernel(f"{minus}1 0 1").tolist() == [[-1, 0, 1]]


def test_blank_lines_part_the_kernels_of_a_filter() -> None:
    kernels = parse_kernel("1 2\n3 4\n\n1/2 * 10 20\n30 40\n \n0 0; 0 1")
    assert kernels.tolist() == [[[1, 2], [3, 4]], [[5, 10], [15, 20]], [[0, 0], [0, 1]]]


def test_an_array_printed_with_blank_lines_keeps_its_axes() -> None:
    weight = np.arange(2 * 3 * 2 * 2).reshape(2, 3, 2, 2)
    assert parse_kernel(str(weight)).tolist() == weight.tolist()
    assert parse_kernel(repr(weight)).tolist() == weight.tolist()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "there is no number yet: write rows such as `1 2 1; 2 4 2; 1 2 1`"),
        ("# only a title", "there is no number yet"),
        ("1/16 *", "the factor has no numbers after it"),
        ("1 2 1 0; 2 4 2", "row 2 has 3 numbers, row 1 has 4"),
        ("1 2; 3 4\n\n1 2; 3", "row 2 of kernel 2 has 1 number, row 1 of kernel 1 has 2"),
        ("1 2; 3 4\n\n1 2", "kernel 2 has 1 row, kernel 1 has 2"),
        ("[[1, 2], 3]", "row 2 is `3.0`, not a list of numbers"),
        ("1 2 x", "row 1, number 3 is `x`, not a number: write 0.5, 1e-3 or 1/9"),
        ("1 2\n\n3 4; 5 six", "row 2 of kernel 2, number 2 is `six`, not a number"),
        ("1 2 1-2", "row 1, number 3 is `1-2`, not a number"),
        ("1 2\n3 nan", "row 2, number 2 is `nan`"),
        ("-Inf 2", "row 1, number 1 is `-Inf`"),
        ("1 1e999", "number 2 of row 1 is inf, but weights must be finite numbers"),
        ("1 1+2j", "row 1, number 2 is `1+2j`, a complex number"),
        ("1/0 1", "row 1, number 1 is `1/0`, which divides by zero"),
        ("1/0 * 1 2", "the factor is `1/0`, which divides by zero"),
        ("1 ... 2", "row 1, number 2 is `...`, which stands for numbers left out"),
        ("1,,2", "row 1 has no number where one is expected: write 0 for zero"),
        ("0,5 1,5", "`0,5` in row 1 looks like a decimal comma: write 0.5"),
        ("1 2; 0,5 1", "`0,5` in row 2 looks like a decimal comma: write 0.5"),
        ("0,5, 1,5", "`0,5` in row 1 looks like a decimal comma: write 0.5"),
        ("1,2,1 2,4,2", "row 1 separates numbers by spaces and by bare commas, as in `1,2,1`"),
        ("[[1, 2], [3, 4]", "bracket `[` is not closed after row 2: add `]`"),
        ("[1, 2]]", "bracket `]` after row 1 was never opened"),
        ("[[[[[1]]]]]", "lists are nested more than 4 deep, the limit"),
        ("__import__('os').getcwd()", "row 1, number 1 is `__import__"),
        ("\n".join(["1"] * 33), "the kernel is 33x1 and the limit is 32x32"),
        ("1 " * 33, "the kernel is 1x33 and the limit is 32x32"),
        ("1 " * LONGEST_TEXT, f"the text has {2 * LONGEST_TEXT:,} characters and the limit is"),
    ],
)
def test_what_is_no_kernel_is_refused_by_value_and_place(text: str, sentence: str) -> None:
    with pytest.raises(KernelError) as refusal:
        parse_kernel(text)
    assert str(refusal.value).startswith(sentence)
    assert "\n" not in str(refusal.value)


@given(
    st.lists(st.lists(st.integers(-999, 999), min_size=3, max_size=3), min_size=1, max_size=5),
    st.sampled_from([" ", ", ", ",", "\t", " , "]),
    st.sampled_from(["\n", ";", " ; ", ";\n", "\r\n"]),
)
def test_rows_written_with_any_separators_read_back(
    rows: list[list[int]], between_numbers: str, between_rows: str
) -> None:
    text = between_rows.join(between_numbers.join(map(str, row)) for row in rows)
    assert parse_kernel(text).tolist() == rows


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_as_python_writes_it_reads_back_exactly(value: float) -> None:
    assert parse_kernel(repr(value)).tolist() == [[value]]
