"""One step of a layer as a picture: the window, the channels, the sum, and the filled maps."""

from conv_engine import Step
from files import drawing, painting
from files.drawing import Drawing
from files.narrow_layout import layout_of
from files.step_marks import step_marks, still_marks
from files.worked_layer import WorkedLayer


def step_drawing(layer: WorkedLayer, step: Step, narrow: bool = False) -> Drawing:
    """Draw a step, with the feature maps filled up to it.

    Parameters
    ----------
    layer : WorkedLayer
    step : Step
        One of this layer.
    narrow : bool
        Whether it has to fit a phone: then the rows of the channels stand below the input.

    Returns
    -------
    Drawing

    Examples
    --------
    >>> import numpy as np
    >>> from conv_engine import ConvSpec
    >>> ones = np.ones((1, 1, 2, 2), int)
    >>> layer = WorkedLayer(ones[0], ones, np.array([3]), ConvSpec.of(ones))
    >>> step_drawing(layer, layer.step(0, 0, 0)).words
    'feature map 0, row 0, column 0:  4 + 3 (bias) = 7'
    """
    layout = layout_of(layer, narrow)
    marks = (*still_marks(layout), *step_marks(layout, step))
    return Drawing(layout.width, layout.height, marks, layer.words(step))


def step_as_svg(layer: WorkedLayer, step: Step) -> bytes:
    """Write a step as an SVG file.

    Parameters
    ----------
    layer : WorkedLayer
    step : Step
        One of this layer.

    Returns
    -------
    bytes
    """
    return drawing.as_svg(step_drawing(layer, step))


def step_as_png(layer: WorkedLayer, step: Step, scale: float = 2, narrow: bool = False) -> bytes:
    """Paint a step as a PNG file.

    Parameters
    ----------
    layer : WorkedLayer
    step : Step
        One of this layer.
    scale : float
        Pixels a unit of the picture; a cell of the input has at least 24 units.
    narrow : bool
        As for `step_drawing`.

    Returns
    -------
    bytes
    """
    return painting.as_png(step_drawing(layer, step, narrow), scale)
