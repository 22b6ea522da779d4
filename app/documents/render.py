"""Pages of PDFs and picture files to pictures, with places marked on them."""

import io
from collections.abc import Sequence
from itertools import islice

from PIL import Image, ImageDraw

from app.documents.detect import Kind, detect
from app.documents.model import Box, Limits
from app.documents.readers.pdf.engine import open_pdf
from app.documents.readers.picture import frames, grey
from app.errors import SourceTooComplex, SourceUnsupported

_OUTLINE = (200, 30, 30)


def checked_page_image(data: bytes, number: int, scale: float, boxes: Sequence[Box], limits: Limits) -> bytes:
    """Look at bytes as `read` does before it opens them, then draw a page of them as `page_image` does.

    Raises SourceUnsupported for what has no pages to draw, and what `page_image` and the gate of PDFs raise.
    """
    from app.documents.readers.pdf.gate import check

    kind = detect(data)
    if kind not in (Kind.PDF, Kind.IMAGE):
        raise SourceUnsupported(
            "only the pages of PDFs and pictures are drawn", hint="Show the text of the document instead."
        )
    if kind is Kind.PDF:
        check(data, limits)
    return page_image(data, number, scale, boxes, limits)


def page_image(
    data: bytes,
    number: int,
    scale: float,
    boxes: Sequence[Box] = (),
    limits: Limits = Limits(),  # noqa: B008  (a frozen value)
) -> bytes:
    """Draw page `number` (from 1) of a PDF or picture, `scale` pixels a point, with `boxes` outlined, as a PNG.

    `boxes` are in points from the top left of the page as displayed, as in evidence. Only for bytes that `read` took.
    Raises IndexError for a page that does not exist, SourceTooComplex beyond `limits.drawn_pixels`, SourceDamaged for
    a page that cannot be drawn.
    """
    draw = _of_picture if detect(data) is Kind.IMAGE else _of_pdf
    return _png(_outlined(draw(data, number, scale, limits), scale, boxes))


def _of_pdf(data: bytes, number: int, scale: float, limits: Limits) -> Image.Image:
    with open_pdf(data) as pdf:
        if not 1 <= number <= len(pdf):
            raise IndexError(f"page {number} of {len(pdf)}")
        page = pdf[number - 1]
        _check(page.get_size(), number, scale, limits)
        image: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    return image


def _of_picture(data: bytes, number: int, scale: float, limits: Limits) -> Image.Image:
    pages = list(islice(frames(data, limits), max(number, 1)))
    if not 1 <= number <= len(pages):
        raise IndexError(f"page {number} of {len(pages)}")
    shown = pages[number - 1]
    _check(shown.size, number, scale, limits)
    wide, high = (max(1, round(side * scale)) for side in shown.size)
    return _in_colour(shown.image).resize((wide, high))


def _in_colour(image: Image.Image) -> Image.Image:
    """Give a picture in the colours of a screen; what is transparent lies on white paper."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        return Image.fromarray(grey(image)).convert("RGB")
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        image = paper
    return image.convert("RGB")


def _check(size: tuple[float, float], number: int, scale: float, limits: Limits) -> None:
    if size[0] * size[1] * scale * scale > limits.drawn_pixels:
        raise SourceTooComplex(f"page {number} is too large to draw at this scale")


def _outlined(image: Image.Image, scale: float, boxes: Sequence[Box]) -> Image.Image:
    draw = ImageDraw.Draw(image)
    for x0, y0, x1, y1 in boxes:
        # One point of air, so that the outline does not touch the letters.
        corners = ((x0 - 1) * scale, (y0 - 1) * scale, (x1 + 1) * scale, (y1 + 1) * scale)
        draw.rectangle(corners, outline=_OUTLINE, width=max(1, round(scale)))
    return image


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format="PNG")
    return buffer.getvalue()
