"""Profiles of professional networks as people copy them: what a site prints beside what somebody tells."""

import pytest

from app.extraction.extract import Extractor
from app.extraction.model import Basis
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def read(text: str, frameworks: Frameworks) -> list[tuple[str | None, ...]]:
    entries = Extractor(frameworks).extract(document(text)).entries
    return [(str(e.kind), e.title, e.organization, e.start, "now" if e.current else e.end) for e in entries]


def stated(text: str, frameworks: Frameworks) -> list[str]:
    claims = Extractor(frameworks).extract(document(text)).claims
    return [c.name for c in claims if c.kind == "skill" and c.basis is Basis.STATED]


def test_an_employer_above_how_long_it_was_in_all_is_that_of_each_role_below(frameworks: Frameworks) -> None:
    found = read(
        "Experience\n\nStock Analyst\nHarbor Lane Port · Full-time\nApr 2023 - Present · 2 yrs\nNorfolk, Virginia\n"
        "SQL and +4 skills\n\nUS Navy\n9 yrs\nSupply Specialist First Class\nJun 2019 - Mar 2023 · 3 yrs 10 mos\n"
        "USS Wasp\nLed 14 sailors\nSupply Specialist Second Class\nMar 2016 - Jun 2019 · 3 yrs 4 mos\n\n"
        "Brightwell\n2 yrs 7 mos\nSenior Analyst\nDec 2013 - Dec 2014 · 1 yr\nAnalyst\nJun 2012 - Nov 2013 · 1 yr\n"
        "Leeds\nTested trains\n",
        frameworks,
    )

    assert found == [
        ("employment", "Stock Analyst", "Harbor Lane Port", "2023-04", "now"),
        ("military-service", "Supply Specialist First Class", "US Navy", "2019-06", "2023-03"),
        ("military-service", "Supply Specialist Second Class", "US Navy", "2016-03", "2019-06"),
        ("employment", "Senior Analyst", "Brightwell", "2013-12", "2014-12"),
        ("employment", "Analyst", "Brightwell", "2012-06", "2013-11"),
    ]


def test_who_recommends_somebody_and_what_the_site_says_are_no_skills(frameworks: Frameworks) -> None:
    found = stated(
        "Experience\n\nDelivery Manager\nElm Digital · Full-time\nNov 2023 - Present · 2 yrs\n\nSkills\n"
        "Scrum\nPassed LinkedIn Skill Assessment\nRisk Management · 14\n2 experiences across Elm Digital\n"
        "Jira\n99+ endorsements\nSQL · 6 endorsements\n\nRecommendations\nReceived\nGiven\nHelen Marsh\n"
        "Director at Elm Digital\nMarch 2022, Helen managed Kevin directly\n",
        frameworks,
    )

    assert found == ["Scrum", "Risk Management", "Jira", "SQL"]


def test_societies_below_a_school_and_links_below_a_paper_are_no_papers(frameworks: Frameworks) -> None:
    found = read(
        "Education\nArden State University\nBachelor of Science, Business\n2010 - 2014\n"
        "Activities and societies: SHRM student chapter\n\nLicenses & certifications\nScrum Master I\nScrum.org\n"
        "Issued Feb 2021\nSee credential\n",
        frameworks,
    )

    assert [entry[1] for entry in found] == ["Bachelor of Science", "Scrum Master I"]


def test_the_kind_of_work_between_a_title_and_its_period_names_no_employer(frameworks: Frameworks) -> None:
    found = read(
        "Experience\n\nBaltwave Systems\n6 yrs 1 mo\nQA Lead\nFull-time\nJan 2023 - Present · 2 yrs 11 mos\nHybrid\n"
        "Own the regression suite\nQA Engineer\nFull-time\nNov 2019 - Dec 2022 · 3 yrs 2 mos\nWrote API tests\n",
        frameworks,
    )

    assert [entry[1:3] for entry in found] == [("QA Lead", "Baltwave Systems"), ("QA Engineer", "Baltwave Systems")]
