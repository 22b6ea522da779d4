"""What is drawn around and beside print: boxes of a list, heads of a table, time lines."""

from collections.abc import Iterable, Sequence

import pytest
from fpdf import FPDF

from app.documents.model import Document
from tests.documents.papers import Text, document, lines

Rect = tuple[float, float, float, float]
"""Left, top, width and height."""


def drawn(texts: Iterable[Text], rects: Sequence[Rect], *, filled: bool = False) -> Document:
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_fill_color(220, 230, 240)
    for x, y, wide, high in rects:
        paper.rect(x, y, wide, high, style="F" if filled else "D")
    for text in texts:
        paper.set_font("Helvetica", text.style, text.size)
        paper.text(text.x, text.y, text.words)
    return document(bytes(paper.output()))


def chips(rows: Sequence[Sequence[str]], top: float = 130) -> tuple[list[Text], list[Rect]]:
    """Set each row of words in boxes that stand four points apart."""
    paper = FPDF(unit="pt")
    paper.add_page()
    paper.set_font("Helvetica", "", 10)
    texts: list[Text] = []
    rects: list[Rect] = []
    for number, row in enumerate(rows):
        x, y = 50.0, top + 18.0 * number
        for words in row:
            wide = paper.get_string_width(words)
            rects.append((x, y - 11, wide + 8, 15))
            texts.append(Text(x + 4, y, words))
            x += wide + 12
    return texts, rects


@pytest.mark.parametrize("filled", [False, True])
def test_words_in_boxes_beside_each_other_are_items_of_a_list(filled: bool) -> None:
    rows = [["Balayage and foils", "Relaxers"], ["Knotless braids", "Cutting: fades, bobs"], ["Updos"]]
    texts, rects = chips(rows)
    head = [Text(50, 80, "Tamika Reed", 16), Text(50, 110, "Services", 13, "B")]
    found = drawn([*head, *texts], rects, filled=filled)
    assert lines(found)[2:] == [words for row in rows for words in row]
    assert [line.bullet for line in found.lines][2:] == [True] * 5


def test_the_heads_of_a_table_stay_on_one_line() -> None:
    heads = [Text(50 + 70 * n, 130, words, 10, "B") for n, words in enumerate(("Course", "Grade", "Hours"))]
    rects = [(47 + 70 * n, 119, 60, 15) for n in range(3)]
    rows = [Text(50 + 70 * n, 148 + 14 * k, w) for k in range(3) for n, w in enumerate((f"Biology {k}", "B", "3"))]
    found = lines(drawn([Text(50, 80, "Record", 16), *heads, *rows], rects))
    assert found[1:3] == ["Course  Grade  Hours", "Biology 0  B  3"]
    # boxes that words fill are heads where cells stand below them
    texts, tight = chips([["Course", "Grade"]])
    below = [text._replace(words=words, y=148) for text, words in zip(texts, ("Math", "A"), strict=True)]
    assert lines(drawn([*texts, *below], tight)) == ["Course  Grade", "Math  A"]


def test_a_date_in_a_box_stays_on_the_line_of_its_entry() -> None:
    texts, rects = chips([["Nurse, Cedar Hospital", "2016 - 2021"]])
    assert lines(drawn([*texts, Text(50, 150, "Kept records")], rects))[0] == "Nurse, Cedar Hospital  2016 - 2021"


def test_a_dot_on_the_border_of_an_entry_is_no_mark_of_a_list_item() -> None:
    texts = [Text(50, 90, "Work", 13, "B")]
    rects: list[Rect] = []
    for number, name in enumerate(("Owner, Quill Gardens", "Foreman, GreenScape West", "Climber, Redwood Tree")):
        y = 120.0 + 60 * number
        texts += [Text(170, y, name, 10, "B"), Text(170, y + 14, f"{2010 + number} to {2011 + number}")]
        rects += [(150, y - 12, 300, 40), (147, y - 6, 6, 6)]
    found = drawn(texts, rects)
    assert lines(found)[1::2] == [text.words for text in texts[1::2]]
    assert not any(line.bullet for line in found.lines)
    # without the border they are
    dots = [(x + 10, y, wide, high) for x, y, wide, high in rects if wide == 6]
    assert sum(line.bullet for line in drawn(texts, dots).lines) == len(dots)
