from pathlib import Path

from app.extraction.skills.named import named
from tests.taxonomy import small


def test_inside_a_stretch_of_text_the_same_names_are_found_as_by_reading_it_alone(tmp_path: Path) -> None:
    gazetteer = small.frameworks(tmp_path).gazetteer
    text = "Python, blueprint reading\nMIG welding and Python; forklift operation. Blueprint reading"

    for start in range(0, len(text), 7):
        for end in range(start, len(text) + 1, 5):
            if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
                continue
            alone = [(start + o.start, start + o.end, o.name) for o in gazetteer.find(text[start:end])]
            assert [(o.start, o.end, o.name) for o in named(gazetteer, text).within(start, end)] == alone
    assert list(named(gazetteer, text).within(0, len(text)))
