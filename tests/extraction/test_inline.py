import pytest

from app.extraction.headings.inline import with_inline
from app.extraction.headings.sections import sections
from tests.extraction.documents import lines


def told(text: str) -> list[tuple[str, list[str]]]:
    _, found = lines(text)
    return [(section.kind.value, [row.said for row in section.rows]) for section in sections(with_inline(found))]


def test_a_name_in_capitals_heads_what_stands_behind_it() -> None:
    assert told(
        "Ana Roe\n\nSKILLS  Python (pandas, NumPy), SQL,\ndbt\n\nCERTIFICATIONS: PMP, OSHA 30\nSOFTWARE: Excel"
    ) == [
        ("top", ["Ana Roe"]),
        ("skills", ["Python (pandas, NumPy), SQL,", "dbt"]),
        ("certifications", ["PMP, OSHA 30"]),
        ("skills", ["Excel"]),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ["LANGUAGES: Java, SQL", "FRAMEWORKS: Spring, Struts"],
        ["TECHNICAL\t\t\tPEOPLE"],
        ["Skills: cooking, cleaning"],
        ["EXPERIENCE: Cook, Elm Grill"],
    ],
)
def test_labels_of_one_list_heads_of_columns_and_other_names_stay_where_they_are(rows: list[str]) -> None:
    _, found = lines("Ana Roe\n\n" + "\n".join(rows))
    assert with_inline(found) == found


@pytest.mark.parametrize("mark", [" .. ", "... ", " => ", " -> ", " : "])
def test_other_marks_may_stand_behind_a_name_in_capitals(mark: str) -> None:
    assert told(f"Ana Roe\n\nSKILLS{mark}sewing; mower repair ; hand truck")[1:] == [
        ("skills", ["sewing; mower repair ; hand truck"])
    ]
