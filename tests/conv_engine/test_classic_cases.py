"""The eight cases that everyone copies into slides, with the sizes printed there."""

from math import floor

from conv_engine.classic_cases import CLASSIC_CASES


def test_the_sizes_are_those_of_the_guide() -> None:
    # i, k, s, p, d -> o
    assert [
        (c.input_size, c.kernel_size, c.stride, c.padding, c.dilation, c.output_size)
        for c in CLASSIC_CASES
    ] == [
        (4, 3, 1, 0, 1, 2),
        (5, 4, 1, 2, 1, 6),
        (5, 3, 1, 1, 1, 5),
        (5, 3, 1, 2, 1, 7),
        (5, 3, 2, 0, 1, 2),
        (5, 3, 2, 1, 1, 3),
        (6, 3, 2, 1, 1, 3),
        (7, 3, 1, 0, 2, 3),
    ]


def test_one_equation_holds_for_all_of_them() -> None:
    for c in CLASSIC_CASES:
        reach = c.dilation * (c.kernel_size - 1) + 1
        assert c.output_size == floor((c.input_size + 2 * c.padding - reach) / c.stride) + 1


def test_a_stride_that_does_not_divide_gives_as_many_positions_as_one_that_does() -> None:
    divides, does_not = CLASSIC_CASES[5], CLASSIC_CASES[6]
    assert does_not.input_size == divides.input_size + 1
    assert does_not.output_size == divides.output_size
    unvisited = does_not.spec.unvisited((1, 6, 6))
    # windows start at rows 0, 2 and 4 of the padded input, so the last ends at 4 + 3 - 1 = 6:
    # row 7, which is padding, is all that is left over
    assert unvisited.rows == unvisited.columns == ()
