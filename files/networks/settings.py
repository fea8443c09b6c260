"""Arguments of a call that change no size, but what it makes: activation, mode, rate, slope."""

from collections.abc import Mapping, Sequence
from math import isfinite
from types import MappingProxyType

from files.networks.arithmetic import is_number
from files.networks.values import LayerObject, Open, Value

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "activation": "activation",
        "p": "rate",
        "rate": "rate",
        "negative_slope": "slope",
        "alpha": "slope",
    }
)
"""What a setting is called here, by its names in the frameworks."""
FIRST: Mapping[str, str] = MappingProxyType(
    {
        "Activation": "activation",
        "LeakyReLU": "slope",
        "leaky_relu": "slope",
        **dict.fromkeys(("Dropout", "Dropout1d", "Dropout2d", "Dropout3d"), "rate"),
        **{f"SpatialDropout{n}D": "rate" for n in (1, 2, 3)},
    }
)
"""The setting that is given first to a layer."""
MODES = frozenset(
    (
        *("reflect", "replicate", "circular", "symmetric", "constant"),
        *("nearest", "linear", "bilinear", "trilinear", "bicubic", "area"),
    )
)


def read_settings(
    kind: str, given: Sequence[Value], named: Mapping[str, Value]
) -> dict[str, str | float]:
    """Return the settings of a call by name, as far as the text says them.

    Parameters
    ----------
    kind : str
        The class or function.
    given, named
        Its arguments.

    Examples
    --------
    >>> read_settings("Dropout", [0.5], {}), read_settings("pad", [(1, 1), "reflect"], {})
    ({'rate': 0.5}, {'mode': 'reflect'})
    """
    said = {NAMES[name]: value for name, value in named.items() if name in NAMES}
    if given and kind in FIRST:
        said[FIRST[kind]] = given[0]
    settings: dict[str, str | float] = {}
    for name, value in said.items():
        if name == "activation":
            word = name_activation(value)
            settings |= {name: word} if word else {}
        elif is_number(value) and not isinstance(value, bool) and isfinite(value):
            settings[name] = value
    words = [value.lower() for value in [*given, *named.values()] if isinstance(value, str)]
    modes = [word for word in words if word in MODES]
    return settings | ({"mode": modes[0]} if modes else {})


def name_activation(value: Value) -> str | None:
    """Return the name of an activation, whether it is a word, a function or a layer."""
    if isinstance(value, LayerObject):
        return value.kind.lower()
    if isinstance(value, Open):
        return value.last.lower()
    return value if isinstance(value, str) else None
