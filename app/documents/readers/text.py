"""Plain text to a document."""

import re
from collections.abc import Sequence

from app.documents.assembly import Assembly, Printed
from app.documents.encodings import decode
from app.documents.model import Document, Limits, Page, SourceDocument
from app.errors import SourceDamaged, SourceEmpty, SourceTooManyPages

_BREAK = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_LABELLED = re.compile(r"[ ]*(?P<label>[^\t:]{2,30}?)[ ]*:?[ ]*\t[\t ]*(?P<value>[^\t]+)")
"""A line of a form whose labels have a column of their own."""
_FEWEST_LABELS = 3
_MOSTLY = 0.8
_INNER_TABS = re.compile(r"(?<=\S) *\t[\t ]*(?=\S)")


def read_text(source: SourceDocument, limits: Limits) -> Document:
    """Read a text in any encoding (`encodings.decode`). A form feed begins a page, an empty line a block.

    Where the encoding is a guess, the document has the note `encoding-guessed`.

    Raises SourceEmpty for nothing but white space, SourceDamaged for bytes that are no text, SourceTooManyPages and
    SourceTooLarge beyond `limits`.
    """
    decoded = decode(source.data)
    if decoded is None:
        raise SourceDamaged("the file is not readable as text")
    assembly = Assembly(limits, placed=False)
    pages = decoded.text.rstrip("\f \t\r\n").split("\f")
    if len(pages) > limits.pages:
        raise SourceTooManyPages(f"the text has {len(pages):,} pages; the limit is {limits.pages}")
    block, form = 0, "\t" in decoded.text and _is_form(_BREAK.split(decoded.text))
    for number, page in enumerate(pages, start=1):
        for line in _BREAK.split(page):
            # a tab between words parts a line as wide room does on a page, however little of it is left to the stop
            label = _LABELLED.fullmatch(line) if form else None
            line = f"{label['label']}: {label['value']}" if label is not None else line
            printed = _INNER_TABS.sub("  ", line).expandtabs(4)
            if printed.strip():
                indent = len(printed) - len(printed.lstrip())
                assembly.add(Printed(printed, indent=indent), page=number, block=block)
            else:
                block += 1
        block += 1
    if assembly.empty:
        raise SourceEmpty("the text holds nothing but white space")
    sheets = [Page(number=i + 1, width=0, height=0) for i in range(len(pages))]
    return assembly.finish(source.data, "text/plain", sheets, notes=() if decoded.certain else ("encoding-guessed",))


def _is_form(lines: Sequence[str]) -> bool:
    """Say whether most lines are a label and, behind a tab, what it labels, and most of the labels are known."""
    from app.documents.readers.table.headings import labels_form

    filled = [line for line in lines if line.strip()]
    labels = [found["label"] for line in filled if (found := _LABELLED.fullmatch(line)) is not None]
    known = sum(map(labels_form, labels))
    return known >= _FEWEST_LABELS and 2 * known > len(labels) >= _MOSTLY * len(filled)
