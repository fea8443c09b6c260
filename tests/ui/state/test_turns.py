"""Heavy work waits in a line, and whoever leaves it gives the place back."""

from threading import Event, Thread

import pytest

from ui.state.turns import Turns


def test_who_waits_is_told_the_place_and_comes_in_order() -> None:
    turns, told = Turns(1), Event()
    begun: list[str] = []
    places: dict[str, list[int]] = {"second": [], "third": []}

    def work(name: str) -> None:
        def waiting(before: int) -> None:
            places[name].append(before)
            told.set()

        with turns.turn(waiting):
            begun.append(name)

    with turns.turn():
        threads = []
        for name in places:
            told.clear()
            threads.append(Thread(target=work, args=(name,)))
            threads[-1].start()
            assert told.wait(10)
        assert (begun, turns.in_line) == ([], 3)
    for thread in threads:
        thread.join(10)
    assert begun == ["second", "third"]
    assert (places["second"][0], places["third"][0]) == (1, 2)


def test_as_many_work_at_once_as_are_allowed() -> None:
    turns = Turns(2)
    with turns.turn(pytest.fail), turns.turn(pytest.fail):
        assert turns.in_line == 2


def test_work_that_fails_or_is_given_up_gives_its_place_back() -> None:
    turns = Turns(1)

    def leave(before: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(ValueError, match="broken"), turns.turn():
        raise ValueError("broken")
    with turns.turn(), pytest.raises(KeyboardInterrupt), turns.turn(leave):
        pass
    assert turns.in_line == 0
