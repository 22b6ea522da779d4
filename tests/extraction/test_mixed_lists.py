"""Sections whose heading names skills and papers."""

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


@pytest.mark.parametrize(
    ("lines", "titles", "skills"),
    [
        (
            "Cash handling, stocking, closing\nServSafe Manager (2023), TIPS (2022)",
            ["ServSafe Manager", "TIPS"],
            {"Cash handling", "stocking", "closing"},
        ),
        (
            "• Forklift certified\n• Blueprint reading\n• Microsoft Excel\n• First aid",
            ["Forklift certified", "First aid"],
            {"Blueprint reading", "Microsoft Excel"},
        ),
        ("CPR, phlebotomy, CNA (2019), Microsoft Office", ["CPR", "CNA"], {"phlebotomy", "Microsoft Office"}),
    ],
)
def test_below_a_heading_of_both_skills_are_no_papers(
    lines: str, titles: list[str], skills: set[str], frameworks: Frameworks
) -> None:
    text = f"Vera Holt\nAkron, OH\n\nSKILLS & CERTIFICATIONS\n{lines}\n"
    found = Extractor(frameworks).extract(document(text))
    assert [entry.title for entry in found.entries] == titles
    named = {claim.name for claim in found.claims if claim.kind == "skill" and claim.basis is Basis.STATED}
    assert skills <= named
