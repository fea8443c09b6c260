"""Find among the arrays of a file what each node of a network learned."""

from collections.abc import Sequence

from conv_engine.networks.filled import Learned
from files.models.model import ModelArray, as_floats

WORDS = ("weight", "bias", "running_mean", "running_var")
"""Last words of the names of what PyTorch keeps of a layer."""


class FittedWeights:
    """The arrays of a file of weights, layer by layer, as a network asks for them.

    A layer of the same name and shape is taken first. Else it is the next one in the file's order
    whose weight has the shape. No layer serves two nodes.

    Parameters
    ----------
    arrays : sequence of ModelArray
        With names as PyTorch gives them.

    Examples
    --------
    >>> import numpy as np
    >>> shapes = {"a.weight": (2, 3), "a.bias": (2,), "b.weight": (4, 2)}
    >>> arrays = [ModelArray(name, s, lambda s=s: np.zeros(s)) for name, s in shapes.items()]
    >>> fitted = FittedWeights(arrays)
    >>> sorted(fitted.find("fc1", (2, 3)) or {}), fitted.find("fc2", (9, 9))
    (['bias', 'weight'], None)
    >>> fitted.taken
    {'fc1': 'a'}
    """

    def __init__(self, arrays: Sequence[ModelArray]) -> None:
        self._layers: dict[str, dict[str, ModelArray]] = {}
        for array in arrays:
            layer, _, word = array.name.rpartition(".")
            if word in WORDS:
                self._layers.setdefault(layer, {})[word] = array
        self.taken: dict[str, str] = {}

    def find(self, name: str, shape: tuple[int, ...]) -> Learned | None:
        """Return what a node learned, by its name and the shape of its weight."""
        layer = self.taken.get(name) or self._choose(name, shape)
        if layer is None:
            return None
        self.taken[name] = layer
        return {word: as_floats(array.read()) for word, array in self._layers[layer].items()}

    def _choose(self, name: str, shape: tuple[int, ...]) -> str | None:
        """Choose a layer whose weight has the shape."""
        used = set(self.taken.values())
        fitting = [
            layer
            for layer, held in self._layers.items()
            if layer not in used and "weight" in held and held["weight"].shape == shape
        ]
        named = (layer for layer in fitting if layer == name or layer.endswith(f".{name}"))
        return next(named, fitting[0] if fitting else None)
