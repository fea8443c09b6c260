"""Arrays and filters as files that people use elsewhere, each of which reads back equal.

Pictures of maps are in `files.renderings`.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from io import BytesIO
from zipfile import ZipFile, ZipInfo

import numpy as np
from numpy.lib.format import write_array
from numpy.typing import ArrayLike

from conv_engine import ConvSpec
from conv_engine.frameworks.layouts import weight_to_keras
from conv_engine.numeric import Array, widen_numbers

VERSION = 1
"""Of the layout of a filters' JSON file."""


def array_as_npy(array: ArrayLike) -> bytes:
    """Encode an array as an NPY file, in C order.

    Examples
    --------
    >>> np.load(BytesIO(array_as_npy([[1, 2]])))
    array([[1, 2]])
    """
    file = BytesIO()
    write_array(file, np.ascontiguousarray(array), allow_pickle=False)
    return file.getvalue()


def arrays_as_npz(arrays: Mapping[str, ArrayLike]) -> bytes:
    """Encode named arrays as an NPZ file; the same arrays give the same bytes.

    Examples
    --------
    >>> np.load(BytesIO(arrays_as_npz({"bias": [1, 2]})))["bias"]
    array([1, 2])
    """
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            entry = ZipInfo(f"{name}.npy")  # dated 1980, not now, and stored as it is
            with archive.open(entry, "w", force_zip64=True) as member:
                write_array(member, np.ascontiguousarray(array), allow_pickle=False)
    return file.getvalue()


def maps_as_csv(maps: ArrayLike, names: Sequence[str] = ()) -> bytes:
    """Encode one or several maps as a CSV file: a line a row, numbers parted by commas.

    Parameters
    ----------
    maps : array_like of shape (H, W) or (channels, H, W)
    names : sequence of str
        Names of the channels; may be shorter than there are channels.

    Returns
    -------
    bytes
        Of several channels each begins with a line such as ``# channel 0 (red)``, after a blank
        line. As many digits as it takes to read the same number back.

    Raises
    ------
    ValueError
        If the maps are not numbers of one of the shapes above.

    Examples
    --------
    >>> print(maps_as_csv([[[1, 2]], [[3, 4]]], ["red"]).decode())
    # channel 0 (red)
    1,2
    <BLANKLINE>
    # channel 1
    3,4
    <BLANKLINE>
    """
    array = widen_numbers("maps", maps)
    if array.ndim == 2:
        return _rows(array).encode()
    if array.ndim != 3:
        raise ValueError(
            f"maps of shape {array.shape} have {array.ndim} axes,"
            " but need (H, W) or (channels, H, W)"
        )
    lines = [" ".join(name.split()) for name in names]  # a name must not break its line
    titles = [f" ({line})" for line in lines] + [""] * len(array)
    blocks = zip(range(len(array)), titles, array, strict=False)
    return "\n".join(f"# channel {c}{title}\n{_rows(one)}" for c, title, one in blocks).encode()


def _rows(values: Array) -> str:
    """One line a row; NumPy's text of a number is the shortest that reads back equal."""
    return "".join(",".join(row.astype(str).tolist()) + "\n" for row in values)


def filters_as_npy(weight: ArrayLike, layout: str = "OIHW") -> bytes:
    """Encode a weight as an NPY file, as PyTorch ("OIHW") or Keras ("HWIO") lays it out.

    Parameters
    ----------
    weight : array_like of shape (C_out, C_in / groups, k_h, k_w)
    layout : {"OIHW", "HWIO"}

    Raises
    ------
    ValueError
        If there is no such layout or the weight has not 4 axes.

    Examples
    --------
    >>> np.load(BytesIO(filters_as_npy(np.zeros((32, 3, 5, 7)), "HWIO"))).shape
    (5, 7, 3, 32)
    """
    if layout not in ("OIHW", "HWIO"):
        raise ValueError(f"layout {layout!r} is not one of 'OIHW', 'HWIO'")
    oihw = widen_numbers("weight", weight)
    hwio = weight_to_keras(oihw)  # refuses what has not 4 axes, in either layout
    return array_as_npy(hwio if layout == "HWIO" else oihw)


def filters_as_npz(weight: ArrayLike, bias: ArrayLike | None = None) -> bytes:
    """Encode weight and bias as an NPZ file, under these names, in PyTorch's layout.

    Parameters
    ----------
    weight : array_like of shape (C_out, C_in / groups, k_h, k_w)
    bias : array_like of shape (C_out,), optional

    Raises
    ------
    ValueError
        If the shapes are not those of a layer.

    Examples
    --------
    >>> sorted(np.load(BytesIO(filters_as_npz(np.zeros((2, 3, 1, 1)), [0, 1]))))
    ['bias', 'weight']
    """
    ConvSpec.of(weight, bias)
    arrays = {"weight": widen_numbers("weight", weight)}
    return arrays_as_npz(arrays if bias is None else arrays | {"bias": widen_numbers("bias", bias)})


def filters_as_json(
    spec: ConvSpec,
    weight: ArrayLike,
    bias: ArrayLike | None = None,
    filter_names: Sequence[str] = (),
    channel_names: Sequence[str] = (),
) -> bytes:
    """Encode filters as a JSON file that says what it holds, one row of a kernel a line.

    Parameters
    ----------
    spec : ConvSpec
        Written down whole: ``ConvSpec(**document["layer"])`` reads it back.
    weight : array_like of shape (C_out, C_in / groups, k_h, k_w)
    bias : array_like of shape (C_out,), optional
    filter_names, channel_names : sequence of str

    Returns
    -------
    bytes
        An object with ``version``, ``layout`` ("OIHW"), ``shape``, ``layer``, both names, ``bias``
        (or null) and ``weight`` as nested lists.

    Raises
    ------
    ValueError
        If the weight or the bias is not that of the layer, or a number is not finite.

    Examples
    --------
    >>> text = filters_as_json(ConvSpec(1, 1, (1, 2)), [[[[1, -1]]]], [0])
    >>> json.loads(text)["weight"]
    [[[[1, -1]]]]
    """
    weight = widen_numbers("weight", weight)
    if weight.shape != spec.weight_shape:
        raise ValueError(
            f"weight of shape {weight.shape} is not that of the layer, {spec.weight_shape}"
        )
    ConvSpec.of(weight, bias, groups=spec.groups)
    document = {
        "version": VERSION,
        "layout": "OIHW",
        "shape": spec.weight_shape,
        "layer": asdict(spec),
        "filter_names": list(filter_names),
        "channel_names": list(channel_names),
        "bias": None if bias is None else widen_numbers("bias", bias).tolist(),
        "weight": weight.tolist(),
    }
    text = json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False)
    # Innermost lists on one line. Within a string json writes a line break as \n, so none is hit.
    return re.sub(r"\[\n\s*([^\[\]]*?)\n\s*\]", _join_lines, text).encode() + b"\n"


def _join_lines(innermost: re.Match[str]) -> str:
    return "[" + re.sub(r"\n\s*", " ", innermost[1]) + "]"
