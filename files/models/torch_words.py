"""Tensors and modules in the words of a PyTorch pickle.

A checkpoint is a tree: dictionaries with a state_dict somewhere in them, or a whole module, whose
state has its parameters and the modules in it. `Tree.walk` goes through it in the order in which
`state_dict()` would list it.
"""

from dataclasses import dataclass, field

from files.models.model import MOST_TENSORS, ModelArray, ModelError
from files.models.pickle_words import Called, Named, Pairs, Word
from files.models.torch_tensors import FindStorage, describe_tensor, is_tensor
from text import one_line

DEEPEST = 60
"""Most levels of a tree."""
MOST_WORDS = 500_000
"""Most words looked at: a word may be in many places of a tree."""
LONGEST_KEY = 200
"""Most letters of a key."""

PARAMETERS = {"_rebuild_parameter", "_rebuild_parameter_with_state", "Parameter"}
"""Functions whose first argument is the tensor."""
SYSTEM = {"os", "posix", "nt", "subprocess", "sys", "shutil", "socket", "runpy", "importlib"}
"""Modules that no model needs: what a pickle calls in them is foreign."""
BUILT_IN = {"eval", "exec", "compile", "open", "getattr", "__import__"}
"""Functions of Python itself that no model needs."""

Pair = tuple[str, Word]


@dataclass
class Tree:
    """What was found: arrays in order, the settings of modules by their place, and refusals.

    A tensor that is all of the file has the `bare_name`.
    """

    find_storage: FindStorage
    bare_name: str
    arrays: list[ModelArray] = field(default_factory=list)
    settings: dict[tuple[str, str], dict[str, Word]] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)
    words: int = 0

    def walk(
        self, word: Word, part: str = "", name: str = "", in_module: bool = False, depth: int = 0
    ) -> None:
        """Go through a word and all in it.

        A name begins anew in each dictionary, whose own place is the part it is in; inside of a
        module it grows from module to module.

        Raises
        ------
        ModelError
            If it is nested deeper than any model.
        """
        self.words += count_words(word)
        if depth > DEEPEST or self.words > MOST_WORDS:
            raise ModelError("its pickle is nested deeper than any model")
        if isinstance(tensor := unwrap(word), Called) and is_tensor(tensor):
            self._keep_tensor(tensor, part, name)
            return
        self._note_foreign(word)
        state = module_state(word)
        children = list_children(word) if state is None else state
        if not in_module:
            part, name = join_names(part, name), ""
        if state is not None:
            self.settings[part, name] = dict(module_settings(word))
        for key, child in children:
            inside = in_module or state is not None
            self.walk(child, part, join_names(name, key), inside, depth + 1)

    def _note_foreign(self, word: Word) -> None:
        """Say once of a call into the system that it was not made."""
        function = word.function if isinstance(word, Called) else None
        if not isinstance(function, Named):
            return
        is_built_in = function.module in ("builtins", "__builtin__") and function.name in BUILT_IN
        if is_built_in or function.module.split(".")[0] in SYSTEM:
            called = one_line(f"{function.module}.{function.name}")
            note = f"`{called}` is in it, which would run when it is unpickled: it was not called"
            if note not in self.refusals:
                self.refusals.append(note)

    def _keep_tensor(self, tensor: Called, part: str, name: str) -> None:
        name = name or self.bare_name
        if len(self.arrays) == MOST_TENSORS:
            raise ModelError(f"it has more than {MOST_TENSORS:,} tensors")
        try:
            shape, read = describe_tensor(tensor, self.find_storage)
        except ModelError as refusal:
            self.refusals.append(f"`{one_line(name)}` was left out: {refusal}")
        else:
            self.arrays.append(ModelArray(one_line(name, 200), shape, read, one_line(part, 200)))


def count_words(word: Word) -> int:
    """Return how many words are looked at for one: those right in it, and in its state."""
    count = 1 + (len(word.pairs) if isinstance(word, Pairs) else 0)
    if isinstance(word, Called):
        held = first_argument(word)
        count += len(word.state.pairs) if isinstance(word.state, Pairs) else 0
        count += len(held) if isinstance(held, list | tuple) else 0
    return count


def unwrap(word: Word) -> Word:
    """Return the tensor of a parameter, and what stands for a tensor of a subclass."""
    for _ in range(DEEPEST):
        if not isinstance(word, Called) or not isinstance(word.function, Named):
            return word
        arguments = word.arguments if isinstance(word.arguments, tuple) else ()
        if word.function.name in PARAMETERS and arguments:
            word = arguments[0]
        elif word.function.name == "_rebuild_from_type_v2" and len(arguments) > 2:
            word = Called(function=arguments[0], arguments=arguments[2])
        else:
            return word
    return None


def module_state(word: Word) -> list[Pair] | None:
    """Return the parameters and modules in a module, or None if it is no module."""
    if not isinstance(word, Called) or not isinstance(word.state, Pairs):
        return None
    pairs = list_children(word.state)
    if isinstance(word.function, Named) and word.function.module.startswith("__torch__"):
        return pairs  # a module of TorchScript has all under its own names
    state = dict(pairs)
    if not isinstance(state.get("_modules"), Pairs):
        return None
    held = ("_parameters", "_buffers", "_modules")
    return [pair for name in held for pair in list_children(state.get(name))]


def module_settings(word: Called) -> list[Pair]:
    """Return what a module says of itself: numbers, texts and tuples."""
    plain = (int, str, tuple, type(None))
    return [pair for pair in list_children(word.state) if isinstance(pair[1], plain)]


def list_children(word: Word) -> list[Pair]:
    """Return what is in a dictionary or a list, with the key or place of each as text."""
    if isinstance(word, Called):
        return [*pairs_of(first_argument(word)), *list_children(Pairs(word.pairs))]
    if isinstance(word, Pairs):
        return [(spell_key(key), value) for key, value in word.pairs if isinstance(key, str | int)]
    if isinstance(word, list | tuple):
        return [(str(place), value) for place, value in enumerate(word)]
    return []


def first_argument(call: Called) -> Word:
    """Return the first argument of a call, or nothing."""
    return call.arguments[0] if isinstance(call.arguments, tuple) and call.arguments else ()


def pairs_of(words: Word) -> list[Pair]:
    """Return the pairs that a dictionary is made from, as `OrderedDict([("a", 1)])` is."""
    pairs = words if isinstance(words, list | tuple) else ()
    both = [pair for pair in pairs if isinstance(pair, list | tuple) and len(pair) == 2]
    return [(spell_key(key), value) for key, value in both if isinstance(key, str | int)]


def spell_key(key: str | int) -> str:
    """Write a key of bearable length as text."""
    if isinstance(key, str):
        return key[:LONGEST_KEY]
    return str(key) if abs(key) < 2**63 else "?"


def join_names(*names: str) -> str:
    """Write the way to something, as PyTorch does.

    Examples
    --------
    >>> join_names("features", "0"), join_names("", "0")
    ('features.0', '0')
    """
    return ".".join(name for name in names if name)
