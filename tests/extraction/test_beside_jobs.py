"""What one worker's workbook holds beside jobs is read as text; what may be another's is not."""

import io
from collections.abc import Mapping, Sequence

import openpyxl
import pytest

from app.documents.model import Document, Limits, SourceDocument
from app.documents.read import read
from app.documents.tables import apart, people
from app.errors import SourceColumns
from app.extraction.extract import Extractor
from app.extraction.model import Basis, DocumentKind, EntryKind, Extraction
from app.flows import runtime
from app.settings import Settings

Rows = Sequence[Sequence[object]]

HEADINGS = ["Employer", "Position", "From", "To"]
PICKER = ["Maple Freight", "Picker", "Jun 2016", "Feb 2019"]
LOADER = ["Kestrel Cold Storage", "Loader", "Mar 2019", "now"]
JOBS: Rows = [HEADINGS, PICKER, LOADER]
SCHOOLS: Rows = [
    ["School", "Degree", "Field of study", "Year"],
    ["Delta Valley College", "Associate of Science", "Logistics", 2016],
]
CARDS: Rows = [
    ["Name", "Issuer", "Issued"],
    ["Forklift Certification", "Kestrel Cold Storage", "2019-03-20"],
]
SKILLS: Rows = [["Skill", "Years"], ["Welding", 4], ["Spanish", 20]]


def workbook(sheets: Mapping[str, Rows]) -> SourceDocument:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return SourceDocument(name="mine.xlsx", data=out.getvalue())


def extracted(source: SourceDocument) -> tuple[Document, Extraction]:
    document = read(source, Limits())
    return document, Extractor(runtime.frameworks(Settings())).extract(document)


def told(found: Extraction) -> list[tuple[EntryKind, str | None, str | None]]:
    return [(entry.kind, entry.title, entry.organization) for entry in found.entries]


def stated(found: Extraction) -> set[str]:
    return {claim.name for claim in found.claims if claim.kind == "skill" and claim.basis is Basis.STATED}


TWO_JOBS: Rows = [
    (EntryKind.EMPLOYMENT, "Picker", "Maple Freight"),
    (EntryKind.EMPLOYMENT, "Loader", "Kestrel Cold Storage"),
]
SCHOOL = (EntryKind.EDUCATION, "Associate of Science", "Delta Valley College")


def test_other_sheets_of_one_worker_are_sections_on_pages_of_their_own() -> None:
    source = workbook({"Jobs": JOBS, "Education": SCHOOLS, "My certs": CARDS, "Skills": SKILLS})

    document, found = extracted(source)

    assert found.kind is DocumentKind.JOB_HISTORY
    assert told(found) == [
        *TWO_JOBS,
        SCHOOL,
        (EntryKind.CERTIFICATION, "Forklift Certification", "Kestrel Cold Storage"),
    ]
    assert stated(found) == {"Welding", "Spanish"}
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert all(document.text[e.start : e.end] == e.quote for claim in found.claims for e in claim.evidence)
    assert apart(source, Limits())[0].columns.endswith("; as text: Education, My certs, Skills")
    assert people(source, Limits()) is None


def test_sections_below_the_jobs_are_no_jobs() -> None:
    schools = [["Education"], ["Delta Valley College", "Associate of Science, Logistics", "2016"]]
    skills = [["Skills"], ["Welding"], ["Spanish"]]

    _, found = extracted(workbook({"Sheet1": [["Work history"], [], *JOBS, [], *schools, [], *skills]}))

    assert told(found) == [*TWO_JOBS, SCHOOL]
    assert stated(found) == {"Welding", "Spanish"}


def test_a_resume_that_is_written_in_cells_is_a_resume() -> None:
    rows = [
        ["Rosa Quill"],
        [],
        ["Work Experience"],
        ["Picker", "Maple Freight", "Jun 2016 - Feb 2019"],
        [],
        ["Skills"],
    ]
    source = workbook({"Sheet1": [*rows, ["Skills"], ["Welding"], ["Spanish"]]})

    _, found = extracted(source)

    assert told(found) == TWO_JOBS[:1]
    assert stated(found) == {"Welding", "Spanish"}
    assert [part.columns for part in apart(source, Limits())] == [""]
    assert people(source, Limits()) is None


def test_a_resume_with_its_headings_in_the_first_column_is_a_resume() -> None:
    rows: Rows = [
        ["Rosa Quill"],
        ["Toledo, OH", "rosa@example.com"],
        ["Experience", *PICKER[1::-1], "Jun 2016 - Feb 2019"],
    ]
    more: Rows = [
        ["", "Loader", "Kestrel Cold Storage", "Mar 2019 - now"],
        ["Education", *SCHOOLS[1]],
        ["Skills", "Welding"],
    ]
    sheet: Rows = [*rows, *more]

    _, found = extracted(workbook({"Sheet1": sheet}))

    assert told(found) == [*TWO_JOBS, SCHOOL]
    assert stated(found) == {"Welding"}


def test_labels_of_columns_are_neither_entries_nor_skills() -> None:
    trainings = [["Training", "Provider", "Date"], ["Lockout tagout", "Maple Freight", "2021-04-05"]]
    languages = [["Language", "Level"], ["Spanish", "native"]]
    unpaid = [["Organization", "Role", "From", "To"], ["Harbor Food Bank", "Sorter", "Jan 2020", "Dec 2021"]]

    _, found = extracted(
        workbook({"Jobs": JOBS, "Trainings": trainings, "Languages": languages, "Volunteer work": unpaid})
    )

    assert told(found)[2:] == [
        (EntryKind.COURSE, "Lockout tagout", "Maple Freight"),
        (EntryKind.VOLUNTEERING, "Sorter", "Harbor Food Bank"),
    ]
    assert stated(found) == {"Spanish"}


def test_sheets_of_years_are_of_one_worker_and_sheets_with_other_names_are_not() -> None:
    years = workbook({"2016-2019": [HEADINGS, PICKER], "since 2019": [HEADINGS, LOADER]})
    workers = workbook({"R Quill": [HEADINGS, PICKER], "B Stone": [HEADINGS, LOADER]})

    assert told(extracted(years)[1]) == TWO_JOBS
    assert len(apart(workers, Limits())) == 2


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Education", [["Employee ID", *SCHOOLS[0]], ["77", *SCHOOLS[1]]]),
        ("Skills", [["Name", "Welding", "Spanish"], ["Bela Stone", "x", "x"]]),
        ("Lists", [["Welding"], ["Spanish"]]),
        ("Read me", [["Write one job into each row."]]),
    ],
)
def test_a_sheet_that_may_be_another_workers_or_nobodys_is_left_and_that_is_said(name: str, rows: Rows) -> None:
    source = workbook({"Jobs": JOBS, name: rows})

    _, found = extracted(source)

    assert told(found) == TWO_JOBS
    assert stated(found) == set()
    assert apart(source, Limits())[0].columns.endswith(f"; not read: {name}")


def test_a_sheet_that_nobody_sees_is_left_and_that_is_said() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook({"Jobs": JOBS, "Skills": SKILLS}).data))
    book["Skills"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    source = SourceDocument(name="mine.xlsx", data=out.getvalue())

    _, found = extracted(source)

    assert told(found) == TWO_JOBS
    assert stated(found) == set()
    assert apart(source, Limits())[0].columns.endswith("; not read: Skills")


def test_sheets_beside_the_jobs_of_several_workers_are_left_and_that_is_said() -> None:
    jobs = [["Employee ID", *HEADINGS], ["77", *PICKER], ["78", *LOADER]]

    parts = apart(workbook({"Jobs": jobs, "Education": SCHOOLS}), Limits())

    assert [part.key for part in parts] == ["77", "78"]
    assert all(part.columns.endswith("; not read: Education") for part in parts)


def test_people_in_a_workbook_without_jobs_are_no_resume() -> None:
    sheets = {"Education": [["Employee", *SCHOOLS[0]], ["77", *SCHOOLS[1]]], "Skills": SKILLS}

    with pytest.raises(SourceColumns):
        read(workbook(sheets), Limits())
