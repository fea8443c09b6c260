"""Keras or PyTorch: whose words the labels use."""

from typing import Any

from conv_engine.frameworks.layouts import Framework
from ui.state.key_kinds import Control
from ui.state.keys import FRAMEWORK
from ui.state.session import read


def framework() -> Framework:
    """Return the framework whose words are used."""
    return read(FRAMEWORK)


def label(key: Control[Any]) -> str:
    """Name a control in the words that are used."""
    return key.named(framework())
