"""PDF pages to pictures, with places marked on them."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from app.documents.detect import Kind, detect
from app.documents.model import Box, Limits
from app.documents.readers.engine import open_pdf
from app.errors import SourceTooComplex, SourceUnsupported

_OUTLINE = (200, 30, 30)


def checked_page_image(data: bytes, number: int, scale: float, boxes: Sequence[Box], limits: Limits) -> bytes:
    """Look at bytes as `read` does before it opens them, then draw a page of them as `page_image` does.

    Raises SourceUnsupported for what has no pages to draw, and what `page_image` and the gate of PDFs raise.
    """
    from app.documents.readers.gate import check

    if detect(data) is not Kind.PDF:
        raise SourceUnsupported("only the pages of a PDF are drawn", hint="Show the text of the document instead.")
    check(data, limits)
    return page_image(data, number, scale, boxes, limits)


def page_image(
    data: bytes,
    number: int,
    scale: float,
    boxes: Sequence[Box] = (),
    limits: Limits = Limits(),  # noqa: B008  (a frozen value)
) -> bytes:
    """Draw page `number` (from 1) of a PDF, `scale` pixels a point, with `boxes` outlined, as a PNG.

    `boxes` are in points from the top left of the page as displayed, as in evidence. Only for bytes that `read` took.
    Raises IndexError for a page that does not exist, SourceTooComplex beyond `limits.drawn_pixels`, SourceDamaged for
    a page that cannot be drawn.
    """
    with open_pdf(data) as pdf:
        if not 1 <= number <= len(pdf):
            raise IndexError(f"page {number} of {len(pdf)}")
        page = pdf[number - 1]
        width, height = page.get_size()
        if width * height * scale * scale > limits.drawn_pixels:
            raise SourceTooComplex(f"page {number} is too large to draw at this scale")
        image: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    return _png(_outlined(image, scale, boxes))


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
