"""A scenario as one JSON file: settings, kernels and the region of a picture, and back again."""

import base64
import json
import math
import re
from binascii import Error as NotBase64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from conv_engine.numeric import Array
from text import one_line

FORMAT, VERSION = "how channels add up: scenario", 1
LARGEST_FILE = 5_000_000
"""Largest file, in bytes."""
MOST_SETTINGS = 200
LARGEST_WEIGHT = 1e6
LARGEST_CELL = 99
AXES = "(filters, channels, rows, columns)"
INPUT_AXES = "(channels, rows, columns)"

Value = int | str


class ScenarioFileError(ValueError):
    """A file that is no scenario; its message is one sentence for whoever opened it."""


@dataclass(frozen=True, eq=False)
class SavedScenario:
    """What a scenario file holds.

    Attributes
    ----------
    settings : mapping of str to int or str
        As they were; whether they go together is for the page to say.
    kernels : ndarray of shape (F, C, k_h, k_w), or None
        What the learner gave for kernels.
    picture : bytes or None
        The region of the learner's picture, a PNG.
    input : ndarray of int, shape (C, H, W), or None
        The small whole numbers of the input, where the learner changed some.
    biases : mapping of int to float
        Those with decimals, by filter.
    """

    settings: Mapping[str, Value]
    kernels: Array | None = None
    picture: bytes | None = None
    input: Array | None = None
    biases: Mapping[int, float] = field(default_factory=dict)


def scenario_as_json(scenario: SavedScenario) -> bytes:
    """Write a scenario down.

    Returns
    -------
    bytes
        UTF-8 text that `read_scenario` reads back without a change.

    Examples
    --------
    >>> text = scenario_as_json(SavedScenario({"stride": 2}))
    >>> read_scenario(text).settings
    {'stride': 2}
    """
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "settings": dict(scenario.settings),
    }
    if scenario.kernels is not None:
        content["kernels"] = np.asarray(scenario.kernels).tolist()
    if scenario.picture is not None:
        content["picture"] = base64.b64encode(scenario.picture).decode()
    if scenario.input is not None:
        content["input"] = np.asarray(scenario.input).tolist()
    if scenario.biases:
        content["biases"] = {str(number): value for number, value in scenario.biases.items()}
    return json.dumps(content, indent=1).encode()


def read_scenario(content: bytes) -> SavedScenario:
    """Read a scenario file.

    Raises
    ------
    ScenarioFileError
        If it is none, was made by a later version, or is damaged; the sentence says where.

    Examples
    --------
    >>> read_scenario(b"[1, 2]")
    Traceback (most recent call last):
    files.scenario_file.ScenarioFileError: the file is JSON, but not a scenario file
    """
    if len(content) > LARGEST_FILE:
        raise ScenarioFileError(
            f"the file has {len(content) / 1e6:.1f} MB, but a scenario file has at most "
            f"{LARGEST_FILE / 1e6:g} MB"
        )
    try:
        found = json.loads(content.decode("utf-8"), parse_constant=_refuse_constant)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as cause:
        raise ScenarioFileError(_describe_fault(cause)) from None
    except ScenarioFileError:
        raise
    except ValueError:  # the limit of Python, whose words are for programmers
        raise ScenarioFileError("the file holds a number with too many digits") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ScenarioFileError("the file is JSON, but not a scenario file")
    if found.get("version") != VERSION or isinstance(found["version"], bool):
        raise ScenarioFileError(
            f"the file has version {one_line(repr(found.get('version')))}, but only version "
            f"{VERSION} can be read"
        )
    return SavedScenario(
        _settings(found.get("settings")),
        _kernels(found.get("kernels")),
        _picture(found),
        _input(found.get("input")),
        _biases(found.get("biases")),
    )


def _refuse_constant(name: str) -> None:
    raise ScenarioFileError(f"the file holds {name}, which is not a number that can be shown")


def _describe_fault(cause: Exception) -> str:
    if isinstance(cause, json.JSONDecodeError):
        place = f"line {cause.lineno}, column {cause.colno}"
        return f"the file is not JSON: {place} cannot be read"
    if isinstance(cause, UnicodeDecodeError):
        return "the file is not JSON: it is not text"
    return "the file is not JSON: it is nested too deeply"


def _settings(found: object) -> dict[str, Value]:
    if not isinstance(found, dict) or len(found) > MOST_SETTINGS:
        raise ScenarioFileError("settings must be a list of names with a value each")
    for name, value in found.items():
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise ScenarioFileError(
                f"setting {one_line(name)} is {one_line(repr(value))}, but must be a whole "
                "number or a word"
            )
    return found


def _kernels(found: object) -> Array | None:
    if found is None:
        return None
    try:
        if not all(type(number) in (int, float) for number in _innermost(found)):
            raise TypeError
        kernels = np.array(found, dtype=float)
    except (ValueError, TypeError, OverflowError):
        raise ScenarioFileError(
            f"kernels must be numbers in four nested lists: {AXES}, all rows of one length"
        ) from None
    if kernels.ndim != 4 or 0 in kernels.shape:
        raise ScenarioFileError(f"kernels of shape {kernels.shape} are not {AXES}")
    if not np.abs(kernels).max() <= LARGEST_WEIGHT or not math.isfinite(kernels.sum()):
        raise ScenarioFileError(
            f"kernels hold a number beyond {LARGEST_WEIGHT:g}, the most a weight may be"
        )
    return kernels


def _input(found: object) -> Array | None:
    if found is None:
        return None
    try:
        if not all(type(number) is int for number in _innermost(found)):
            raise TypeError
        numbers = np.array(found, dtype=np.int64)
    except (ValueError, TypeError, OverflowError):
        raise ScenarioFileError(
            f"input must be whole numbers in three nested lists: {INPUT_AXES}, all rows of one "
            "length"
        ) from None
    if numbers.ndim != 3 or 0 in numbers.shape:
        raise ScenarioFileError(f"an input of shape {numbers.shape} is not {INPUT_AXES}")
    if np.abs(numbers).max() > LARGEST_CELL:
        raise ScenarioFileError(
            f"the input holds a number beyond {LARGEST_CELL}, the most a cell may be"
        )
    return numbers


def _biases(found: object) -> Mapping[int, float]:
    if found is None:
        return {}
    wrong = ScenarioFileError("biases must be a list of filters with a number each")
    if not isinstance(found, dict) or len(found) > MOST_SETTINGS:
        raise wrong
    for name, value in found.items():
        if not re.fullmatch("[0-9]{1,3}", name) or type(value) not in (int, float):
            raise wrong
        if not abs(value) <= LARGEST_WEIGHT:
            raise ScenarioFileError(f"a bias is beyond {LARGEST_WEIGHT:g}, the most it may be")
    return {int(name): float(value) for name, value in found.items()}


def _innermost(found: object) -> Iterator[object]:
    """Yield what stands in nested lists."""
    if isinstance(found, list):
        for part in found:
            yield from _innermost(part)
    else:
        yield found


def _picture(found: Mapping[str, object]) -> bytes | None:
    text = found.get("picture")
    if text is None:
        return None
    try:
        return base64.b64decode(str(text), validate=True)
    except (NotBase64, ValueError):
        raise ScenarioFileError("picture is damaged: it is not base64 text") from None
