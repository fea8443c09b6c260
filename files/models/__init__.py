"""Models as frameworks save them: their convolutions as arrays, whatever the kind of file.

`read_model` is the door. Nothing is unpickled, nothing runs, and nothing outside the bytes is read.
A reader that needs a library of its own imports it when such a file comes.
"""

from files.models.model import Model, ModelError, ModelLayer
from files.models.reader import read_model

__all__ = ["Model", "ModelError", "ModelLayer", "read_model"]
