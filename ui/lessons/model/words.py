"""What the lesson about a model of one's own says, where it is more than a label."""

WHY = "Why this number"
"""The section that takes a number apart."""
ADDING_LAYERS = ("One layer adds up channels.", "{n} layers add up channels.")
LINEAR_LAYERS = ("linear layer {n}", "linear layers {n}")
EXAMPLE_SAID = (
    "It tells nine coloured shapes apart. Their brightness alone does not tell the colours, so "
    "the channels matter."
)
NO_GRAPH = (
    "Only the weights of this file are read, not how its layers are connected. You can look at "
    "all filters, and lay a filter over a picture if it takes one. To follow a picture through "
    "the whole network, paste its program as well. Or save the network with its graph: "
    '`torch.onnx.export(model, x, "model.onnx")`.'
)
NO_LINEAR = "The table leaves out {layers}, which add up features without rows and columns."
COLOURED_SHEET = (
    "Each square is a filter for red, green and blue. Where its weight is 0 it is grey, and a "
    "colour is brighter where its weight is higher."
)
NO_PICTURE_TAKEN = (
    "This network does not take one picture of rows, columns and channels, so none can be "
    "followed. Its filters are in the section before."
)
NO_CLASSES = (
    "This network does not end in a list of scores, so there is no class to change. Open one that "
    "tells classes apart, or take the example."
)
NO_GRAPH_TO_RUN = (
    "How the layers of this file are connected is not known, so no class comes out. Paste the "
    "program of the network in the first section, or open an ONNX or Keras file."
)
STAGE_COUNTS = (
    "The picture shows only this window of filter {filter}, at row {row} and column {column}. It "
    "calls them filter 0, row 0 and column 0."
)
STAMPED = (
    "In a transposed layer each cell of the input stamps its kernels on the output. You see the "
    "cells whose stamps land here, under the kernel cells that they land with."
)
REST_IN_BIAS = "Its bias also holds what the {channels} other channels add."
ONE_IN_BIAS = "Its bias also holds what the other channel adds."
SAME_WITHOUT = "Without {parts} it still says **{name}** ({score})."
OTHER_WITHOUT = "Without {parts} it says **{name}** ({score})."
STILL_OPEN = "{name} is still open."
FROM_SEED, FROM_FILE = "Random, from a seed", "From the file that is open"
"""Where the numbers of a pasted network are from."""
NO_SIZES = (
    "The file does not say which picture the network takes, so no sizes are drawn. Its layers and "
    "filters are all there."
)
NO_WEIGHTS = (
    "Its numbers are random. Open a file of weights first, such as a state_dict, and the network "
    "can take them from there."
)
PASTED = """nn.Sequential(
    nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(8, 16, 3), nn.AdaptiveAvgPool2d(1),
    nn.Flatten(), nn.Linear(16, 10))"""
