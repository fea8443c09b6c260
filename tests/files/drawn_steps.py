"""A step drawn as a film draws it: what stays as it is, and the step over it."""

from conv_engine import Step
from files.drawing import Drawing
from files.filmed_layer import FilmedLayer
from files.narrow_layout import layout_of
from files.step_marks import step_marks, still_marks


def step_drawing(filmed: FilmedLayer, step: Step, narrow: bool = False) -> Drawing:
    layout = layout_of(filmed, narrow)
    marks = (*still_marks(layout), *step_marks(layout, step))
    return Drawing(layout.width, layout.height, marks)
