"""What the lesson about a model of one's own says, where it is more than a label."""

WHY = "Why this number"
"""The section that takes a number apart."""
EXAMPLE_SAID = (
    "It tells nine coloured shapes apart. Their brightness alone does not tell the colours, so "
    "the channels matter."
)
NO_GRAPH = (
    "The file holds weights alone. It does not say how the layers are connected, so you can look "
    "at all filters, and apply a layer to a picture if it takes one."
)
COLOURED_SHEET = (
    "Each square is a filter for red, green and blue. Where its weight is 0 it is grey, and a "
    "colour is brighter where its weight is higher."
)
NO_PICTURE_TAKEN = (
    "This network does not take one picture of rows, columns and channels, so none can be "
    "followed. Its filters are in the section before."
)
NO_CLASSES = (
    "This network ends without a list of scores, so there is no class to change. Open one that "
    "tells classes apart, or take the example."
)
