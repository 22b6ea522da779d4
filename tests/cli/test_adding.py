"""What a person at a terminal misses in a draft and adds by pointing at its words."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from app.cli.dialogue import Closing, Dialogue
from app.errors import SourceNotFound
from app.extraction.model import PERSON, Basis, EntryKind
from app.extraction.pointed import Pointed
from app.flows import outputs
from app.flows.adding import Adding
from app.flows.journal import Journal
from app.flows.review import Review, load_draft
from app.review.decide import load_record
from app.review.model import Draft, DraftClaim, Person, Role, Verdict
from tests.cli import sources
from tests.cli.conftest import Ler
from tests.cli.terminal import Terminal
from tests.cli.test_dialogue import answers
from tests.flows.drafts import PALLET, SCANNER, clock, draft, evidence, skill

WORKER = Person(id="did:key:zWorker", role=Role.WORKER)


class Pretended(Adding):
    """Adds without a document and without frameworks; its document is at the path `there`."""

    def __init__(self, *, near: bool = True) -> None:
        self.said: list[Pointed] = []
        self._opened = False
        self._near_by = near

    @property
    def is_open(self) -> bool:
        return self._opened

    def open(self, _: Draft, told: Path | None = None) -> bool:
        if told is not None and told != Path("there"):
            raise SourceNotFound("no such file")
        self._opened = self._near_by or told is not None
        return self._opened

    def add(self, draft: Draft, said: Pointed) -> tuple[Draft, DraftClaim]:
        self.said.append(said)
        claim = skill(9, said.quote, Basis.STATED, name=said.name or said.quote)
        return draft.model_copy(update={"claims": (*draft.claims, claim)}), claim


def sit(
    folder: Path, *lines: str, adding: Adding | None = None, of: Draft | None = None
) -> tuple[Closing, Review, str]:
    shown = io.StringIO()
    review = Review(of or draft(PALLET, SCANNER), WORKER, clock, Journal(folder / "d.jsonl"))
    console = Console(file=shown, width=80, highlight=False, markup=False)
    made = adding or Pretended()
    ended = Dialogue(review, console, answers(*lines), lambda: made).hold()
    return ended, review, shown.getvalue()


def test_what_is_added_is_asked_about_at_once_and_then_the_others(tmp_path: Path) -> None:
    adding = Pretended()
    ended, review, shown = sit(tmp_path, "a", "stock list", "", "Stock keeping", "y", "y", "y", "f", adding=adding)
    assert adding.said == [Pointed(quote="stock list", start=evidence("stock list").start, name="Stock keeping")]
    assert ended is Closing.FINISHED
    assert [review.verdict(claim) for claim in review.claims] == [Verdict.APPROVE] * 3
    assert "Stock keeping" in {held.claim.name for held in review.record().claims}
    assert "3 approved (0 of them edited), 0 rejected, 0 left." in shown


def test_it_may_be_added_at_the_end_and_from_a_draft_in_which_nothing_was_found(tmp_path: Path) -> None:
    empty = draft().model_copy(update={"claims": (), "entries": ()})
    ended, review, _ = sit(tmp_path, "a", "stock list", "", "", "y", "f", of=empty)
    assert ended is Closing.FINISHED
    assert [held.claim.name for held in review.record().claims] == ["stock list"]


def test_words_that_are_not_there_are_told_with_the_lines_that_have_some_of_them(tmp_path: Path) -> None:
    adding = Pretended()
    _, _, shown = sit(tmp_path, "a", "kept the books", "", adding=adding)
    assert "These words do not stand in the document" in shown
    assert "Moved pallets with a reach truck and kept the stock list." in shown
    assert "Nothing is added." in shown
    assert adding.said == []


def test_of_several_places_and_kinds_the_person_chooses(tmp_path: Path) -> None:
    adding = Pretended()
    _, _, shown = sit(tmp_path, "a", "forklift", "3", "x", "2", "0", "2", "q", adding=adding)
    assert "They stand in 2 places:" in shown
    assert "[Forklift] Operator, Dock & Sons" in shown
    assert "Type a number from 1 to 2, or Enter." in shown
    assert "Type a number from 1 to 9, a word" in shown
    (said,) = adding.said
    assert (said.kind, said.start) == (EntryKind.EMPLOYMENT, evidence("forklift operation").start)


def test_a_kind_is_told_by_a_word(tmp_path: Path) -> None:
    adding = Pretended()
    _, _, shown = sit(tmp_path, "a", "stock list", "wizard", "job", "q", adding=adding)
    assert "a word such as job or school" in shown
    assert [said.kind for said in adding.said] == [EntryKind.EMPLOYMENT]


def test_a_document_that_is_not_near_is_asked_for_until_it_is_found_or_the_person_leaves(tmp_path: Path) -> None:
    adding = Pretended(near=False)
    _, _, shown = sit(tmp_path, "a", "elsewhere", "there", "stock list", "", "", "q", adding=adding)
    assert "no such file" in shown
    assert len(adding.said) == 1
    left = Pretended(near=False)
    assert "Nothing is added." in sit(tmp_path, "a", "", "q", adding=left)[2]
    assert left.said == []


@pytest.mark.parametrize("lines", [("a", "stock list", "", "", "q"), ("a", "stock list")])
def test_whoever_leaves_before_deciding_has_added_it_and_approved_nothing(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    ended, review, _ = sit(tmp_path, *lines)
    assert ended is Closing.LEFT
    assert review.count(Verdict.APPROVE) == 0


def test_where_nothing_was_found_the_way_to_add_it_is_told_and_leads_to_a_record(
    ler: Ler, home: Path, tmp_path: Path
) -> None:
    told = sources.write(tmp_path, "told.txt", b"I sing in a choir.\nMy cat is called Miso.\n")
    ran = ler("draft", told, "--out", tmp_path / "out")
    assert "nothing found" in ran.out
    assert f"ler review {tmp_path}" in ran.out.replace("\n", "")
    with Terminal("review", tmp_path / "out" / "told.draft.json", env={"NO_COLOR": "1"}) as terminal:
        for wanted, line in (
            ("q quit >", "a"),
            ("Its words", "sing in a choir"),
            ("What it is", ""),
            ("Call it", ""),
        ):
            terminal.wait_for(wanted)
            terminal.type(line)
        terminal.wait_for("added it")
        terminal.wait_for("? help")
        terminal.type("y")
        terminal.wait_for("1 approved")
        terminal.wait_for("q quit >")
        terminal.type("f")
        assert terminal.end() == 0
    record = load_record((tmp_path / "out" / "told.record.json").read_bytes())
    assert [held.claim.name for held in record.claims] == ["sing in a choir"]


def test_a_worker_adds_to_a_draft_file_at_the_terminal_and_it_is_still_there_afterwards(
    home: Path, tmp_path: Path
) -> None:
    resume = sources.write(tmp_path, "resume.pdf", sources.pdf(*sources.LINES, "I also fix bicycles"))
    with Terminal("convert", resume, "--out", tmp_path / "out", env={"NO_COLOR": "1"}) as terminal:
        for wanted, line in (
            ("> ", "a"),
            ("Its words", "fix bicycles"),
            ("What it is", ""),
            ("Call it", "Bicycle repair"),
            ("added it", "y"),
            ("> ", "f"),
            ("q quit > ", "f"),
            ("name", "Rosa Quill"),
        ):
            terminal.wait_for(wanted)
            terminal.type(line)
        assert terminal.end() == 0
    kept = load_draft(tmp_path / "out" / "resume.draft.json")
    assert kept.claims[-1].provenance.extractor == PERSON
    assert [path.name for path in (tmp_path / "out" / "resume.credentials").iterdir()] == ["01-bicycle-repair.json"]
    assert outputs.json_bytes(kept) == (tmp_path / "out" / "resume.draft.json").read_bytes()
