"""Picture files are opened with care, whatever they hold."""

import io
import struct
import zlib
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.documents.model import Limits, Ocr
from app.documents.readers.picture import frames, grey, kind_of
from app.errors import SourceDamaged, SourceError, SourceTooComplex, SourceUnsupported
from tests.documents.papers import lines
from tests.documents.scans import packed, seen, with_tesseract

HEIC = (Path(__file__).parent / "files" / "two-lines.heic").read_bytes()
STEPS = Image.fromarray(np.tile(np.arange(256, dtype=np.uint8), (8, 1)))


def only(data: bytes, **ocr: object) -> Image.Image:
    (frame,) = frames(data, Limits(ocr=Ocr.model_validate(ocr)))
    return frame.image


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "picture",
    [
        STEPS,
        STEPS.convert("RGB"),
        STEPS.convert("RGBA"),
        STEPS.convert("LA"),
        Image.fromarray(np.asarray(STEPS).astype(np.uint16) * 257),
    ],
    ids=lambda picture: picture.mode,
)
def test_brightness_is_the_same_however_deep_the_pixels_are(picture: Image.Image) -> None:
    for kind in ("PNG", "TIFF"):
        found = grey(only(packed(picture, kind)))
        assert found.dtype == np.uint8
        assert np.abs(found.astype(int) - np.asarray(STEPS)).max() <= 1


def test_brightness_of_pixels_with_few_colours_and_of_four_inks_is_near() -> None:
    half = (np.asarray(STEPS) > 127) * 255
    assert np.array_equal(grey(only(packed(Image.fromarray(half.astype(np.uint8)).convert("1")))), half)
    palette = STEPS.convert("P", palette=Image.Palette.ADAPTIVE)
    assert np.abs(grey(only(packed(palette))).astype(int) - np.asarray(STEPS)).max() <= 8
    inks = grey(only(packed(STEPS.convert("CMYK"), "JPEG", quality=95)))
    assert np.abs(inks.astype(int) - np.asarray(STEPS)).max() <= 12


def test_what_is_transparent_lies_on_white_paper() -> None:
    clear = Image.new("RGBA", (20, 10), (0, 0, 0, 0))
    assert grey(only(packed(clear))).min() == 255
    few = Image.new("P", (20, 10), 0)
    few.putpalette([0, 0, 0])
    assert grey(only(packed(few, transparency=0))).min() == 255


@pytest.mark.parametrize("side", [9_000, 12_000, 60_000])
def test_a_picture_of_too_many_pixels_is_refused_before_they_are_unpacked(side: int) -> None:
    with pytest.raises(SourceTooComplex):
        only(png(side, side))


def test_pixels_are_counted_of_every_frame_and_of_every_format() -> None:
    small, large = Image.new("L", (40, 30), 255), Image.new("L", (400, 300), 255)
    with pytest.raises(SourceTooComplex):
        list(frames(packed(small, "TIFF", save_all=True, append_images=[large]), Limits(ocr=Ocr(pixels=50_000))))
    for kind in ("JPEG", "WEBP", "TIFF"):
        with pytest.raises(SourceTooComplex):
            only(packed(large, kind), pixels=50_000)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "AVIF"])
def test_formats_that_scanners_and_phones_do_not_make_are_refused_with_advice(kind: str) -> None:
    with pytest.raises(SourceUnsupported) as refused:
        seen(packed(STEPS.convert("RGB"), kind))
    assert "PNG or JPEG" in refused.value.advice


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animated_picture_is_refused(kind: str) -> None:
    moving = packed(STEPS.convert("RGB"), kind, save_all=True, append_images=[Image.new("RGB", (256, 8), "red")])
    with pytest.raises(SourceUnsupported, match="animated"):
        only(moving)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_picture_cut_short_is_damaged(kind: str, share: float) -> None:
    grain = Image.fromarray(np.random.default_rng(1).integers(0, 255, (90, 120), dtype=np.uint8))
    data = packed(grain, kind)
    with pytest.raises(SourceDamaged):
        seen(data[: int(share * len(data))], engine="off")


def test_a_tiff_whose_frames_follow_each_other_in_a_circle_ends() -> None:
    data = bytearray(packed(STEPS, "TIFF"))
    first = int.from_bytes(data[4:8], "little")
    entries = int.from_bytes(data[first : first + 2], "little")
    after = first + 2 + 12 * entries
    data[after : after + 4] = first.to_bytes(4, "little")
    assert len(list(frames(bytes(data), Limits(ocr=Ocr(pages=9))))) <= 9


@pytest.mark.parametrize("seed", range(30))
def test_a_picture_with_changed_bytes_is_refused_or_opened_and_nothing_else_happens(seed: int) -> None:
    chance = np.random.default_rng(seed)
    data = bytearray(packed(STEPS.convert("RGB"), ("PNG", "JPEG", "TIFF", "WEBP")[seed % 4]))
    for at in chance.integers(4, len(data), 12):
        data[at] = chance.integers(0, 256)
    try:
        opened = [grey(frame.image) for frame in frames(bytes(data), Limits(ocr=Ocr(pixels=100_000)))]
    except SourceError:
        return
    assert all(one.size <= 100_000 for one in opened)


def test_a_page_is_as_large_as_the_picture_says_or_as_a_sheet() -> None:
    tall = Image.new("L", (850, 1100), 255)
    for dpi, height in (((100, 100), 792), ((300, 300), 264), ((1, 1), 792), ((100, 300), 792)):
        (frame,) = frames(packed(tall, dpi=dpi), Limits())
        assert frame.size[1] == pytest.approx(height, abs=1)
    (frame,) = frames(packed(tall), Limits())
    assert frame.size == pytest.approx((612, 792))


def test_kinds_are_told_by_bytes() -> None:
    assert kind_of(HEIC) == ("HEIC", "image/heic")
    assert kind_of(packed(STEPS, "TIFF")) == ("TIFF", "image/tiff")
    with pytest.raises(SourceUnsupported):
        kind_of(b"")


@pytest.mark.skipif(find_spec("pi_heif") is not None, reason="pi-heif is here")
def test_a_heic_photo_without_its_reader_is_refused_with_advice() -> None:
    with pytest.raises(SourceUnsupported) as refused:
        seen(HEIC, "photo.heic")
    assert "JPEG" in refused.value.advice


@with_tesseract
def test_a_heic_photo_is_read() -> None:
    pytest.importorskip("pi_heif", reason="pi-heif is not here")
    found = seen(HEIC, "photo.heic")
    assert found.media_type == "image/heic"
    assert lines(found) == ["Certified welder", "Forklift operator"]


def test_a_heic_photo_of_too_many_pixels_or_cut_short_is_refused() -> None:
    pytest.importorskip("pi_heif", reason="pi-heif is not here")
    with pytest.raises(SourceTooComplex):
        only(HEIC, pixels=1_000)
    with pytest.raises(SourceDamaged):
        grey(only(HEIC[:600]))


def test_metadata_larger_than_the_picture_is_no_reason_to_warn() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "x" * 60_000
    STEPS.convert("RGB").save(out, "JPEG", exif=exif)
    assert only(out.getvalue()).size == STEPS.size
