"""Files of every kind, made here: the kernels in them, or the sentence that refuses them."""

import csv
import json
import pickle
import tracemalloc
import zipfile
from io import BytesIO, StringIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from safetensors.numpy import save as as_safetensors

from conv_engine import ConvSpec
from files.array_files import LARGEST_FILE
from files.exports import filters_as_json, filters_as_npy, filters_as_npz, maps_as_csv
from files.kernel_files import read_kernels
from files.kernels import KernelError
from files.models.model import MOST_TENSORS
from tests.files.hostile_kernels import (
    Array,
    RunsWhenUnpickled,
    archive,
    encrypted,
    lying_archive,
    npy,
    npy_with_header,
    npz,
    safetensors_with_header,
    tensor,
)

BINOMIAL = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]])

whole = arrays(np.int64, array_shapes(min_dims=2, max_dims=4, max_side=4))
decimal = arrays(
    st.sampled_from([np.float32, np.float64]),
    array_shapes(min_dims=2, max_dims=4, max_side=4),
    elements=st.floats(width=32, allow_nan=False, allow_infinity=False),
)


def read_single(data: bytes, name: str = "kernels.bin") -> Array:
    file = read_kernels(data, name)
    (choice,) = file.choices
    return file.arrays[choice]


def assert_same(read: Array, written: Array) -> None:
    np.testing.assert_array_equal(read, written, strict=True)


@settings(max_examples=50, deadline=None)
@given(whole | decimal, st.sampled_from("<>"), st.booleans())
def test_npy_reads_back_in_any_byte_order_and_memory_order(
    array: Array, order: str, is_fortran: bool
) -> None:
    stored = array.astype(array.dtype.newbyteorder(order), order="F" if is_fortran else "C")
    assert_same(read_single(npy(stored)), array)


@settings(max_examples=50, deadline=None)
@given(whole | decimal, whole)
def test_npz_reads_back_every_array_by_name(first: Array, second: Array) -> None:
    file = read_kernels(npz(first=first, second=second), "two.npz")
    assert file.choices == ("first", "second")
    assert_same(file.arrays["first"], first)
    assert_same(file.arrays["second"], second)


@settings(max_examples=50, deadline=None)
@given(whole | decimal)
def test_safetensors_read_back(array: Array) -> None:
    assert_same(read_single(as_safetensors({"conv.weight": array})), array)


@settings(max_examples=50, deadline=None)
@given(whole | decimal)
def test_json_reads_back_whole_numbers_as_such_and_others_to_the_last_digit(array: Array) -> None:
    written = array.astype(np.float64) if array.dtype.kind == "f" else array
    assert_same(read_single(json.dumps(array.tolist()).encode()), written)
    assert_same(read_single(json.dumps({"kernels": array.tolist()}, indent=1).encode()), written)


@settings(max_examples=50, deadline=None)
@given(
    arrays(
        np.float64,
        array_shapes(min_dims=2, max_dims=2, max_side=6),
        elements=st.floats(allow_nan=False, allow_infinity=False),
    ),
    st.sampled_from([",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_csv_and_tsv_read_back_as_spreadsheets_save_them(
    array: Array, delimiter: str, encoding: str
) -> None:
    text = StringIO()
    csv.writer(text, delimiter=delimiter).writerows(array.tolist())
    assert_same(read_single(text.getvalue().encode(encoding)), array)


@pytest.mark.parametrize("kind", [np.float16, np.uint8, np.int16, np.bool_, np.longdouble])
def test_other_types_become_one_the_engine_computes_in(kind: type) -> None:
    array = np.array([[0, 1], [1, 0]], dtype=kind)
    settled = {"f": np.float32 if kind is np.float16 else np.float64}.get(
        array.dtype.kind, np.int64
    )
    assert_same(read_single(npy(array)), array.astype(settled))


def test_bfloat16_is_the_upper_half_of_a_float32() -> None:
    # 1.5 is 0x3fc00000 as a float32, and -2 is 0xc0000000.
    header = {"w": tensor("BF16", [1, 2], 0, 4)}
    array = read_single(safetensors_with_header(header, b"\xc0\x3f\x00\xc0"))
    assert_same(array, np.array([[1.5, -2]], dtype=np.float32))


def test_a_saved_layer_gives_its_kernels_and_the_bias_beside_them() -> None:
    layer = {
        "conv.weight": np.ones((2, 3, 3, 3), dtype=np.float32),
        "conv.bias": np.array([5, 7], dtype=np.float32),
        "norm.steps": np.array(4),
        "head.weight": np.ones((10, 500), dtype=np.float32),
    }
    file = read_kernels(as_safetensors(layer), "layer.safetensors")
    assert file.choices == ("conv.weight",)
    bias = file.bias("conv.weight")
    assert bias is not None
    assert bias.tolist() == [5, 7]
    assert sorted(file.arrays) == ["conv.bias", "conv.weight"]


def test_safetensors_come_in_the_order_of_the_file() -> None:
    names = [f"layer{n}.weight" for n in (3, 1, 2, 5, 4)]
    header = {name: tensor("U8", [1, 1, 1, 2], 2 * n, 2 * n + 2) for n, name in enumerate(names)}
    file = read_kernels(safetensors_with_header(header, bytes(10)), "own.safetensors")
    assert file.choices == tuple(names)


def test_names_in_an_archive_do_not_spoil_its_kernels() -> None:
    file = read_kernels(npz(names=np.array(["edge"]), weight=np.ones((1, 1, 3, 3))), "own.npz")
    assert file.choices == ("weight",)
    assert file.bias("weight") is None


def test_a_layout_in_the_file_leaves_nothing_to_ask() -> None:
    array = np.arange(3 * 3 * 3 * 3).reshape(3, 3, 3, 3)
    asked = read_kernels(json.dumps({"weight": array.tolist()}).encode(), "w.json")
    assert [r.layout for r in asked.readings("weight")] == ["OIHW", "HWIO"]
    told = read_kernels(json.dumps({"layout": "HWIO", "weight": array.tolist()}).encode(), "w.json")
    (reading,) = told.readings("weight", in_channels=3)
    assert_same(reading.weight, array.transpose(3, 2, 0, 1))


def test_what_is_taken_home_comes_back_the_same() -> None:
    weight = np.arange(2 * 3 * 5 * 4).reshape(2, 3, 5, 4) / 8
    bias = np.array([0.5, -2])
    own = filters_as_json(ConvSpec(3, 2, (5, 4)), weight, bias, ["edge", "blur"])
    for data in (own, filters_as_npz(weight, bias)):
        file = read_kernels(data, "own")
        assert file.choices == ("weight",)
        assert_same(file.readings("weight", in_channels=3)[0].weight, weight)
        assert file.bias("weight") is not None
    for layout in ("OIHW", "HWIO"):
        (reading,) = read_kernels(filters_as_npy(weight, layout), "own").readings("", in_channels=3)
        assert_same(reading.weight, weight)
    (filter,) = read_kernels(maps_as_csv(weight[0], ["red"]), "own.csv").readings("", in_channels=3)
    assert_same(filter.weight[0], weight[0])


def test_an_export_of_a_later_version_is_not_guessed_at() -> None:
    later = b'{"version": 2, "layout": "OIHW", "weight": [[[[1]]]]}'
    with pytest.raises(KernelError, match=r"^x: it is of version 2 and the newest known here is 1"):
        read_kernels(later, "x")


def test_text_in_blocks_is_one_kernel_for_each_channel() -> None:
    file = read_kernels(b"1 0\n0 1\n\n2 0\n0 2\n", "channels.txt")
    (reading,) = file.readings("")
    assert reading.weight.tolist() == [[[[1, 0], [0, 1]], [[2, 0], [0, 2]]]]


def test_bytes_decide_and_the_name_does_not() -> None:
    file = read_kernels(npy(BINOMIAL), "blur.csv")
    assert_same(file.arrays[""], BINOMIAL)
    (note,) = file.notes
    assert "NPY" in note
    assert ".csv" in note
    assert read_kernels(b"1 2 1", "blur.npy").kind == "text"
    assert read_kernels(npy(BINOMIAL), "blur.npy").notes == ()


HEADER = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n"
OBJECTS = np.array([[RunsWhenUnpickled()]], dtype=object)

EVIL_NPY = [
    (npy(OBJECTS), "x: it holds Python objects, which are never unpickled"),
    (npy(np.array([["a"]])), "x: it holds text: save an array of numbers"),
    (npy(np.array([[1j]])), "x: it holds complex numbers, but weights must be real"),
    (npy(np.zeros((2, 2), dtype="f4,i4")), "x: it holds records"),
    (npy(np.zeros((2, 2), dtype="M8[s]")), "x: it holds dates"),
    (npy(np.array([[0, np.nan]])), "x: nan is at [0, 1], counted from 0"),
    (npy(np.array([[0], [-np.inf]])), "x: -inf is at [1, 0], counted from 0"),
    (npy(np.zeros((0, 3))), "x: an array of shape (0, 3) has no numbers"),
    (npy(np.array(2)), "x: an array of shape () cannot be read as kernels"),
    (npy(np.zeros((1, 1, 1, 3, 3))), "x: an array of shape (1, 1, 1, 3, 3) cannot be read as"),
    (npy(np.zeros((40, 40))), "x: an array of shape (40, 40) has no kernels of at most 32x32"),
    (npy(np.array([[2**64 - 1]], dtype=np.uint64)), "x: the array 18446744073709551615 is more"),
    (npy(np.zeros((1001, 1000), dtype="i1")), "x: an array of shape (1001, 1000) has 1,001,000"),
    (npy(BINOMIAL)[:-1], "x: its NPY header promises 72 bytes of numbers, but 71 follow"),
    (npy(BINOMIAL) + b"!", "x: its NPY header promises 72 bytes of numbers, but 73 follow"),
    (npy(BINOMIAL)[:20], "x: its NPY header is damaged"),
    (npy_with_header(HEADER % ("<f8", "(1000, 1000)")), "x: its NPY header promises 8000000 bytes"),
    (npy_with_header(HEADER % ("<f8", "(10**9, 9)")), "x: its NPY header is damaged"),
    (npy_with_header(HEADER % ("<f8", f"({10**15}, 9)")), "x: an array of shape (10000000000000"),
    (npy_with_header(HEADER % ("<f8", "(-1, -8)"), bytes(64)), "x: an array of shape (-1, -8) has"),
    (npy_with_header(HEADER % ("|O", "(1, 1)"), b"."), "x: it holds Python objects"),
    (npy_with_header(HEADER % ("(99999,)f8", "(1, 1)")), "x: it holds records"),
    (npy_with_header("{" * 60_000), "x: its NPY header is damaged"),
    (npy_with_header("[" * 9000), "x: its NPY header is damaged"),
    (npy_with_header("__import__('os').abort()\n"), "x: its NPY header is damaged"),
    (npy_with_header(HEADER % ("<f8", "(1, 1)"), bytes(8), b"\x09\x00"), "x: its NPY header is"),
    (b"\x93NUMPY\x02\x00\xff\xff\xff\xff{}", "x: its NPY header is damaged"),
]

GOOD = npy(np.ones((3, 3)))
EVIL_ARCHIVES = [
    (b"PK\x03\x04", "x: it is a damaged or cut-off ZIP archive"),
    (npz(w=BINOMIAL)[:-9], "x: it is a damaged or cut-off ZIP archive"),
    (archive({}), "x: it holds no array: save the kernels as CSV"),
    (archive({"readme.txt": b"hello"}), "x, array `readme.txt`: it is not an NPY array"),
    (npz(w=OBJECTS), "x, array `w`: it holds Python objects, which are never unpickled"),
    (archive({"w.npy": npz(w=BINOMIAL)}), "x, array `w`: it is an archive inside an archive"),
    (
        archive({"w.npy": GOOD}, zipfile.ZIP_LZMA),
        "x: entry `w.npy` is packed in a way no",
    ),
    (archive({"model/data.pkl": b""}), "x: it is a PyTorch file, which is opened as a model"),
    (archive({"model.weights.h5": b""}), "x: it is a Keras model: save its weights with"),
    (archive({"[Content_Types].xml": b""}), "x: it is a document without tables: save its"),
    (archive({"mimetype": b""}), "x: it is an OpenDocument file: save it as XLSX or CSV"),
    (archive({"xl/workbook.xml": b"<a/>"}), "x: it is a damaged or cut-off spreadsheet"),
    (archive({"xl/workbook.xml": bytes(30_000_000)}), "x: it unpacks to 30 MB and the limit is 20"),
    (encrypted(GOOD), "x: entry `w.npy` is encrypted: save it without a password"),
    (b"PK\x01\x02" * 20_001, "x: it has 20,001 entries and the limit is"),
    (archive({"w.npy": bytes(10_000_001)}), "x: it unpacks to 10.0 MB and the limit is 10 MB"),
    (archive({"a": bytes(6_000_000), "b": bytes(6_000_000)}), "x: it unpacks to 12.0 MB and the"),
    (lying_archive(bytes(50_000_000), 80), "x, array `w`: it is a damaged or cut-off ZIP"),
    (lying_archive(GOOD, 2**31), "x: it unpacks to 2,147 MB and the limit is 200 MB"),
]

EVIL_SAFETENSORS = [
    ({"w": tensor("F32", [2, 2], 0, 16)}, 15, "x, array `w`: its numbers are cut off"),
    ({"w": tensor("F32", [9, 9], 0, 16)}, 16, "x, array `w`: an array of shape (9, 9) needs 81 *"),
    ({"w": tensor("F32", [2**40, 2**40], 0, 16)}, 16, "x, array `w`: its entry in the header"),
    ({"w": tensor("F32", [-1, 4], 0, 16)}, 16, "x, array `w`: its entry in the header is"),
    ({"w": tensor("F32", [2, 2], 16, 0)}, 16, "x, array `w`: its numbers are cut off"),
    ({"w": tensor("C64", [1, 2], 0, 16)}, 16, "x, array `w`: it holds C64 numbers, which"),
    ({"w": tensor("F8_E8M0", [4, 4], 0, 16)}, 16, "x, array `w`: it holds F8_E8M0 numbers"),
    ({"w": tensor("F32", [0, 2], 0, 0)}, 0, "x, array `w`: an array of shape (0, 2) has no"),
    ({"w": tensor("I8", [1001, 1000], 0, 1001000)}, 1001000, "x, array `w`: an array of shape"),
    ({}, 0, "x: it holds no array"),
    (b"{" * 100, 0, "x: its header is damaged"),
]

EVIL_TEXT = [
    (b"", "x: it is empty: save the kernels as CSV, JSON, NPY, NPZ or safetensors"),
    (b" \n", "x: there is no number yet"),
    (b"1,2,1,0\n2,4,2", "x: row 2 has 3 numbers, row 1 has 4"),
    ("0,5;1\n2;x".encode("utf-16"), "x: line 1 separates single numbers by"),
    (b"1,a\n1,2", "x: row 1, number 2 is `a`, not a number"),
    (b"\xff\xfe\x00", "x: it is neither text nor a file of arrays"),
    (bytes(100), "x: it is neither text nor a file of arrays"),
    (b"1 2\x003", "x: it is neither text nor a file of arrays"),
    (b"[[1, 2], [3]]", "x: row 2 has 1 number, row 1 has 2"),
    (b"[[[1], [2]], [[3]]]", "x: kernel 2 has 1 row, kernel 1 has 2"),
    (b"[[1, NaN]]", "x: number 2 of row 1 is nan, but weights must be finite numbers"),
    (b"[[1e999]]", "x: number 1 of row 1 is inf, but weights must be finite numbers"),
    (
        b"[[" + b"9" * 5000 + b"]]",
        "x: number 1 of row 1 is inf, but weights must be finite numbers",
    ),
    (b'[[1, "2"]]', "x: number 2 of row 1 is `2`, not a number"),
    (b"[[true]]", "x: number 1 of row 1 is `True`, not a number"),
    (b"[[null]]", "x: number 1 of row 1 is `None`, not a number"),
    (b"[[1, [2]]]", "x: number 2 of row 1 is a list, not a number"),
    (b"[[], []]", "x: row 1 is empty: give it at least one number"),
    (b"[]", "x: the list is empty: give it at least one number"),
    (b"[[[[[1]]]]]", "x: lists are nested more than 4 deep"),
    (b"[" * 100_000, "x: its lists are nested too deep"),
    (b"[[1, 2]", "x: bracket `[` is not closed after row 1: add `]`"),
    (b'{"weight": [[1, 2]', "x: it is not JSON from line 1, column 19 on: "),
    (b"[" + b"0," * 1_000_001, "x: it has 1,000,001 commas and the limit is 1,000,000 numbers"),
    (b'{"weight": [[1], []]}', "x, array `weight`: row 2 has 0 numbers, row 1 has 1"),
    (b'{"weight": [[1]], "layout": "NCHW"}', "x: its layout `NCHW` is not known; there are"),
    (b'{"a": 1}', "x: it holds no array"),
    (bytes(LARGEST_FILE + 100_000), "x: it has 10.1 MB and the limit is 10 MB"),
    (pickle.dumps(RunsWhenUnpickled()), "x: it is a pickle, which could run code and is never"),
    (b"\x89HDF\r\n\x1a\n", "x: it is an HDF5 file: save its arrays with numpy.savez"),
    (b"\x89PNG\r\n\x1a\n", "x: it is a picture: choose it as the picture, not as kernels"),
]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        *EVIL_NPY,
        *EVIL_ARCHIVES,
        *((safetensors_with_header(h, bytes(size)), words) for h, size, words in EVIL_SAFETENSORS),
        *EVIL_TEXT,
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_gives_no_kernel_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(KernelError) as refusal:
        read_kernels(data, "x")
    assert str(refusal.value).startswith(sentence)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 400


@pytest.mark.parametrize("size", [0, 10**6, 2**63, 2**64 - 1])
def test_a_safetensors_header_may_lie_about_its_own_length(size: int) -> None:
    data = safetensors_with_header({"w": tensor("F32", [2, 2], 0, 16)}, bytes(16), size)
    with pytest.raises(KernelError, match=r"^w\.safetensors: its header is"):
        read_kernels(data, "w.safetensors")


def test_an_archive_with_a_name_twice_is_refused() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("w.npy", GOOD)
        packed.writestr("w.npy", GOOD)
    with pytest.raises(KernelError, match=r"^x: two entries of it have the same name"):
        read_kernels(file.getvalue(), "x")


def test_more_tensors_than_the_limit_are_refused() -> None:
    many = {f"w{n}": np.zeros((1, 1), dtype=np.int8) for n in range(MOST_TENSORS + 1)}
    with pytest.raises(KernelError, match=r"^x: it has 20,001 tensors and the limit is 20,000"):
        read_kernels(as_safetensors(many), "x")


@pytest.mark.parametrize(
    "bomb",
    [
        archive({"w.npy": bytes(100_000_000)}),
        lying_archive(bytes(100_000_000), 80),
        lying_archive(npy(np.zeros((3, 3))) + bytes(100_000_000), 200),
        npy_with_header(HEADER % ("<f8", f"({10**12},)")),
    ],
    ids=["honest about its size", "lies", "lies after a good start", "header only"],
)
def test_a_bomb_takes_no_memory(bomb: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(KernelError):
            read_kernels(bomb, "bomb")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 12_000_000


def test_the_name_of_a_file_stays_plain_text_on_one_line() -> None:
    with pytest.raises(KernelError, match=r"^<b>a</b> b\.csv: it is empty"):
        read_kernels(b"", "<b>a</b>\nb.csv")
