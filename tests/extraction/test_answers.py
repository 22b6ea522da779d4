"""An answer is whole and of the right shape, or it is malformed."""

import pytest

from app.extraction.answers import SkillAnswer, read_skills

ONE = '{"line": 3, "quote": "welds", "name": "welding", "basis": "demonstrated"}'


def test_an_answer_of_the_right_shape_is_read() -> None:
    assert read_skills(f'{{"skills": [{ONE}]}}') == (
        SkillAnswer(line=3, quote="welds", name="welding", basis="demonstrated"),
    )
    assert read_skills('{"skills": []}') == ()


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
        '{"skills": [{"line": "3", "quote": "a", "name": "a", "basis": "stated"}]}',
        '{"skills": [{"line": 3, "quote": "a", "name": "a", "basis": "inferred"}]}',
        '{"skills": [{"line": 3, "quote": null, "name": "a", "basis": "stated"}]}',
        '{"skills": "none"}',
    ],
)
def test_anything_else_is_refused_whole(text: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        read_skills(text)
