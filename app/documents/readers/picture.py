"""A picture of a document (a photo, a scan) to a document."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from app.documents.assembly import Assembly
from app.documents.model import Document, Limits, MediaType, Page, SourceDocument
from app.documents.readers.ocr.model import Grey
from app.documents.readers.ocr.pages import Scans
from app.documents.readers.page.columns import Columns
from app.documents.readers.page.lines import printed_rows
from app.errors import (
    SourceDamaged,
    SourceError,
    SourceTooComplex,
    SourceTooManyPages,
    SourceUnsupported,
    SourceWithoutText,
)

_KINDS: tuple[tuple[bytes, str, MediaType], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG", "image/png"),
    (b"\xff\xd8\xff", "JPEG", "image/jpeg"),
    (b"II*\x00", "TIFF", "image/tiff"),
    (b"MM\x00*", "TIFF", "image/tiff"),
)
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1")
_PAPER = 11.0
"""Inches: the longer side of a sheet, where a picture does not say how large it is."""
_COARSEST = 100.0
"""Pixels an inch: a picture of fewer shows a part of a page."""
_SHORTEST, _LONGEST = 1.0, 25.0
"""Inches: a picture that says of itself that it is smaller or larger was not measured."""
_REDUCED = 254
"""TIFF tag NewSubfileType (TIFF 6.0, section 7): its lowest bit marks a thumbnail of another frame."""
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, TypeError, LookupError, RuntimeError)
"""What the decoders say of files that are cut short, broken, or beyond limits of their own."""
_SAVE = "Save it as a PNG or JPEG, or print it to a PDF."


@dataclass(frozen=True, slots=True)
class Frame:
    """One page of a picture file: its pixels as displayed, and how many of them make an inch."""

    image: Image.Image
    dpi: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return round(self.image.width * 72 / self.dpi, 3), round(self.image.height * 72 / self.dpi, 3)


def read_picture(source: SourceDocument, limits: Limits) -> Document:
    """Read a PNG, JPEG, TIFF (each frame a page), WEBP or HEIC by recognising its text (OCR).

    A page is as large as the picture says, or else its longer side is that of a sheet of letter paper (less, where
    that would be under 100 pixels an inch).
    Raises SourceUnsupported, SourceDamaged, SourceTooComplex, SourceTooManyPages, SourceWithoutText, SourceNeedsOcr,
    SourceNotRecognised.
    """
    media_type = kind_of(source.data)[1]
    scans, assembly = Scans(limits), Assembly(limits, placed=True)
    pages: list[Page] = []
    doubtful = False
    block = 0
    for number, frame in enumerate(frames(source.data, limits), start=1):
        width, height = frame.size
        pages.append(Page(number=number, width=width, height=height))
        runs, rules = scans.read(grey(frame.image), frame.dpi, pages[-1])
        columns = Columns(rules)
        for rows in columns.order(runs):
            block += 1
            for row in printed_rows(rows):
                assembly.add(row.printed, page=number, block=block, apart=row.apart)
        doubtful |= columns.doubtful
    if assembly.empty or not scans.enough():
        raise SourceWithoutText("the picture shows no words that can be read")
    notes = ("reading-order",) if doubtful else ()
    return scans.told(assembly.finish(source.data, media_type, pages, (), notes))


def kind_of(data: bytes) -> tuple[str, MediaType]:
    """Give the format and media type of a picture by its bytes. Raises SourceUnsupported for one that is not read."""
    for magic, name, media_type in _KINDS:
        if data.startswith(magic):
            return name, media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP", "image/webp"
    if data[4:12] in _HEIC:
        return "HEIC", "image/heic"
    raise SourceUnsupported("pictures of this format are not read", hint=_SAVE)


def frames(data: bytes, limits: Limits) -> Iterator[Frame]:
    """Give the pages of a picture file, one after the other.

    Raises SourceUnsupported, SourceDamaged, SourceTooComplex (too many pixels), SourceTooManyPages.
    """
    name, _ = kind_of(data)
    try:
        with warnings.catch_warnings():
            # what a library has to say of odd metadata is nobody's concern here; a bomb is one
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield from _heic(data, limits) if name == "HEIC" else _opened(data, name, limits)
    except SourceError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise SourceTooComplex("the picture has too many pixels") from error
    except (UnidentifiedImageError, *_BROKEN) as error:
        raise SourceDamaged("the picture is cut short or broken") from error


def _opened(data: bytes, name: str, limits: Limits) -> Iterator[Frame]:
    with Image.open(io.BytesIO(data), formats=(name,)) as image:
        several = image.format == "TIFF"
        if not several and image.format != "MPO" and getattr(image, "is_animated", False):
            raise SourceUnsupported("the picture is animated", hint=_SAVE)
        given = 0
        for number in range(limits.ocr.pages + 1):
            if number:
                try:
                    image.seek(number)
                except EOFError:
                    break
            _check(image.size, limits)
            if several and _is_thumbnail(image):
                continue
            if given == limits.ocr.pages:
                raise SourceTooManyPages(f"the picture has more than {limits.ocr.pages} pages")
            given += 1
            image.load()
            dpi = image.info.get("dpi")
            yield _frame(ImageOps.exif_transpose(image), dpi)
            if not several:
                break


def heic_installed() -> bool:
    """Say whether the extra `heic` is there."""
    return find_spec("pi_heif") is not None


def _heic(data: bytes, limits: Limits) -> Iterator[Frame]:
    if not heic_installed():
        raise SourceUnsupported(
            "HEIC pictures are not read here",
            hint="Run `.venv/bin/pip install '.[heic]'` in the checkout, or save the picture as a JPEG (on a "
            "phone: share it, or set the camera to the most compatible format).",
        )
    import pi_heif

    # what the container says of its turn is done by the decoder; its EXIF data may say it again and is not asked
    held = pi_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)
    _check(held.size, limits)
    yield _frame(held.to_pillow(), None)


def _is_thumbnail(image: Image.Image) -> bool:
    tags = getattr(image, "tag_v2", {})
    return bool(int(tags.get(_REDUCED, 0) or 0) & 1)


def _check(size: tuple[int, int], limits: Limits) -> None:
    if min(size) < 1:
        raise SourceDamaged("the picture has no pixels")
    if size[0] * size[1] > limits.ocr.pixels:
        raise SourceTooComplex(
            f"the picture has {size[0]:,} by {size[1]:,} pixels; the limit is {limits.ocr.pixels:,}",
            hint="Save it smaller: 300 pixels an inch are enough to read it.",
        )


def _frame(image: Image.Image, dpi: object) -> Frame:
    """Take what the picture says of its size, where that can be the size of paper."""
    longer = max(image.size)
    if isinstance(dpi, tuple) and len(dpi) == 2 and all(isinstance(value, int | float) or value for value in dpi):
        said = [float(value) for value in dpi]
        if min(said) > 0 and max(said) < 1.1 * min(said) and _SHORTEST <= longer / said[0] <= _LONGEST:
            return Frame(image, said[0])
    return Frame(image, max(longer / _PAPER, _COARSEST))


def grey(image: Image.Image) -> Grey:
    """Give a picture's brightness; what is transparent lies on white paper, and 16 bits are scaled to eight."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        deep = np.asarray(image).astype(np.float32)
        whole = 65535.0 if image.mode != "F" and deep.max(initial=0) > 255 else max(float(deep.max(initial=0)), 1.0)
        deep *= np.float32(255.0 / whole)
        return np.clip(deep, 0, 255, out=deep).astype(np.uint8)
    if image.has_transparency_data:
        coloured = image.convert("RGBA")
        paper = Image.new("RGBA", coloured.size, "white")
        paper.alpha_composite(coloured)
        image = paper
    if image.mode in ("CMYK", "YCbCr", "LAB", "HSV", "P", "RGBA"):
        image = image.convert("RGB")
    return np.asarray(image.convert("L"))
