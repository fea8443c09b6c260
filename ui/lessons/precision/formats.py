"""What the formats of numbers are called on the screen."""

from collections.abc import Mapping
from types import MappingProxyType

from conv_engine.rounding import FORMATS

TITLES: Mapping[str, str] = MappingProxyType(
    {name: "TF32" if name == "tf32" else name for name in FORMATS}
)
"""Each format's title, the one with the most bits first."""
