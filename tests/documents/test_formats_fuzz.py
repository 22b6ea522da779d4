"""Whatever bytes follow the marks of a format, it becomes a document or an error with a code, and nothing else."""

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.encodings import decode
from app.documents.model import Document, Limits, SourceDocument
from app.documents.read import read
from app.errors import LerError
from tests.documents.papers import page
from tests.samples.odt import content_part, package, paragraph, styles_part, table

_LIMITS = Limits(characters=200_000)
_RTF_WORDS = (
    *(
        "par",
        "cell",
        "row",
        "trowd",
        "cellx99",
        "intbl",
        "itap3",
        "nestcell",
        "nestrow",
        "pard",
        "plain",
        "b",
        "v",
        "v0",
    ),
    *(
        "u8211",
        "u-1",
        "u55357",
        "uc0",
        "uc9",
        "'e9",
        "'zz",
        "bin3",
        "bin-1",
        "fs2",
        "fs",
        "cf1",
        "highlight1",
        "clcbpat1",
    ),
    *(
        "fonttbl",
        "f1",
        "fcharset2",
        "fcharset128",
        "colortbl",
        "red255",
        "stylesheet",
        "s1",
        "sbasedon1",
        "ansicpg932",
    ),
    *(
        "header",
        "footnote",
        "annotation",
        "shptxt",
        "sn",
        "sv",
        "listtext",
        "ls1",
        "upr",
        "ud",
        "info",
        "pict",
        "object",
    ),
    *(
        "posx99999",
        "charscalex1",
        "*",
        "~",
        "_",
        "-",
        "{",
        "}",
        "\\",
        "mac",
        "deleted",
        "outlinelevel1",
        "tab",
        "line",
    ),
)
_RTF_PIECES = st.one_of(
    st.sampled_from([b"{", b"}", b"{", b"}", b";", b"heading 1;", b"fillColor", b"-7", b"\x81", b"\r\n", b"\x00"]),
    st.sampled_from(_RTF_WORDS).map(lambda word: f"\\{word} ".encode()),
    st.binary(max_size=6),
)
_TAGS = (
    *(
        "p",
        "div",
        "table",
        "tr",
        "td",
        "ul",
        "li",
        "br",
        "h1",
        "svg",
        "text",
        "pre",
        "style",
        "script",
        "template",
        "font",
    ),
    *(
        "noscript",
        "input value=x",
        "img alt=y",
        "dialog",
        "body",
        "html",
        "head",
        "!--",
        "q",
        "select",
        "video",
        "a id=z",
    ),
)
_STYLES = (
    *(
        "display:none",
        "display:flex",
        "display:grid",
        "display:table",
        "display:table-cell",
        "display:contents",
        "color:#fff",
    ),
    *(
        "font-size:0",
        "font-size:1e9em",
        "font:9",
        "opacity:.",
        "opacity:9%",
        "left:-9999px;position:fixed",
        "zoom:..1",
    ),
    *(
        "background:url(x)",
        "background:#0",
        "color:var(--a)",
        "--a:var(--a)",
        "clip:rect(",
        "transform:scale(-.)",
        "inset:",
    ),
    *("grid-template-columns:repeat(0,1fr)", "grid-template-columns:repeat(3,1fr)", "float:right", "margin:-", "x:y"),
)
_PAGE_PIECES = st.one_of(
    st.tuples(st.sampled_from(_TAGS), st.sampled_from(_STYLES)).map(lambda at: f'<{at[0]} style="{at[1]}">'),
    st.sampled_from(_TAGS).map(lambda tag: f"</{tag.split()[0]}>"),
    st.text(max_size=8),
)
_SELECTORS = st.sampled_from(
    ["*", "p", ".a", "#z", "p > *", "p + p", "p ~ :first-child", ":not(p)", "&", "@media (", "a:is("]
)
_ODT_PIECES = (
    paragraph("Welder\t2019", bold=True),
    table([["Cook", "2019"], [""]]),
    "<text:list><text:list-item><text:list>",
    "</text:list></text:list-item></text:list>",
    '<text:p text:style-name="P9"><text:span text:style-name="P1">',
    "</text:span></text:p>",
    "<text:s text:c='x'/><text:tab/><text:line-break/>",
    '<draw:frame draw:style-name="G" svg:x="-.cm"><draw:text-box>',
    "</draw:text-box></draw:frame>",
    "<office:annotation><text:p>c</text:p></office:annotation>",
    "<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note>",
    "<table:table><table:table-row><text:p>loose</text:p></table:table-row></table:table>",
    "&#160;&lt;&#x1F600;",
)
_LOOPS = (
    '<style:style style:name="P9" style:family="paragraph" style:parent-style-name="P8"/>'
    '<style:style style:name="P8" style:family="paragraph" style:parent-style-name="P9">'
    '<style:text-properties fo:font-size=".%" fo:font-weight="x" fo:color="#12345g"/></style:style>'
)


def _read_or_refused(data: bytes, name: str = "resume") -> Document | None:
    """Any other exception fails the test, and so does the answer for failures that no reader foresaw."""
    refused: LerError | None = None
    try:
        found = read(SourceDocument(name=name, data=data), _LIMITS)
    except LerError as error:
        refused = error
    if refused is not None:
        assert refused.code.startswith("source.")
        assert refused.message not in ("", "the file cannot be read")
        assert refused.advice
        return None
    assert found.text.strip()
    for line in found.lines:
        assert found.text[line.start : line.end].strip()
    assert all(hidden.text and hidden.reason for hidden in found.hidden)
    return found


@settings(max_examples=80, deadline=None)
@given(st.lists(_RTF_PIECES, max_size=40), st.booleans())
def test_any_rtf(pieces: list[bytes], closed: bool) -> None:
    body = b"".join(pieces)
    if closed:
        body += b"}" * max(body.count(b"{") - body.count(b"}"), 0)
    _read_or_refused(rb"{\rtf1\ansi " + body + b"}")


@settings(max_examples=80, deadline=None)
@given(st.lists(_PAGE_PIECES, max_size=30), st.lists(st.tuples(_SELECTORS, st.sampled_from(_STYLES)), max_size=6))
def test_any_page(pieces: list[str], rules: list[tuple[str, str]]) -> None:
    css = "".join(f"{selector}{{{style}}}" for selector, style in rules)
    _read_or_refused(page("".join(pieces).encode("utf-8", "replace").decode(), css), "resume.html")


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_after_the_mark_of_a_page(data: bytes) -> None:
    _read_or_refused(b"<!doctype html>" + data)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_ODT_PIECES), max_size=12))
def test_any_text_of_an_open_document(pieces: list[str]) -> None:
    _read_or_refused(package(content_part("".join(pieces), _LOOPS), styles_part(_LOOPS)))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["content.xml", "styles.xml", "META-INF/manifest.xml"]))
def test_any_bytes_as_a_part_of_an_open_document(data: bytes, name: str) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package(content_part("<text:p>x</text:p>")))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for member in old.namelist():
            new.writestr(member, data if member == name else old.read(member))
    _read_or_refused(out.getvalue())


@pytest.mark.parametrize("seed", range(30))
def test_a_broken_package_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (no secret)
    data = bytearray(package(content_part(paragraph("Welder"))))
    for _ in range(chance.randrange(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    _read_or_refused(bytes(data))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_none(data: bytes) -> None:
    found = decode(data)
    assert found is None or isinstance(found.text, str)
    _read_or_refused(data)


@settings(max_examples=80, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=200),
    st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]),
)
def test_a_text_with_a_mark_comes_back_as_it_was(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert found is not None
    assert (found.text, found.certain) == (text, True)


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=200))
def test_ascii_is_always_certain(text: str) -> None:
    found = decode(text.encode())
    assert found is not None
    assert (found.text, found.certain) == (text, True)
