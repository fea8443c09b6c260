"""What is written in charts, and said of them to those who do not see them."""

BLOCKS = (
    "1 block from left to right: {blocks}.",
    "{n} blocks from left to right: {blocks}.",
)
BLOCK = "{label}, {shape}"
BLOCK_SHAPE = ("1 channel of {size}", "{n} channels of {size}")
SCALES_OF_BLOCKS = (
    "Rows (height) and columns (slanted, at half length) share one scale. Channels (thickness) "
    "have their own scale, in which 1 channel is as thick as {rows} rows are high.",
    "Rows (height) and columns (slanted, at half length) share one scale. Channels (thickness) "
    "have their own scale, in which {n} channels are as thick as {rows} rows are high.",
)
SHORT_SIDES = "Sides that are too short to see are drawn a little longer."
FIELDS = ": sign 1, exponent {exponent}, fraction {fraction}"
"""After the name of a format: how many bits of each kind it has."""
SIGN_BIT = "sign: 1 means minus"
EXPONENT_BIT, FRACTION_BIT = "exponent: counts {worth}", "fraction: counts 1/{part}"
DROPPED_BITS = ("1 bit dropped", "{n} bits dropped")
BITS = "{title}: sign {sign}, exponent {exponent}, fraction {fraction}"
ERROR_AXIS, SHARE_AXIS = "error, as a share of the largest output", "% of the outputs"
BIAS, OUTPUT = "bias", "output"
