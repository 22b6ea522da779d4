"""Pages of PDFs and picture files to pictures, with places marked on them."""

import io
from collections.abc import Sequence
from itertools import islice

from PIL import Image, ImageDraw

from app.documents.detect import Kind, detect
from app.documents.model import Box, Limits
from app.documents.readers.engine import open_pdf
from app.documents.readers.picture import frames, grey
from app.errors import SourceTooComplex

_PIXELS = 25_000_000
_OUTLINE = (200, 30, 30)


def page_image(data: bytes, number: int, scale: float, boxes: Sequence[Box] = ()) -> bytes:
    """Draw page `number` (from 1) of a PDF or picture, `scale` pixels a point, with `boxes` outlined, as a PNG.

    `boxes` are in points from the top left of the page as displayed, as in evidence. Only for bytes that `read` took.
    Raises IndexError for a page that does not exist, SourceTooComplex beyond 25 megapixels, SourceDamaged for a page
    that cannot be drawn.
    """
    image = _of_picture(data, number, scale) if detect(data) is Kind.IMAGE else _of_pdf(data, number, scale)
    return _png(_outlined(image, scale, boxes))


def _of_pdf(data: bytes, number: int, scale: float) -> Image.Image:
    with open_pdf(data) as pdf:
        if not 1 <= number <= len(pdf):
            raise IndexError(f"page {number} of {len(pdf)}")
        page = pdf[number - 1]
        _check(page.get_size(), number, scale)
        image: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    return image


def _of_picture(data: bytes, number: int, scale: float) -> Image.Image:
    pages = list(islice(frames(data, Limits()), number))
    if not 1 <= number <= len(pages):
        raise IndexError(f"page {number} of {len(pages)}")
    shown = pages[number - 1]
    _check(shown.size, number, scale)
    wide, high = (max(1, round(side * scale)) for side in shown.size)
    return Image.fromarray(grey(shown.image)).resize((wide, high)).convert("RGB")


def _check(size: tuple[float, float], number: int, scale: float) -> None:
    if size[0] * size[1] * scale * scale > _PIXELS:
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
