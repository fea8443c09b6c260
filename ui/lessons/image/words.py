"""What lesson 9 says about a picture of one's own."""

FEATURE_MAP = "feature map {filter}"
INPUT_ALT = "Input, {channel}"
ITS_PARTIAL = "its partial map"
PARTIAL_ALT = "Partial map of {channel}"
FEATURE_MAP_ALT = "Feature map {filter}"
CLOSE_PICTURE_ALT = "The picture around the window"
CLOSE_MAP_ALT = "Feature map {filter} around the position"
PICTURE, OTHER_MAPS = "picture", "also"
NOT_USABLE = "The layer cannot be used on this picture: {refusal}."
ONLY_COLOURS = "The choice *{rendering}* changes only the colours, not the numbers."
SHRUNK = (
    "The maps are shrunk to fit. Each number here is the mean of {step}x{step} positions. A click "
    "pins the middle one."
)
VALUE_IS = "The value of feature map {filter} there is **{value}**."
MAP_FILES = "**Feature map {filter}**, at full resolution"
CHANNELS, COMPARISON = "What each channel adds", "Before and after"
"""Sections of the page."""
FILTER_HELP = "The filter whose feature map is shown."
RENDERING_HELP = "How the numbers of the feature map are turned into colours."
YOUR_FILES = "Your picture and kernels"
BOARD_LABEL = "Channels, partial maps and feature maps. Arrow keys move the position."
CLOSE_LABEL = "Picture and feature map around the position. Arrow keys move it."
NO_ROOM = "The small picture has no room for this window. Choose a smaller kernel."
NO_PICTURE = (
    "Lesson 1 can show the arithmetic of a pixel of a picture. The pattern that stands in for one "
    "here has {channels} channels. Choose 1 or 3 channels, or a picture of your own."
)
SHOW_ARITHMETIC = "Show me this pixel's arithmetic"
PNG, PNG_HELP = "PNG", "The picture that you see."
PNG16, PNG16_HELP = "16-bit PNG", "A grey picture with up to 65,536 levels."
NPY, NPY_HELP = "NPY", "The numbers, for NumPy."
NPZ, NPZ_HELP = "NPZ", "The numbers, the weight and the bias."
CSV, CSV_HELP = "CSV", "The numbers, one row per line."
PNG16_SAYS = "The metadata of the 16-bit PNG says how to turn its levels back into values."
FILTER_FILES = "**Filters**, as they are"
JSON, JSON_HELP = "JSON", "A text file with the layer and the names of its channels."
FILTERS_NPZ, FILTERS_NPZ_HELP = "NPZ ", "With biases, for NumPy."
PYTORCH_NPY, PYTORCH_NPY_HELP = "NPY for PyTorch", "Filters, channels, rows, columns."
KERAS_NPY, KERAS_NPY_HELP = "NPY for Keras", "Rows, columns, channels, filters."
COMPUTING = "Computing the maps"
COMPUTING_AGAIN = "Goes on with the first map that is not finished."


def describe_wipe(filter: int, picture: tuple[int, int], map: tuple[int, int]) -> str:
    """Say what lies on each side of the line, and which keys it takes.

    Examples
    --------
    >>> print(describe_wipe(0, (300, 400), (298, 398)))
    Left of the line is the picture, 300x400 pixels. Right of it is feature map 0, 298x398 pixels.
    Arrow keys move the pixel that is read, + and − zoom, and 0 shows the whole picture.
    """
    height, width = picture
    rows, columns = map
    return (
        f"Left of the line is the picture, {height}x{width} pixels. Right of it is feature map "
        f"{filter}, {rows}x{columns} pixels. Arrow keys move the pixel that is read, + and − zoom, "
        "and 0 shows the whole picture."
    )


def explain_wipe(picture: tuple[int, int], map: tuple[int, int]) -> str:
    """Say what lies on each side of the line, and what the magnifiers read.

    Examples
    --------
    >>> print(explain_wipe((300, 400), (298, 398)))
    Left of the line is the input, 300x400 pixels. Right of it is the feature map, 298x398 pixels.
    The magnifiers read one position of the map, and the pixel in the middle of its window.
    """
    height, width = picture
    rows, columns = map
    return (
        f"Left of the line is the input, {height}x{width} pixels. Right of it is the feature map, "
        f"{rows}x{columns} pixels. The magnifiers read one position of the map, and the pixel in "
        "the middle of its window."
    )
