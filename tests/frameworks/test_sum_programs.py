"""The programs of lesson 4 print, in the real frameworks, what the engine prints."""

from test_generated_programs import printed

from tests.files.sum_programs import PROGRAMS


def expected() -> dict[str, str]:
    return {name: str(program) for name, program in PROGRAMS.items()}


def test_every_program_of_the_sum_runs_in_pytorch_and_prints_what_the_engine_does() -> None:
    programs = [program.write("pytorch").text() for program in PROGRAMS.values()]
    assert dict(zip(PROGRAMS, printed("torch", programs), strict=True)) == expected()


def test_every_program_of_the_sum_runs_in_keras_and_prints_what_the_engine_does() -> None:
    programs = [program.write("keras").text() for program in PROGRAMS.values()]
    assert dict(zip(PROGRAMS, printed("keras", programs), strict=True)) == expected()
