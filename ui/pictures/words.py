"""What is said beside the pictures that lessons share. No Streamlit here.

A text with places is filled with `format`; where a number comes in, its pair goes to `count_text`.
"""

CHOOSE_FILTER = "Choose the filter whose feature map you take apart."
CHOOSE_SCALE = "Use the small grid of *Slide the kernel*, or a whole picture."
NO_PICTURE = "The whole picture is not possible here: {refusal}."
LARGER_INPUT = (
    "Your input is only a few numbers, so you see a larger one with as many channels here."
)
PLACE_HELP = "Where the position is in the feature map."

STEP = "filter {filter}, row {row}, column {column}"
NO_STEP = "This layer has no {asked}. You see {shown} instead."
AS_FORMULA, AS_NUMPY = "As a formula", "As three lines of NumPy"
WITH_ARRAYS = "With its arrays, ready to run"
CHANNELS_FIRST = "The arrays have the channels first. Those of Keras have them last."
AROUND = "the cells around it: {mode}"
"""A comment in a program, on how an input is padded."""
THEN = ", then "
"""Between the calls of layers that come one after the other."""
NO_KERAS_LAYER = "Keras has no layer for `{what}`. Write `{instead}` instead."

NUMPY = "NumPy"
SAME_NUMBERS = (
    "Each program builds the layers and fills them with the same small whole numbers. Then it "
    "runs them and prints the shape of the output and a checksum. All three print the same "
    "result."
)
DOWNLOAD, DOWNLOAD_HELP = "Download", "The program above as a file."

# Where sizes come from. A pair of two is for rows and for columns.

CELLS = (
    ("There is 1 row.", "There are {n} rows."),
    ("There is 1 column.", "There are {n} columns."),
)
PADDED = (
    "With padding there are {n} + {before} + {after} = {padded} rows.",
    "With padding there are {n} + {before} + {after} = {padded} columns.",
)
COVERS_ALL = "The kernel covers all of them, so there is only 1 position."
TOO_FAR = (
    "The kernel covers {extent} of them. A step of {stride} does not fit, so there is only 1 "
    "position."
)
CELL_BY_CELL = (
    "The kernel covers {extent} of them, so it can move once.",
    "The kernel covers {extent} of them, so it can move {n} times.",
)
BY_STEPS = (
    "The kernel covers {extent} of them, and {free} are left. One step of {stride} fits into "
    "these.",
    "The kernel covers {extent} of them, and {free} are left. {n} steps of {stride} fit "
    "into these.",
)
LEFT_OVER = (
    ("1 row is left over.", "{n} rows are left over."),
    ("1 column is left over.", "{n} columns are left over."),
)
POSITIONS = "Counting the start, that makes {positions} positions."
UNVISITED = "No window visits {cells} of the input."
UNVISITED_BOTH = "No window visits {rows} or {columns} of the input."
ONLY_PADDING = "Only padding is left over, so every cell of the input is visited."
STAMPS = ("One stamp covers {cells}.", "{n} stamps that start {stride} apart cover {cells}.")
ALL_KEPT = "All of them are kept."
ADDED = ("One more is added.", "{n} more are added.")
CUT_OFF = ("One of them is cut off.", "{n} of them are cut off.")

# A network: what goes in, what comes out, and a row for each layer.

OUTPUT, NAMED_OUTPUT = "Output", "Output {name}"
NO_OUTPUT = "not known, because no sizes are known from row {row} of the table on"
PARAMETERS, MULTIPLY_ADDS, ACTIVATIONS = "Parameters", "Multiply-adds", "Activations"
PRODUCTS = (
    "{n} products with weights, without the bias. FLOPs count each multiplication and each "
    "addition separately, so they are about twice as many."
)
PRODUCTS_SO_FAR = (
    "at least {n} products with weights, without the bias. The sizes of some layers are not known. "
    "FLOPs count each multiplication and each addition separately, so they are about twice as many."
)
KEPT_NUMBERS = (
    "1 number, {memory} at 4 bytes each (float32) for one sample",
    "{n} numbers, {memory} at 4 bytes each (float32) for one sample",
)
KEPT_SO_FAR = (
    "1 number as far as the sizes are known, {memory} at 4 bytes each (float32) for one sample",
    "{n} numbers as far as the sizes are known, {memory} at 4 bytes each (float32) for one sample",
)
AT_LEAST, NOT_KNOWN = "at least {n}", "not known"
HEADS = ("", "layer", "takes", "output", "parameters", "multiply-adds", "receptive field")
ALL_ROWS = "all"
UNREAD_LINE = "line {line}"
ROW = "row {place} (`{name}`)"
NAMED_LAYER, SHARED_LAYER = "{name}: {call}", "{name} again: {call}"
WHOLE_INPUT, BEYOND_INPUT = "{field}, the whole input", "{field}, beyond the input"
NOT_COMPUTED = "not computed, because the size of an earlier row is not known"

INPUT_BLOCK = "{name}: {shape}"
LAYER_BLOCK = "{place}. {kind}: {shape}"
NAMED_BLOCK = "{place}. {name} ({kind}): {shape}"
DRAWING = (
    "Drawing of 1 layer, from {first} to {last}.",
    "Drawing of {n} layers, from {first} to {last}.",
)
MERGES = ("1 merge where branches meet.", "{n} merges where branches meet.")
HEIGHT_OF_MAPS = "A block is as high as its map has rows."
HEIGHT_OF_SERIES = "A block is as high as its series has steps."
OTHER_LENGTHS = (
    "Its width grows by one step each time the channels double. A flat list of features is a thin "
    "bar, and its height grows in the same way."
)
SKIPS = "A dashed arc is a skip connection, which goes past other layers."
FIRST_LAYERS = "The first {most} layers are drawn."

# The numbers of a weight, in the order of each framework.

BLOCKS_OF_KERAS = "in each block: channels down, filters across"
BLOCKS_OF_DEPTHWISE = "in each block: channels down, the filters of each channel across"
BLOCKS_OF_TRANSPOSED = "in each block: filters down, channels across"
FILTERS_PER_CHANNEL = ("1 filter for each channel", "{n} filters for each channel")
BLOCKS_OF_PYTORCH = "in each block: rows down, columns across"
WEIGHT_PLACE = (
    "Number {number} is row {row}, column {column}, channel {channel}, filter {filter}: "
    "kernel{keras} in Keras, weight{pytorch} in PyTorch."
)
WEIGHT_LAYOUT = "A grid of {down} by {across}. Each cell of it is a table of {rows} by {columns}."
