"""What is said about the sizes of a layer, and about the classic cases."""

CASES = "Classic cases"
CASES_HELP = (
    "Each case sets the input size, the kernel, the stride, the padding and the dilation. The "
    "other lessons then have the same layer."
)
LETTERS = (
    "o is the output size, i the input size, k the kernel size, s the stride, p the padding on "
    "each side and d the dilation. This is relationship {number} of Dumoulin and Visin's guide."
)
GAPS = (
    "With gaps, a kernel of {cells} cells reaches across more cells than that. The number of cells "
    "from its first to its last is its effective kernel size."
)
HATCHED = "{unvisited} In the picture these cells are hatched."
