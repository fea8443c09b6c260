"""A program as data, and the one place that writes it down.

Every program draws the same whole numbers in the same order, the input first and then each layer's
weight and bias, and prints the same shape and checksum.
"""

from dataclasses import dataclass

DRAW = "numbers = np.random.default_rng(0)"
ENGINE = "# conv_engine is a folder of this app: run this file in the app's folder."


@dataclass(frozen=True)
class Program:
    """A complete program that makes feature maps, and prints their shape and a checksum.

    Parameters
    ----------
    imports : tuple of str
        Statements.
    definitions : tuple of str
        Functions, each whole.
    body : tuple of str
        Lines that draw the input as `maps`, and make what `result` needs.
    result : str
        The feature maps, as an expression.
    engine : tuple of str
        Functions that are imported from `conv_engine`.
    to_numpy : str
        How `{}`, the result, becomes an array of NumPy with channels in front of rows.
    is_integer : bool
        Whether the result is of integers, so that nothing is left to round.
    """

    imports: tuple[str, ...]
    definitions: tuple[str, ...]
    body: tuple[str, ...]
    result: str
    engine: tuple[str, ...] = ()
    to_numpy: str = "{}"
    is_integer: bool = False

    def text(self) -> str:
        """Write the program.

        Examples
        --------
        >>> program = Program(("import numpy as np",), (), ("maps = np.ones((1, 1, 2))",), "maps")
        >>> print(program.text())
        import numpy as np
        <BLANKLINE>
        numbers = np.random.default_rng(0)
        <BLANKLINE>
        <BLANKLINE>
        maps = np.ones((1, 1, 2))
        <BLANKLINE>
        print("output", maps.shape)  # samples, channels, rows, columns
        # Every number counts by its place, so that a wrong order of axes shows.
        print("checksum", int(np.rint(maps).astype(np.int64).ravel() @ (np.arange(maps.size) % 97)))
        <BLANKLINE>
        """
        engine = (
            ["", ENGINE, f"from conv_engine import {', '.join(self.engine)}"] if self.engine else []
        )
        head = "\n".join([*self.imports, *engine, "", DRAW])
        maps = self.to_numpy.format(self.result)
        integers = "maps" if self.is_integer else "np.rint(maps).astype(np.int64)"
        lines = [
            *self.body,
            *([f"maps = {maps}"] if maps != "maps" else []),
            "",
            'print("output", maps.shape)  # samples, channels, rows, columns',
            "# Every number counts by its place, so that a wrong order of axes shows.",
            f'print("checksum", int({integers}.ravel() @ (np.arange(maps.size) % 97)))',
            "",
        ]
        return "\n\n\n".join([head, *self.definitions, "\n".join(lines)])
