"""The words of a pickle: its operation codes walked one by one, and nothing called or imported.

A pickle is a program for a small stack machine, and two of its commands import and call what it
names. Here a name stays a name (`Named`) and a call stays a note of it (`Called`). What comes out
is text, numbers, tuples, lists and such notes; `files.models.pytorch` knows which of them are
tensors.

References
----------
`pickletools` of Python's standard library, whose source describes every operation code.
"""

import pickletools
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from files.models.model import ModelError

MOST_OPERATIONS = 500_000
"""Most operation codes of a pickle; a network of 500 layers has about 50,000."""

Word = Any
"""Text, bytes, a number, None, a tuple or list of words, or one of the classes here."""


@dataclass(frozen=True)
class Named:
    """What a pickle would import."""

    module: str
    name: str


@dataclass(frozen=True)
class Stored:
    """What a pickle keeps beside itself: the numbers of a tensor."""

    record: Word


@dataclass(eq=False)
class Pairs:
    """A dictionary as a list: its keys are never compared or hashed."""

    pairs: list[tuple[Word, Word]] = field(default_factory=list, repr=False)


@dataclass(eq=False)
class Called(Pairs):
    """What a pickle would call or build, and what it would put into it afterwards."""

    function: Word = None
    arguments: Word = field(default=(), repr=False)
    state: Word = field(default=None, repr=False)
    values: list[Word] = field(default_factory=list, repr=False)


@dataclass(frozen=True)
class Pickled:
    """What a pickle would make, and all that it keeps beside itself, in order."""

    word: Word
    stored: list[Stored] = field(repr=False)


class Machine:
    """The stack, the marks and the memory of one pickle."""

    def __init__(self) -> None:
        self.stack: list[Word] = []
        self.marks: list[int] = []
        self.memory: dict[int, Word] = {}
        self.stored: list[Stored] = []

    def push(self, word: Word) -> None:
        """Put a word on the stack."""
        self.stack.append(word)

    def pop(self) -> Word:
        """Take the last word of the stack."""
        return self.stack.pop()

    def since_mark(self) -> list[Word]:
        """Take all words since the last mark."""
        start = self.marks.pop()
        words = self.stack[start:]
        del self.stack[start:]
        return words


def read_pickle(file: BytesIO) -> Pickled:
    r"""Walk one pickle, and stop behind it.

    Raises
    ------
    ModelError
        If it is damaged, or longer than `MOST_OPERATIONS`.

    Examples
    --------
    The pickle of a call to `os.system` gives a note of the call.

    >>> read_pickle(BytesIO(b"cos\nsystem\n(Vecho\ntR.")).word
    Called(function=Named(module='os', name='system'))
    """
    machine = Machine()
    try:
        for count, (code, argument, _) in enumerate(pickletools.genops(file)):
            if count == MOST_OPERATIONS:
                raise ModelError(
                    f"its pickle has more than {MOST_OPERATIONS:,} steps, which no model needs"
                )
            if code.name in PUSHED:
                machine.push(argument)
            elif code.name != "STOP":
                STEPS[code.name](machine, argument)
        return Pickled(machine.pop(), machine.stored)
    except ModelError:
        raise
    except Exception as cause:  # a damaged pickle asks for what is not on the stack, or no pickle
        raise ModelError("its pickle is damaged or cut off: save it again") from cause


PUSHED = {
    *("INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "LONG4", "FLOAT", "BINFLOAT"),
    *("STRING", "BINSTRING", "SHORT_BINSTRING", "UNICODE", "BINUNICODE"),
    *("SHORT_BINUNICODE", "BINUNICODE8", "BINBYTES", "SHORT_BINBYTES", "BINBYTES8", "BYTEARRAY8"),
}
"""Operation codes that put their argument on the stack."""


def _global(machine: Machine, argument: str) -> None:
    machine.push(Named(*argument.split(" ", 1)))


def _stack_global(machine: Machine, _: object) -> None:
    name, module = machine.pop(), machine.pop()
    machine.push(Named(str(module), str(name)))


def _call(machine: Machine, _: object) -> None:
    arguments, function = machine.pop(), machine.pop()
    machine.push(Called(function=function, arguments=arguments))


def _call_keywords(machine: Machine, _: object) -> None:
    machine.pop()
    _call(machine, None)


def _instance(machine: Machine, argument: str) -> None:
    arguments = tuple(machine.since_mark())
    machine.push(Called(function=Named(*argument.split(" ", 1)), arguments=arguments))


def _object(machine: Machine, _: object) -> None:
    function, *arguments = machine.since_mark()
    machine.push(Called(function=function, arguments=tuple(arguments)))


def _build(machine: Machine, _: object) -> None:
    state = machine.pop()
    machine.stack[-1].state = state


def _mark(machine: Machine, _: object) -> None:
    machine.marks.append(len(machine.stack))


def _pop(machine: Machine, _: object) -> None:
    machine.pop()


def _pop_mark(machine: Machine, _: object) -> None:
    machine.since_mark()


def _duplicate(machine: Machine, _: object) -> None:
    machine.push(machine.stack[-1])


def _put(machine: Machine, place: int) -> None:
    machine.memory[place] = machine.stack[-1]


def _memoize(machine: Machine, _: object) -> None:
    machine.memory[len(machine.memory)] = machine.stack[-1]


def _get(machine: Machine, place: int) -> None:
    machine.push(machine.memory[place])


def _tuple(machine: Machine, _: object) -> None:
    machine.push(tuple(machine.since_mark()))


def _list(machine: Machine, _: object) -> None:
    machine.push(machine.since_mark())


def _dictionary(machine: Machine, _: object) -> None:
    words = machine.since_mark()
    machine.push(Pairs(list(zip(words[::2], words[1::2], strict=True))))


def _short_tuple(size: int) -> "Step":
    def step(machine: Machine, _: object) -> None:
        words = tuple(machine.pop() for _ in range(size))
        machine.push(words[::-1])

    return step


def _constant(value: object) -> "Step":
    return lambda machine, _: machine.push(value)


def _append(machine: Machine, _: object) -> None:
    word = machine.pop()
    _extend(machine.stack[-1], [word])


def _appends(machine: Machine, _: object) -> None:
    words = machine.since_mark()
    _extend(machine.stack[-1], words)


def _extend(holder: list[Word] | Called, words: list[Word]) -> None:
    (holder.values if isinstance(holder, Called) else holder).extend(words)


def _set_item(machine: Machine, _: object) -> None:
    value, key = machine.pop(), machine.pop()
    machine.stack[-1].pairs.append((key, value))


def _set_items(machine: Machine, _: object) -> None:
    words = machine.since_mark()
    machine.stack[-1].pairs.extend(zip(words[::2], words[1::2], strict=True))


def _stored(machine: Machine, _: object) -> None:
    machine.stored.append(Stored(machine.pop()))
    machine.push(machine.stored[-1])


def _nothing(machine: Machine, _: object) -> None:
    """Go on: the code says how the pickle is written, or in which frame."""


Step = Callable[[Machine, Any], None]

STEPS: dict[str, Step] = {
    "PROTO": _nothing,
    "FRAME": _nothing,
    "NONE": _constant(None),
    "NEWTRUE": _constant(True),
    "NEWFALSE": _constant(False),
    "GLOBAL": _global,
    "STACK_GLOBAL": _stack_global,
    "REDUCE": _call,
    "NEWOBJ": _call,
    "NEWOBJ_EX": _call_keywords,
    "INST": _instance,
    "OBJ": _object,
    "BUILD": _build,
    "MARK": _mark,
    "POP": _pop,
    "POP_MARK": _pop_mark,
    "DUP": _duplicate,
    "PUT": _put,
    "BINPUT": _put,
    "LONG_BINPUT": _put,
    "MEMOIZE": _memoize,
    "GET": _get,
    "BINGET": _get,
    "LONG_BINGET": _get,
    "TUPLE": _tuple,
    "EMPTY_TUPLE": _short_tuple(0),
    "TUPLE1": _short_tuple(1),
    "TUPLE2": _short_tuple(2),
    "TUPLE3": _short_tuple(3),
    "LIST": _list,
    "EMPTY_LIST": lambda machine, _: machine.push([]),
    "EMPTY_SET": lambda machine, _: machine.push([]),
    "FROZENSET": _list,
    "DICT": _dictionary,
    "EMPTY_DICT": lambda machine, _: machine.push(Pairs()),
    "APPEND": _append,
    "APPENDS": _appends,
    "ADDITEMS": _appends,
    "SETITEM": _set_item,
    "SETITEMS": _set_items,
    "BINPERSID": _stored,
}
"""What each operation code does; those of extensions and of buffers outside are not here."""
