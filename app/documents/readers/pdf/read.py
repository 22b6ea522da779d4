"""PDF to a document."""

import re
from bisect import bisect
from collections.abc import Iterable
from math import sqrt

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as engine

from app.documents.assembly import Assembly
from app.documents.model import Box, Document, Hidden, Limits, Page, SourceDocument
from app.documents.readers.ocr.pages import Scans
from app.documents.readers.page.broken import whole_words
from app.documents.readers.page.columns import Columns, place_sideways
from app.documents.readers.page.lines import printed_rows
from app.documents.readers.page.rules import Rules
from app.documents.readers.page.run import Run
from app.documents.readers.page.told import told_order
from app.documents.readers.page.wrapped import whole_heads
from app.documents.readers.pdf.audit import disagrees
from app.documents.readers.pdf.engine import open_pdf
from app.documents.readers.pdf.gate import Passed, check
from app.documents.readers.pdf.paint import Listed, listed_on, may_be_letters
from app.documents.readers.pdf.pictures import cut, unsaid, without_text
from app.documents.readers.pdf.replaced import open_as_printed
from app.documents.readers.pdf.rules import page_rules
from app.documents.readers.pdf.runs import page_runs
from app.documents.readers.pdf.unprinted import alternatives
from app.errors import SourceDamaged, SourceNeedsOcr, SourceNotRecognised, SourceTooManyPages, SourceWithoutText

_CONTACT = re.compile(r"://|@|\bwww\.|\.\w{2,4}/")
"""Icons stand before addresses, too, but do not make them list items."""
_TYPESET = re.compile(r"TeX|dvips|dvipdf|Typst", re.IGNORECASE)
"""Names of programs that break words at the ends of lines, whether or not a hyphen is in them."""
_SCAN_SHARE = 0.5
"""A page that pictures cover by half is a scan, and text that is not drawn on it was recognised from it."""
_SCAN_LETTERS = 40
"""Fewer letters a page than this are a scanner's stamp, not a document."""
_OCR_DPI = 300
_PAPER = 255
_OCR_PIXELS = 25_000_000
"""Larger pages are recognised from a smaller picture."""


def read_pdf(source: SourceDocument, limits: Limits) -> Document:
    """Read a PDF: text in reading order, each line as printed, with the place of every character.

    Parts of a line that stand far apart (a title and its date) are joined by two spaces; columns, which are read one
    after the other, are blocks of their own. The marks of list items stay in the text, followed by a space. Words
    that TeX broke at the end of a line stand whole on it.

    Raises SourceEncrypted, SourceDamaged, SourceWithoutText, SourceTooManyPages, SourceTooComplex, SourceTooLarge.
    """
    passed = check(source.data, limits)
    with open_pdf(source.data) as pdf:
        if len(pdf) != passed.pages:
            raise SourceDamaged("the PDF's pages cannot all be found")
        document = _Reading(pdf, passed, limits).document(source.data)
    if "attachments" in passed.notes:
        from app.documents.readers.pdf.europass import with_attached  # XML is only parsed where there may be some

        return with_attached(document, source.data, limits)
    return document


class _Reading:
    def __init__(self, pdf: pdfium.PdfDocument, passed: Passed, limits: Limits) -> None:
        self._pdf = pdf
        self._passed = passed
        self._limits = limits
        self._assembly = Assembly(limits, placed=True)
        self._pages: list[Page] = []
        self._hidden = [Hidden(text=text, page=page, reason=why) for page, (text, why) in passed.unprinted]
        self._tagged = bool(engine.FPDFCatalog_IsTagged(pdf.raw))
        made_by = pdf.get_metadata_value("Producer") + pdf.get_metadata_value("Creator")
        self._typeset = _TYPESET.search(made_by) is not None
        self._notes = set(passed.notes)
        self._block = 0
        self._printed = 0
        self._scans = Scans(limits)
        self._stamps = 0
        self._unread: SourceNeedsOcr | None = None

    def document(self, data: bytes) -> Document:
        for number in range(1, len(self._pdf) + 1):
            page = self._open(number)
            try:
                self._read(page, number)
            finally:
                page.close()
        if self._unread is not None and not self._printed:
            raise self._unread
        if self._assembly.empty or not (self._printed or self._scans.enough(self._stamps)):
            raise SourceWithoutText("no page of the PDF holds text")
        made = self._assembly.finish(data, "application/pdf", self._pages, self._hidden, sorted(self._notes))
        return self._scans.told(made)

    def _open(self, number: int) -> pdfium.PdfPage:
        if self._passed.replaced:
            page, lies = open_as_printed(self._pdf, number)
            self._hidden += [Hidden(text=text, page=number, reason="replacement text") for text in lies]
        else:
            page = self._pdf[number - 1]
        if number in self._passed.drawn_annotations:
            # Values typed into a form are annotations: flattened, they are text of the page like any other.
            engine.FPDFPage_Flatten(page.raw, engine.FLAT_NORMALDISPLAY)
            page.close()
            page = self._pdf[number - 1]
        return page

    def _read(self, page: pdfium.PdfPage, number: int) -> None:
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            raise SourceDamaged(f"page {number} of the PDF has no size")
        self._pages.append(Page(number=number, width=round(width, 3), height=round(height, 3)))
        listed = listed_on(page)
        rules = page_rules(page, listed.shapes)
        scan = rules.picture_share >= _SCAN_SHARE
        found = page_runs(
            page,
            listed,
            lambda: scan,
            lambda: self._passed.ligatures,
            self._limits.characters,
            boxes=rules.boxes,
            layers=self._passed.hidden_layers,
            tagged=self._tagged,
        )
        self._hidden += [Hidden(text=text, page=number, reason=reason) for text, reason in found.hidden if text]
        if self._tagged:
            told = list(alternatives(page, lambda: "".join(run.text for run in found.runs)))
            self._hidden += [Hidden(text=text, page=number, reason=reason) for text, reason in told]
        runs, letters = found.runs, sum(len(run.characters) for run in found.runs)
        _mark_items(runs, rules)
        if letters < _SCAN_LETTERS and (scan or (not letters and may_be_letters(listed.shapes))):
            runs, rules = self._recognised(page, self._pages[-1], runs, rules)
        else:
            self._printed += letters
            if boxes := unsaid(page, listed, runs):
                runs = [*runs, *self._recognised_in(boxes, page, listed)]
        upright = [run for run in runs if run.turn == 0]
        columns = Columns(rules)
        by_structure = told_order(upright, typeset=self._typeset) if self._tagged else []
        ordered = by_structure or [whole_heads(rows, typeset=self._typeset) for rows in columns.order(upright)]
        blocks = place_sideways(ordered, [run for run in runs if run.turn])
        for rows in blocks:
            self._block += 1
            printed = printed_rows(rows)
            for row in whole_words(printed) if self._typeset else printed:
                self._assembly.add(row.printed, page=number, block=self._block, apart=row.apart)
        if columns.doubtful:
            self._notes.add("reading-order")
        if not (scan or by_structure) and disagrees(ordered, lambda: self._passed.plain(number)):
            self._notes.add(f"reading-order:{number}")
        if any("\ufffd" in run.characters for run in upright):
            self._notes.add("unreadable-characters")

    def _recognised(
        self, page: pdfium.PdfPage, size: Page, stamp: list[Run], drawn: Rules
    ) -> tuple[list[Run], Rules]:
        """Give what a page that is a picture says; without anything to recognise it, what is printed over it."""
        dpi = _dpi(size)
        bitmap = page.render(scale=dpi / 72, grayscale=True, may_draw_forms=False)
        picture = bitmap.to_numpy().reshape(bitmap.height, bitmap.width).copy()
        bitmap.close()
        try:
            found = self._scans.read(picture, dpi, size)
        except SourceNeedsOcr as error:
            self._unread = error
            self._notes.add("pages-unread")
            return stamp, drawn
        self._stamps += sum(len(run.characters) for run in stamp)
        return found

    def _recognised_in(self, boxes: Iterable[Box], page: pdfium.PdfPage, listed: Listed) -> list[Run]:
        """Give what pictures on a page say that has text as well; what cannot be read of them is told."""
        size = self._pages[-1]
        dpi = _dpi(size)
        whole = without_text(page, listed, dpi / 72)
        picture = np.full_like(whole, _PAPER)
        for box in boxes:
            cut(picture, box, dpi / 72)[:] = cut(whole, box, dpi / 72)
        try:
            found, _ = self._scans.read(picture, dpi, size)
        except (SourceNeedsOcr, SourceNotRecognised, SourceTooManyPages):
            self._notes.add("pages-unread")
            return []
        return found


def _dpi(size: Page) -> float:
    """Give the dots an inch at which a page is recognised."""
    return min(_OCR_DPI, 72 * sqrt(_OCR_PIXELS / (size.width * size.height)))


def _mark_items(runs: Iterable[Run], rules: Rules) -> None:
    """Mark the runs that one drawn dot stands before as list items; several, or one on each side, are decoration."""
    dots = sorted((middle, right) for right, middle in rules.dots)
    for run in runs:
        first, last = bisect(dots, (run.top - 1,)), bisect(dots, (run.base + 1,))
        near = [right for _, right in dots[first:last]] if run.turn == 0 else []
        before = [run.x0 - right for right in near if -1 < run.x0 - right < 2.5 * run.size]
        after = any(0 < right - run.x1 < before[0] + 12 for right in near) if before else False
        run.bullet = (run.bullet or (len(before) == 1 and not after)) and not _CONTACT.search(run.text)
