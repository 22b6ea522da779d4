"""Masked documents to recall by kind, counted on paper."""

import json
from pathlib import Path

from app.documents.model import Document
from app.documents.redact.mask import Kind, Mask, Redacted
from app.errors import RedactionFailed
from app.evaluation.masking import STAYS, evaluate, recall_of

TEXT = "Rosa Quill\n509 555 0136\nWelds pipes"


def _suite(folder: Path) -> Path:
    case = {
        "id": "person-000",
        "group": "english",
        "layout": "stacked",
        "text": TEXT,
        "lines": [
            [0, 10, 1, 0, 20.0, True, False, False],
            [11, 23, 1, 0, None, False, False, False],
            [24, 35, 1, 1, None, False, False, True],
        ],
        "personal": [["NAME", 0, 10], ["PHONE", 11, 23]],
    }
    (folder / "truth.json").write_text(json.dumps({"schema": "ler-masking/1", "cases": [case]}), "utf-8")
    return folder


def _masked(*spans: tuple[int, int]) -> Redacted:
    masks = [
        Mask(kind=Kind.NAME, placeholder="[NAME_1]", start=start, end=end, masked_start=start) for start, end in spans
    ]
    return Redacted(text="", masks=tuple(masks), named=True)


def test_a_value_is_hidden_when_every_letter_and_digit_is(tmp_path: Path) -> None:
    report = evaluate(_suite(tmp_path), lambda _: _masked((0, 4), (5, 10), (11, 22)))
    assert report.value(recall_of("NAME")).value == 1
    assert report.value(recall_of("PHONE")).value == 0
    assert report.harms == {"leaked": 1, "needless": 0, "refused": 0, "unnamed": 0}
    assert report.outcomes[0].told == ("PHONE shows: 509 555 0136",)


def test_words_that_tell_nobody_are_masked_needlessly(tmp_path: Path) -> None:
    report = evaluate(_suite(tmp_path), lambda _: _masked((0, 10), (11, 23), (24, 29)))
    assert report.value(STAYS).value == 0.5
    assert (report.harms["leaked"], report.harms["needless"]) == (0, 1)
    assert report.outcomes[0].told == ("masked needlessly: Welds",)


def test_a_refused_document_leaks_nothing_and_is_counted_apart(tmp_path: Path) -> None:
    def refuses(document: Document) -> Redacted:
        raise RedactionFailed("something is left")

    report = evaluate(_suite(tmp_path), refuses)
    assert report.values == ()
    assert (report.harms, report.failed) == ({"refused": 1}, 1)


def test_the_masker_sees_the_document_as_it_was_read(tmp_path: Path) -> None:
    seen: list[Document] = []

    def looks(document: Document) -> Redacted:
        seen.append(document)
        return _masked()

    evaluate(_suite(tmp_path), looks)
    (document,) = seen
    assert [document.text[line.start : line.end] for line in document.lines] == TEXT.split("\n")
    assert (document.lines[0].size, document.lines[0].bold, document.lines[2].bullet) == (20, True, True)
