"""Edits at the terminal: what is asked, and what the answers change; and the flags and concepts that are shown."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from app.cli.claim import FLAGS, FLAGS_SHOWN, choices, entry_line
from app.cli.dialogue import Closing, Dialogue
from app.cli.editing import Ask, called, edit
from app.cli.report import findings
from app.errors import TablesDamaged
from app.extraction.model import Entry, EntryKind
from app.flows.adding import Adding
from app.flows.journal import Journal
from app.flows.review import Review
from app.review.model import Draft, DraftClaim, Edit, Flag, FlagCode, Person, Role
from tests.flows.drafts import ENTRY, FORKLIFT, PALLET, clock, concept, draft, skill

JOB = skill(7, "Forklift Operator, Dock & Sons", entry_id="e1").model_copy(update={"kind": EntryKind.EMPLOYMENT})
DEGREE = ENTRY.model_copy(
    update={"kind": EntryKind.EDUCATION, "title": "BS", "current": False, "start": None, "end": "2015"}
)
KEEP = ""


def _job(**changes: object) -> DraftClaim:
    return JOB.model_copy(update=changes)


def _edit(lines: Sequence[str], claim: DraftClaim = JOB, entry: Entry | None = ENTRY) -> tuple[Edit | None, str]:
    waiting, said = iter(lines), []

    def ask(prompt: str) -> str:
        said.append(prompt)
        return next(waiting)

    made = edit(claim, entry, ask, said.append)
    assert next(waiting, None) is None, "a line was not asked for"
    return made, "\n".join(said)


def test_each_fact_of_an_entry_is_asked_for_with_what_was_read() -> None:
    made, said = _edit([KEEP] * 6)
    assert made is None
    prompts = [line for line in said.splitlines() if line.endswith("]: ")]
    assert prompts == [
        "What it is [employment]: ",
        "Title [Forklift Operator]: ",
        "Organization [Dock & Sons]: ",
        "Place [none]: ",
        "Start [2019-03]: ",
        "End, or present [present]: ",
    ]
    assert "Nothing is changed" in said


@pytest.mark.parametrize(
    ("lines", "changes"),
    [
        (["", "Reach Truck Driver", "", "", "", ""], {"title": "Reach Truck Driver"}),
        (["", "", "-", "Tacoma", "", ""], {"organization": "", "location": "Tacoma"}),
        (["", "", "", "", "2018", "2022-01"], {"start": "2018", "end": "2022-01", "current": False}),
        (["", "", "", "", "-", "-"], {"start": "", "end": "", "current": False}),
        (["volunteering", "", "", "", "", ""], {"kind": EntryKind.VOLUNTEERING}),
        (["7", "", "", "", "", ""], {"kind": EntryKind.VOLUNTEERING}),
        (["", "Forklift Operator", "", "-", "2019-03", "Present"], {}),
    ],
)
def test_what_is_typed_changes_that_fact_alone(lines: list[str], changes: dict[str, Any]) -> None:
    made, _ = _edit(lines)
    told = made.model_dump(exclude_none=True) if made else {}
    told.pop("alignments", None)
    assert told == changes


def test_a_degree_is_asked_for_its_field_of_study_and_whether_it_was_completed() -> None:
    made, said = _edit(["", "", "", "Nursing", "", "", "present", "n"], entry=DEGREE)
    assert made == Edit(programme="Nursing", current=True, completed=False)
    assert "Completed, y or n [not said]: " in said
    made, _ = _edit([*[KEEP] * 7, "maybe", "y"], entry=DEGREE)
    assert made == Edit(completed=True)


def test_a_certification_is_asked_for_its_issue_and_expiry() -> None:
    paper = DEGREE.model_copy(update={"kind": EntryKind.CERTIFICATION})
    made, said = _edit(["", "", "", "", "2023", "present", "2026-05", ""], entry=paper)
    assert made == Edit(start="2023", end="2026-05")
    assert "Issued [none]: " in said
    assert said.count("Expires [2015]: ") == 2


def test_a_date_or_kind_that_cannot_be_meant_is_asked_for_again() -> None:
    made, said = _edit(["wizard", "", "", "", "", "13/2019", "2019-13", "2019-02-30", "2018-02", ""])
    assert made == Edit(start="2018-02")
    assert "1 employment, 2 education" in said
    assert said.count("Type a year, a month or a day") == 3


def test_an_end_before_the_start_is_asked_for_again() -> None:
    made, said = _edit([KEEP, KEEP, KEEP, KEEP, "06/2016", "05/2010", "05/2019"])
    assert made is not None
    assert (made.start, made.end) == ("2016-06", "2019-05")
    assert "It would end (2010-05) before it begins (2016-06)" in said


def _typing(*lines: str) -> Ask:
    waiting = iter(lines)
    return lambda _: next(waiting)


def test_another_title_loses_the_concepts_of_the_first_unless_one_is_chosen() -> None:
    job = _job(alignments=(concept("forklift operator", 0.9),), alternatives=(concept("packer", 0.5),))
    facts = ["", "Packer", "", "", "", ""]
    fits = _job(alignments=(), alternatives=(concept("packer", 0.5),))
    for typed, left in (("", ()), ("0", ()), ("1", (concept("packer", 0.5),))):
        made = edit(job, ENTRY, _typing(*facts, typed), str, lambda _: fits)
        assert made == Edit(title="Packer", alignments=left)
    assert _edit([*[KEEP] * 6, "0"], job)[0] == Edit(alignments=())


def test_a_fact_that_is_too_long_changes_nothing() -> None:
    made, said = _edit(["", "x" * 301])
    assert made is None
    assert "At most 300 characters" in said


class NoDocument(Adding):
    """Looks for concepts alone, and finds what the first word of the title says."""

    def __init__(self) -> None:
        pass

    def with_concepts(self, claim: DraftClaim) -> DraftClaim:
        found = concept(f"{claim.name.split(',')[0].lower()} by its title", 0.7)
        return claim.model_copy(update={"alignments": (), "alternatives": (found,)})


def sitting(folder: Path, of: Draft, *lines: str) -> tuple[Closing, Review, str]:
    shown, waiting = io.StringIO(), iter(lines)

    def ask(prompt: str) -> str:
        for line in waiting:
            return line
        raise EOFError

    review = Review(of, Person(id="did:key:zWorker", role=Role.WORKER), clock, Journal(folder / "d.jsonl"))
    console = Console(file=shown, width=80, highlight=False, markup=False)
    return Dialogue(review, console, ask, NoDocument).hold(), review, shown.getvalue()


def test_an_edited_entry_is_approved_as_it_then_reads(tmp_path: Path) -> None:
    lines = ("e", "", "Packer", "", "", "", "2022", "1", "f")
    closing, review, shown = sitting(tmp_path, draft(JOB), *lines)
    assert closing is Closing.FINISHED
    (approved,) = review.record().claims
    assert approved.claim.name == "Packer, Dock & Sons"
    assert approved.claim.correction is not None
    assert approved.claim.correction.end == "2022"
    assert "Approved as: Packer, Dock & Sons (2019-03 – 2022)" in shown
    assert "Concepts that may fit it now:\n   1 packer by its title (ESCO, 70 of 100)" in shown
    assert [one.name for one in approved.claim.alignments] == ["packer by its title"]


def test_concepts_that_cannot_be_looked_for_stop_no_edit(tmp_path: Path) -> None:
    class Broken(NoDocument):
        def with_concepts(self, claim: DraftClaim) -> DraftClaim:
            raise TablesDamaged(f"The tables cannot be read for {claim.kind}.")

    shown, lines = io.StringIO(), iter(("e", "", "Packer", "", "", "", ""))
    review = Review(draft(JOB), Person(id="did:key:zWorker", role=Role.WORKER), clock, Journal(tmp_path / "d.jsonl"))
    console = Console(file=shown, width=80, highlight=False, markup=False)
    Dialogue(review, console, lambda _: next(lines, "q"), Broken).hold()
    assert "No concepts are looked for. The tables cannot be read for employment." in shown.getvalue()
    assert review.record().claims[0].claim.name == "Packer, Dock & Sons"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("06/2016", "2016-06"),
        ("June 2016", "2016-06"),
        ("jun. 2016", "2016-06"),
        ("Summer 2016", "2016"),
        ("2016", "2016"),
        ("3/31/2016", "2016-03-31"),
        ("31.03.2016", "2016-03-31"),
        ("2016-03-31", "2016-03-31"),
    ],
)
def test_a_date_is_read_as_documents_print_it_and_no_more_exactly(typed: str, read: str) -> None:
    made, said = _edit(["", "", "", "", typed, ""])
    assert made == Edit(start=read)
    assert ("Read as" in said) is (typed != read)


@pytest.mark.parametrize("typed", ["2016 - 2018", "since 2016", "June", "in 2016", "x", "2016-2018", "2019-13"])
def test_what_is_no_single_date_is_asked_for_again(typed: str) -> None:
    made, said = _edit(["", "", "", "", typed, "2017", ""])
    assert made == Edit(start="2017")
    assert "such as 2019, 06/2019, June 2019 or 2019-03-31" in said


def test_a_date_is_no_place() -> None:
    made, said = _edit(["", "", "", "summer 2016", "Summerville", "", ""])
    assert made == Edit(location="Summerville")
    assert "That is a date and no place" in said


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("job", EntryKind.EMPLOYMENT),
        ("school", EntryKind.EDUCATION),
        ("my driver's license", EntryKind.LICENCE),
        ("Licence", EntryKind.LICENCE),
        ("volunteer work", EntryKind.VOLUNTEERING),
        ("military service", EntryKind.MILITARY_SERVICE),
        ("military-service", EntryKind.MILITARY_SERVICE),
        ("air force", EntryKind.MILITARY_SERVICE),
        ("community service", EntryKind.VOLUNTEERING),
        ("unpaid work", EntryKind.VOLUNTEERING),
        ("Community work", EntryKind.VOLUNTEERING),
        ("community college", EntryKind.EDUCATION),
        ("community health", None),
        ("customer service", None),
        ("service", None),
        ("customer service job", EntryKind.EMPLOYMENT),
        ("volunteering", EntryKind.VOLUNTEERING),
        ("certificate", EntryKind.CERTIFICATION),
        ("training course", EntryKind.COURSE),
        ("projects", EntryKind.PROJECT),
        ("job training", None),
        ("wizard", None),
        ("", None),
    ],
)
def test_a_kind_is_known_by_what_people_call_it(typed: str, kind: EntryKind | None) -> None:
    assert called(typed) is kind


@pytest.mark.parametrize(("typed", "told"), [("school", True), ("Education", False), ("2", False)])
def test_how_everyday_words_for_a_kind_were_read_is_shown(typed: str, told: bool) -> None:
    made, said = _edit([typed, *[KEEP] * 7])
    assert made is not None
    assert made.correction is not None
    assert made.correction.kind is EntryKind.EDUCATION
    assert ("Read as education." in said) is told


def test_of_what_may_match_it_is_not_said_that_nothing_does(tmp_path: Path) -> None:
    offered = PALLET.model_copy(
        update={"flags": (Flag(code=FlagCode.UNALIGNED),), "alternatives": (concept("move pallets", 0.4),)}
    )
    _, _, shown = sitting(tmp_path, draft(offered))
    assert "no matching concept" not in shown
    assert "no concept matches it for certain; one of these may" in shown


def test_an_entry_that_was_not_reached_says_so_where_it_is_listed() -> None:
    assert entry_line(DEGREE.model_copy(update={"completed": False})) == "BS, Dock & Sons (2015, not completed)"
    assert entry_line(DEGREE.model_copy(update={"expected": True})) == "BS, Dock & Sons (2015, expected)"
    for said, told in (
        ("CPR (expired)", "not current"),
        ("CPR, in progress", "in progress"),
        ("CPR", "not completed"),
    ):
        quoted = ENTRY.evidence[0].model_copy(update={"quote": said})
        paper = ENTRY.model_copy(
            update={
                "kind": EntryKind.CERTIFICATION,
                "completed": False,
                "current": False,
                "start": None,
                "end": None,
                "evidence": (quoted,),
            }
        )
        assert entry_line(paper).endswith(f"({told})")


@pytest.mark.parametrize(
    ("kind", "start", "end", "told"),
    [
        (EntryKind.LICENCE, None, "2049-04", "expires 2049-04"),
        (EntryKind.CERTIFICATION, "2019", None, "issued 2019"),
        (EntryKind.CERTIFICATION, "2017", "2022", "issued 2017, expired 2022"),
        (EntryKind.EMPLOYMENT, "2019-03", None, "from 2019-03"),
        (EntryKind.EDUCATION, None, "2015", "2015"),
    ],
)
def test_of_one_date_alone_it_is_told_which_it_is(
    kind: EntryKind, start: str | None, end: str | None, told: str
) -> None:
    made = DEGREE.model_copy(update={"kind": kind, "start": start, "end": end})
    assert entry_line(made) == f"BS, Dock & Sons ({told})"
    assert entry_line(made.model_copy(update={"expected": True})).endswith("expected)")


def _flags(*codes: FlagCode) -> tuple[Flag, ...]:
    return tuple(Flag(code=code, detail="page 1: some words") for code in codes)


def test_the_flags_of_a_draft_are_shown_before_the_first_claim_and_in_the_findings(tmp_path: Path) -> None:
    flags = (*_flags(FlagCode.INSTRUCTION), Flag(code=FlagCode.ACTIVE_CONTENT, detail="javascript"))
    flags += (Flag(code=FlagCode.READING_ORDER, detail="reading-order"),)
    flagged = draft(PALLET).model_copy(update={"flags": flags})
    _, _, shown = sitting(tmp_path, flagged)
    said = " ".join(shown.split())
    expected = [
        "! text that reads like an instruction to a machine (page 1: some words)",
        "! the file carries more than text (scripts)",
        "! the order of the text on the page is unsure; words may stand beside the wrong entry",
    ]
    assert [line in said for line in expected] == [True, True, True]
    assert said.index(expected[0]) < said.index("Claim 1 of 1")
    listed = io.StringIO()
    for line in findings(flagged):
        Console(file=listed, width=200).print(line)
    assert [f"  {line}\n" in "\n".join(map(str.rstrip, listed.getvalue().split("\n"))) for line in expected] == [
        True
    ] * 3


def test_what_is_missing_is_told_without_asking_for_a_look_and_changes_no_order(tmp_path: Path) -> None:
    missing = PALLET.model_copy(update={"flags": (Flag(code=FlagCode.UNALIGNED),)})
    unsure = skill(3, "RF scanner", flags=(Flag(code=FlagCode.UNSURE),))
    _, review, shown = sitting(tmp_path, draft(FORKLIFT, missing, unsure), "y", "y")
    assert review.claims == (unsure, FORKLIFT, missing)
    assert shown.count("! look here") == 1
    assert "  no matching concept in any framework" in shown


def test_many_flags_are_counted(tmp_path: Path) -> None:
    flagged = draft(PALLET).model_copy(update={"flags": _flags(*[FlagCode.HIDDEN_TEXT] * (FLAGS_SHOWN + 3))})
    assert "! and 3 more" in sitting(tmp_path, flagged)[2]


def test_a_note_that_says_something_else_than_its_flag_has_a_sentence_of_its_own(tmp_path: Path) -> None:
    noted = (
        Flag(code=FlagCode.HIDDEN_TEXT, detail="tracked-insertions"),
        Flag(code=FlagCode.UNREADABLE, detail="encoding-guessed"),
    )
    _, _, shown = sitting(tmp_path, draft(PALLET).model_copy(update={"flags": noted}))
    said = " ".join(shown.split())
    assert "! the document has insertions that nobody has accepted yet; they are read as its text" in said
    assert "! the encoding of the file was guessed; letters with accents may be wrong" in said
    assert "left out" not in said


def test_every_flag_has_words() -> None:
    assert set(FLAGS) == set(FlagCode)


def test_runners_up_that_hardly_fit_are_not_offered_and_none_chosen_is_said(tmp_path: Path) -> None:
    weak, strong = concept("juggle pallets", 0.19), concept("move pallets", 0.2)
    claim = skill(2, "pallet jack", alternatives=(strong, weak))
    assert choices(claim) == (strong,)
    shown = sitting(tmp_path, draft(claim))[2]
    assert "Concepts (none chosen; e offers them)" in shown
    assert "juggle" not in shown
    assert "Concepts (* chosen)" in sitting(tmp_path, draft(FORKLIFT))[2]
    assert "Concepts: none fits" in sitting(tmp_path, draft(skill(2, "pallet jack", alternatives=(weak,))))[2]
