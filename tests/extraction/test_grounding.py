"""A quote is found where it stands, or it is nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.redact.mask import redact
from app.extraction.asking.answers import SkillAnswer
from app.extraction.asking.grounding import Dropped, Finding, ground, supported_name
from app.extraction.asking.windows import line_starts
from app.extraction.model import Basis
from app.extraction.quotes import Place, Searched
from tests.extraction.documents import document

TEXT = """SKILLS
C++, C#, R; “root cause” analysis
ofﬁce ﬁling and data entry
Ran the hydraulic win-
ch and cross-trained two mates
Data  entry,\u00a0typing
"""


def found(quote: str, near: int = 0) -> str | None:
    place = Searched(TEXT).find(quote, near)
    return None if place is None else f"{place.match}: {TEXT[place.start : place.end]}"


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("C++", "exact: C++"),
        ("data entry", "exact: data entry"),
        ('"root cause" analysis', "normalised: “root cause” analysis"),
        ("office filing", "normalised: ofﬁce ﬁling"),
        ("hydraulic winch", "normalised: hydraulic win-\nch"),
        ("hydraulic win-ch", None),
        ("cross‑trained", "normalised: cross-trained"),
        ("entry, typing", "normalised: entry,\u00a0typing"),
        ("DATA ENTRY", "normalised: data entry"),
        ("  R ", "exact: R"),
    ],
)
def test_a_quote_is_found_exactly_else_with_white_space_hyphens_ligatures_and_quotes_alike(
    quote: str, expected: str | None
) -> None:
    assert found(quote) == expected


@pytest.mark.parametrize("quote", ["C", "ata entry", "data entr", "Kubernetes", "", "   ", "ice filing", "\u00ad"])
def test_a_part_of_a_word_or_nothing_is_not_found(quote: str) -> None:
    assert found(quote) is None


def test_of_several_places_the_one_nearest_to_the_line_is_taken() -> None:
    text = "welding\n" * 5
    assert [Searched(text).find("welding", near) for near in (0, 17, 40)] == [
        Place(0, 7, "exact"),
        Place(16, 23, "exact"),
        Place(32, 39, "exact"),
    ]


def test_only_what_the_model_was_shown_is_searched() -> None:
    assert Searched("welding\nbrazing\n").find("welding", 0, 8, 15) is None


@given(st.text(alphabet="abB -\n“”\"ﬁ'’é\u0301\u00ad+#[1]", max_size=60), st.data())
def test_a_place_is_always_a_slice_that_says_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    place = Searched(text).find(quote, start)
    if place is not None:
        assert 0 <= place.start < place.end <= len(text)
        said = text[place.start : place.end]
        assert Searched(said).find(quote, 0) is not None
        assert place.match == "normalised" or said == quote.strip()


RESUME = """
Ottoline Brackwater
ottoline.brackwater@example.com

SKILLS
Net mending; knot tying
Reported to Ottoline Brackwater weekly
"""


def answer(line: int, quote: str, name: str = "", basis: str = "stated") -> SkillAnswer:
    return SkillAnswer.model_validate({"line": line, "quote": quote, "name": name or quote, "basis": basis})


def test_findings_are_spans_of_the_document_itself_and_the_rest_is_counted_by_why() -> None:
    read = document(RESUME)
    redacted = redact(read)
    said = [
        answer(5, "Net mending"),
        answer(6, "knot tying", "tying knots"),
        answer(6, "Reported to [NAME_1]"),
        answer(1, "Ottoline Brackwater"),
        answer(4, "SKILLS"),
        answer(5, "net-mending robots"),
        answer(6, "weekly", "leadership", "demonstrated"),
    ]
    findings, dropped = ground(
        said, redacted, Searched(redacted.text), line_starts(redacted.text), range(len(redacted.text))
    )
    at = read.text.index("Net mending"), read.text.index("knot tying")
    assert findings == [
        Finding(at[0], at[0] + 11, "exact", "Net mending", Basis.STATED),
        Finding(at[1], at[1] + 10, "exact", "tying knots", Basis.STATED),
    ]
    assert dropped == Dropped(invented=2, masked=1, unsupported=2)


@pytest.mark.parametrize(
    ("quote", "name", "basis", "expected"),
    [
        ("operating forklifts", "operating a forklift", "stated", "operating a forklift"),
        ("forklift", "warehouse management", "stated", "forklift"),
        ("Unloaded trailers with a reach truck", "reach truck operation", "demonstrated", "reach truck operation"),
        ("Unloaded trailers with a reach truck", "people management", "demonstrated", None),
        ("Unloaded trailers with a reach truck and more", "people management", "stated", None),
        ("2019 - 2021", "2019", "stated", None),
        ("Work Experience", "experience", "stated", None),
    ],
)
def test_a_name_is_taken_only_when_the_quote_supports_it(
    quote: str, name: str, basis: str, expected: str | None
) -> None:
    assert supported_name(answer(1, quote, name, basis), quote) == expected
