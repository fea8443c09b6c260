"""Reading for tests: one layer alone, and the problems of a stack with their lines."""

from files.layer_calls import LayerReading, LayerTextError
from files.layer_text import StackReading, read_stack


def read_layer(text: str) -> LayerReading:
    """Read the one layer of a text, or raise what is said of it."""
    (line,) = read_stack(text).lines
    if line.layer is None:
        raise LayerTextError(line.problem or line.notes[0])
    return LayerReading(line.layer, line.notes)


def problems_of(stack: StackReading) -> list[str]:
    return [f"line {line.number}: {line.problem}" for line in stack.lines if line.problem]
