"""What controls are called and offer, and what is said of links. No Streamlit here.

The label of a control of a few words is beside its key, in `ui.state.keys` and
`ui.state.settings`. Titles are in links, too: one that changes has to be read as before.
"""

# Help of what sets the layer and its input.

INPUT_HELP = "What the layer is applied to."
SIZE_HELP = "Height and width of the input."
CHANNELS_HELP = "How many channels the input has."
SEED_HELP = "The same seed draws the same random numbers."
READING_HELP = "Colour gives 3 channels, grey gives 1, and colour with alpha gives 4."
REGION_HELP = "Where the region begins, in pixels."
SPAN_HELP = "Height and width of the region, in pixels."
FILTERS_HELP = "Each filter gives one feature map."
FILTER_HELP = "The kernels of this filter, one for each channel."
BIAS_HELP = "Added once to every number of the feature map."
PADDING_HELP = (
    "How many cells are added on every side. With same, the size stays as it is at stride 1."
)
SIDE_HELP = "How many cells are added on this side only."
KERNEL_HELP = "Sets height and width only. The depth is always that of the input."
DILATION_HELP = "Distance between neighbouring kernel cells. 1 means no gaps."
STRIDE_HELP = "How many cells the window moves per step."
GROUPS_HELP = "How many groups the channels and filters are split into. 1 is a plain Conv2D."
PADDING_MODE_HELP = "What the added cells contain."

# Titles of what can be chosen.

OWN_PICTURE = "Your own picture"
READINGS = {"colour": "Colour", "grey": "Grey", "alpha": "Colour and alpha"}
RANDOM_FILTER, EDITED_FILTER = "Random whole numbers", "Edit it yourself"
EACH_SIDE = "each side"
SCALES = ("Whole picture", "Cells on the stage")
SMALL_GRID = "Small grid"
OLDER_SECTIONS = {"Who is summed with whom": "Which channels are added together"}
BELIEFS = {
    "mean": "The channels are averaged",
    "one kernel": "One kernel serves all channels",
    "relu first": "ReLU comes before the sum",
}
SUM_PROGRAMS = ("The groups on the stage", "Depthwise, then 1x1", "Another operator")
GROUPS_OF_LESSON = "The groups of this lesson"
MEASURED_LAYERS = {
    "resnet50": "ResNet-50, 3x3 on 64 channels of 56x56",
    "alexnet": "AlexNet, 11x11 on 3 channels of 224x224",
    "mobilenet": "MobileNet, depthwise 3x3 on 128 channels of 56x56",
    "large": "A kernel of 31x31 on 3 channels of 128x128",
}
SCALINGS = ("As a network is fed", "Whole numbers")
RENDERINGS = {"clip": "Clipped to 0 to 255", "absolute": "Absolute", "signed": "Signed"}
TOPICS = {
    "numbers": "Numbers",
    "shapes": "Shapes",
    "channels": "Channels",
    "misconceptions": "Misconceptions",
    "networks": "Networks",
}
MISCONCEPTIONS = {
    "M1": "The channels are averaged or turned to grey first",
    "M2": "Each filter gives one feature map per channel",
    "M3": "One kernel is used for all channels",
    "M4": "ReLU or the bias comes before the channels are added",
    "M5": "A filter with three axes makes the layer a Conv3D",
    "M6": "A layer needs as many filters as channels",
    "M7": "The depth of a filter adds no parameters",
    "M8": "A kernel and a filter are the same thing",
    "M9": "All frameworks store weights in the same order",
    "M10": 'Padding "same" is the same everywhere',
    "M11": "The kernel is flipped",
    "M12": "Groups share their weights",
    "M13": "Depthwise and separable convolutions are the same",
    "M14": "A 1x1 convolution does nothing to the channels",
    "M15": "A transposed convolution undoes a convolution",
    "M16": "The order of the channels matters",
    "M17": "A kernel without gaps has a dilation of 0",
    "M18": "channels_first runs everywhere in Keras",
    "M19": "A small difference on a GPU is a bug",
    "M20": "The stride has to divide the input size",
}
"""What people believe, by the numbers of the misconceptions that questions are about."""
GRANULARITIES = {"position": "one position", "channel": "one channel", "cell": "one product"}
VIEWS = {"depth": "3-D", "flat": "Flat"}
FILM_SHAPES = {"narrow": "Narrow, for a phone or beside text", "wide": "Wide, for a slide"}
FILM_HALVES = {"first": "First half", "second": "Second half"}
MODEL_ORDERS = {"kept": "As in the file", "size": "Largest first"}
COLOURED_SHAPE = "A coloured shape"
MODEL_SCALINGS = {
    "unit": "0 to 1",
    "signed": "−1 to 1",
    "imagenet": "ImageNet mean and deviation",
    "pixels": "0 to 255",
    "own": "Own mean and deviation",
}

# What a link asks for, and what it cannot have. A limit comes after "has to be", and in brackets.

RANGE = "{first} to {last}"
ONE_OF = "{others} or {last}"
EITHER = "{on} or {off}"
SHORT_TEXT = "a text of at most {longest} characters"
PARTS = "{first} and {last}, such as {example}"
SEVERAL_NUMBERS = "at most {most} whole numbers with dots between them, such as 26.x.-3"
PLACED_NUMBERS = (
    "each number behind its {first} and {last}, such as {example}.9, in at most {longest} "
    "characters"
)
ONLY_WITH_INPUT = "only with the input {title}"
CELLS_THERE = "channels 0 to {channel}, rows and columns 0 to {cell}"
EMPTY = "(empty)"
RESET = "{name} {wanted} is not possible here, only {limit}. It was reset."
SET_TO = "{name} {wanted} is not possible here, only {limit}. It was set to {used}."
REFUSED = "{name} is {wanted}, but it has to be {limit}"
KERNELS_MISSING = (
    "This link does not hold the numbers of the edited kernels, so you see kernels with a single 1 "
    "instead. A scenario file holds them."
)
YOUR_KERNELS, YOUR_CELLS = "your own kernels", "the cells you changed"
YOUR_PICTURE, YOUR_MODEL = "your own picture", "your own model"
READING_PICTURE = "Reading the picture"

# Why there is no such layer: after a title, and as a sentence of its own.

UNEQUAL_GROUPS = "{number} cannot be split into {groups} groups"
FEW_CELLS = "{mode} padding cannot take that many cells from an input of {size}"
WINDOW_TOO_LARGE = "the window covers {window} cells, but the input has only {cells}"
WINDOW_OVER_PADDED = "the window covers {window} cells, but the padded input has only {cells}"
TOO_MUCH_PADDING = "the padded input would have {cells} cells, but the picture has room for {most}"
CHANNELS_NEEDED = "{title} needs {channels} channels"
NOT_THAT_LARGE = "{title} cannot be {size}"
NO_SETTING = "{name} is not a setting"

# What the stage shows of a large layer.

SHOWN = {
    (True, True): "There you see all channels and filters, and {side} x {side} of the {rows} x "
    "{columns} cells.",
    (True, False): "There you see all channels, the first {filters} of {all_filters} filters "
    "and {side} x {side} of the {rows} x {columns} cells.",
    (False, True): "There you see the first {channels} of {all_channels} channels, all filters "
    "and {side} x {side} of the {rows} x {columns} cells.",
    (False, False): "There you see the first {channels} of {all_channels} channels, the first "
    "{filters} of {all_filters} filters and {side} x {side} of the {rows} x {columns} cells.",
}
"""By whether that is all channels and all filters."""
SHOWN_INSTEAD = "{label}: {shown} instead of {wanted}."
SHOWN_GROUPS = "Groups: {shown} of {groups}."
