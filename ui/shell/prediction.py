"""What a page lets a learner predict, as data: a question, its answers and what each would mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from stage.tiles import CellBox, PlaceChoice, Spot, Tile
from ui.shell.words import name_cell


@dataclass(frozen=True)
class Answer:
    """One of the answers to choose from.

    Attributes
    ----------
    text : str
        What its button says.
    meaning : str
        What it would mean if it were right, or why it is right.
    """

    text: str
    meaning: str


@dataclass(frozen=True, eq=False)
class AskedBoard:
    """Maps on which a prediction is made: with a click on a cell, or on one map of several.

    Attributes
    ----------
    tiles : sequence of Tile
    places : mapping of Spot to str
        The name of the answer that each place is. Of a whole map, row and column are 0.
    whole : bool
        Whether a map is chosen, and not a cell.
    label : str
        What the maps are, for screen readers.
    """

    tiles: Sequence[Tile]
    places: Mapping[Spot, str]
    whole: bool = False
    label: str = ""

    def choice(self, chosen: Spot | None) -> PlaceChoice:
        """Write what can be chosen, and what was."""
        return PlaceChoice(tuple({spot.tile: None for spot in self.places}), self.whole, chosen)

    def name_place(self, spot: Spot) -> str:
        """Name a place as people see it."""
        title = next(tile.title for tile in self.tiles if tile.name == spot.tile)
        return title if self.whole else name_cell(spot.row, spot.column)

    def tiles_outlining(self, right: str) -> list[Tile]:
        """Return the maps with an outline around the places of an answer."""
        return [
            replace(tile, boxes=[*tile.boxes, *self._boxes(tile, right)]) for tile in self.tiles
        ]

    def _boxes(self, tile: Tile, right: str) -> list[CellBox]:
        rows, columns = tile.values.shape[-2:] if self.whole else (1, 1)
        return [
            CellBox(spot.row, spot.column, rows, columns)
            for spot, name in self.places.items()
            if name == right and spot.tile == tile.name
        ]


def cells_of(
    tile: str, shape: tuple[int, int], answer_at: Callable[[int, int], str]
) -> dict[Spot, str]:
    """Give each cell of a map the name of the answer that it is.

    Examples
    --------
    >>> cells_of("map", (1, 2), lambda row, column: "right" if column == 1 else "other")
    {Spot(tile='map', row=0, column=0): 'other', Spot(tile='map', row=0, column=1): 'right'}
    """
    rows, columns = shape
    return {
        Spot(tile, row, column): answer_at(row, column)
        for row in range(rows)
        for column in range(columns)
    }


@dataclass(frozen=True)
class Prediction:
    """A question that a learner answers before the page shows what it asks for.

    Attributes
    ----------
    name : str
        By which the session keeps what was predicted.
    answers : mapping
        Two to four, made of what people believe, each by a name of its own.
    right : str
        Name of the right one.
    misconception : str
        Such as "M1", where people who choose another answer believe that.
    board : AskedBoard, optional
        Where the answers are places of maps; else they are buttons.
    """

    name: str
    question: str
    answers: Mapping[str, Answer]
    right: str
    misconception: str = ""
    board: AskedBoard | None = None

    def with_numbers(self, **numbers: str) -> "Prediction":
        """Fill the places for numbers in all texts.

        Examples
        --------
        >>> answers = {"sum": Answer("{sum}", "4 + 2 = {sum}"), "mean": Answer("3", "6 / 2 = 3")}
        >>> asked = Prediction("sum of two", "How much is 4 + 2?", answers, "sum")
        >>> asked.with_numbers(sum="6").answers["sum"]
        Answer(text='6', meaning='4 + 2 = 6')
        """
        filled = {
            name: Answer(answer.text.format(**numbers), answer.meaning.format(**numbers))
            for name, answer in self.answers.items()
        }
        return replace(self, question=self.question.format(**numbers), answers=filled)
