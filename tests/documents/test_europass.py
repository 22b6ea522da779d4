"""Europass CVs to documents."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.model import Document, Hidden, SourceDocument
from app.documents.read import read
from app.documents.readers.markup import plain
from app.errors import SourceError, SourceUnsupported
from tests.samples.description import load
from tests.samples.europass_pdf import europass_pdf
from tests.samples.make import EVALS

PASSPORT = """<?xml version="1.0" encoding="UTF-8"?>
<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="en"><LearnerInfo>
<Identification><PersonName><FirstName>Imani</FirstName><Surname>Okafor</Surname></PersonName>
 <ContactInfo><Address><Contact><AddressLine>12 Elm Street</AddressLine><Municipality>Osage</Municipality></Contact>
 </Address><Email><Contact>imani@example.com</Contact></Email><TelephoneList><Telephone><Contact>555-0142</Contact>
 </Telephone></TelephoneList></ContactInfo>
 <Demographics><Birthdate year="1990" month="--04" day="---03"/></Demographics></Identification>
<Headline><Type><Label>JOB APPLIED FOR</Label></Type><Description><Label>Line Cook</Label></Description></Headline>
<WorkExperienceList><WorkExperience>
 <Period><From year="2019" month="--03" day="---01"/><Current>true</Current></Period>
 <Position><Label>Line Cook</Label></Position>
 <Activities>&lt;p&gt;Ran the &lt;b&gt;grill&lt;/b&gt; station&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Plated 120
 covers&lt;/li&gt;&lt;li style="display:none"&gt;Kubernetes&lt;/li&gt;&lt;/ul&gt;</Activities>
 <Employer><Name>The Blue Door &amp; Co</Name><ContactInfo><Address><Contact><Municipality>Osage</Municipality>
 </Contact></Address></ContactInfo></Employer>
</WorkExperience></WorkExperienceList>
<EducationList><Education><Period><From year="2008"/><To year="2013" month="--06"/></Period><Title>Diploma</Title>
 <Organisation><Name>Eastern School</Name></Organisation></Education></EducationList>
<Skills><Linguistic><ForeignLanguageList><ForeignLanguage><Description><Code>fr</Code><Label>French</Label></Description>
 <ProficiencyLevel><Listening>B2</Listening><Writing>B1</Writing></ProficiencyLevel></ForeignLanguage>
 </ForeignLanguageList></Linguistic><Computer><Description>Excel, SAP</Description></Computer>
 <Driving><Description><Licence>B</Licence></Description></Driving></Skills>
</LearnerInfo></SkillsPassport>
"""

CANDIDATE = """<Candidate xmlns="http://www.europass.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9"
 xmlns:hr="http://www.hr-xml.org/3" xmlns:eures="http://www.europass_eures.eu/1.0">
<CandidatePerson><PersonName><oa:GivenName>Imani</oa:GivenName><hr:FamilyName>Okafor</hr:FamilyName></PersonName>
 <Communication><ChannelCode>Email</ChannelCode><oa:URI>imani@example.com</oa:URI></Communication>
 <Communication><ChannelCode>Telephone</ChannelCode><oa:CountryDialing>1</oa:CountryDialing>
 <oa:DialNumber>555-0142</oa:DialNumber></Communication>
 <PrimaryLanguageCode name="NORMAL">ibo</PrimaryLanguageCode></CandidatePerson>
<CandidateProfile languageCode="en">
 <EmploymentHistory><EmployerHistory><hr:OrganizationName>The Blue Door</hr:OrganizationName>
  <PositionHistory><PositionTitle typeCode="FREETEXT">Line
    Cook</PositionTitle><eures:EmploymentPeriod><eures:StartDate>
   <hr:FormattedDateTime>2023-06-15</hr:FormattedDateTime></eures:StartDate><eures:EndDate>
   <hr:FormattedDateTime>2025-03</hr:FormattedDateTime></eures:EndDate><hr:CurrentIndicator>false</hr:CurrentIndicator>
   </eures:EmploymentPeriod><oa:Description>&lt;p&gt;Ran the grill.&lt;/p&gt;</oa:Description>
   <City>Osage</City></PositionHistory><PositionHistory><PositionTitle>Dishwasher</PositionTitle></PositionHistory></EmployerHistory></EmploymentHistory>
 <EducationHistory><EducationOrganizationAttendance><hr:OrganizationName>Eastern School</hr:OrganizationName>
  <AttendancePeriod><StartDate><hr:FormattedDateTime>2019</hr:FormattedDateTime></StartDate><Ongoing>true</Ongoing>
  </AttendancePeriod><EducationDegree><hr:DegreeName>Diploma</hr:DegreeName></EducationDegree>
 </EducationOrganizationAttendance></EducationHistory>
 <PersonQualifications><PersonCompetency><CompetencyID>eng</CompetencyID><hr:TaxonomyID>language</hr:TaxonomyID>
  </PersonCompetency><PersonCompetency><CompetencyID>Welding</CompetencyID><hr:TaxonomyID>other</hr:TaxonomyID>
  </PersonCompetency><PersonCompetency><CompetencyID>http://data.europa.eu/esco/skill/1</CompetencyID>
  <hr:TaxonomyID>other</hr:TaxonomyID></PersonCompetency></PersonQualifications>
 <DigitalSkills><DigitalSkillsGroup><Title>Office</Title><DigitalSkill>Excel</DigitalSkill></DigitalSkillsGroup>
 </DigitalSkills></CandidateProfile></Candidate>
"""


def made(text: str) -> Document:
    return read(SourceDocument(name="source.xml", data=text.encode()))


def skills(document: Document) -> list[str]:
    return [document.text[f.start : f.end] for f in document.facts if f.field == "skill"]


def test_a_skills_passport_becomes_a_text_that_a_person_can_read() -> None:
    document = made(PASSPORT)
    assert document.text == (
        "Imani Okafor\nLine Cook\n12 Elm Street, Osage\nimani@example.com\n555-0142"
        "\n\nWork experience\n\nLine Cook\nThe Blue Door & Co\n2019-03-01 –\nOsage\nRan the grill station"
        "\n• Plated 120 covers"
        "\n\nEducation and training\n\nDiploma\nEastern School\n2008 – 2013-06"
        "\n\nLanguages\n\nFrench – B2, B1"
        "\n\nDigital skills\n\nExcel, SAP"
        "\n\nDriving licence\n\nB"
    )
    assert document.hidden == (Hidden(text="Kubernetes", page=1, reason="not shown in its HTML"),)


def test_a_candidate_becomes_a_text_that_a_person_can_read() -> None:
    document = made(CANDIDATE)
    assert document.text == (
        "Imani Okafor\nimani@example.com\n1 555-0142"
        "\n\nWork experience\n\nLine Cook\nThe Blue Door\n2023-06-15 – 2025-03\nOsage\nRan the grill."
        "\n\nDishwasher\nThe Blue Door"
        "\n\nEducation and training\n\nDiploma\nEastern School\n2019 –"
        "\n\nLanguages\n\nibo"
        "\n\nSkills\n\neng\nWelding\nhttp://data.europa.eu/esco/skill/1"
        "\n\nDigital skills\n\nOffice\nExcel"
    )
    assert skills(document) == ["Welding", "Excel"]


def test_a_candidate_of_another_system_is_not_read_as_europass() -> None:
    with pytest.raises(SourceUnsupported):
        made('<Candidate xmlns="http://www.hr-xml.org/3"><CandidatePerson/></Candidate>')


@pytest.mark.parametrize(
    ("said", "lines", "unseen"),
    [
        ("Ran the grill", ["Ran the grill"], []),
        ("R&amp;D, a < b", ["R&D, a < b"], []),
        ("<p>One</p><p>Two<br>Three</p>", ["One", "Two", "Three"], []),
        ("<ul><li>One</li><li>Two</li></ul>", ["• One", "• Two"], []),
        ("a<script>alert(1)</script>b<!-- c -->d", ["abd"], []),
        ("a<span style='font-size:0'>x <b>y</b></span>b", ["ab"], ["x y"]),
        ("a<i hidden>x</i>", ["a"], ["x"]),
        ("<p", ["<p"], []),
    ],
)
def test_html_in_a_value_becomes_lines(said: str, lines: list[str], unseen: list[str]) -> None:
    hidden: list[Hidden] = []
    assert [line for line in plain(said, hidden).split("\n") if line] == lines
    assert [one.text for one in hidden] == unseen


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="<>/&;!-abp li\"'=style:none\n", max_size=60))
def test_markup_of_any_kind_ends_in_text(said: str) -> None:
    assert isinstance(plain(said, []), str)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([PASSPORT, CANDIDATE]), st.integers(0, 2500), st.binary(min_size=1, max_size=8))
def test_bytes_written_over_a_cv_never_end_the_reader(text: str, at: int, noise: bytes) -> None:
    data = text.encode()
    with suppress(SourceError):
        read(SourceDocument(name="cv", data=data[:at] + noise + data[at + len(noise) :]))


@pytest.mark.parametrize(
    "attached",
    [
        b"remember the milk",
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><SkillsPassport>&b;</SkillsPassport>",
        b"<SkillsPassport><LearnerInfo>",
        b"<svg/>",
        b"<SkillsPassport/>",
    ],
)
def test_an_attachment_that_is_no_europass_cv_changes_nothing(attached: bytes) -> None:
    described = load(EVALS / "resumes" / "welder.toml")
    document = read(SourceDocument(name="cv.pdf", data=europass_pdf(described, attached)))
    assert (document.facts, document.hidden, document.notes) == ((), (), ("attachments",))


def test_every_fact_of_a_europass_pdf_is_printed_and_has_its_boxes() -> None:
    described = load(EVALS / "resumes" / "welder.toml")
    document = read(SourceDocument(name="cv.pdf", data=europass_pdf(described)))
    assert len(document.facts) > 20
    assert all(document.boxes(fact.start, fact.end) for fact in document.facts)
