"""Kernels as people and programs write them; where two readings remain, both are given."""

import numpy as np
import pytest

from files.kernel_files import read_kernels
from files.kernel_text import parse_kernel, read_kernel_text
from files.kernels import KernelError

LAPLACE = [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
HALVES = [[0.5, -1.5], [2, 0]]

IN_PROGRAMS = [
    "laplace = np.array([[0,1,0],[1,-4,1],[0,1,0]])",
    "import numpy as np\n\nk = np.asarray([[0, 1, 0],\n  [1, -4, 1],  # centre\n  [0, 1, 0]])\n",
    "L = [0 1 0; 1 -4 1; 0 1 0];",
    "L = [0 1 0; ...\n 1 -4 1; ...\n 0 1 0]; % Laplace",
    "L =\n\n     0     1     0\n     1    -4     1\n     0     1     0\n\n",
    "let laplace = [[0, 1, 0], [1, -4, 1], [0, 1, 0]];",
    "static const int k[3][3] = {{0, 1, 0}, {1, -4, 1}, {0, 1, 0}};",
    "float k[9] = {0.0f, 1.0f, 0.0f, 1.0f, -4.0f, 1.0f, 0.0f, 1.0f, 0.0f};",
    "[0, 1, 0, 1, -4, 1, 0, 1, 0]",
    "ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0))",
    "np.array([0,1,0,1,-4,1,0,1,0]).reshape(3, 3)",
    "```python\nk = torch.tensor([[0., 1, 0], [1, -4, 1], [0, 1, 0]]).float()\n```",
]
PRINTED = [
    "Parameter containing:\ntensor([[ 0.,  1.,  0.],\n        [ 1., -4.,  1.],\n"
    "        [ 0.,  1.,  0.]], requires_grad=True)",
    "tf.Tensor(\n[[ 0.  1.  0.]\n [ 1. -4.  1.]\n [ 0.  1.  0.]], shape=(3, 3), dtype=float32)",
    "<tf.Tensor: shape=(3, 3), dtype=int32, numpy=\narray([[0, 1, 0],\n       [1, -4, 1],\n"
    "       [0, 1, 0]], dtype=int32)>",
    "Array([[ 0.,  1.,  0.],\n       [ 1., -4.,  1.],\n       [ 0.,  1.,  0.]], dtype=float32)",
    "[[np.float64(0.0), 1, 0], [1, np.float64(-4.0), 1], [0, 1, 0]]",
    ">>> k\narray([[0, 1, 0],\n       [1, -4, 1],\n       [0, 1, 0]])",
    "Out[12]:\narray([[0, 1, 0],\n       [1, -4, 1],\n       [0, 1, 0]])",
    "[[ 0, 1, 0],\n [ 1,-4, 1],\n [ 0, 1, 0]]",
    "⎡0  1   0⎤\n⎢        ⎥\n⎢1  -4  1⎥\n⎢        ⎥\n⎣0  1   0⎦",
]
IN_DOCUMENTS = [
    r"\begin{bmatrix} 0 & 1 & 0 \\ 1 & -4 & 1 \\ 0 & 1 & 0 \end{bmatrix}",
    r"$$L = \left( \begin{array}{ccc} 0&1&0 \\[2pt] 1&-4&1 \\ 0&1&0 \\ \end{array} \right).$$",
    "| a | b | c |\n|---|:-:|--:|\n| 0 | 1 | 0 |\n| 1 | -4 | 1 |\n| 0 | 1 | 0 |",
    "| 0 | 1 | 0 |\n|---|---|---|\n| 1 | -4 | 1 |\n| 0 | 1 | 0 |",
    "Laplace:\n\n0 1 0\n1 −4 1\n0 1 0",
    "0 1 0  # above\n1 — 4 1  // here\n0 1 0",
]
OF_TOOLS = [
    "3x3: 0,1,0 1,-4,1 0,1,0",
    "'3: 0,1,0, 1,-4,1, 0,1,0'",
    '<feConvolveMatrix order="3" kernelMatrix="0 1 0  1 -4 1  0 1 0"/>',
    "%YAML:1.0\n---\nk: !!opencv-matrix\n   rows: 3\n   cols: 3\n   dt: f\n"
    "   data: [ 0., 1., 0., 1., -4.,\n      1., 0., 1., 0. ]\n",
    '<?xml version="1.0"?>\n<opencv_storage><k type_id="opencv-matrix"><rows>3</rows>\n'
    "<cols>3</cols><dt>f</dt><data>\n  0. 1. 0. 1. -4. 1. 0. 1. 0.</data></k></opencv_storage>",
]
IN_OTHER_LANGUAGES = [
    "K <- matrix(c(0,1,0,1,-4,1,0,1,0), nrow=3, byrow=TRUE)",
    "laplacian := [][]float64{{0, 1, 0}, {1, -4, 1}, {0, 1, 0}}",
    "var kernel = new float[,] { { 0, 1, 0 }, { 1, -4, 1 }, { 0, 1, 0 } };",
    "let k: [[f32; 3]; 3] = [[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]];",
    "cv::Mat kernel = (cv::Mat_<float>(3,3) << 0, 1, 0, 1, -4, 1, 0, 1, 0);",
    "val k = arrayOf(floatArrayOf(0f,1f,0f), floatArrayOf(1f,-4f,1f), floatArrayOf(0f,1f,0f))",
    "$kernel = array(array(0, 1, 0), array(1, -4, 1), array(0, 1, 0));",
    "k = np.matrix('0 1 0; 1 -4 1; 0 1 0')",
    'kernel = np.array((\n\t[0, 1, 0],\n\t[1, -4, 1],\n\t[0, 1, 0]), dtype="int")',
    "w = torch.nn.Parameter(torch.tensor([[0., 1., 0.], [1., -4., 1.], [0., 1., 0.]]))",
    "import cv2\nk = np.array([[0,1,0],[1,-4,1],[0,1,0]])\nout = cv2.filter2D(img, -1, k)",
    "cv2.filter2D(img, -1, np.array([[0,1,0],[1,-4,1],[0,1,0]]))",
    "k = [0d0, 1d0, 0d0, 1d0, -4.0d0, 1d0, 0d0, 1d0, 0d0]",
]
PRINTED_ELSEWHERE = [
    "3×3 Matrix{Int64}:\n 0   1  0\n 1  -4  1\n 0   1  0",
    "     [,1] [,2] [,3]\n[1,]    0    1    0\n[2,]    1   -4    1\n[3,]    0    1    0",
    "   0  1  2\n0  0  1  0\n1  1 -4  1\n2  0  1  0",
    "     a    b    c\n0  0.0  1.0  0.0\n1  1.0 -4.0  1.0\n2  0.0  1.0  0.0",
    "k =\n\n  3×3 single matrix\n\n   0   1   0\n   1   -4   1\n   0   1   0\n",
    "[[ 0.  1.  0.]\n [ 1. -4.  1.]\n [ 0.  1.  0.]]\n<NDArray 3x3 @cpu(0)>",
    "DeviceArray([[ 0.,  1.,  0.],\n             [ 1., -4.,  1.],\n             [ 0.,  1.,  0.]])",
    "┌         ┐\n│ 0  1  0 │\n│ 1 -4  1 │\n│ 0  1  0 │\n└         ┘",
    "╔═══╦═══╗\n║ 0 ║ 1 ║ 0 ║\n╠═══╬═══╣\n║ 1 ║ -4 ║ 1 ║\n╠═══╬═══╣\n║ 0 ║ 1 ║ 0 ║\n╚═══╩═══╝",
    "+---+---+---+\n| 0 | 1 | 0 |\n+---+---+---+\n| 1 |-4 | 1 |\n+---+---+---+\n| 0 | 1 | 0 |\n",
]
IN_MARKUP = [
    r"K = \begin{bmatrix} 0 & 1 & 0 \\ 1 & {-4} & 1 \\ 0 & 1 & 0 \end{bmatrix}",
    r"\matrix{0 & 1 & 0 \cr 1 & -4 & 1 \cr 0 & 1 & 0}",
    r"\begin{align*}\begin{pmatrix}0&1&0\\1&-4&1\\0&1&0\end{pmatrix}\end{align*}",
    '{| class="wikitable"\n|-\n| 0 || 1 || 0\n|-\n| 1 || -4 || 1\n|-\n| 0 || 1 || 0\n|}',
    "kernel:\n- - 0\n  - 1\n  - 0\n- - 1\n  - -4\n  - 1\n- - 0\n  - 1\n  - 0",
    "<table><tr><td>0</td><td>1</td><td>0</td></tr><tr><td>1</td><td>-4</td><td>1</td></tr>"
    "<tr><td>0</td><td>1</td><td>0</td></tr></table>",
    '{"name": "laplace", "kernel": [[0, 1, 0], [1, -4, 1], [0, 1, 0]]}',
    '{"kernel": [0, 1, 0, 1, -4, 1, 0, 1, 0]}',
    '[["0","1","0"],["1","-4","1"],["0","1","0"]]',
    "-define convolve:scale='!' -morphology Convolve '3x3: 0,1,0 1,-4,1 0,1,0'",
    "⌈0  1 0⌉\n|1 -4 1|\n⌊0  1 0⌋",
]
TABLES = [
    "0,5;-1,5\n2;0",
    "\ufeff0,5;-1,5\r\n2;0\r\n",
    "sep=;\n0.5;-1.5\n2;0",
    "0,5\t-1,5\n2\t0",
    ",0,1\n0,0.5,-1.5\n1,2.0,0.0",
    ";0;1\n0;0,5;-1,5\n1;2,0;0,0",
    '"","V1","V2"\n"1",0.5,-1.5\n"2",2,0',
    "left,right\n0.5,-1.5\n2,0",
    "Edges,,\n0.5,-1.5,\n2,0,\n,,",
    '"0.5","-1.5"\n"2","0"',
    "½ -3/2\n2 0",
    "50% -150%\n200% 0%",
]
EIGHTHS = [
    "[[4, -12], [16, 0]] * 1/8",
    "np.array([[4, -12], [16, 0]]) * (1/8)",
    "k = np.array([[4, -12], [16, 0]]) / 8",
    "4 -12\n16 0\n/ 8",
    "4 -12\n16 0\n* 1/8",
    "1/8\n4 -12\n16 0",
    r"\frac{1}{8} \begin{pmatrix} 4 & -12 \\ 16 & 0 \end{pmatrix}",
    r"\frac1{8} \begin{pmatrix} 4 & -12 \\ 16 & 0 \end{pmatrix}",
    r"\frac18 \begin{pmatrix} 4 & -12 \\ 16 & 0 \end{pmatrix}",
    "h = [4 -12; 16 0]/8;",
    "½ −1½\n2 0",
]
IN_BLOCKS = [
    "red:\n0 1\n2 3\n\ngreen:\n4 5\n6 7",
    "(:,:,1) =\n\n     0     1\n     2     3\n\n\n(:,:,2) =\n\n     4     5\n     6     7",
    "ans(:,:,1) =\n\n   0   1\n   2   3\n\nans(:,:,2) =\n\n   4   5\n   6   7\n",
    ", , 1\n\n     [,1] [,2]\n[1,]    0    1\n[2,]    2    3\n\n, , 2\n\n     [,1] [,2]\n"
    "[1,]    4    5\n[2,]    6    7\n",
    "(0,.,.) = \n  0  1\n  2  3\n\n(1,.,.) = \n  4  5\n  6  7\n[torch.FloatTensor of size 2x2x2]",
]
CALCULATED = [
    "-[[1, 2], [3, 4]].T",
    "np.rot90([[1, 2], [3, 4]]).T",
    "-[[1, 2], [3, 4]]",
    "np.linalg.inv([[1, 2], [3, 4]])",
    "np.rot90(np.array([[1, 2], [3, 4]]))",
    "[[1, 2], [3, 4]] + [[1, 1], [1, 1]]",
    "[[1, 2], [3, 4]] - 1",
    "abs([[1, 2], [3, -4]])",
]


SPELLINGS = [
    *(*IN_PROGRAMS, *PRINTED, *IN_DOCUMENTS, *OF_TOOLS),
    *(*IN_OTHER_LANGUAGES, *PRINTED_ELSEWHERE, *IN_MARKUP),
]


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_kernel_is_read_as_it_stands_in_programs_documents_and_tools(text: str) -> None:
    assert parse_kernel(text).tolist() == LAPLACE


@pytest.mark.parametrize("text", [*TABLES, *EIGHTHS])
def test_tables_and_factors_are_read_as_programs_save_them(text: str) -> None:
    assert parse_kernel(text).tolist() == HALVES


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_text_file_takes_the_road_of_pasted_text(text: str) -> None:
    file = read_kernels(text.encode(), "laplace.txt")
    assert [file.arrays[choice].tolist() for choice in file.choices] == [LAPLACE]


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("4 8\n2 6 / 2", [[[2, 4], [1, 3]], [[4, 8], [2, 3]]]),
        ("id,a,b\n0,2,3\n1,4,5", [[[2, 3], [4, 5]], [[0, 2, 3], [1, 4, 5]]]),
        ("1 2\n\n3 4", [[[1, 2], [3, 4]], [[[1, 2]], [[3, 4]]]]),
        ("0,5\n1,0", [[[0.5], [1]], [[0, 5], [1, 0]]]),
        ("k = [1 2\n3 4]", [[[1, 2], [3, 4]], [[1, 2, 3, 4]]]),
        ("- 1 0\n- 2 3", [[[1, 0], [2, 3]], [[-1, 0], [-2, 3]]]),
        ("1 2 / 4 3", [[[1, 2], [4, 3]], [[1, 2 / 4, 3]]]),
        ("k = reshape([1,2,3,4], [2,2])", [[[1, 3], [2, 4]], [[1, 2], [3, 4]]]),
        ("0,5;1,0", [[[0.5, 1]], [[0, 5], [1, 0]]]),
        ("0,1\n2.0,3.0\n4.0,5.0", [[[2, 3], [4, 5]], [[0, 1], [2, 3], [4, 5]]]),
        (
            "1 2 3 4 5 6 7 8 9",
            [[[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[1, 2, 3, 4, 5, 6, 7, 8, 9]]],
        ),
    ],
)
def test_what_has_two_meanings_is_asked_and_never_guessed(
    text: str, meanings: list[object]
) -> None:
    assert [reading.array.tolist() for reading in read_kernel_text(text)] == meanings
    file = read_kernels(text.encode(), "kernel.csv")
    assert [file.arrays[choice].tolist() for choice in file.choices] == meanings
    with pytest.raises(KernelError, match=r"^the text can be read as .* or as "):
        parse_kernel(text)


@pytest.mark.parametrize("text", IN_BLOCKS)
def test_blocks_with_names_are_the_kernels_of_a_filter(text: str) -> None:
    assert parse_kernel(text).tolist() == np.arange(8).reshape(2, 2, 2).tolist()


@pytest.mark.parametrize("text", CALCULATED)
def test_what_a_calculation_would_change_is_never_read_without_it(text: str) -> None:
    with pytest.raises(KernelError):
        parse_kernel(text)


def test_a_matrix_of_r_is_filled_column_by_column() -> None:
    assert parse_kernel("matrix(c(1, 2, 3, 4, 5, 6), nrow=2)").tolist() == [[1, 3, 5], [2, 4, 6]]


def test_25_and_49_numbers_are_squares_too() -> None:
    for side in (5, 7):
        numbers = np.arange(side * side)
        assert parse_kernel(str(numbers.tolist())).tolist() == numbers.reshape(side, side).tolist()


@pytest.mark.parametrize("text", [",1,2\n3,4,5\n6,7,8", "1,x\n2,3", "2\\frac{1}{2} 1"])
def test_a_missing_number_is_not_taken_for_a_head(text: str) -> None:
    with pytest.raises(KernelError):
        parse_kernel(text)


@pytest.mark.parametrize("text", ["[0, 2; 1, 3]'", "np.array([[0, 2], [1, 3]]).T"])
def test_rows_that_a_text_turns_are_columns(text: str) -> None:
    assert parse_kernel(text).tolist() == [[0, 1], [2, 3]]


def test_quotes_around_a_kernel_turn_nothing() -> None:
    with pytest.raises(KernelError):
        read_kernel_text("'[[0, 2], [1, 3]]'")


@pytest.mark.parametrize(
    ("text", "kernel"),
    [
        ("np.ones((2, 2)) / 4", [[1 / 4, 1 / 4], [1 / 4, 1 / 4]]),
        ("k = torch.ones(1, 2)", [[1, 1]]),
        ("np.eye(2)", [[1, 0], [0, 1]]),
        ("h = ones(2)/2;", [[1 / 2, 1 / 2], [1 / 2, 1 / 2]]),
        ("np.zeros((1, 2), dtype=np.float32)", [[0, 0]]),
        ("Sobel x:\n1 0 -1\n2 0 -2\n1 0 -1", [[1, 0, -1], [2, 0, -2], [1, 0, -1]]),
        ("   0  1\n0  1  2\n1  3  4\n\n[2 rows x 2 columns]", [[1, 2], [3, 4]]),
        ("k =\n\n  0.5 *\n\n   1  2\n   3  4\n", [[1 / 2, 1], [3 / 2, 2]]),
        (">>> k = np.array([[1, 2],\n...               [3, 4]])", [[1, 2], [3, 4]]),
        (
            "magick a.png -define convolve:scale=1/4 -morphology Convolve '2x2: 1,2 3,4' b.png",
            [[1 / 4, 2 / 4], [3 / 4, 4 / 4]],
        ),
    ],
)
def test_what_stands_around_the_numbers_is_understood(text: str, kernel: list[list[float]]) -> None:
    assert parse_kernel(text).tolist() == kernel


def test_a_row_of_nine_in_a_command_is_a_square() -> None:
    for text in (
        "convert a.png -convolve 0,-1,0,-1,5,-1,0,-1,0 b.png",
        'ffmpeg -i a.mp4 -vf "convolution=0 -1 0 -1 5 -1 0 -1 0:0 -1 0 -1 5 -1 0 -1 0" b.mp4',
    ):
        (reading,) = read_kernel_text(text)
        assert reading.array.tolist() == [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
