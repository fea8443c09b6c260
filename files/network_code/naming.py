"""Names and comments of a program, made of names in a text so that they can be nothing else."""

import builtins
import keyword
import re

LONGEST_NAME = 40
LONGEST_COMMENT = 90
MODULE_NAMES = frozenset(
    (
        *("add_module", "apply", "bfloat16", "buffers", "call_super_init", "children", "compile"),
        *("cpu", "cuda", "double", "dump_patches", "eval", "extra_repr", "float", "forward"),
        *("get_buffer", "get_extra_state", "get_parameter", "get_submodule", "half", "ipu"),
        *("load_state_dict", "modules", "mtia", "named_buffers", "named_children"),
        *("named_modules", "named_parameters", "parameters", "register_buffer"),
        *("register_module", "register_parameter", "requires_grad_", "set_extra_state"),
        *("set_submodule", "share_memory", "state_dict", "to", "to_empty", "train", "training"),
        *("type", "xpu", "zero_grad"),
    )
)
"""What every `torch.nn.Module` has already."""
TAKEN = MODULE_NAMES.union(
    dir(builtins),
    keyword.kwlist,
    ("self", "x", "torch", "nn", "F", "keras", "layers", "ops", "model", "outputs", "Network"),
)
"""Names that mean something else in the programs."""


class Namer:
    """Gives each name of a text an identifier that no other has, with `_layer` behind it too.

    Parameters
    ----------
    taken : frozenset of str
        Names that mean something else in this program alone.

    Examples
    --------
    >>> names = Namer()
    >>> [names.identify(name) for name in ("layer1.0", "layer1_0", "eval", "2a", "")]
    ['layer1_0', 'layer1_0_2', 'eval_', 'node_2a', 'node']
    """

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self.given: set[str] = set(TAKEN | taken)

    def identify(self, name: str) -> str:
        """Return a new identifier that is as close to a name as can be."""
        plain = re.sub(r"\W+", "_", name[:LONGEST_NAME], flags=re.ASCII).strip("_")
        if not plain or plain[0].isdigit():
            plain = f"node_{plain}".strip("_")
        found = f"{plain}_" if plain in TAKEN else plain
        number = 1
        while found in self.given:
            number += 1
            found = f"{plain}_{number}"
        self.given |= {found, f"{found}_layer"}
        return found


def comment_lines(sentence: str) -> list[str]:
    r"""Return a sentence as comments; what might end one does not stay in it.

    Examples
    --------
    >>> comment_lines("conv is left out:\nsecond line")
    ['# conv is left out: second line']
    """
    printable = "".join(c if c.isprintable() else " " for c in sentence)
    lines, line = [], "#"
    for word in printable.split():
        if len(line) + len(word) >= LONGEST_COMMENT and line != "#":
            lines.append(line)
            line = "#"
        line += f" {word}"
    return [*lines, line]
