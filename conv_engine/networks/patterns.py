"""Axes that are split, joined and ordered by a pattern of names, as `einops` writes it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from conv_engine.networks.operation import MisfitError, Operation, Shape, only, spell_shape
from conv_engine.networks.sights import Sights, see_whole

GROUP = re.compile(r"\(([^()]*)\)|(\S+)")
"""Names in brackets, which make one axis together, or one name alone."""


@dataclass(frozen=True)
class Rearranged(Operation):
    """Split and join axes by their names; names that are left out are summed up.

    Parameters
    ----------
    pattern : str
        With the samples first on both sides.
    sizes : tuple of (str, int)
        Of names that the shape does not tell.

    Examples
    --------
    4 * 6 patches of 8 * 8 * 3 numbers.

    >>> pattern = "b c (h p1) (w p2) -> b (h w) (p1 p2 c)"
    >>> Rearranged(pattern, (("p1", 8), ("p2", 8))).output_shape((3, 32, 48))
    (24, 192)
    """

    pattern: str
    sizes: tuple[tuple[str, int], ...] = ()

    def output_shape(self, *inputs: Shape) -> Shape:
        """Return the product of the sizes of each group on the right."""
        shape = only(inputs)
        left, right = self._sides()
        if len(left) != len(shape):
            raise MisfitError(f"names {len(left)} axes, but {spell_shape(shape)} arrives")
        known = dict(self.sizes)
        for names, size in zip(left, shape, strict=True):
            _settle(names, size, known)
        strangers = [name for names in right for name in names if name not in known]
        if strangers:
            raise MisfitError(f"does not say how large `{strangers[0]}` is")
        return tuple(prod(known[name] for name in names) for names in right)

    def _sides(self) -> tuple[list[list[str]], list[list[str]]]:
        """Return the groups of both sides, without that of the samples."""
        before, arrow, after = self.pattern.partition("->")
        left, right = _groups(before), _groups(after)
        if not arrow or not left or not right or left[0] != right[0] or len(left[0]) != 1:
            raise MisfitError("moves the samples, which stay separate here")
        return left[1:], right[1:]

    def look_through(self, sights: Sights, *inputs: Shape) -> Sights:
        """See the whole of what arrives: the order of the new axes has no directions."""
        shape = only(inputs)
        return see_whole(sights, shape, range(len(shape)), kept=False)


def _groups(side: str) -> list[list[str]]:
    return [(joined or alone).split() for joined, alone in GROUP.findall(side)]


def _settle(names: Sequence[str], size: int, known: dict[str, int]) -> None:
    """Work out the one name of an axis whose size is not known."""
    known |= {name: int(name) for name in names if name.isdigit()}
    unknown = [name for name in names if name not in known]
    full = prod(known[name] for name in names if name in known)
    if len(unknown) > 1 or full < 1 or size % full:
        raise MisfitError(f"an axis of {size:,} is not ({' '.join(names)})")
    if unknown:
        known[unknown[0]] = size // full
    elif full != size:
        raise MisfitError(f"({' '.join(names)}) is {full:,}, but {size:,} arrive")
