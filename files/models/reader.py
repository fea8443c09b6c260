"""The door: which kind a file is by its bytes, and the reader for it."""

from files.models.archives import open_archive
from files.models.array_models import read_npy_model, read_npz, read_safetensors
from files.models.keras import read_keras, read_keras_hdf5
from files.models.model import LARGEST_MODEL, SAVE_KERAS, SAVE_PYTORCH, Model, ModelError
from files.models.onnx import read_onnx
from files.models.pytorch import read_torch_archive, read_torch_pickles
from files.models.tflite import read_tflite
from text import one_line

MODELS_AS = (
    "open a .pt, .safetensors, .keras, .h5, .onnx, .tflite, .npz or .npy file, such as"
    f" {SAVE_PYTORCH} or {SAVE_KERAS} writes"
)
"""What can be opened."""

REFUSED = {
    b"{": "a description in JSON, which holds no weights",
    b"<": "a text in XML or HTML, which holds no weights",
    b"\x04\x22\x4d\x18": "packed by LZ4, which is not unpacked here",
    b"\x1f\x8b": "packed by gzip, which is not unpacked here",
    b"7z": "packed by 7-Zip, which is not unpacked here",
    b"Rar!": "packed by RAR, which is not unpacked here",
    b"GGUF": "a GGUF file of a language model, which has no convolutions",
}
"""What other files are, by their first bytes."""
SAVE_LINES = f"as {SAVE_PYTORCH} or {SAVE_KERAS} does"
"""What never fails."""


def read_model(name: str, data: bytes) -> Model:
    r"""Read a file of a model, or of weights alone.

    Nothing of it runs, and nothing outside of its bytes is read.

    Parameters
    ----------
    name : str
        Of the file, for messages. It is plain text: escape it wherever markup is understood.
    data : bytes
        Its content, at most `LARGEST_MODEL` bytes.

    Returns
    -------
    Model
        Its arrays are read when they are asked for.

    Raises
    ------
    ModelError
        If the file is empty, damaged, too large or of another kind; one sentence.

    Examples
    --------
    >>> read_model("model.pt", b"\x80\x02cos\nsystem\nX\x04\x00\x00\x00exit\x85R.")
    Traceback (most recent call last):
    files.models.model.ModelError: model.pt: it is a pickle, which could run code and is never
    opened: save the weights with `save_file(model.state_dict(), "weights.safetensors")`
    """
    name = one_line(name)
    try:
        _check_size(data)
        return _read_kind(name, data)
    except ModelError as refusal:
        raise ModelError(f"{name}: {end_sentence(str(refusal))}") from refusal.__cause__
    except Exception as cause:  # nobody foresees all that a hostile file says
        raise ModelError(f"{name}: it is damaged: save it again, {SAVE_LINES}") from cause


def end_sentence(reason: str) -> str:
    """Say how a model is saved again, in lines that can be copied, where a reason does not.

    Examples
    --------
    >>> end_sentence("it is cut off: save it again")
    'it is cut off: save it again, as `save_file(model.state_dict(), "weights.safetensors")` or
    `model.save("model.keras")` does'
    """
    return f"{reason}, {SAVE_LINES}" if reason.endswith("save it again") else reason


def _check_size(data: bytes) -> None:
    if not data:
        raise ModelError(f"it is empty: {MODELS_AS}")
    if len(data) > LARGEST_MODEL:
        raise ModelError(
            f"it has {len(data) / 1e6:,.0f} MB and the limit is {LARGEST_MODEL / 1e6:.0f} MB:"
            " save only the layers you want to see"
        )


def _read_kind(name: str, data: bytes) -> Model:
    """Choose the reader by the first bytes."""
    if data.startswith(b"PK"):
        return _read_archive(name, data)
    if data.startswith(b"\x89HDF\r\n\x1a\n"):
        return read_keras_hdf5(data, name)
    if data[4:8] == b"TFL3":
        return read_tflite(data, name)
    if data.startswith(b"\x93NUMPY"):
        return read_npy_model(data, name)
    if data[8:9] == b"{" and not any(data[5:8]):  # the length of a header in JSON, and the header
        return read_safetensors(data, name)
    if data.startswith(b"\x80"):  # a pickle of protocol 2 or later
        return read_torch_pickles(data, name)
    for start, what in REFUSED.items():
        if data.startswith(start):
            raise ModelError(f"it is {what}: {MODELS_AS}")
    if data.startswith(b"\x08") or name.endswith(".onnx"):  # field 1, the version, as a number
        return read_onnx(data, name)
    raise ModelError(f"its content is not that of a model: {MODELS_AS}")


def _read_archive(name: str, data: bytes) -> Model:
    """Choose the reader by what is in an archive."""
    archive = open_archive(data)
    names = {entry.rsplit("/", 1)[-1] for entry in archive.entries}
    if "data.pkl" in names:
        return read_torch_archive(archive, name)
    if "config.json" in archive.entries and "metadata.json" in archive.entries:
        return read_keras(archive, name)
    if any(entry.endswith(".npy") for entry in names):
        return read_npz(archive, name)
    if "[Content_Types].xml" in archive.entries:
        raise ModelError(f"it is a document or a spreadsheet: {MODELS_AS}")
    raise ModelError(f"it is an archive of a kind that is not known: {MODELS_AS}")
