"""No function of the store reaches rows without the board that owns them, but for those that are meant to."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import store

MEANT = {
    "find_board": "a board is itself",
    "list_boards": "for who runs the installation",
    "add_board": "a board is itself",
    "change_board": "a board is itself",
    "rewrap_keys": "moves keys of all boards and gives none of them away",
    "load_status_list": "public: whoever holds a credential has to be able to check it",
    "find_api_key": "finds the board by a secret",
    "note_key_use": "finds its row by a secret",
    "find_signing_key": "status lists are public, and are signed by whoever issued",
    "find_session": "finds the board by a secret",
    "note_session_use": "finds its row by a secret",
    "take_sign_in": "finds the board by a secret",
    "find_offer": "finds the board by a secret",
    "find_code": "finds the board by a secret",
    "find_token": "finds the board by a secret",
    "exchange_code": "finds its row by a secret",
    "take_by_token": "of an offer that was found by a secret",
    "take_by_handle": "of an offer that was found by a secret",
    "hear_of": "of an offer that was found by a secret",
    "forget_offers": "nightly, over all boards; counts only",
    "end_session": "finds its row by a secret",
    "remove_ended_sessions": "nightly, over all boards; counts only",
    "give_up_calls": "the reaper, over all boards; counts only",
    "forget_old_answers": "nightly, over all boards; counts only",
    "scrub": "files of the database",
    "upgrade": "the schema",
    "revision_of": "the schema",
    "check_revision": "the schema",
    "running_boards": "at the start of a worker, over all boards; ids only",
    "one": "runs a query that somebody else made",
    "remove_free": "removes what somebody else says",
}


def functions() -> Iterator[tuple[str, Callable[..., object]]]:
    for module in pkgutil.iter_modules(store.__path__, "app.store."):
        if module.ispkg:
            continue
        found = importlib.import_module(module.name)
        for name, function in vars(found).items():
            if inspect.isfunction(function) and function.__module__ == module.name and not name.startswith("_"):
                yield name, function


REACHING = {
    name: function
    for name, function in functions()
    if {"connection", "database", "blobs"} & set(inspect.signature(function).parameters)
}


@pytest.mark.parametrize("name", sorted(REACHING))
def test_a_function_that_reaches_rows_or_blobs_takes_the_board_and_uses_it(name: str) -> None:
    parameters = list(inspect.signature(REACHING[name]).parameters)
    if name in MEANT:
        assert "board_id" not in parameters
    else:
        assert "board_id" in parameters
        assert inspect.getsource(REACHING[name]).count("board_id") > 1


def test_the_exceptions_are_functions_that_there_are() -> None:
    assert set(MEANT) <= set(REACHING)
    assert len(REACHING) > 60


def test_the_page_about_the_store_names_every_function() -> None:
    page = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| `\w+` \| (.+) \|$", page, flags=re.MULTILINE)
    assert {name for cell in cells for name in cell.split()} == set(REACHING) - {"one", "remove_free"}
