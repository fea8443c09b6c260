"""Names of the frameworks: whose they are, what they make, and what a slip in one means."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache

from files.argument_words import TWIN_WORDS, TWINLESS_WORDS
from files.networks.keras_layers import KERAS_LAYERS
from files.networks.makers import Maker
from files.networks.torch_layers import TORCH_LAYERS
from files.networks.values import Framework, Open, Value

KERAS_ROOTS = frozenset(("keras", "tf", "tensorflow", "layers", "K", "kl", "tfl"))
TORCH_ROOTS = frozenset(("torch", "nn", "F", "torchvision", "functional"))
LAYER_NAMES = tuple(
    name
    for name in dict.fromkeys((*KERAS_LAYERS, *TORCH_LAYERS))
    if re.search("Conv|Pool|Norm|Dense|Linear|Flatten|Upsampl|Dropout", name)
)
"""Names of layers that slips are told by."""
KERAS_WORDS = frozenset((*TWIN_WORDS, *TWINLESS_WORDS["PyTorch"]))
"""Arguments that only layers of Keras have."""
CONTAINERS = frozenset(("Sequential", "ModuleList", "ModuleDict"))
ARRAYS = frozenset(
    [
        "randn",
        "rand",
        "zeros",
        "ones",
        "empty",
        "normal",
        "uniform",
        "random_normal",
        "random_uniform",
        "truncated_normal",
        "randint",
        "full",
        "FloatTensor",
        "Tensor",
        "random",
        "ndarray",
    ]
)
"""Functions that make numbers of a shape that is written out."""
WRAPPERS = frozenset(
    [
        "Variable",
        "Parameter",
        "tensor",
        "from_numpy",
        "convert_to_tensor",
        "constant",
        "array",
        "asarray",
        "get_variable",
        "weight_norm",
        "spectral_norm",
        "checkpoint",
        "remat",
    ]
)
"""Calls that give back what they are given, as far as sizes are concerned."""
PASSED_ON = frozenset(
    [
        "DataParallel",
        "compile",
        "to_device",
        "DistributedDataParallel",
        "script",
        "SpectralNormalization",
        "WeightNormalization",
        "parametrizations",
        "to_gpu",
        "verify",
    ]
)
SPLITTING = frozenset(("weight_norm", "SpectralNormalization"))
"""Those that keep a number of each filter beside its weight, which counts as a parameter."""
SUMMARIES = frozenset(
    [
        "summary",
        "profile",
        "trace",
        "export",
        "get_model_complexity_info",
        "FlopCountAnalysis",
        "draw_graph",
    ]
)


def respelled_in(table: Mapping[str, Maker], kind: str) -> Maker | None:
    """Find a layer whose name differs in capitals alone."""
    return next((make for name, make in table.items() if name.lower() == kind.lower()), None)


def similar_layer(kind: str) -> Maker | None:
    """Find what an own class probably does that is named after layers that keep a shape.

    Examples
    --------
    >>> similar_layer("_BatchNormXd") is TORCH_LAYERS["BatchNorm2d"], similar_layer("Attention")
    (True, None)
    """
    if "BatchNorm" in kind:
        return TORCH_LAYERS["BatchNorm2d"]
    if "Pixel" in kind:
        return None
    words = ("ReLU", "Swish", "Sigmoid", "Dropout", "DropPath", "DropBlock", "Softmax", "Shuffle")
    return TORCH_LAYERS["Identity"] if any(word in kind for word in words) else None


def means_keras(name: Open, given: Sequence[Value], named: Mapping[str, Value]) -> bool:
    """Whether a name without a module is a slip for a layer of Keras, as its arguments say.

    Examples
    --------
    >>> bare = Open("Conv2d", "Conv2d")
    >>> means_keras(bare, [32, (3, 3)], {}), means_keras(bare, [3, 32, 3], {})
    (True, False)
    """
    if name.text != name.last or name.last in KERAS_LAYERS:
        return False
    has_pair = len(given) > 1 and isinstance(given[1], list | tuple)
    is_keras = has_pair or bool(KERAS_WORDS & named.keys())
    return is_keras and respelled_in(KERAS_LAYERS, name.last) is not None


@lru_cache(maxsize=64)
def nearest_layer(kind: str) -> str | None:
    """Return the layer that a name is probably a slip of, if any.

    Examples
    --------
    >>> nearest_layer("Comv2D"), nearest_layer("ArgumentParser")
    ('Conv2D', None)
    """
    if not kind[:1].isupper() or not 3 < len(kind) < 25:
        return None
    near = get_close_matches(kind, LAYER_NAMES, 1, 0.82)
    return near[0] if near and near[0] != kind else None


def right_spelling(name: Open, meant: Framework | None = None) -> str | None:
    """Return the layer that a name with wrong capitals means, if it is known whose it is.

    Examples
    --------
    >>> right_spelling(Open("torch.nn.Conv2D", "torch")), right_spelling(Open("layers.Conv2d", "x"))
    ('Conv2d', 'Conv2D')
    """
    roots, kind = set(name.text.split(".")[:-1]), name.last
    framework = framework_of_roots(roots) or meant
    if framework is None or kind.islower():
        return None
    table = TORCH_LAYERS if framework == "pytorch" else KERAS_LAYERS
    found = [] if kind in table else [each for each in table if each.lower() == kind.lower()]
    return found[0] if found else None


def framework_of_roots(roots: set[str]) -> Framework | None:
    """Return whose modules stand before a name; `tf.nn` is TensorFlow's.

    Examples
    --------
    >>> framework_of_roots({"tf", "nn"}), framework_of_roots({"nn"}), framework_of_roots(set())
    ('keras', 'pytorch', None)
    """
    if roots & KERAS_ROOTS and "torch" not in roots:
        return "keras"
    return "pytorch" if roots & TORCH_ROOTS else None
