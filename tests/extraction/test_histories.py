"""Tables of jobs to entries, shown skills, and skills that codes of occupations ask for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fpdf import FPDF

from app.documents.model import Document, Limits, SourceDocument
from app.documents.read import read
from app.documents.tables import apart
from app.evaluation.suite import load
from app.extraction.extract import Extractor
from app.extraction.model import Basis, DocumentKind, EntryKind
from app.extraction.structured.histories import coded_occupation, history_entries
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.samples.records import HISTORIES

FILES = [(case, HISTORIES / name) for case in load(HISTORIES).cases for name in case.files]


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def _table(*rows: str) -> Document:
    return read(SourceDocument(name="history.csv", data="\n".join(rows).encode()))


@pytest.mark.parametrize("path", [path for _, path in FILES], ids=lambda path: path.name)
def test_every_job_is_read_as_printed(path: Path, frameworks: Frameworks) -> None:
    (case,) = [case for case, other in FILES if other == path]
    made = read(SourceDocument(name=path.name, data=path.read_bytes()))
    found = Extractor(frameworks).extract(made)
    fields = ("kind", "title", "organization", "start", "end", "current")
    assert [tuple(getattr(entry, field) for field in fields) for entry in found.entries] == [
        tuple(getattr(entry, field) for field in fields) for entry in case.entries
    ]
    for claim in found.claims:
        assert all(made.text[one.start : one.end] == one.quote for one in claim.evidence)


@pytest.mark.parametrize("kind", [DocumentKind.AUTO, DocumentKind.JOB_HISTORY, DocumentKind.RESUME])
def test_a_printed_table_is_all_there_is_or_the_document_is_a_resume(
    kind: DocumentKind, frameworks: Frameworks
) -> None:
    path = HISTORIES / "printed-table.pdf"
    made = read(SourceDocument(name=path.name, data=path.read_bytes()))
    found = Extractor(frameworks).extract(made, kind)
    assert found.kind is (DocumentKind.RESUME if kind is DocumentKind.RESUME else DocumentKind.JOB_HISTORY)


def test_a_resume_with_a_table_of_jobs_keeps_its_other_sections(frameworks: Frameworks) -> None:
    rows = [["Skills", "", "", ""], ["Forklift operation, inventory control", "", "", ""], ["Experience", "", "", ""]]
    rows += [["Position", "Company", "From", "To"], ["Welder", "Acme Steel", "2015", "2018"]]
    rows += [["Line Cook", "Corner Grill", "2018", "2020"]]
    page = FPDF(format="letter", unit="mm")
    page.set_creation_date(datetime(2026, 1, 15, tzinfo=UTC))
    page.add_page()
    for number, row in enumerate(rows):
        page.set_font("Helvetica", "B" if row[0] in ("Skills", "Experience") else "", 11)
        for place, cell in enumerate(row):
            page.text(20 + 45 * place, 30 + 8 * number, cell)
    found = Extractor(frameworks).extract(read(SourceDocument(name="resume.pdf", data=bytes(page.output()))))
    assert found.kind is DocumentKind.RESUME
    assert {"Forklift operation", "inventory control"} <= {c.name for c in found.claims if c.basis is Basis.STATED}


def test_duties_are_shown_and_belong_to_their_job(frameworks: Frameworks) -> None:
    made = _table(
        "Title,Company,From,To,Duties",
        "Welder,Acme,2015,2018,Welded pipe",
        "Forklift Operator,Dock,2018,2020,Operated a forklift and counted inventory",
    )
    found = Extractor(frameworks).extract(made)
    assert found.kind is DocumentKind.JOB_HISTORY
    shown = [claim for claim in found.claims if claim.basis is Basis.DEMONSTRATED]
    owners = {entry.id: entry.title for entry in found.entries}
    told = {(claim.evidence[0].quote, owners[claim.entry_id or ""]) for claim in shown}
    assert ("Welded pipe", "Welder") in told
    assert {owner for quote, owner in told if "forklift" in quote} == {"Forklift Operator"}


def test_names_and_ids_are_in_no_claim(frameworks: Frameworks) -> None:
    made = _table("Employee ID,Name,Title,Company", "Z-99,Pat Example,Welder,Acme", "Z-99,Pat Example,Cook,Grill")
    told = Extractor(frameworks).extract(made).model_dump_json()
    assert "Z-99" not in told
    assert "Pat Example" not in told


def test_a_code_of_an_occupation_infers_its_skills_from_the_cell(frameworks: Frameworks) -> None:
    made = _table("Title,Company,From,To,SOC", "Team Member,Acme,2015,2018,43-4051", "Helper,Acme,2018,2019,99-9999")
    inferred = [claim for claim in Extractor(frameworks).extract(made).claims if claim.basis is Basis.INFERRED]
    assert {claim.evidence[0].quote for claim in inferred} == {"43-4051"}
    assert {claim.inferred_from.concept_name for claim in inferred if claim.inferred_from} == {
        "Customer Service Representatives"
    }


@pytest.mark.parametrize(("code", "name"), [("51-4121", "Welders"), ("51-4121.00", "Welders"), ("99-9999", None)])
def test_a_code_is_an_occupation_or_none(frameworks: Frameworks, code: str, name: str | None) -> None:
    found = coded_occupation(code, frameworks)
    assert (found.name.split(",")[0] if found else None) == name


@pytest.mark.parametrize(
    ("start", "end", "dates"),
    [
        ("2015-01-05 00:00:00", "2018-02-28T00:00:00", ("2015-01-05", "2018-02-28", False)),
        ("01/2015", "Present", ("2015-01", None, True)),
        ("Jan 2015", "", ("2015-01", None, False)),
        ("2015", "actualidad", ("2015", None, True)),
        ("soon", "n/a", (None, None, False)),
    ],
)
def test_dates_keep_their_precision_and_an_empty_end_says_nothing(
    start: str, end: str, dates: tuple[str | None, str | None, bool]
) -> None:
    made = _table("Title,Company,From,To", f"Welder,Acme,{start},{end}")
    (entry,) = history_entries(made)
    assert (entry.start, entry.end, entry.current) == dates


def test_service_in_uniform_is_told(frameworks: Frameworks) -> None:
    made = _table("Rank,Agency,From,To", "Sergeant,U.S. Army,08/2004,08/2010")
    assert [entry.kind for entry in Extractor(frameworks).extract(made).entries] == [EntryKind.MILITARY_SERVICE]


def _told(*rows: str) -> list[tuple[str | None, str | None, str | None, bool]]:
    return [(one.title, one.start, one.end, one.current) for one in history_entries(_table(*rows))]


@pytest.mark.parametrize(
    ("cell", "start"),
    [
        ("4/18/22", "2022-04-18"),
        ("1/13", "2013-01"),
        ("20170301", "2017-03-01"),
        ("2014-02-01T00:00:00Z", "2014-02-01"),
        ("N/A", None),
    ],
)
def test_a_column_of_dates_holds_dates_that_are_short_or_run_together(cell: str, start: str | None) -> None:
    assert _told("Title,Employer,Start", f"Welder,Acme,{cell}") == [("Welder", start, None, False)]


def test_the_day_comes_first_where_a_date_of_the_table_or_its_heading_says_so() -> None:
    rows = ("Welder,Acme,09/01/2023,15/02/2024", "Cook,Grill,03/05/2015,28/02/2018")
    assert [row[1] for row in _told("Title,Employer,Start,End", *rows)] == ["2023-01-09", "2015-05-03"]
    assert _told("Title,Employer,Start (dd/mm/yyyy)", "Welder,Acme,09/01/2023")[0][1] == "2023-01-09"
    assert _told("Title,Employer,Start", "Welder,Acme,09/01/2023")[0][1] == "2023-09-01"
    # where dates of both orders stand, each is read for itself
    mixed = ("Welder,Acme,09/01/2023,15/02/2024", "Cook,Grill,03/05/2015,02/28/2018")
    assert _told("Title,Employer,Start,End", *mixed)[0][1] == "2023-09-01"


def test_the_order_that_all_rows_of_a_table_show_is_kept_for_each_worker() -> None:
    rows = "Employee ID,Title,Start\nA-1,Welder,09/01/2023\nA-2,Cook,28/02/2018\n"
    parts = apart(SourceDocument(name="history.csv", data=rows.encode()), Limits())
    (first,) = history_entries(read(parts[0].source))
    assert first.start == "2023-01-09"


def test_a_status_of_today_takes_no_end_from_a_job_that_has_one() -> None:
    rows = ("Welder,Acme,2015,2018,Active", "Foreman,Acme,2018,,Active", "Clerk,Acme,2018,31.12.9999,")
    assert _told("Title,Employer,Start,End,Employment Status", *rows) == [
        ("Welder", "2015", "2018", False),
        ("Foreman", "2018", None, True),
        ("Clerk", "2018", None, True),
    ]


@pytest.mark.parametrize("turn", [1, -1])
def test_actions_change_or_end_a_job_in_any_order(turn: int) -> None:
    rows = (
        "Hire,2016-03-14,Associate",
        "Promotion,2018-09-03,Operator",
        "Request Compensation Change,2019-03-01,Operator",
        "Termination,2021-01-11,Operator",
    )
    assert _told("Action,Effective Date,Job Title", *rows[::turn]) == [
        ("Associate", "2016-03-14", None, False),
        ("Operator", "2018-09-03", "2021-01-11", False),
    ]


def test_months_of_one_job_are_one_job_while_none_is_left_out() -> None:
    rows = ("2023-01,Custodian,160", "2023-02,Custodian,152", "2023-03,Lead,160", "2023-06,Lead,10")
    assert _told("Period,Job,Hours", *rows) == [
        ("Custodian", "2023-01", "2023-02", False),
        ("Lead", "2023-03", "2023-03", False),
        ("Lead", "2023-06", "2023-06", False),
    ]
    assert len(history_entries(_table("Period,Job,Hours", *rows[:2]))[0].evidence) == 4


def test_a_column_for_what_a_row_records_tells_training_from_work() -> None:
    rows = (
        "Employment,Mill,Sawyer,2005",
        "Training,Technical College,CDL Class A,2015",
        "Education,High School,Diploma,",
    )
    found = history_entries(_table("Record Type,Organization,Title / Credential,Start", *rows))
    assert [one.kind for one in found] == [EntryKind.EMPLOYMENT, EntryKind.COURSE, EntryKind.EDUCATION]


def test_a_job_that_ended_does_not_go_on_though_its_first_row_says_so() -> None:
    rows = (
        "Title,Employer,Start,Status,Action",
        "Clerk,Silver Queen,2019-03-01,Active,Hire",
        "Clerk,Silver Queen,2021-05-01,Terminated,Termination",
    )
    assert _told(*rows) == [("Clerk", "2019-03-01", "2021-05-01", False)]


def test_changes_of_a_job_that_goes_on_are_one_job() -> None:
    rows = (
        "Title,Employer,Start,Status,Action",
        "Clerk,Silver Queen,2019-03-01,Active,Hire",
        "Clerk,Silver Queen,2020-03-01,Active,Pay change",
    )
    assert _told(*rows) == [("Clerk", "2019-03-01", None, True)]


@pytest.mark.parametrize("action", ["Retirement plan change", "Recall from layoff", "Baja médica"])
def test_what_only_names_leaving_ends_no_job(action: str) -> None:
    rows = (
        "Title,Employer,Start,Action",
        "Clerk,Silver Queen,2019-03-01,Hire",
        f"Clerk,Silver Queen,2021-05-01,{action}",
    )
    assert {end for _, _, end, _ in _told(*rows)} == {None}


def test_times_of_day_are_cut_off_both_dates_of_a_period() -> None:
    rows = ("Title,Employer,Period", "Clerk,Silver Queen,2019-01-01 00:00 - 2020-06-30 00:00")
    assert _told(*rows) == [("Clerk", "2019-01-01", "2020-06-30", False)]
