"""Lists of skills in plain words: how well in words, names that go on, headings for what is left."""

import pytest

from app.extraction.extract import Extractor
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def skills(text: str, frameworks: Frameworks) -> set[str]:
    made = document(f"Ada Quill\n\nWORK\nCook, Larch Lodge, 2015-17\n- cut vegetables\n\n{text}\n")
    return {claim.name for claim in Extractor(frameworks).extract(made).claims if claim.kind == "skill"}


@pytest.mark.parametrize(
    ("text", "named", "unnamed"),
    [
        (
            "SKILLS .. mower repair;word a little;  speak some Spanish;;; hand truck",
            {"mower repair", "word", "Spanish", "hand truck"},
            {"word a little", "speak some"},
        ),
        (
            "SKILLS\nmap reading, small engine repair, speak some Spanish, pallet jack; kite making",
            {"map reading", "small engine repair", "Spanish", "pallet jack", "kite making"},
            set(),
        ),
        (
            "Odds and ends\nBlueprint reading, slinging, Tagalog fluent, English native. Willing to learn: CWI",
            {"Blueprint reading", "slinging", "Tagalog", "English"},
            {"Blueprint", "CWI", "Tagalog fluent"},
        ),
        (
            "Also\nBlueprint reading, slinging, kiln work (learning)",
            {"Blueprint reading"},
            {"Blueprint", "kiln work"},
        ),
        (
            "SUMMARY\nExpert in containerization\n(Docker, Kubernetes), release pipelines, and cloud infrastructure"
            " (AWS,\nAzure). Passionate about clean code.",
            {"containerization", "Docker", "Kubernetes", "cloud infrastructure", "AWS", "Azure"},
            {"cloud infrastructure (AWS"},
        ),
    ],
)
def test_what_plain_lists_name_is_named_whole(
    text: str, named: set[str], unnamed: set[str], frameworks: Frameworks
) -> None:
    found = skills(text, frameworks)
    assert named <= found
    assert not unnamed & found
