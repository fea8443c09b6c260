"""Conv2D by six visible loops in plain Python: what every faster way must agree with."""

from collections.abc import Sequence

Volume = list[list[list[int]]]  # channel, row, column


def reference_conv2d(
    input: Volume,
    weight: list[Volume],
    bias: Sequence[int],
    stride: tuple[int, int],
    pad_amounts: tuple[tuple[int, int], tuple[int, int]],
    dilation: tuple[int, int],
    groups: int,
    padding_mode: str,
) -> Volume:
    """Feature maps of one sample: [filter][row][column]."""
    (top, bottom), (left, right) = pad_amounts
    height, width = len(input[0]), len(input[0][0])
    depth, k_h, k_w = len(weight[0]), len(weight[0][0]), len(weight[0][0][0])
    rows = (height + top + bottom - dilation[0] * (k_h - 1) - 1) // stride[0] + 1
    columns = (width + left + right - dilation[1] * (k_w - 1) - 1) // stride[1] + 1
    filters_in_group = len(weight) // groups

    maps = []
    for filter in range(len(weight)):
        first_channel = filter // filters_in_group * depth
        feature_map = [[bias[filter]] * columns for _ in range(rows)]
        for row in range(rows):
            for column in range(columns):
                for channel in range(depth):
                    for i in range(k_h):
                        for j in range(k_w):
                            y = row * stride[0] + i * dilation[0] - top
                            x = column * stride[1] + j * dilation[1] - left
                            cell = padded_cell(input[first_channel + channel], y, x, padding_mode)
                            feature_map[row][column] += weight[filter][channel][i][j] * cell
        maps.append(feature_map)
    return maps


def padded_cell(channel: list[list[int]], row: int, column: int, padding_mode: str) -> int:
    """The value at a place that may lie outside the channel."""
    row = inside(row, len(channel), padding_mode)
    column = inside(column, len(channel[0]), padding_mode)
    return 0 if row is None or column is None else channel[row][column]


def inside(place: int, n: int, padding_mode: str) -> int | None:
    """The cell among 0..n-1 whose value a place shows, or None where the padding is zero."""
    if 0 <= place < n:
        return place
    match padding_mode:
        case "zeros":
            return None
        case "reflect":  # the edge itself is not repeated
            return -place if place < 0 else 2 * (n - 1) - place
        case "replicate":
            return 0 if place < 0 else n - 1
        case "circular":
            return place % n
    raise AssertionError(padding_mode)
