"""A room from its opening to its end, on both databases: no vote is lost, none counts twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, func, select

from classroom import AskedQuestion, Phase, PossibleAnswer, RoomError, Store
from classroom.database import transaction
from classroom.store import LIFETIME, MOST_QUESTIONS
from classroom.tables import TABLES
from tests.classroom.conftest import Clock

SUM = AskedQuestion(
    "A filter has 3 kernels. What happens to their products?",
    (
        PossibleAnswer("They are added"),
        PossibleAnswer("They stay apart", "each channel has its own map"),
    ),
    right=0,
)


@pytest.fixture
def room(store: Store) -> tuple[str, str]:
    return store.open_room()


def votes_in(store: Store, code: str, place: int) -> dict[int, dict[int, int]]:
    return {round: dict(tally) for round, tally in store.tallies(code, place).items()}


def test_a_question_goes_through_both_votes(store: Store, room: tuple[str, str]) -> None:
    code, _ = room
    place = store.add_question(*room, SUM)
    assert store.room(code).shown is None
    store.put(*room, place)
    for phone, answer in (("a", 1), ("b", 1), ("c", 0)):
        store.vote(code, place, 1, phone, answer)
    store.close(*room, place)
    store.count(*room, place)
    store.vote_again(*room, place)
    for phone in ("a", "b"):
        store.vote(code, place, 2, phone, 0)
    store.explain(*room, place)
    assert votes_in(store, code, place) == {1: {1: 2, 0: 1}, 2: {0: 2}}
    shown = store.room(code).shown
    assert shown is not None
    assert (shown.question, shown.phase, shown.round) == (SUM, Phase.EXPLAINED, 2)


def test_the_last_vote_of_a_phone_counts_and_counts_once(
    store: Store, room: tuple[str, str]
) -> None:
    code, _ = room
    store.put(*room, store.add_question(*room, SUM))
    for answer in (1, 0, 0):
        store.vote(code, 0, 1, "a phone", answer)
    assert store.tallies(code, 0)[1] == Counter({0: 1})
    assert store.votes_of(code, 0, "a phone") == {1: 0}
    assert store.votes_of(code, 0, "another") == {}


def test_votes_that_come_at_once_are_all_kept(store: Store, room: tuple[str, str]) -> None:
    code, _ = room
    store.put(*room, store.add_question(*room, AskedQuestion("27 + 1?", right=28)))
    with ThreadPoolExecutor(8) as phones:
        list(phones.map(lambda n: store.vote(code, 0, 1, f"phone {n}", 27 + n % 2), range(100)))
    assert store.tallies(code, 0)[1] == Counter({27: 50, 28: 50})


@pytest.mark.parametrize(
    ("round", "answer", "expected"),
    [(2, 0, "closed"), (1, 2, "of the 2 answers"), (1, -1, "of the 2 answers")],
)
def test_a_vote_that_fits_no_open_question_is_refused(
    store: Store, room: tuple[str, str], round: int, answer: int, expected: str
) -> None:
    code, _ = room
    store.put(*room, store.add_question(*room, SUM))
    with pytest.raises(RoomError, match=expected):
        store.vote(code, 0, round, "a", answer)
    assert votes_in(store, code, 0) == {1: {}, 2: {}}


def test_what_a_window_that_is_behind_asks_for_changes_nothing(
    store: Store, room: tuple[str, str]
) -> None:
    code, _ = room
    store.put(*room, store.add_question(*room, SUM))
    store.explain(*room, 0)
    for deed in (store.put, store.close, store.count, store.vote_again):
        deed(*room, 0)
    shown = store.room(code).shown
    assert shown is not None
    assert (shown.phase, shown.round) == (Phase.EXPLAINED, 1)


def test_each_deed_makes_a_new_version_and_a_vote_does_not(
    store: Store, room: tuple[str, str]
) -> None:
    code, _ = room
    store.put(*room, store.add_question(*room, SUM))
    assert store.room(code).version == 1 + 2  # opened, then a question was added and put
    store.vote(code, 0, 1, "a", 0)
    assert store.room(code).version == 3
    store.look_here(*room, "pages/1_Slide_the_kernel.py?stride=2")
    assert (store.room(code).version, store.room(code).look[-8:]) == (4, "stride=2")
    store.put(*room, 0)
    assert store.room(code).look == ""


def test_only_its_teacher_can_act_on_a_room(store: Store, room: tuple[str, str]) -> None:
    code, _ = room
    _, secret_of_another = store.open_room()
    for deed in (store.check_teacher, store.end_room):
        with pytest.raises(RoomError, match="not lead to a room of yours"):
            deed(code, secret_of_another)
    assert store.room(code).version == 1


def test_a_question_that_was_put_stays_and_one_that_waits_can_go(
    store: Store, room: tuple[str, str]
) -> None:
    code, _ = room
    for _ in range(3):
        store.add_question(*room, SUM)
    store.put(*room, 0)
    store.remove_question(*room, 0)
    store.remove_question(*room, 1)
    assert [state.place for state in store.questions(code)] == [0, 2]
    assert store.add_question(*room, SUM) == 3


def rows_left(engine: Engine) -> int:
    with transaction(engine, writes=False) as connection:
        tables = TABLES.tables.values()
        return sum(
            connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables
        )


def test_a_room_that_is_ended_leaves_nothing(
    store: Store, engine: Engine, room: tuple[str, str]
) -> None:
    code, _ = room
    store.put(*room, store.add_question(*room, SUM))
    store.vote(code, 0, 1, "a", 0)
    for phone in ("a", "b", "a"):
        store.join(code, phone)
    assert store.phones(code) == 2
    assert rows_left(engine) == 3 + 2
    store.end_room(*room)
    assert rows_left(engine) == 0
    with pytest.raises(RoomError, match=code):
        store.room(code)


def test_a_room_ends_by_itself_and_the_next_one_clears_it_away(
    store: Store, engine: Engine, clock: Clock, room: tuple[str, str]
) -> None:
    code, _ = room
    store.put(*room, store.add_question(*room, SUM))
    clock.now += LIFETIME
    with pytest.raises(RoomError, match="no room"):
        store.room(code)
    with pytest.raises(RoomError, match="ended"):
        store.close(*room, 0)
    store.open_room()
    assert rows_left(engine) == 1


def test_a_code_is_found_as_it_is_typed(store: Store, room: tuple[str, str]) -> None:
    code, _ = room
    assert store.find_room(f" {code[:3].lower()}-{code[3:]} ").code == code
    for typed in ("", "nothing", "' OR 1=1 --", code[:-1]):
        with pytest.raises(RoomError, match="no room"):
            store.find_room(typed)


def test_a_room_has_a_last_question(store: Store, room: tuple[str, str]) -> None:
    for _ in range(MOST_QUESTIONS):
        store.add_question(*room, SUM)
    with pytest.raises(RoomError, match=str(MOST_QUESTIONS)):
        store.add_question(*room, SUM)


def test_two_processes_see_one_room(store: Store, engine: Engine, room: tuple[str, str]) -> None:
    code, _ = room
    store.put(*room, store.add_question(*room, SUM))
    other = Store(engine)
    other._clock = store._clock
    other.vote(code, 0, 1, "a", 0)
    assert store.tallies(code, 0)[1] == other.tallies(code, 0)[1] == Counter({0: 1})
