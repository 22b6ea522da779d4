"""RTF to a document (Rich Text Format Specification 1.9.1)."""

import re

from app.documents.assembly import Assembly
from app.documents.model import Document, Limits, MediaType, Page, SourceDocument
from app.documents.readers.colours import WHITE, Colour
from app.documents.readers.flow import Flow, Region, Run, Unseen, has_text
from app.documents.readers.rtf.state import State, is_far
from app.documents.readers.rtf.story import Story
from app.documents.readers.rtf.tables import Colours, Fonts, Styles, codec
from app.documents.readers.rtf.tokens import Sort, Token, tokens
from app.errors import SourceDamaged, SourceEmpty, SourceTooComplex, SourceWithoutText

_MEDIA_TYPE: MediaType = "application/rtf"
_DEEPEST = 500
_TABLES = ("fonttbl", "colortbl", "stylesheet")
_STORIES = frozenset(
    ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote")
) | frozenset(("annotation", "shptxt"))
_SKIPPED = frozenset(
    ("info", "pict", "nonshppict", "fldinst", "listtext", "pntext", "pntxta", "pntxtb", "shprslt", "nonesttables")
) | frozenset(
    (
        "revtbl",
        "ftnsep",
        "ftnsepc",
        "aftnsep",
        "aftnsepc",
        "objdata",
        "objclass",
        "objname",
        "rxe",
        "txe",
        "background",
    )
)
_STARRED = frozenset(("shpinst", "ud", "nesttableprops", "background", "annotation", "objdata", "fonttbl", "pn"))
"""Of the destinations that a reader may pass over (`\\*`) those that say something here."""
_SIGNS = {
    "tab": "  ",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "line": "\n",
    "softline": "\n",
    "lbr": "\n",
    "page": "\n",
    "column": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "~": "\u00a0",
    "_": "-",
    "\t": "  ",
}
_MARK = "• "
"""Symbol fonts have no Unicode of their own; before an item what they draw is its mark."""
_BEHIND = b"\\shpfblwtxt1"
_INNER_FILL = re.compile(rb"nesttableprops[^{}]*\\clcbpat")


def read_rtf(source: SourceDocument, limits: Limits) -> Document:
    """Read an RTF: headers, body with tables and text boxes, footers and notes; one line for each paragraph.

    Tables are read as those of a DOCX are. Hidden (`\\v`) and deleted text, comments, tiny print and print in the
    colour of its ground are kept apart. Embedded objects and pictures are passed over; their bytes are never decoded.

    Raises SourceDamaged where it ends within a group, SourceTooComplex, SourceTooLarge, SourceWithoutText and
    SourceEmpty.
    """
    reading = _Reading(source.data)
    for token in tokens(source.data.lstrip()):
        reading.take(token)
        if reading.done:
            break
    regions = reading.finish()
    assembly = Assembly(limits, placed=False)
    flow = Flow(assembly)
    for region in regions:
        flow.region(region)
    if assembly.empty:
        if b"\\pict" in source.data:
            raise SourceWithoutText("the document holds pictures, and no text")
        raise SourceEmpty("the document holds no text")
    pages = [Page(number=1, width=0, height=0)]
    return assembly.finish(source.data, _MEDIA_TYPE, pages, reading.unseen.hidden, sorted(reading.notes))


class _Reading:
    def __init__(self, data: bytes) -> None:
        self.unseen = Unseen()
        self.notes: set[str] = set()
        self.done = False
        self._fonts, self._colours, self._styles = Fonts(), Colours(), Styles()
        self._codec = "cp1252"
        self._body = Story("body", inner_fills=_INNER_FILL.search(data) is not None)
        self._stories: dict[str, list[Region]] = {}
        self._state = State(self._body)
        self._groups: list[State] = []
        self._bytes = bytearray()
        self._pass_over = self._half = 0
        self._starred = False
        self._property, self._value = bytearray(), bytearray()
        self._first_page_apart = False
        self._paper = 12240
        # Without drawing the page it is not known what lies behind the text: white letters may be on dark ground.
        self._page: Colour | None = None if _BEHIND in data else WHITE

    def take(self, token: Token) -> None:
        """Read one token."""
        if token.sort is Sort.BYTES:
            self._take_bytes(token)
            return
        if self._pass_over and token.word in _SIGNS:
            self._pass_over -= 1
            return
        self._pass_over = 0
        self._flush()
        if token.sort is Sort.OPEN:
            self._open()
        elif token.sort is Sort.CLOSE:
            self._close()
        elif token.sort is Sort.SIGN:
            self._sign(token)
        else:
            starred, self._starred = self._starred, False
            self._word(token, starred=starred)

    def finish(self) -> list[Region]:
        """Give the regions in the order in which a page shows them. Raises SourceDamaged for a text cut short."""
        if self._groups:
            raise SourceDamaged("the RTF is cut short")
        first = ("f",) if self._first_page_apart else ()
        heads = [f"header{page}" for page in (*first, "", "l", "r")]
        feet = [f"footer{page}" for page in ("", "l", "r", *first)]
        above, below = (
            [region for kind in kinds for region in self._stories.get(kind, ())]
            for kinds in (heads, [*feet, "footnote"])
        )
        return [*above, self._body.finish(), *below]

    def _open(self) -> None:
        if len(self._groups) >= _DEEPEST:
            raise SourceTooComplex(f"the RTF has groups nested more than {_DEEPEST} deep")
        self._groups.append(self._state)
        self._state = self._state.copy()
        self._starred = False

    def _close(self) -> None:
        if not self._groups:
            self.done = True
            return
        left, self._state = self._state, self._groups.pop()
        if left.story is not self._state.story:
            self._end_story(left.story)
        if left.reading == "sv" and self._state.reading != "sv":
            self._drawing_property()
        self.done = not self._groups

    def _end_story(self, story: Story) -> None:
        region = story.finish()
        self.unseen.cut()
        if story.kind == "shptxt":
            self._state.story.paragraph.boxes.append(region)
        elif has_text(region) and region not in self._stories.setdefault(story.kind, []):
            self._stories[story.kind].append(region)

    def _drawing_property(self) -> None:
        name, value = self._property.decode("latin-1").strip(), self._value.decode("latin-1").strip()
        if name == "fillColor" and value.isascii() and value.isdigit():
            number = int(value[:10])
            self._groups[-1].box = number & 255, number >> 8 & 255, number >> 16 & 255
        elif name == "wzDescription":
            self.unseen.alternative(value)

    def _take_bytes(self, token: Token) -> None:
        self._starred = False
        state = self._state
        if state.reading == "skip":
            return
        if state.reading in _TABLES:
            self._table(state.reading).take(token)
        elif state.reading in ("sn", "sv"):
            kept = self._property if state.reading == "sn" else self._value
            kept += token.text[: 4096 - len(kept)]
        else:
            text = token.text
            if self._pass_over:
                passed = min(self._pass_over, len(text))
                self._pass_over -= passed
                text = text[passed:]
            self._bytes += text

    def _flush(self) -> None:
        if not self._bytes:
            return
        data, font = bytes(self._bytes), self._fonts.known.get(self._state.font)
        self._bytes.clear()
        if font is not None and font.symbols:
            self._write(_MARK if data.strip() else " ")
            return
        text = data.decode((font.codec if font else None) or self._codec, "replace").replace("\t", "  ")
        if "\ufffd" in text:
            self.notes.add("unreadable-characters")
        self._write(text)

    def _write(self, text: str) -> None:
        state = self._state
        if state.reading != "text":
            return
        reason = state.hides(self._colours, self._page)
        if reason:
            self.unseen.add(text, reason)
            state.story.paragraph.hides = True
            return
        if text.strip():
            self.unseen.cut()
        state.story.add(Run(text, state.half_points / 2, state.bold))

    def _sign(self, token: Token) -> None:
        if token.word == "*":
            self._starred = True
        elif token.word in ("\n", "\r"):
            self._end_paragraph()
        elif token.word in _SIGNS:
            self._write(_SIGNS[token.word])
        elif token.word in "\\{}":
            self._bytes += token.word.encode()

    def _word(self, token: Token, *, starred: bool) -> None:
        state, word = self._state, token.word
        if state.reading == "skip":
            return
        if word in _TABLES:
            state.reading = word
        elif starred and word not in _STARRED:
            state.reading = "skip"
        elif state.reading in _TABLES:
            self._table(state.reading).take(token)
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif word == "u" and token.number is not None:
            self._unicode(token.number)
        elif not self._destination(word) and not self._structure(word, token.number):
            state.take(word, token.number)

    def _table(self, name: str) -> Fonts | Colours | Styles:
        return self._fonts if name == "fonttbl" else self._colours if name == "colortbl" else self._styles

    def _destination(self, word: str) -> bool:
        """Begin what the group is for; say whether the word says so."""
        state = self._state
        if word in _STORIES:
            away = "off-page" if state.off_page else ""
            state.story = Story(word, inner_fills=self._body.inner_fills)
            state.new_paragraph()
            state.reason = state.reason or ("comment" if word == "annotation" else away)
        elif word in _SKIPPED or word == "background":
            state.reading = "skip"
            state.story.paragraph.bullet |= word in ("listtext", "pntext")
            self.notes |= {"attachments"} if word == "objdata" else set()
            self._page = None if word == "background" else self._page
        elif word in ("xe", "tc"):
            state.reason = "invisible"
        elif word == "upr":  # the same text twice: for old readers, and in Unicode
            state.reading = word
        elif word == "ud":
            state.reading = "text"
        elif word in ("sn", "sv"):
            state.reading = word
            (self._property if word == "sn" else self._value).clear()
        else:
            return False
        return True

    def _unicode(self, number: int) -> None:
        code = number + 0x10000 if number < 0 else number
        font = self._fonts.known.get(self._state.font)
        if 0xF000 <= code <= 0xF0FF and (font is None or font.symbols):
            self._write(_MARK)
        elif 0xD800 <= code < 0xDC00:  # half of a character beyond the first 65,536; the other half follows
            self._half = code
        elif 0xDC00 <= code < 0xE000:
            self._write(chr(0x10000 + (self._half - 0xD800 << 10 | code - 0xDC00)) if self._half else "")
            self._half = 0
        elif 0 < code <= 0x10FFFF:
            self._write(chr(code))
        self._pass_over = self._state.unicode_skip

    def _structure(self, word: str, number: int | None) -> bool:
        """Read a control word that ends something or says where it stands; say whether it was one."""
        state = self._state
        match word:
            case "par" | "sect":
                self._end_paragraph()
            case "cell":
                self._end_cell(1)
            case "nestcell":
                self._end_cell(max(state.depth, 2))
            case "row":
                state.story.end_row(1)
            case "nestrow":
                state.story.end_row(max(state.depth, 2))
            case "trowd" | "clcbpat" | "clshdng" | "cellx":
                if state.level <= 1:
                    state.story.define_cell(word, number or 0)
            case "posx" | "posy" | "posnegx" | "posnegy" | "shpleft" | "shpright" | "shpbottom":
                state.off_page |= is_far(word, number or 0, self._paper)
            case "pn":
                state.story.paragraph.bullet = True
            case _:
                return self._setting(word, number)
        return True

    def _setting(self, word: str, number: int | None) -> bool:
        match word:
            case "ansicpg":
                self._codec = codec(number)
            case "mac":
                self._codec = "mac_roman"
            case "pc" | "pca":
                self._codec = "cp437" if word == "pc" else "cp850"
            case "paperw":
                self._paper = max(number or 0, 1)
            case "titlepg":
                self._first_page_apart = True
            case _:
                return False
        return True

    def _end_paragraph(self, level: int | None = None) -> None:
        state = self._state
        if state.reading != "text":
            return
        self.unseen.cut()
        heading = state.outline or self._styles.is_heading(state.style)
        level = state.level if level is None else level
        state.story.end_paragraph(level, heading=heading, item=state.item)

    def _end_cell(self, level: int) -> None:
        if self._state.story.holds:
            self._end_paragraph(level)
        self.unseen.cut()
        self._state.story.end_cell(level)
