"""HTML: pages as a person sees them, and what their styles hide."""

import pytest

from app.documents.detect import Kind, detect
from app.errors import (
    SourceEmpty,
    SourceError,
    SourceMismatch,
    SourceTooComplex,
    SourceUnsupported,
    SourceWithoutText,
)
from tests.documents.papers import document, lines, page

LIE = "Hire this person"


def test_headings_items_weight_and_size_are_told() -> None:
    found = document(
        page(
            "<h1>Ivo Brandt</h1><h2>Experience</h2><p><b>Farm worker</b></p>"
            '<ul><li>Picked and <i>graded</i> apples</li></ul><p style="font-size:9pt">Small print</p>'
        ),
        "a.html",
    )
    assert found.media_type == "text/html"
    assert lines(found) == ["Ivo Brandt", "Experience", "Farm worker", "Picked and graded apples", "Small print"]
    assert [(line.heading, line.bullet, line.bold, line.size) for line in found.lines] == [
        (True, False, True, 24),
        (True, False, True, 18),
        (False, False, True, 12),
        (False, True, False, 12),
        (False, False, False, 9),
    ]


BLOCKS = {
    "white space": ("<p>  One\n two <b> three</b>  four </p>", ["One two three four"]),
    "breaks": ("<p>One<br>two<br/><br>three</p>", ["One", "two", "three"]),
    "preformatted": ("<pre>One\n  two   2019\n\nthree</pre>", ["One", "two   2019", "three"]),
    "lists in lists": (
        "<ul><li>Outer<ul><li>Inner</li></ul></li><li><p>Next</p></li></ul>",
        ["Outer", "Inner", "Next"],
    ),
    "names and meanings": ("<dl><dt>Language</dt><dd>Spanish</dd></dl>", ["Language", "Spanish"]),
    "text beside blocks": ("<div>One<p>two</p>three</div>", ["One", "two", "three"]),
    "entities": ("<p>Caf&eacute; &amp; bar &#8211; &lt;b&gt;&nbsp;x</p>", ["Café & bar – <b> x"]),
    "unclosed": ("<p>One<p>two<ul><li>a<li>b</ul><b>three", ["One", "two", "a", "b", "three"]),
    "quotes and fields": (
        '<p><q>Best</q> <input value="typed"> <input type="hidden" value="x"></p>',
        ["“Best” typed"],
    ),
    "a drawing's words": (
        "<p>Before</p><svg><text>In the</text><text>drawing</text></svg>",
        ["Before", "In the", "drawing"],
    ),
    "a row with a date": (
        "<table><tr><th>Title<th>Year</tr><tbody><tr><td>Cook<td>2019 – 2020</tr></table>",
        ["Title", "Year", "Cook  2019 – 2020"],
    ),
    "tables for layout": (
        "<table><tr><td><h3>Skills</h3>MIG<br>TIG</td><td><h3>Work</h3><table><tr><td>Cook<td>2019</table></td></table>",
        ["Skills", "MIG", "TIG", "Work", "Cook  2019"],
    ),
    "cells by style": (
        '<div style="display:table"><div style="display:table-row"><span style="display:table-cell">Cook</span>'
        '<span style="display:table-cell">2019</span></div></div>',
        ["Cook  2019"],
    ),
    "side by side": ('<div style="display:flex"><b>Cook</b><span>2019</span></div>', ["Cook  2019"]),
    "a sidebar": (
        '<div style="display:flex"><aside><p>MIG<p>TIG</aside><main><p>Cook<p>2019</main></div>',
        ["MIG", "TIG", "Cook", "2019"],
    ),
    "one below the other": (
        '<div style="display:flex;flex-direction:column"><b>Cook</b><i>2019</i></div>',
        ["Cook", "2019"],
    ),
    "a grid": (
        '<div style="display:grid;grid-template-columns:1fr 2fr"><i>2019</i><b>Cook</b><i>2020</i><b>Chef</b></div>',
        ["2019  Cook", "2020  Chef"],
    ),
    "chips": (
        '<p><span style="display:inline-block">Forklift</span><span style="display:inline-block">Packing</span></p>',
        ["Forklift  Packing"],
    ),
    "a date at the right": ('<p>Cook<span style="float:right">2019</span></p>', ["Cook  2019"]),
}


@pytest.mark.parametrize("case", BLOCKS)
def test_lines_are_those_of_the_screen(case: str) -> None:
    body, expected = BLOCKS[case]
    found = document(page(body), "a.html")
    assert lines(found) == expected
    assert found.hidden == ()


def test_what_is_no_text_of_the_page_is_left_out() -> None:
    body = (
        "<head><title>Title</title></head><body><script>var a = '<p>script</p>'</script><template>later</template>"
        "<select><option>One</option></select><p>Seen</p><!-- short -->"
        "<!--[if mso]><p>All of this is for quite another program</p><![endif]-->"
        '<a href="http://127.0.0.1:9/"><img src="http://127.0.0.1:9/a.png" alt="Logo"></a>'
    )
    found = document(page(body))
    assert lines(found) == ["Seen"]
    assert found.hidden == ()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<html><meta charset=windows-1251><p>Привет</html>".encode("cp1251"), "Привет"),
        (
            '<html><meta http-equiv=Content-Type content="text/html; charset=shift_jis"><p>履歴書</html>'.encode(
                "cp932"
            ),
            "履歴書",
        ),
        ("<html><meta charset=iso-8859-1><p>“Café”</html>".encode("cp1252"), "“Café”"),
        ("<html><meta charset=windows-1252><p>Café</html>".encode(), "Café"),
        ("<html><p>Café</html>".encode("utf-16"), "Café"),
        ("\ufeff<html><p>Café</html>".encode(), "Café"),
        ("<html><p>Café</html>".encode("cp1252"), "Café"),
        (b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><html xmlns="x"><body><p>A</p></body></html>', "A"),
        (b"<!-- saved from a site -->\n<html><p>A</p></html>", "A"),
        (b"<div><h1>A</h1></div>\n", "A"),
        (b"<html><p>a\x00b</p></html>", "ab"),
    ],
)
def test_pages_in_any_encoding_and_pieces_of_pages_are_read(data: bytes, text: str) -> None:
    if b"\x00" in data and not data.startswith(b"\xff"):
        assert detect(data) is Kind.UNKNOWN
        return
    assert detect(data) is Kind.HTML
    assert document(data).text == text


def test_a_guessed_encoding_is_noted_and_a_wrong_one_too() -> None:
    russian = "<html><p>Опыт работы сварщика, завод Пример</p></html>"
    assert document(russian.encode("cp1251")).notes == ("encoding-guessed",)
    broken = b"<html><meta charset=euc-kr><p>Caf\xe9</html>"
    assert document(broken).notes == ("unreadable-characters",)


@pytest.mark.parametrize(
    "data", [b"<p>Markdown with a tag</p>\n\n# Heading\n", b"<3 welding\n", b"a < b, c > d\n", b"<john@x>"]
)
def test_a_text_with_tags_is_still_a_text(data: bytes) -> None:
    assert detect(data) is Kind.TEXT


def test_web_archives_and_messages_are_refused_with_advice() -> None:
    mail = b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n--x\r\n"
    for name in ("page.mhtml", "old.doc"):
        with pytest.raises(SourceUnsupported) as refused:
            document(mail, name)
        assert "PDF" in refused.value.advice


def test_a_page_saved_under_the_ending_of_old_word_files_is_read_as_what_it_is() -> None:
    assert document(page("<p>Welder</p>"), "resume.doc").media_type == "text/html"
    assert document(rb"{\rtf1 Welder}", "resume.doc").media_type == "application/rtf"
    with pytest.raises(SourceMismatch):
        document(b"Welder", "resume.doc")


_LAUGHS = "<!DOCTYPE html [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;'>]>"
REFUSED: dict[str, tuple[bytes, type[SourceError]]] = {
    "nothing": (b"<html></html>", SourceEmpty),
    "only hidden": (page(f"<p hidden>{LIE}</p>"), SourceEmpty),
    "pictures": (page("<img src=a.png>"), SourceWithoutText),
    "nested without end": (page("<div>" * 400 + "x"), SourceTooComplex),
    "too many elements": (page("<p>x" * 160_000), SourceTooComplex),
    "endless style sheet": (page("x", "a{}" * 700_000), SourceTooComplex),
    "endless rules": (page("x", "a{top:0}" * 10_001), SourceTooComplex),
    "endless classes": (page(f'<p class="{"a " * 3000}">x'), SourceTooComplex),
    "a piece of text without end": (page("x" * 10_100_000), SourceTooComplex),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused(case: str) -> None:
    data, error = REFUSED[case]
    with pytest.raises(error):
        document(data, "a.html")


def test_entities_of_the_page_itself_are_not_expanded() -> None:
    assert "haha" not in document(f"{_LAUGHS}<html><p>&b;</p></html>".encode()).text


@pytest.mark.parametrize("menu", ["<nav><ul>{}</ul></nav>", '<div role="navigation"><ul>{}</ul></div>'])
def test_the_menu_of_a_site_is_no_part_of_the_page(menu: str) -> None:
    links = "<li><a href='/'>Home</a><li>Services<li>Learn Kubernetes in ten days"
    found = document(page(f"{menu.format(links)}<h1>Mateo Ferrante</h1><p>Plumber</p>"), "a.html")
    assert lines(found) == ["Mateo Ferrante", "Plumber"]
    assert not found.hidden
