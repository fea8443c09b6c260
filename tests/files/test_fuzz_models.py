"""Whatever goes in: convolutions of a file come out, or one sentence, and nothing runs."""

import pickle
import struct
import warnings
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from files.models import ModelError, read_model
from tests.files.hostile_kernels import RunsWhenUnpickled, archive, lying_archive
from tests.files.sentences import check_sentence

FILES = Path(__file__).parent.parent / "goldens" / "models"


@cache
def valid_files() -> dict[str, bytes]:
    models = (file for file in FILES.iterdir() if file.suffix not in (".py", ""))
    return {file.name: file.read_bytes() for file in models if file.is_file()}


def check_model(name: str, data: bytes) -> None:
    """What is read has the shapes it promises; what is refused is refused in one sentence."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyfive warns of what it does not know
        try:
            model = read_model(name, data)
        except ModelError as refusal:
            check_sentence(str(refusal))
            return
    for layer in model.layers:
        assert layer.weight.ndim == 4
        assert layer.weight.size > 0
        assert layer.bias is None or layer.bias.ndim == 1


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A valid file with bytes changed, cut out, or put in at a few places."""
    name = draw(st.sampled_from(sorted(valid_files())))
    data = bytearray(valid_files()[name])
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        data[start : start + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
    return name, bytes(data[: draw(st.none() | st.integers(0, len(data)))])


@settings(max_examples=100, deadline=None)
@given(damaged())
def test_a_damaged_model_gives_layers_or_a_sentence(file: tuple[str, bytes]) -> None:
    check_model(*file)


STARTS = [b"\x80\x02", b"PK\x03\x04", b"\x89HDF\r\n\x1a\n", b"\x08\x08:", b"\x08\0\0\0TFL3"]


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=200))
def test_random_bytes_after_any_start_give_layers_or_a_sentence(start: bytes, rest: bytes) -> None:
    check_model("random.bin", start + rest)


def torch_file(pickled: bytes) -> bytes:
    return archive({"a/data.pkl": pickled}, kind=0)


def laughing_pickle() -> bytes:
    """A list of 200 lists of 200 lists, which are all the same."""
    lists = (b"]q%c(" % (i + 1) + b"h%c" % i * 200 + b"e" for i in range(100))
    return b"\x80\x02]q\0" + b"".join(lists) + b"."


MODULES = b"\x80\x02c__torch__\nX\nq\0)\x81q\x01}(" + b"K\x01K\x02" * 2000 + b"ub0]("
"""The pickle of a list of modules that are one module, to be gone on with."""


@pytest.mark.parametrize(
    "data",
    [
        torch_file(laughing_pickle()),
        torch_file(b"\x80\x02}q\0X\x01\0\0\0ah\0s."),  # a dictionary in itself
        torch_file(b"\x80\x02)" + b"\x85" * 10_000 + b"."),  # tuples in tuples
        torch_file(MODULES + b"h\x01" * 2000 + b"e."),
        torch_file(b"\x80\x02" + b"K\x01" * 600_000 + b"."),
        lying_archive(bytes(10**6), 4 * 10**9),
        archive({"w.npy": b"\x93NUMPY" + bytes(10**6)}),
        b"PK\x03\x04" + b"PK\x01\x02" * 30_000,
        struct.pack("<Q", 10**6) + b'{"a":' + b"[" * 10**6,
        (FILES / "hostile_circle.h5").read_bytes(),
        (FILES / "hostile_links.h5").read_bytes(),
    ],
    ids=lambda data: f"{len(data)} bytes",
)
def test_bombs_and_circles_are_refused(data: bytes) -> None:
    # Were one of them followed, this would take minutes or gigabytes.
    with pytest.raises(ModelError) as refusal:
        read_model("bomb.pt", data)
    check_sentence(str(refusal.value))


def test_a_pickle_that_calls_is_walked_and_nothing_runs() -> None:
    pickled = pickle.dumps({"conv.weight": RunsWhenUnpickled()}, protocol=2)
    assert read_model("calls.pt", torch_file(pickled)).layers == ()


def test_numbers_outside_of_the_file_are_never_read() -> None:
    model = read_model("h.h5", (FILES / "hostile_numbers.h5").read_bytes())
    assert [layer.name for layer in model.layers] == ["conv2d_3"]
    assert [note.split("`")[1] for note in model.notes] == [
        *("layers/conv2d/vars/0", "layers/conv2d_1/vars/0", "layers/conv2d_2/vars/0")
    ]
