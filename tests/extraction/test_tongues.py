from pathlib import Path

import pytest

from app.extraction.extract import Extractor
from app.extraction.skills.tongues import spoken
from tests.extraction.documents import document, lines
from tests.taxonomy import small


def says(text: str) -> list[str]:
    made, rows = lines(text)
    return [made.text[found.start : found.end] for found in spoken(rows)]


@pytest.mark.parametrize(
    ("line", "languages"),
    [
        ("Bilingual (English/Spanish) medical receptionist with 5 years of experience.", ["English", "Spanish"]),
        ("Bilingual English/Spanish", ["English", "Spanish"]),
        ("Line cook, trilingual: English, Hmong and Lao", ["English", "Hmong", "Lao"]),
        ("English/Vietnamese bilingual", ["English", "Vietnamese"]),
        ("Fluent in Haitian Creole (native) and French", ["Haitian Creole", "French"]),
        ("Speaks English and some Yoruba.", ["English", "Yoruba"]),
        ("Native Arabic speaker", ["Arabic"]),
        ("Bilingual English Spanish. Own truck.", ["English", "Spanish"]),
        ("Polish (native), English (good). Non smoker.", ["Polish", "English"]),
        ("Portuguese (at home) and Spanish (good)", ["Portuguese", "Spanish"]),
        ("speak spanish and some english, own truck", ["spanish", "english"]),
        ("polish floors, speak up", []),
        ("Polish (table leg) and buff", []),
        ("Nationality: Polish (settled status)", []),
        ("Taught English and French to adults", []),
        ("Fluent Spanish-speaking families trust me", []),
    ],
)
def test_languages_are_told_by_what_stands_beside_them(line: str, languages: list[str]) -> None:
    assert says(line) == languages


def test_each_language_is_a_claim_of_its_own_and_what_is_denied_is_none(tmp_path: Path) -> None:
    text = """
Ana Roe

SUMMARY
Bilingual English/Spanish aide, 5 years.
I do not speak French.

SKILLS
Bilingual (English/Spanish)
Cash handling
"""
    claims = Extractor(small.frameworks(tmp_path)).extract(document(text)).claims
    assert [claim.name for claim in claims if claim.name in ("English", "Spanish", "French")] == [
        "English",
        "Spanish",
    ]
    assert not any("ilingual" in claim.name for claim in claims)
