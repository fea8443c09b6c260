"""A figure as the JSON that Plotly's script draws, written down without Plotly.

Plotly's own graph objects check every property when it is set: most of what a figure took, at
every change. Here nothing is checked while a page runs. The tests hand each figure to Plotly.
"""

from base64 import b64encode
from typing import Any

import numpy as np

from conv_engine.numeric import Array


class Part(dict[str, Any]):
    """A part of a figure; `part.line.width` reads what `part["line"]["width"]` does.

    Examples
    --------
    >>> part = Part(line={"width": 2}, x=[1, 2])
    >>> part.line.width, part.x, part.text
    (2, (1, 2), None)
    """

    def __init__(self, **properties: Any) -> None:
        super().__init__()
        self.update(**properties)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what Python asks for, such as how to copy
            raise AttributeError(name)
        return self.get(name)

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = _part(value)

    def update(self, **properties: Any) -> None:  # type: ignore[override]
        """Set properties; those that are None are left out, as Plotly does."""
        for name, value in properties.items():
            if value is None:
                self.pop(name, None)
            else:
                self[name] = _part(value)


def _part(value: Any) -> Any:
    """Make parts of mappings, and tuples of lists, which nobody changes by mistake."""
    if isinstance(value, dict):
        return value if isinstance(value, Part) else Part(**value)
    if isinstance(value, (list, tuple, range)):
        return tuple(_part(one) for one in value)
    return value


class Figure:
    """Traces and a layout.

    Parameters
    ----------
    **layout
        As Plotly names it.

    Examples
    --------
    >>> figure = Figure(height=90)
    >>> figure.add_trace("bar", x=[2, 3])
    >>> figure.to_dict()
    {'data': [{'type': 'bar', 'x': (2, 3)}], 'layout': {'height': 90, 'shapes': (), \
'annotations': ()}}
    """

    def __init__(self, **layout: Any) -> None:
        self.data: tuple[Part, ...] = ()
        self.layout = Part(**layout, shapes=(), annotations=())

    def add_trace(self, kind: str, **properties: Any) -> None:
        """Add what holds data, such as bars or a line."""
        self.data = (*self.data, Part(type=kind, **properties))

    def add_shape(self, **properties: Any) -> None:
        """Add a line or a box."""
        self.layout.shapes = (*self.layout.shapes, Part(**properties))

    def add_text(self, text: str, x: float, y: float, size: int = 12, **look: Any) -> None:
        """Write a text at a place, in a type of so many screen pixels."""
        font = {"size": size}
        part = Part(text=text, x=x, y=y, showarrow=False, font=font, **look)
        self.layout.annotations = (*self.layout.annotations, part)

    def to_dict(self) -> dict[str, Any]:
        """Return what can be written as JSON."""
        return {"data": [_plain(trace) for trace in self.data], "layout": _plain(self.layout)}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if isinstance(value, np.ndarray):
        return _written_array(value)
    return value.item() if isinstance(value, np.generic) else value


def _written_array(values: Array) -> Any:
    """Write numbers in as few bytes as hold them, in the way that Plotly's script reads."""
    kind = values.dtype.kind
    if kind == "i" and values.dtype.itemsize == 8 and abs(values).max(initial=0) < 2**31:
        values = values.astype(np.int32)
    if kind not in "iuf" or (kind in "iu" and values.dtype.itemsize == 8):
        return values.tolist()
    little = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
    return {
        "dtype": f"{kind}{values.dtype.itemsize}",
        "bdata": b64encode(little.tobytes()).decode(),
        "shape": ", ".join(map(str, values.shape)),
    }
