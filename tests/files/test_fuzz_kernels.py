"""Whatever goes in: kernels of finite numbers come out, or one sentence for the learner."""

import json
import struct
import warnings

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.numpy import save as as_safetensors

from files.kernel_files import read_kernels
from files.kernel_text import LONGEST_TEXT, parse_kernel
from files.kernels import KernelError
from tests.files.hostile_kernels import archive, npy, npy_with_header, npz, safetensors_with_header
from tests.files.sentences import check_sentence

LAYER = {
    "weight": np.arange(16, dtype=np.float32).reshape(2, 2, 2, 2),
    "bias": np.array([5, 7], dtype=np.float32),
}
VALID = {
    "npy": npy(LAYER["weight"]),
    "npz": npz(**LAYER),
    "stored.npz": archive({"w.npy": npy(LAYER["weight"])}, 0),
    "safetensors": as_safetensors(LAYER),
    "json": json.dumps({name: array.tolist() for name, array in LAYER.items()}).encode(),
    "csv": b"1/4 * 1, -2, 1\n2, 4e0, 2\n\n0 0 0; 1 2 1",
}

fuzzed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check_file(data: bytes, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # NumPy and zipfile warn of some damage and read on
        try:
            file = read_kernels(data, name)
        except KernelError as refusal:
            check_sentence(str(refusal))
            return
    assert set(file.choices) <= set(file.arrays)
    for choice in file.choices:
        assert np.isfinite(file.arrays[choice]).all()
        for reading in file.readings(choice):
            assert reading.weight.size == file.arrays[choice].size
            assert max(reading.weight.shape[2:]) <= 32


def check_text(text: str) -> None:
    try:
        array = parse_kernel(text)
    except KernelError as refusal:
        check_sentence(str(refusal))
        return
    assert np.isfinite(array).all()
    assert 2 <= array.ndim <= 4
    assert max(array.shape[-2:]) <= 32


@st.composite
def damaged(draw: st.DrawFn) -> tuple[bytes, str]:
    """A valid file with bytes changed, cut out, or put in at a few places."""
    suffix = draw(st.sampled_from(sorted(VALID)))
    data = bytearray(VALID[suffix])
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        cut = draw(st.integers(0, 8))
        data[start : start + cut] = draw(st.binary(max_size=8))
    return bytes(data), f"fuzz.{suffix}"


@fuzzed
@given(damaged())
def test_a_damaged_file_gives_kernels_or_a_sentence(file: tuple[bytes, str]) -> None:
    check_file(*file)


@pytest.mark.parametrize("suffix", sorted(VALID))
def test_a_file_cut_off_anywhere_gives_kernels_or_a_sentence(suffix: str) -> None:
    whole = VALID[suffix]
    for length in range(0, len(whole), 5):
        check_file(whole[:length], f"cut.{suffix}")


@fuzzed
@given(st.sampled_from([b"", b"\x93NUMPY\x01\x00", b"PK\x03\x04", b"[", b"{"]), st.binary())
def test_random_bytes_after_any_start_give_kernels_or_a_sentence(start: bytes, rest: bytes) -> None:
    check_file(start + rest, "random.bin")


@fuzzed
@given(
    st.sampled_from(["<f8", ">i2", "|O", "<U3", "<c16", "|b1", "<f2", "f4,f4", "<m8[s]", "|V8"]),
    st.booleans(),
    st.lists(st.integers(-3, 2**40) | st.integers(0, 4), max_size=5).map(tuple),
    st.binary(max_size=64),
)
def test_any_npy_header_over_any_bytes_gives_kernels_or_a_sentence(
    kind: str, is_fortran: bool, shape: tuple[int, ...], content: bytes
) -> None:
    header = {"descr": kind, "fortran_order": is_fortran, "shape": shape}
    check_file(npy_with_header(f"{header}\n", content), "header.npy")


@pytest.mark.parametrize(
    "text", ["-" * 9000 + "1", "(" * 9000, "9" * 9000, "{1:" * 3000, "\0" * 99]
)
def test_an_npy_header_of_hostile_text_is_refused(text: str) -> None:
    check_file(npy_with_header(text), "header.npy")


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=12,
)


@fuzzed
@given(json_like | st.dictionaries(st.sampled_from(["weight", "bias", "layout"]), json_like))
def test_any_json_gives_kernels_or_a_sentence(content: object) -> None:
    check_file(json.dumps(content).encode(), "any.json")


@fuzzed
@given(
    st.dictionaries(
        st.text(max_size=4),
        st.fixed_dictionaries(
            {
                "dtype": st.sampled_from(["F32", "BF16", "F16", "I64", "BOOL", "C64", "F4", "?"]),
                "shape": st.lists(st.integers(-1, 3) | st.integers(0, 2**64), max_size=4),
                "data_offsets": st.lists(st.integers(-1, 40), min_size=1, max_size=3),
            }
        ),
        max_size=3,
    ),
    st.binary(max_size=40),
)
def test_any_safetensors_header_over_any_bytes_gives_kernels_or_a_sentence(
    header: dict[str, object], content: bytes
) -> None:
    check_file(safetensors_with_header(header, content), "any.safetensors")


@fuzzed
@given(st.text(alphabet="0123456789.,;/*-+eE[](){} \n\t#naifj×−", max_size=60))
def test_any_text_of_numbers_and_signs_gives_kernels_or_a_sentence(text: str) -> None:
    check_text(text)


@fuzzed
@given(st.text(max_size=40))
def test_any_text_at_all_gives_kernels_or_a_sentence(text: str) -> None:
    check_text(text)


@pytest.mark.parametrize(
    "part",
    ["1", " ", "[", "]", "a", "(1", "1 ", "1/", "1,", "array([", "],", ";", ".", "1i", " \n"],
)
def test_no_text_within_the_limit_takes_long(part: str) -> None:
    # Were a pattern quadratic, 100 000 characters would take minutes and this test would not end.
    check_text((part * LONGEST_TEXT)[:LONGEST_TEXT])
    check_text((part * LONGEST_TEXT)[: LONGEST_TEXT - 1] + "!")


def test_an_archive_whose_bytes_are_flipped_one_by_one_gives_kernels_or_a_sentence() -> None:
    data = VALID["stored.npz"]
    for at in range(len(data)):
        check_file(data[:at] + struct.pack("B", data[at] ^ 0xFF) + data[at + 1 :], "flipped.npz")
