"""Files of PyTorch: the ZIP archive of today, and the row of pickles before version 1.6.

Both hold a pickle, which is walked as words, and the numbers of tensors beside it.

References
----------
`torch/serialization.py`: `_save` writes the archive, `_legacy_save` the row of pickles.
"""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath

from files.models.archives import Archive
from files.models.model import SAVE_PYTORCH, Model, ModelError, ModelLayer
from files.models.named_layers import name_layers
from files.models.numbers import SIZES, read_numbers
from files.models.pickle_words import Pairs, Stored, Word, read_pickle
from files.models.specs import make_spec
from files.models.torch_tensors import FindStorage, Numbers, name_kind
from files.models.torch_words import Tree

MAGIC_NUMBER = 0x1950A86A20F9469CFC6C
"""The first pickle of a file before PyTorch 1.6."""


def read_torch_archive(archive: Archive, name: str) -> Model:
    """Read a ZIP archive of `torch.save` or of TorchScript.

    Raises
    ------
    ModelError
        If its pickle or the entries beside it are damaged.
    """
    pickled = next(entry for entry in archive.entries if entry.split("/")[-1] == "data.pkl")
    folder = pickled.removesuffix("data.pkl")
    order = f"{folder}byteorder"
    is_big = order in archive.entries and bytes(archive.read(order)) == b"big"

    def find_storage(key: str, kind: str, count: int) -> Numbers:
        return _check_storage(archive.read(f"{folder}data/{key}"), kind, count, is_big)

    is_script = f"{folder}constants.pkl" in archive.entries
    word = read_pickle(BytesIO(archive.read(pickled))).word
    return _make_model(word, find_storage, name, "TorchScript" if is_script else "PyTorch")


def read_torch_pickles(data: bytes, name: str) -> Model:
    """Read a file as PyTorch wrote it before version 1.6: five pickles, and the storages.

    Raises
    ------
    ModelError
        If it is another pickle, or damaged.
    """
    file = BytesIO(data)
    if read_pickle(file).word != MAGIC_NUMBER:
        raise ModelError(
            "it is a pickle, which could run code and is never opened: save the weights with "
            f"{SAVE_PYTORCH}"
        )
    read_pickle(file)  # the version of the protocol
    system = read_pickle(file).word
    is_big = isinstance(system, Pairs) and ("little_endian", False) in system.pairs
    pickled = read_pickle(file)
    keys = read_pickle(file).word
    storages = _place_storages(memoryview(data)[file.tell() :], keys, _list_kinds(pickled.stored))

    def find_storage(key: str, kind: str, count: int) -> Numbers:
        return _check_storage(storages.get(key, memoryview(b"")), kind, count, is_big)

    return _make_model(pickled.word, find_storage, name, "PyTorch")


def _list_kinds(stored: list[Stored]) -> dict[str, str]:
    """Return the type of the numbers of each storage."""
    records = (each.record for each in stored if isinstance(each.record, tuple))
    storages = (record for record in records if len(record) > 4 and record[0] == "storage")
    return {str(record[2]): name_kind(record[1]) for record in storages}


def _place_storages(rest: memoryview, keys: Word, kinds: dict[str, str]) -> dict[str, memoryview]:
    """Find each storage behind the pickles: how many numbers it has in 8 bytes, and the numbers."""
    places: dict[str, memoryview] = {}
    start = 0
    for key in keys if isinstance(keys, list) else []:
        count = int.from_bytes(rest[start : start + 8], "little")
        stop = start + 8 + count * SIZES.get(kinds.get(str(key), ""), 0)
        if stop > len(rest):
            raise ModelError("it is cut off before the end of its numbers: save it again")
        places[str(key)] = rest[start + 8 : stop]
        start = stop
    return places


def _check_storage(data: memoryview, kind: str, count: int, is_big: bool) -> Numbers:
    """Refuse a storage that is shorter than the pickle says."""
    if len(data) < (promised := count * SIZES[kind]):
        raise ModelError("its numbers are missing or cut off: save it again")
    return lambda: read_numbers(data[:promised], kind, is_big)


def _make_model(word: Word, find_storage: FindStorage, name: str, kind: str) -> Model:
    """Choose the convolutions among the tensors of a pickle, with the settings of their modules."""
    tree = Tree(find_storage, PurePath(name).stem)
    tree.walk(word)
    layers = name_layers(tree.arrays, "OIHW")
    settings = (tree.settings.get((layer.array.part, layer.name), {}) for layer in layers)
    set_layers = (_set_layer(*both) for both in zip(layers, settings, strict=True))
    arrays = tuple(tree.arrays)
    return Model(name, kind, tuple(set_layers), tuple(tree.refusals), arrays=arrays)


def _set_layer(layer: ModelLayer, settings: Mapping[str, Word]) -> ModelLayer:
    """Return a layer with what its module says of itself."""
    if not isinstance(settings.get("kernel_size"), tuple):
        return layer
    names = ("stride", "padding", "dilation", "groups", "padding_mode")
    geometry = {name: settings[name] for name in names if name in settings}
    spec = make_spec(layer.array.shape, layer.bias_array is not None, **geometry)
    return replace(layer, spec=spec, transposed=settings.get("transposed") is True)
