"""What is said of a layer beside its call: its input, its filters, and the file that holds it."""

INPUT_AND_FILTERS, INPUT, FILTERS = "Input and filters", "Input", "Filters"
BORDER_HOLDS = "the border holds "
LAID_OVER = "on "
CELLS = " x {side} cells"
CHANNELS = (" channel", " channels")
"""After a number that can be set, where there is one, and where there are more."""
EACH_FILTER = "filter {number}: "
FIRST_FILTER, NEXT_FILTER = "filters 0: ", "{number}: "
RANDOM_SHORT = "Random"
"""What a filter is where many stand in a line."""
SIDE = "{side} "
VALID_AFTER = '"valid" after ZeroPadding2D({cells})'
VALID_BY_SIDE = '"valid" after ZeroPadding2D by side'
NONE_BY_SIDE = "0 after nn.ZeroPad2d by side"
RESET = "Reset"
RESET_HELP = "Goes back to the layer that this lesson begins with."
CHOOSE_FILTER = "Choose the filter whose feature map you see."
STANDS_IN = "Your input is only a few numbers, so a whole sample picture is used here."
BOTH_FRAMEWORKS = "Both have the same layer, but they name its arguments differently."


def describe_corner(side: int) -> str:
    """Say what is left of one's own kernels where they had to become smaller.

    Examples
    --------
    >>> print(describe_corner(3))
    Only the upper left 3x3 of your own kernels is used now. A larger kernel size brings all of them
    back.
    """
    return (
        f"Only the upper left {side}x{side} of your own kernels is used now. A larger kernel "
        "size brings all of them back."
    )


def name_refusal(name: str, refusal: str) -> str:
    """Say of a file why it cannot be used here.

    Examples
    --------
    >>> name_refusal("vit.npz", "the kernel does not fit")
    'vit.npz: the kernel does not fit'
    """
    return f"{name}: {refusal}"


def title_filter(number: int) -> str:
    """Name a filter above the grids of its kernels.

    Examples
    --------
    >>> title_filter(1)
    'Filter 1'
    """
    return f"Filter {number}"


def describe_filter(number: int, shows: str) -> str:
    """Say what a filter shows.

    Examples
    --------
    >>> describe_filter(1, "Edges from left to right.")
    'Filter 1: Edges from left to right.'
    """
    return f"Filter {number}: {shows}"


def help_for_bias(help: str) -> str:
    """Say of a bias that it may have decimals.

    Examples
    --------
    >>> help_for_bias("Is added to all numbers.")
    'Is added to all numbers. It may have decimals.'
    """
    return f"{help} It may have decimals."


def describe_bias(exact: float, shown: float) -> str:
    """Say what the stage makes of a bias with more than two decimals.

    Examples
    --------
    >>> describe_bias(0.155, 0.16)
    'It is 0.155. The picture adds 0.16.'
    """
    return f"It is {exact:.6g}. The picture adds {shown:g}."


COPY_FIRST = "Channel 0 to all"
COPY_FIRST_HELP = "Copies the first kernel to every channel of this filter."
NORMALISE = "Normalise"
NORMALISE_HELP = (
    "Scales the weights so that they add up to 1. If their sum is 0, their magnitudes add up to 1."
)
UNDO = "Undo"
UNDO_KERNEL_HELP = "Takes back the last change of any kernel."
TWO_DECIMALS = "Weights are rounded to two decimals, so that the numbers you see add up exactly."


def describe_grid(number: int, channel: str) -> str:
    """Say of which filter and channel a grid of weights is.

    Examples
    --------
    >>> describe_grid(1, "channel 0 (red)")
    'Weights of filter 1 for channel 0 (red)'
    """
    return f"Weights of filter {number} for {channel}"


UPLOAD_PICTURE, TAKE_PHOTO = "Upload a picture", "Take a photo"
USE_CAMERA = "Use the camera"
USE_CAMERA_HELP = "Your browser asks you first. The photo becomes the input."
PHOTO = "Photo"
PHOTO_HELP = "Your picture stays in this session. It is not stored anywhere."
SAMPLE_SHOWN = "You see a sample until you choose a picture."
PICTURE = "Picture"
PICTURE_HELP = "You can use any picture of at most 20 MB and 64 megapixels, or an array as NPY."
DRAG_REGION = "You can also drag the square on the picture, or drag beside it to draw a new one."


def describe_region(height: int, width: int, top: int, left: int, span: int) -> str:
    """Say which region of a picture is chosen, and how keys move it.

    Examples
    --------
    >>> print(describe_region(480, 640, top=10, left=20, span=96))
    The picture has 480x640 pixels. The region begins at row 10, column 20 and has a side of 96
    pixels. Arrow keys move it, and + and − change its side.
    """
    return (
        f"The picture has {height}x{width} pixels. The region begins at row {top}, column {left} "
        f"and has a side of {span} pixels. Arrow keys move it, and + and − change its side."
    )


SAVE_SETTINGS = "Save these settings"
WHAT_IS_SAVED = (
    "A link holds every setting, and your own kernels and the input cells you changed as long as "
    "they are few. It does not hold your picture. This file holds all of it."
)
SAVE_SCENARIO = "Save scenario"
SAVE_SCENARIO_HELP = "Saves input, filters and settings in one file that you can open here later."
SCENARIO = "Scenario"
SCENARIO_HELP = "Choose a file that was saved here. It replaces all current settings."
UNDO_SCENARIO_HELP = "Goes back to the settings before the last change of kernels or file."
ALL_IS_BACK = "All settings are back as you saved them."
SAVED_PICTURE = "the picture of the scenario"


def miss_setting(name: str) -> str:
    """Refuse a file without a setting.

    Examples
    --------
    >>> miss_setting("stride")
    'the setting stride is missing from the file'
    """
    return f"the setting {name} is missing from the file"


def misfit_input(shape: tuple[int, ...]) -> str:
    """Refuse a file whose input does not belong to its settings.

    Examples
    --------
    >>> misfit_input((3, 5, 5))
    'an input of shape (3, 5, 5) does not fit the settings of the file'
    """
    return f"an input of shape {shape} does not fit the settings of the file"


def large_kernels(shape: tuple[int, ...], most: tuple[int, ...]) -> str:
    """Refuse a file whose kernels are too large.

    Examples
    --------
    >>> large_kernels((9, 3, 3, 3), (8, 16, 11, 11))
    'kernels of shape (9, 3, 3, 3) are too large, because the most is (8, 16, 11, 11)'
    """
    return f"kernels of shape {shape} are too large, because the most is {most}"


STOPPED = "Stopped before the end."
GO_ON = "Go on"
STOP = "Stop"
STOP_HELP = "Keeps your settings and what is done so far."
IN_LINE = (
    "Somebody else's work has to be done first. Then yours begins by itself.",
    "The work of {before} others has to be done first. Then yours begins by itself.",
)


def limit_help(help: str, first: int, last: int) -> str:
    """Say what a number is, and between which limits.

    Examples
    --------
    >>> limit_help("Rows of the region.", 3, 96), limit_help("", 1, 1)
    ('Rows of the region. 3 to 96.', 'Only 1 here.')
    """
    limits = f"{first} to {last}." if first < last else f"Only {first} here."
    return f"{help} {limits}".strip()
