"""What lesson 5 asks about the places of windows and of stamps."""

from ui.shell.prediction import Answer, Prediction

INPUT, KERNEL, OUTPUT, FEATURE_MAP = "Input", "Kernel", "Output", "Feature map"
CENTRE_SHOWN = (
    "An input of {rows} rows and {rows} columns, and a feature map of {positions} rows and "
    "{positions} columns with its cell at row {row}, column {column} outlined."
)
CENTRE = Prediction(
    "window centre",
    "A 3x3 kernel with stride 2 and no padding gives this feature map. The cell at row {row}, "
    "column {column} is outlined. Choose the input cell at the centre of the window that gives it.",
    {
        "centre": Answer(
            "The cell at row {right_row}, column {right_column}",
            "Windows begin {stride} cells apart, so this one begins at row {row} × {stride} = "
            "{first_row}, column {column} × {stride} = {first_column}. Its centre is one row and "
            "one column further on.",
        ),
        "same": Answer(
            "The cell with the same row and column",
            "Then the feature map would lie on the input cell by cell. That needs stride 1, and "
            "padding so that the first window has its centre on the first cell.",
        ),
        "no stride": Answer(
            "The centre with stride 1",
            "With stride 1 the window would be there. The stride moves it {stride} cells of the "
            "input from one cell of the feature map to the next.",
        ),
        "corner": Answer(
            "The cell where the window begins",
            "That is the top left corner of the window. Its centre is one row and one column "
            "further on.",
        ),
        "beside": Answer(
            "The centre of windows that lie side by side",
            "Then the windows would not overlap, which needs stride 3 with this kernel. With "
            "stride {stride} each shares a row or a column with the next.",
        ),
        "covered": Answer(
            "Another cell of the window",
            "The window covers this cell, but its centre is the middle one of its nine cells.",
        ),
        "outside": Answer(
            "A cell outside the window",
            "The window does not reach this cell. It begins at row {row} × {stride} = {first_row}, "
            "column {column} × {stride} = {first_column}, and covers three rows and three columns.",
        ),
    },
    "centre",
)
LANDING_SHOWN = (
    "An input of {rows} rows and {rows} columns with its cell at row {row}, column {column} "
    "outlined, a kernel, and an output of {positions} rows and {positions} columns that is still "
    "empty."
)
LANDING = Prediction(
    "stamp corner",
    "This question has a layer of its own: a transposed convolution with a 3x3 kernel and stride "
    "2. The outlined input cell, at row {row}, column {column}, multiplies the kernel by its "
    "value. The result is a stamp, which is added to the output. Choose the output cell on which "
    "the top left corner of the stamp lands.",
    {
        "corner": Answer(
            "The cell at row {right_row}, column {right_column}",
            "Stamps begin {stride} cells of the output apart. So this one begins at row {row} × "
            "{stride} = {right_row}, column {column} × {stride} = {right_column}.",
        ),
        "no stride": Answer(
            "The cell with the same row and column",
            "Then the stamps would begin one cell apart, as with stride 1. In a transposed "
            "convolution the stride moves the stamp on the output, {stride} cells at a time.",
        ),
        "beside": Answer(
            "The corner of stamps that lie side by side",
            "Then the stamps would not overlap, which needs stride 3 with this kernel. With "
            "stride {stride} they overlap, and the overlaps are added up.",
        ),
        "covered": Answer(
            "Another cell of the stamp",
            "The stamp covers this cell, but it begins at row {row} × {stride} = {right_row}, "
            "column {column} × {stride} = {right_column}.",
        ),
        "outside": Answer(
            "A cell outside the stamp",
            "The stamp does not reach this cell. It covers three rows and three columns, and "
            "begins at row {row} × {stride} = {right_row}, column {column} × {stride} = "
            "{right_column}.",
        ),
    },
    "corner",
)
