"""Certificates of discharge from active duty: service, specialty and courses out of their boxes."""

import pytest

from app.extraction.extract import Extractor
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def read(text: str, frameworks: Frameworks) -> list[tuple[str | None, ...]]:
    entries = Extractor(frameworks).extract(document(text)).entries
    return [(str(e.kind), e.title, e.organization, e.start, e.end) for e in entries]


def test_the_boxes_of_a_certificate_tell_service_and_courses(frameworks: Frameworks) -> None:
    found = read(
        "CERTIFICATE OF RELEASE OR DISCHARGE FROM ACTIVE DUTY\n\n"
        "1. NAME (Last, First, Middle)            2. DEPARTMENT, COMPONENT AND BRANCH     3. SOCIAL SECURITY NO.\n"
        "OUELLETTE, RENE PAUL                     ARMY/RA                                 000-00-0000\n"
        "11. PRIMARY SPECIALTY\n"
        "91B20 WHEELED VEHICLE MECHANIC - 6 YRS 1 MOS//88M10 MOTOR TRANSPORT OPERATOR - 2 YRS//NOTHING FOLLOWS\n"
        "12. RECORD OF SERVICE            YEAR(S)   MONTH(S)   DAY(S)\n"
        "a. DATE ENTERED AD THIS PERIOD   2015      07         21\n"
        "b. SEPARATION DATE THIS PERIOD   2023      11         30\n"
        "c. NET ACTIVE SERVICE THIS PERIOD 0008     04         10\n"
        "13. DECORATIONS, MEDALS\nARMY COMMENDATION MEDAL//NOTHING FOLLOWS\n"
        "14. MILITARY EDUCATION\n"
        "BASIC LEADER COURSE, 3 WEEKS, 2019//WHEELED VEHICLE COURSE, 13 WEEKS, 2015//NOTHING FOLLOWS\n"
        "24. CHARACTER OF SERVICE\nHONORABLE\n",
        frameworks,
    )

    assert found == [
        ("military-service", "WHEELED VEHICLE MECHANIC", "ARMY", "2015-07-21", "2023-11-30"),
        ("course", "BASIC LEADER COURSE", None, None, "2019"),
        ("course", "WHEELED VEHICLE COURSE", None, None, "2015"),
    ]


def test_a_copied_certificate_with_its_answers_beside_the_labels_is_read(frameworks: Frameworks) -> None:
    found = read(
        "DD FORM 214 - MEMBER COPY 4\nName: Okeke, Grace\nDepartment, Component, Branch: Navy - USN\nRank: HM2\n"
        "Date entered active duty: 2016 Mar 08\nSeparation date: 2022 Mar 07\n"
        "Primary specialty: HM-L03A Hospital Corpsman, 4 years 6 months\n"
        "Military education: Corpsman A School, 14 weeks, Aug 2016; Combat Casualty Care, Feb 2019\n"
        "Decorations: Good Conduct Medal\n",
        frameworks,
    )

    assert found == [
        ("military-service", "Hospital Corpsman", "Navy", "2016-03-08", "2022-03-07"),
        ("course", "Corpsman A School", None, None, "2016-08"),
        ("course", "Combat Casualty Care", None, None, "2019-02"),
    ]


def test_a_resume_that_offers_its_discharge_is_read_as_one(frameworks: Frameworks) -> None:
    found = read(
        "Jo Ann Reyes\nDD-214 and separation date on request\n\nEXPERIENCE\nCook, Elm Diner, 2019 - 2022\n",
        frameworks,
    )

    assert found == [("employment", "Cook", "Elm Diner", "2019", "2022")]
