"""Joint Services Transcripts in the form that the armed forces give out; people and courses of study are invented."""

from pathlib import Path

import pytest

from app.extraction.extract import Extractor
from app.extraction.model import Basis, CourseState, DocumentKind, EntryKind, Extraction
from app.extraction.transcripts.recognised import is_transcript
from tests.extraction.documents import document
from tests.taxonomy import small

ABOVE = """
JOINT SERVICES TRANSCRIPT
**UNOFFICIAL**

Name: HOLLOWAY, MARCUS T
SSN: XXX-XX-1111
Rank: Sergeant (E5)
Status: Veteran
"""
COPIED = (
    ABOVE
    + """
Military Courses
Military Course ID
ACE Identifier
Course Title
Location-Description-Credit Areas
Dates Taken

750-BT AR-2201-0399 04-JAN-2011 to 18-MAR-2011
Basic Combat Training:
US Army Training Center, Fort Jackson, SC
Upon completion of the course, the recruit will be able to work with others.
Welding 1 SH L
Personal Physical Conditioning 1 SH L
(2/00)(10/07)
551-92A10 AR-1405-0227 28-MAR-2011 to 20-JUN-2011
Automated Logistical Specialist:
The specialist learns to keep stock; the course lasts twelve weeks.
Computer Applications 3 SH L
Military Experience
Occupation ID ACE Identifier Title Dates Held ACE Credit Recommendation Level
92A10 MOS-92A-005 Automated Logistical Specialist 20-JUN-2011
Supervises and performs management or warehouse functions.
88M20 MOS-88M-004 01-OCT-2014
Motor Transport Operator:
Other Learning Experiences
GAT01 AR-0326-0011 Cyber Awareness 12-JAN-2015
END OF TRANSCRIPT
"""
)
IN_COLUMNS = (
    ABOVE
    + """
Military Courses
Military Course ID   ACE Identifier       Course Title                          Dates Taken
600-BT               AR-2201-0399         Basic Combat Training                 04-JAN-2011 to 18-MAR-2011
  US Army Training Center, Fort Jackson, SC
  Welding   1 SH  L
"""
)


@pytest.fixture(scope="module")
def extractor(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    return Extractor(small.frameworks(Path(tmp_path_factory.mktemp("taxonomies"))))


def told(extraction: Extraction) -> list[tuple[str | None, ...]]:
    return [(e.kind, e.code, e.title, e.organization, e.start, e.end, e.state) for e in extraction.entries]


def test_courses_and_occupations_are_read_from_rows_of_their_own(extractor: Extractor) -> None:
    assert is_transcript(document(COPIED))
    found = extractor.extract(document(COPIED))
    course, service, passed = EntryKind.COURSE, EntryKind.MILITARY_SERVICE, CourseState.PASSED
    assert found.kind is DocumentKind.TRANSCRIPT
    assert told(found) == [
        (course, "750-BT", "Basic Combat Training", "US Army Training Center", "2011-01-04", "2011-03-18", passed),
        (course, "551-92A10", "Automated Logistical Specialist", None, "2011-03-28", "2011-06-20", passed),
        (service, "92A10", "Automated Logistical Specialist", None, "2011-06-20", None, None),
        (service, "88M20", "Motor Transport Operator", None, "2014-10-01", None, None),
    ]


def test_columns_side_by_side_are_read_as_well(extractor: Extractor) -> None:
    (entry,) = extractor.extract(document(IN_COLUMNS)).entries
    assert (entry.code, entry.title, entry.organization) == (
        "600-BT",
        "Basic Combat Training",
        "US Army Training Center",
    )
    assert (entry.start, entry.end) == ("2011-01-04", "2011-03-18")


def test_subjects_that_credit_is_recommended_in_are_inferred_with_their_words(extractor: Extractor) -> None:
    found = extractor.extract(document(COPIED))
    (claim,) = (
        one for one in found.claims if one.kind == "skill" and one.inferred_from and "weld" in one.name.casefold()
    )
    assert claim.basis is Basis.INFERRED
    assert [one.quote for one in claim.evidence] == ["Welding"]
    assert claim.inferred_from is not None
    assert claim.inferred_from.entry_id == found.entries[0].id


def test_nothing_of_the_person_becomes_a_claim(extractor: Extractor) -> None:
    claims = " ".join(claim.name for claim in extractor.extract(document(COPIED)).claims)
    assert not any(word in claims for word in ("HOLLOWAY", "MARCUS", "XXX", "Sergeant", "UNOFFICIAL"))


def test_a_transcript_without_identifiers_is_read_as_others_are() -> None:
    table = ABOVE + "Military Courses\nMilitary Course ID  Title  Dates Taken  SH  Level\n"
    rows = "750-BT  Basic Combat Training  03-JAN-2012 to 16-MAR-2012  4  L\n"
    rows += "551-92A10  Automated Logistical Specialist  20-MAR-2012 to 08-JUN-2012  6  L\n"
    rows += "600-C44  Warrior Leader Course  04-MAY-2015 to 29-MAY-2015  5  L\n"
    assert is_transcript(document(table + rows))
