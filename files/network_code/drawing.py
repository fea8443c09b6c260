"""The numbers that programs of networks draw, and the checksum that they print."""

DRAWING = '''\
numbers = np.random.default_rng(0)


def whole(*shape):
    """Draw -1, 0 or 1, the same in every framework."""
    return numbers.integers(-1, 2, shape)


def weight(*shape):
    """Draw a weight in which about 4 numbers of a filter are not 0: sums stay small."""
    return whole(*shape) * (numbers.random(shape) < 6 / np.prod(shape[1:]))'''
"""How all programs of networks draw their numbers: the input first, then each layer's."""
CHECKSUM = (
    "# Every number counts by its place, so that a wrong order of axes shows.",
    'print(f"checksum {{{0}.ravel() @ (np.arange({0}.size) % 97):.6g}}")',
)
