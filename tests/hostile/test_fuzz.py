"""No changed document breaks a reader, as far as a few hundred of them tell; and what does break one is found."""

import os
from collections.abc import Callable
from itertools import islice

import pytest

from app.documents.model import Document, Line, SourceDocument
from app.documents.read import read
from app.errors import LerError
from tests.hostile.fuzz import forms
from tests.hostile.fuzz.judge import broken
from tests.hostile.fuzz.run import Account, fuzz
from tests.hostile.fuzz.targets import TARGETS, Target

_SEEDS, _CHANGED = 5, 25
GOOD, BAD = b"Rosa Quill\nWelder 2019\n", b"Rosa Quill\nWelder 1900\n"

Reading = Callable[[bytes], Document | None]


def _text(data: bytes) -> Document:
    return read(SourceDocument(name="resume", data=data))


def _account(reader: Reading, *seeds: bytes, executions: int = 3) -> Account:
    """Read texts, and some made from them, with this reader, which knows no words."""
    account = Account(Target("planted", lambda: seeds, (), lambda _: (), read=reader), seed=4, slow_when_small=0.3)
    fuzz(account, None, executions=executions)
    return account


@pytest.mark.parametrize("name", TARGETS)
def test_no_changed_input_breaks_a_reader(name: str) -> None:
    account = Account(TARGETS[name], seed=7)
    seeds = list(islice(TARGETS[name].seeds(), _SEEDS))
    fuzz(account, None, executions=_CHANGED, seeds=seeds)
    assert account.findings == {}
    assert account.executions == _CHANGED + len(set(seeds))
    assert account.outcomes["read"] + account.outcomes["looked at"] >= len(set(seeds))
    assert len(account.lines.seen) > 100


def _stumbles(data: bytes) -> Document:
    if b"1900" in data:
        raise IndexError
    return _text(data)


def _crashes(data: bytes) -> Document:
    if b"1900" in data:
        os.abort()
    return _text(data)


def _hangs(data: bytes) -> Document:
    while b"1900" in data:
        pass
    return _text(data)


def _grabs(data: bytes) -> Document:
    if b"1900" in data:
        bytearray(10_000_000_000)
    return _text(data)


def _forgets(data: bytes) -> Document:
    made = _text(data)
    return made.model_copy(update={"lines": made.lines[1:]}) if b"1900" in data else made


@pytest.mark.parametrize(
    ("reader", "wrong"),
    [
        (_stumbles, "raised IndexError"),
        (_crashes, "SIGABRT"),
        (_hangs, "too slow"),
        (_grabs, "raised MemoryError"),
        (_forgets, "line: words between lines"),
    ],
)
def test_what_breaks_a_reader_is_found_and_kept(reader: Reading, wrong: str) -> None:
    account = _account(reader, GOOD, BAD)
    (found,) = [finding for finding in account.findings.values() if finding.wrong.startswith(wrong)]
    assert b"1900" in found.data
    assert account.outcomes["read"] > 0


def _stumbles_over_two(data: bytes) -> Document:
    if data.count(b"Welder") > 1:
        raise IndexError
    return _text(data)


def test_what_no_seed_holds_is_found_by_changing_them() -> None:
    account = _account(_stumbles_over_two, GOOD, executions=25)
    (found,) = account.findings.values()
    assert found.data.count(b"Welder") > 1
    assert account.outcomes["read"] > 1


def test_a_reader_that_says_something_else_the_second_time_is_found() -> None:
    said: list[int] = []

    def wavers(data: bytes) -> Document:
        said.append(1)
        return _text(data + b"\nCook" * (len(said) % 2))

    assert [*_account(wavers, GOOD).findings] == ["read twice: sha256"]


def test_the_same_seed_makes_the_same_inputs() -> None:
    first, second = (_account(_text, GOOD, executions=30) for _ in range(2))
    assert len(first.corpus) > 1
    assert first.corpus == second.corpus
    assert first.outcomes == second.outcomes


@pytest.mark.parametrize("name", [name for name, target in TARGETS.items() if target.open is not forms.whole])
def test_what_is_taken_apart_and_packed_again_is_read_as_before(name: str) -> None:
    target = TARGETS[name]
    apart = 0
    for data in islice(target.seeds(), 3):
        opened = target.open(data)
        apart += len(opened.parts) > 1
        assert _said(target, opened.pack(opened.parts)) == _said(target, data)
    assert apart


def _said(target: Target, data: bytes) -> str:
    try:
        found = target.read(data)
    except LerError as error:
        return error.code
    return "" if found is None else found.text


def test_a_document_whose_lines_are_not_its_text_breaks_its_rules() -> None:
    made = _text(b"Rosa Quill\nWelder 2019")
    assert list(broken(made)) == []
    away = Line(start=3, end=40, page=2, block=0)
    assert list(broken(made.model_copy(update={"lines": (away,)})))
