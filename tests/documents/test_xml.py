"""XML to documents: what is refused, and PESC college transcripts."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.detect import Kind, detect
from app.documents.model import Document, Limits, SourceDocument
from app.documents.read import read
from app.documents.redact.mask import redact
from app.errors import LerError, SourceDamaged, SourceEmpty, SourceError, SourceTooComplex, SourceUnsupported

TRANSCRIPT = """<?xml version="1.0" encoding="UTF-8"?>
<ColTrn:CollegeTranscript xmlns:ColTrn="urn:org:pesc:message:CollegeTranscript:v1.6.0">
 <TransmissionData><Source><Organization>
  <OrganizationName>Tri-Lakes College</OrganizationName>
 </Organization></Source></TransmissionData>
 <Student>
  <Person><SSN>900-55-0100</SSN><Birth><BirthDate>1990-04-03</BirthDate></Birth>
   <Name><FirstName>Imani</FirstName><LastName>Okafor</LastName></Name>
   <Contacts><Address><AddressLine>12 Elm Street</AddressLine><City>Osage</City>
   <StateProvinceCode>MO</StateProvinceCode><PostalCode>65065</PostalCode></Address>
   <Email><EmailAddress>imani@example.com</EmailAddress></Email></Contacts></Person>
  <AcademicRecord>
   <AcademicAward><AcademicAwardDate>2022-05-13</AcademicAwardDate><AcademicAwardTitle>Certificate</AcademicAwardTitle>
    <AcademicAwardProgram><AcademicProgramName>Welding</AcademicProgramName></AcademicAwardProgram></AcademicAward>
   <AcademicSession>
    <AcademicSessionDetail><SessionName>Fall 2021</SessionName><SessionBeginDate>2021-08-23</SessionBeginDate>
     <SessionEndDate>2021-12-17</SessionEndDate></AcademicSessionDetail>
    <Course><CourseCreditBasis>Regular</CourseCreditBasis><CourseCreditValue>3.0</CourseCreditValue>
     <CourseAcademicGrade>A-</CourseAcademicGrade><CourseSubjectAbbreviation>WLD</CourseSubjectAbbreviation>
     <CourseNumber>110</CourseNumber><CourseTitle>Intro to Welding</CourseTitle></Course>
    <Course><CourseCreditValue>4.0</CourseCreditValue><CourseTitle>Blueprint Reading</CourseTitle>
     <CourseAcademicGrade>B</CourseAcademicGrade>
     <CourseOverrideSchool><OrganizationName>Far Shore College</OrganizationName></CourseOverrideSchool></Course>
   </AcademicSession>
  </AcademicRecord>
 </Student>
</ColTrn:CollegeTranscript>
"""


def made(text: str | bytes, limits: Limits = Limits(), name: str = "source") -> Document:  # noqa: B008  (a frozen value)
    return read(SourceDocument(name=name, data=text.encode() if isinstance(text, str) else text), limits)


def test_a_college_transcript_becomes_a_text_that_a_person_can_read() -> None:
    assert made(TRANSCRIPT).text == (
        "Imani Okafor\n12 Elm Street, Osage, MO, 65065\nimani@example.com"
        "\n\nAcademic record\n\nTri-Lakes College"
        "\n\nCertificate, Welding\nAwarded: 2022-05-13"
        "\n\nFall 2021\n2021-08-23 – 2021-12-17"
        "\n\nWLD 110  Intro to Welding  Credits: 3.0  Grade: A-"
        "\n\nBlueprint Reading  Credits: 4.0  Grade: B\nTaken at: Far Shore College"
    )


def test_numbers_given_to_a_person_are_left_out_and_the_rest_is_masked() -> None:
    document = made(TRANSCRIPT)
    assert not any(said in document.text for said in ("900-55-0100", "1990-04-03"))
    masked = redact(document).text
    assert not any(said in masked for said in ("Imani", "Okafor", "imani@", "12 Elm Street"))


def test_the_type_is_told_by_the_root_in_any_encoding() -> None:
    bare = TRANSCRIPT.partition("?>\n")[2]
    for data in (
        TRANSCRIPT.encode(),
        b"\xef\xbb\xbf" + bare.encode(),
        TRANSCRIPT.replace("UTF-8", "UTF-16").encode("utf-16"),
    ):
        assert detect(data) is Kind.XML
        assert made(data).media_type == "application/xml"
    assert detect(b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x" "y"><html><body>x</body></html>') is Kind.HTML
    assert detect(b"<Imani Okafor> cook, and no XML") is Kind.TEXT


BOMB = '<!DOCTYPE c [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
HEAD = '<?xml version="1.0"?>'


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (f"{HEAD}<!-- a --> {BOMB}<CollegeTranscript>&b;</CollegeTranscript>", SourceUnsupported),
        (f"{HEAD}\n{OUTSIDE}<CollegeTranscript>&x;</CollegeTranscript>", SourceUnsupported),
        (f'{HEAD}<!DOCTYPE c SYSTEM "http://example.org/c.dtd"><CollegeTranscript/>', SourceUnsupported),
        (f"{HEAD}<CollegeTranscript>&x;</CollegeTranscript>", SourceDamaged),
        (f"{HEAD}<CollegeTranscript><Student>", SourceDamaged),
        (f"{HEAD}<CollegeTranscript/>", SourceEmpty),
        (f"{HEAD}<svg/>", SourceUnsupported),
        (f"{HEAD}<c>{'<a>' * 100}{'</a>' * 100}</c>", SourceTooComplex),
        (f"{HEAD}<c>{'<a>' * 3000}{'</a>' * 3000}</c>", SourceTooComplex),
        (f"{HEAD}<c>{'<a/>' * 500_000}</c>", SourceTooComplex),
    ],
)
def test_what_is_no_record_is_refused_with_a_hint(data: str, error: type[LerError]) -> None:
    with pytest.raises(error) as refused:
        made(data)
    assert refused.value.advice


@pytest.mark.parametrize("many", ["<!-- -->" * 900, "<?a ?>" * 900])
def test_hundreds_of_comments_and_instructions_before_the_root_cost_nothing(many: str) -> None:
    assert made(TRANSCRIPT.replace("?>\n", f"?>\n{many}", 1)).facts
    assert detect(many.encode()) is Kind.TEXT


def test_nothing_outside_the_file_is_read(tmp_path: object) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
    document = made(TRANSCRIPT.replace("Intro to Welding", f"Intro{include}"))
    assert "WLD 110  Intro  Credits" in document.text


TAGS = st.sampled_from(
    ["Student", "AcademicRecord", "AcademicSession", "Course", "CourseTitle", "SessionName", "Person"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(TAGS, st.text(max_size=8)), max_size=12))
def test_whatever_is_nested_every_fact_is_a_slice_of_the_text_or_the_file_is_refused(
    told: list[tuple[str, str]],
) -> None:
    text = ""
    for tag, said in reversed(told):
        text = f"<{tag}>{said.replace('<', '').replace('&', '')}{text}</{tag}>"
    with suppress(SourceError):
        document = made(f"{HEAD}<CollegeTranscript><Student>{text}</Student></CollegeTranscript>")
        assert all(document.text[f.start : f.end].strip() for f in document.facts)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=8))
def test_bytes_written_over_a_transcript_never_end_the_reader(at: int, noise: bytes) -> None:
    data = TRANSCRIPT.encode()
    with suppress(SourceError):
        made(data[:at] + noise + data[at + len(noise) :])
