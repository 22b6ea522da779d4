"""Letters that somebody else writes about a worker, and certificates of employment."""

import pytest

from app.extraction.extract import Extractor
from app.extraction.reference_letters import is_reference_letter
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


def test_the_job_of_who_recommends_somebody_is_not_theirs(frameworks: Frameworks) -> None:
    found = read(
        "To the committee,\n\nI am writing to recommend Odell Barnes for your apprenticeship. I have been the shop "
        "foreman at Three Forks Diesel for twenty years and Odell worked under me as a mechanic helper from summer "
        "2021 until he moved away in March 2024.\n\nHe was never late.\n\nPlease call me.\n\nRoy Timmins\n",
        frameworks,
    )

    assert found == [("employment", "mechanic helper", "Three Forks Diesel", "2021", "2024-03")]


def test_a_certificate_of_employment_may_tell_the_post_apart_and_its_own_day_is_no_start(
    frameworks: Frameworks,
) -> None:
    found = read(
        "Ref: HR/44    Date: 9 May 2025\nEXPERIENCE CERTIFICATE\nThis is to certify that Ms. Rekha Nambiar was "
        "employed with Karuna Castings Pvt. Ltd. from 2 August 2017 to 30 April 2025. At the time of leaving her "
        "designation was Senior Machine Operator. Her conduct was good.\n",
        frameworks,
    )

    assert found == [
        ("employment", "Senior Machine Operator", "Karuna Castings Pvt. Ltd.", "2017-08-02", "2025-04-30")
    ]


def test_what_a_letter_calls_itself_is_no_paper(frameworks: Frameworks) -> None:
    found = read(
        "This is to certify that Ms. Ana Reyes has worked as a Caregiver at Greenleaf Home from June 2019 to May "
        "2023.\n\nThis certification is issued upon her request.\n",
        frameworks,
    )

    assert [entry[:3] for entry in found] == [("employment", "Caregiver", "Greenleaf Home")]


def test_a_verification_tells_the_post_in_another_sentence_and_who_signs_holds_none_of_it(
    frameworks: Frameworks,
) -> None:
    found = read(
        "Clear Path Academy\n44 Mill Street\n\nRE: Employment verification for Kia Lamont\n\n"
        "To whom it may concern:\n\n"
        "Please be advised that Kia Lamont has been employed by Clear Path Academy since August 28, 2017. She "
        "currently holds the position of Lead Toddler Teacher.\n\nSincerely,\nDolores Finch\nDirector\n",
        frameworks,
    )

    assert found == [("employment", "Lead Toddler Teacher", "Clear Path Academy", "2017-08-28", "now")]


def test_who_writes_of_oneself_is_not_vouched_for() -> None:
    assert not is_reference_letter("I recommend changes to the line. I hold a certificate in welding.")
    assert is_reference_letter("I am glad to recommend Ana Reyes.")
