"""HDF5 files by pyfive, which is pure Python and follows no link out of the file.

pyfive tells where the numbers of a dataset lie; they are viewed there, after their size was
compared with the file's. It walks what a file says, so the number of its reads is bounded.
"""

from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

import numpy as np

from conv_engine.numeric import Array
from files.models.model import MOST_TENSORS, SAVE_KERAS, ModelArray, ModelError
from text import one_line

MOST_READS = 500_000
"""Most pieces read of a file: a layer takes about a hundred."""
DEEPEST = 30
"""Most groups in one another."""
DAMAGED = (
    "its HDF5 structure is damaged, leads into another file or is not one that Keras writes: "
    f"save it with {SAVE_KERAS}"
)
CONTIGUOUS = 1
"""The layout of a dataset whose numbers lie in one row."""
NOWHERE = 2**64 - 1
"""The place of numbers that were never written, or lie in another file."""


class BudgetedFile(BytesIO):
    """Bytes that can be read so many times only: links of a damaged file may lead in circles."""

    reads = 0

    def read(self, size: int | None = -1) -> bytes:
        """Read, and refuse when the budget is used up."""
        self.reads += 1
        if self.reads > MOST_READS:
            raise ModelError("its links lead in circles: save it again")
        return super().read(size)


@dataclass(frozen=True)
class Hdf5File:
    """The arrays of a file, and the attributes that name things.

    Parameters
    ----------
    arrays : dict of str to ModelArray
        By their paths.
    attributes : dict of str to mapping
        Of the groups, by their paths; that of the file is "".
    refusals : list of str
    """

    arrays: dict[str, ModelArray]
    attributes: dict[str, dict[str, Any]]
    refusals: list[str]

    def add_group(self, group: Any, path: str, data: memoryview, depth: int = 0) -> None:
        """Keep all that is in a group and its groups, and say what of it is left out.

        Raises
        ------
        ModelError
            If groups are in one another without end, or there are too many arrays.
        """
        if depth > DEEPEST:
            raise ModelError(DAMAGED)
        self.attributes[path] = dict(group.attrs)
        for key in group:
            inner = f"{path}/{key}" if path else key
            thing = self._open(group, key, inner)
            if hasattr(thing, "get_lazy_view"):
                self.add_group(thing, inner, data, depth + 1)
            elif hasattr(thing, "shape"):
                self._keep_dataset(thing, inner, data)

    def _open(self, group: Any, key: str, path: str) -> Any:
        """Return what is in a group by some name; None if pyfive cannot read it."""
        if len(self.arrays) + len(self.attributes) + len(self.refusals) > MOST_TENSORS:
            raise ModelError(f"it has more than {MOST_TENSORS:,} groups and arrays")
        try:
            return group.get_lazy_view(key)
        except ModelError:
            raise
        except Exception:  # what is damaged, or a soft link that leads nowhere
            self.refusals.append(f"`{one_line(path)}` was left out: it is damaged, or a link")
            return None

    def _keep_dataset(self, dataset: Any, path: str, data: memoryview) -> None:
        try:
            self.arrays[path] = _place_dataset(path, dataset, data)
        except ModelError as refusal:
            self.refusals.append(f"`{one_line(path)}` was left out: {refusal}")


def read_hdf5(data: bytes | memoryview) -> Hdf5File:
    """List what is in an HDF5 file.

    Raises
    ------
    ModelError
        If it is damaged.
    """
    import pyfive  # takes 0.4 s, and few come with such a file

    found = Hdf5File({}, {}, [])
    try:
        root = pyfive.File(BudgetedFile(data))
        found.add_group(root, "", memoryview(data)[root.userblock_size :])
    except ModelError:
        raise
    except Exception as cause:  # pyfive asserts and stumbles in a damaged file
        raise ModelError(DAMAGED) from cause
    return found


def _place_dataset(path: str, dataset: Any, data: memoryview) -> ModelArray:
    shape, kind = tuple(map(int, dataset.shape)), np.dtype(dataset.dtype)
    if kind.kind not in "biuf":
        raise ModelError("it holds no numbers")
    if dataset.id.filter_pipeline:
        raise ModelError(f"it is compressed, which Keras never does: save it with {SAVE_KERAS}")
    if dataset.id.layout_class != CONTIGUOUS:
        raise ModelError(f"it is cut in pieces, which Keras never does: save it with {SAVE_KERAS}")
    start = dataset.id.data_offset
    stop = start + int(np.prod(shape, dtype=object)) * kind.itemsize
    if stop > len(data):
        where = "outside of the file" if start == NOWHERE else "past its end"
        raise ModelError(f"its {' x '.join(map(str, shape))} numbers are {where}")
    read = partial(_view_numbers, data[start:stop], kind, shape)
    return ModelArray(one_line(path, 200), shape, read)


def _view_numbers(data: memoryview, kind: np.dtype[Any], shape: tuple[int, ...]) -> Array:
    return np.frombuffer(data, kind).reshape(shape)
