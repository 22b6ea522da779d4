"""PDFs as TeX makes them: accents by themselves, fonts known by short names, codes without a map to Unicode."""

import io

import numpy as np
import pypdf
import pytest

from app.documents.readers.pdf.tracking import join
from tests.documents.papers import Text, document, lines, pdf, raw_pdf, written


def made_by(producer: str, texts: list[Text]) -> bytes:
    """Give a PDF that says which program made it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(texts)))
    writer.add_metadata({"/Producer": producer})
    return written(writer)


def shown(*words: bytes) -> bytes:
    """Give a PDF that shows each of the arrays of a `TJ` on a line of its own."""
    drawn = [b"1 0 0 1 100 %d Tm %s TJ" % (700 - 20 * n, one) for n, one in enumerate(words)]
    return raw_pdf(b"BT /F1 12 Tf " + b" ".join(drawn) + b" ET")


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (b"[(Belle Rivi) -111 (`) 444 (ere School)]", "Belle Rivière School"),
        (b"[(Universit) -111 (\xb4) 444 (e Saint-R) -111 (\xb4) 444 (emy)]", "Université Saint-Rémy"),
        (b"[(Zo) -111 (\xa8) 444 (e)]", "Zoë"),
        (b"[(Fran) -83 (\xb8) 416 (coise)]", "Françoise"),
        (b"[-166 (\xb4) 499 (Evasion Camp)]", "Évasion Camp"),
    ],
)
def test_an_accent_printed_over_a_letter_is_one_letter_with_it(words: bytes, printed: str) -> None:
    assert document(shown(words)).text == printed


def test_an_accent_that_stands_by_itself_stays() -> None:
    assert lines(document(shown(b"[(ran `make all`)]", b"[(about ~5 a day)]"))) == [
        "ran `make all`",
        "about ~5 a day",
    ]


def test_a_letter_with_its_accent_has_the_place_of_the_letter() -> None:
    found = document(shown(b"[(Rivi) -111 (`) 444 (ere)]"))
    (box,) = found.boxes(4, 5)
    assert box[2] - box[0] == pytest.approx(0.556 * 12, abs=2)


def test_dashes_and_quotes_of_a_font_without_a_map_to_unicode_are_told_by_the_code_that_tex_gives_them() -> None:
    found = lines(document(shown(b"[(08/2015\x1505/2019)]", b"[(2019\x15present)]", b"[(the \x10best\x11 cook)]")))
    assert found == ["08/2015–05/2019", "2019–present", "the “best” cook"]


@pytest.mark.parametrize(
    ("name", "bold"),
    [
        ("CMBX10", True),
        ("CMSSBX10", True),
        ("ABCDEF+SFBX1095", True),
        ("NimbusRomNo9L-Medi", True),
        ("CMR10", False),
        ("CMCSC10", False),
        ("SFRM1095", False),
        ("Medium", False),
    ],
)
def test_bold_faces_of_tex_are_known_by_their_short_names(name: str, *, bold: bool) -> None:
    data = raw_pdf(b"BT /F1 12 Tf 100 700 Td (Welder) Tj ET").replace(
        b"/BaseFont /Helvetica", b"/BaseFont /" + name.encode()
    )
    found = document(data)
    assert [line.bold for line in found.lines] == [bold]


def tracked(words: str, between: int) -> bytes:
    """Give the array of a `TJ` that shows words in capitals, set apart as by TeX: without any space."""
    return (
        "[" + f" {-between} ".join(f"({word})" if word != " " else f"{-between}" for word in words) + "]"
    ).encode()


@pytest.mark.parametrize("between", [140, 200])
def test_letters_set_apart_for_looks_are_words_again(between: int) -> None:
    plain = b"[(, ) (Tern Shipyard, Duluth)]"
    found = lines(document(shown(tracked("LEAD WELDER", between)[:-1] + plain[1:], b"[(Welded plates)]")))
    assert found == ["LEAD WELDER, Tern Shipyard, Duluth", "Welded plates"]


def spread(words: str, between: int) -> bytes:
    """Give the array of a `TJ` that shows words with room after each letter, as browsers do: a space is room, too."""
    parts = [f"({letter}) {-between}" if letter != " " else f"{-between - 278}" for letter in words]
    return ("[" + " ".join(parts) + "]").encode()


@pytest.mark.parametrize("between", [100, 151, 267, 400])
@pytest.mark.parametrize(
    "words",
    [
        "GOOD AT",
        "WHO I AM",
        "JOBS I HAVE HAD",
        "JUNIPER ALVAREZ-LUND",
        "WHERE I'VE WORKED",
        "Coffee + Bread",
        "555-0164",
    ],
)
def test_words_of_letters_set_apart_are_told_from_each_other(words: str, between: int) -> None:
    assert lines(document(shown(spread(words, between), b"[(Welded plates)]"))) == [words, "Welded plates"]


def test_short_words_in_plain_print_stay_apart() -> None:
    said = "I am in a lab by 9 to do an MRI or a CT as a PA"
    parts = " -280 ".join(f"({word})" for word in said.split())
    assert lines(document(shown(f"[{parts}]".encode(), b"[(Algebra)]"))) == [said, "Algebra"]


@pytest.mark.parametrize(
    ("put", "typed", "parted"),
    [
        pytest.param(0.0, False, False, id="no room"),
        pytest.param(0.3, False, True, id="room of a few points"),
        pytest.param(2.8, False, True, id="room for a space"),
        pytest.param(0.0, True, True, id="a space of the file"),
    ],
)
def test_a_space_or_break_that_the_engine_put_into_a_word_is_none(put: float, typed: bool, parted: bool) -> None:
    lefts = np.array([0.0, 6.0, 12.0, 18.0 + put * 4, 24.0 + put * 4])
    rooms = np.column_stack([lefts, np.zeros(5), lefts + 6, np.full(5, 10.0), np.full(5, 8.0)])
    frame = rooms + np.array([0.7, 0, -0.7, 0, 0])
    spaced, ended = (np.array([False, False, False, True, False]) for _ in range(2))
    join(frame, np.full(5, 10.0), spaced, ended, lambda _: typed, lambda rows: rooms[rows])
    assert (spaced[3], ended[3]) == (parted, parted)
    assert not spaced[[0, 1, 2, 4]].any()


def test_letters_with_spaces_of_the_file_between_them_stay_apart() -> None:
    assert lines(document(shown(b"[(A B C B A B)]", b"[(Algebra)]"))) == ["A B C B A B", "Algebra"]


BROKEN = [
    Text(50, 100, "Telemetry, Triage, Medication adminis-"),
    Text(50, 112, "tration, Blueprint reading, Flux-"),
    Text(50, 124, "cored arc welding, Forklift op-"),
    Text(50, 136, "eration"),
    Text(50, 148, "Worked from 2018-"),
    Text(50, 160, "and later, in Wil-"),
    Text(50, 172, "Kirk"),
]


@pytest.mark.parametrize("producer", ["pdfTeX-1.40.24", "LuaTeX-1.15.0", "xdvipdfmx (20220710)"])
def test_a_word_that_tex_broke_at_the_end_of_a_line_stands_whole_on_it(producer: str) -> None:
    found = document(made_by(producer, BROKEN))
    assert lines(found) == [
        "Telemetry, Triage, Medication administration,",
        "Blueprint reading, Flux-cored",
        "arc welding, Forklift operation",
        "Worked from 2018-",
        "and later, in Wil-",
        "Kirk",
    ]
    start = found.text.index("administration")
    upper, lower = (found.boxes(at, at + 1)[0] for at in (start, start + len("adminis")))
    assert upper[1] + 8 < lower[1]


def test_a_word_that_a_word_processor_broke_has_its_hyphen() -> None:
    assert lines(document(made_by("Microsoft Word", BROKEN))) == [text.words for text in BROKEN]
