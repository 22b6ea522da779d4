"""An answer is whole and of the right shape, or it is malformed."""

import pytest

from app.extraction.asking.answers import EntryAnswer, SkillAnswer, Told, reads
from app.extraction.model import EntryKind

SKILLS = reads({"properties": {"skills": {}}})
BOTH = reads({"properties": {"skills": {}, "entries": {}}})
ENTRY = (
    '{"kind": "employment", "title": "Deckhand", "title_line": 4, "organization": "", "organization_line": 0, '
    '"dates": "2019 - 2021", "dates_line": 5}'
)
ONE = '{"line": 3, "quote": "welds", "name": "welding", "basis": "demonstrated"}'


def test_an_answer_of_the_right_shape_is_read() -> None:
    skill = SkillAnswer(line=3, quote="welds", name="welding", basis="demonstrated")
    assert SKILLS(f'{{"skills": [{ONE}]}}') == Told(skills=(skill,))
    assert SKILLS('{"skills": []}') == Told()
    told = BOTH(f'{{"skills": [{ONE}], "entries": [{ENTRY}]}}')
    assert told.skills == (skill,)
    assert told.entries[0].claimed is EntryKind.EMPLOYMENT
    assert isinstance(told.entries[0], EntryAnswer)


@pytest.mark.parametrize(
    "text",
    [
        f'{{"skills": [{ONE}]}}',
        f'{{"entries": [{ENTRY}]}}',
        f'{{"skills": [], "entries": [{ENTRY[:-1]}, "start": "2019"}}]}}',
        f'{{"skills": [], "entries": [{ENTRY.replace("4", "null")}]}}',
        f'{{"skills": [], "entries": [{ENTRY.replace("employment", "hobby")}]}}',
        '{"skills": [], "entries": [{"kind": "employment", "title": "Deckhand", "title_line": 4}]}',
    ],
)
def test_an_answer_with_entries_is_whole_or_refused(text: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        BOTH(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        ONE,
        f'{{"skills": [{ONE}]',
        f'{{"skills": [{ONE[:-3]}]}}',
        f'{{"skills": [{ONE}]}} and more',
        f'Here: {{"skills": [{ONE}]}}',
        f'{{"skills": [{ONE}], "note": ""}}',
        f'{{"skills": [{ONE}], "entries": [{ENTRY}]}}',
        '{"skills": [{"line": "3", "quote": "a", "name": "a", "basis": "stated"}]}',
        '{"skills": [{"line": 3, "quote": "a", "name": "a", "basis": "inferred"}]}',
        '{"skills": [{"line": 3, "quote": null, "name": "a", "basis": "stated"}]}',
        '{"skills": "none"}',
    ],
)
def test_anything_else_is_refused_whole(text: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        SKILLS(text)
