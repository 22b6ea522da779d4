"""Documents of people who wait are drafted first, and no more at once than there are places."""

import threading
import time

from app.flows.hosted.turns import Turns


def test_who_is_urgent_goes_first_and_nobody_goes_without_a_place() -> None:
    turns, went = Turns(1), list[str]()

    def draft(name: str, urgent: bool) -> None:
        with turns.take(urgent=urgent):
            went.append(name)

    threads = []
    with turns.take(urgent=False):
        for number, (name, urgent) in enumerate([("row 1", False), ("row 2", False), ("upload", True)], start=1):
            threads.append(threading.Thread(target=draft, args=(name, urgent)))
            threads[-1].start()
            while turns.waiting < number:
                time.sleep(0.001)
        assert went == []
    for thread in threads:
        thread.join()
    assert went[0] == "upload"
    assert sorted(went) == ["row 1", "row 2", "upload"]
    assert turns.waiting == 0


def test_a_place_is_given_back_when_drafting_fails() -> None:
    turns = Turns(1)
    for _ in range(3):
        try:
            with turns.take(urgent=True):
                raise ValueError
        except ValueError:
            pass
    assert turns.waiting == 0


def test_without_a_bound_nobody_waits() -> None:
    turns = Turns(None)
    with turns.take(urgent=False), turns.take(urgent=False), turns.take(urgent=True):
        assert turns.waiting == 0
