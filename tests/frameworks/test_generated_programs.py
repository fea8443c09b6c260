"""The programs for Keras and PyTorch print, in the real frameworks, what the engine prints.

A framework is looked for in this Python, or in the one that TORCH_PYTHON or KERAS_PYTHON names.
"""

import importlib.util
import json
import os
import subprocess
import sys

import pytest

from files.layer_code import keras_program, pytorch_program
from tests.files.program_stacks import STACKS

RUN_ALL = """
import contextlib, io, json, sys

printed = []
for program in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as output:
        exec(program, {})
    printed.append(output.getvalue())
json.dump(printed, sys.stdout)
"""


def printed(module: str, programs: list[str]) -> list[str]:
    """Run programs, all in one process: a framework takes seconds to import."""
    variable = f"{module.upper()}_PYTHON"
    python = os.environ.get(variable)
    if python is None and importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed here and {variable} names no Python that has it")
    run = subprocess.run(
        [python or sys.executable, "-c", RUN_ALL],
        input=json.dumps(programs),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    outputs: list[str] = json.loads(run.stdout)
    return outputs


def expected() -> dict[str, str]:
    return {name: str(stack) for name, stack in STACKS.items()}


def test_every_program_runs_in_pytorch_and_prints_what_the_engine_does() -> None:
    programs = [
        pytorch_program(stack.layers, stack.input_shape).text() for stack in STACKS.values()
    ]
    assert dict(zip(STACKS, printed("torch", programs), strict=True)) == expected()


def test_every_program_runs_in_keras_and_prints_what_the_engine_does() -> None:
    programs = [keras_program(stack.layers, stack.input_shape).text() for stack in STACKS.values()]
    assert dict(zip(STACKS, printed("keras", programs), strict=True)) == expected()
