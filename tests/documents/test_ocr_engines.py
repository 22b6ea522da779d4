"""What recognises text may be missing, fail, hang or answer nonsense: each is an outcome of its own."""

from pathlib import Path

import pytest
from PIL import Image

from app.documents.model import Document, Ocr
from app.documents.readers.ocr import choose, rapid
from app.errors import SourceNeedsOcr, SourceNotRecognised, SourceTooComplex, SourceTooManyPages, SourceWithoutText
from tests.documents.papers import Text, lines
from tests.documents.scans import HEAD, drawn, on_paper, packed, program, saying, seen

ONE = r"\t1"
PAGE = packed(drawn([Text(40, 60, "Certified welder", 14)], crop=(300, 110)), dpi=(150, 150))


def read_by(path: str, **more: object) -> Document:
    return seen(PAGE, "scan", program=path, engine="tesseract", **more)


def test_the_words_of_the_program_become_the_text_each_with_its_confidence(tmp_path: Path) -> None:
    path = saying(tmp_path, [("Certified", 80, 100, 96), ("welder", 200, 100, 41.5), ("Operator", 80, 150, 88)])
    found = read_by(path)
    assert lines(found) == ["Certified welder", "Operator"]
    assert [(found.text[w.start : w.end], w.confidence) for w in found.words] == [
        ("Certified", 0.96),
        ("welder", 0.415),
        ("Operator", 0.88),
    ]
    assert found.recognition is not None
    assert (found.recognition.engine, found.recognition.pages) == ("tesseract 5.9.1", (1,))
    assert found.recognition.confidence == pytest.approx(0.752, abs=0.001)
    assert [found.text[w.start : w.end] for w in found.words_in(3, 12)] == ["Certified", "welder"]


def test_without_any_engine_a_scan_needs_one_and_the_hint_names_two(tmp_path: Path) -> None:
    with pytest.raises(SourceNeedsOcr) as refused:
        read_by(str(tmp_path / "nothing-here"))
    assert "tesseract" in refused.value.advice


@pytest.mark.skipif(rapid.installed(), reason="rapidocr is here")
def test_an_engine_that_is_not_installed_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceNeedsOcr) as refused:
        seen(PAGE, engine="rapidocr")
    assert "'.[ocr]'" in refused.value.advice
    with pytest.raises(SourceNeedsOcr) as neither:
        seen(PAGE, program=str(tmp_path / "nothing-here"))
    assert all(word in neither.value.advice for word in ("tesseract", "'.[ocr]'"))


def test_a_language_without_data_is_told_with_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(SourceNeedsOcr) as refused:
        read_by(saying(tmp_path, []), language="eng+fra")
    assert "fra" in refused.value.message
    assert "tesseract-ocr-fra" in refused.value.advice


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("cat > /dev/null; exit 3", "status 3"),
        ("exit 3", "status 3"),
        ("kill -9 $$", "status -9"),
        ("cat > /dev/null; echo Certified welder", "no table"),
        ("cat > /dev/null; head -c 4000 /dev/urandom", "no t"),
        ("cat > /dev/null", "no table"),
        (f"cat > /dev/null; printf '{HEAD}\\n5\\t1\\t1\\n'", "cut short"),
        (
            f"cat > /dev/null; printf '{HEAD}\\n5\\t1\\t1\\t1\\t1\\t1\\tx\\t1\\t1\\t1\\t90\\tword\\n'",
            "broken numbers",
        ),
        ("yes certified", "no page can have"),
    ],
)
def test_a_program_that_fails_or_answers_nonsense_is_told(tmp_path: Path, script: str, told: str) -> None:
    with pytest.raises(SourceNotRecognised) as refused:
        read_by(program(tmp_path, script))
    assert told in refused.value.message


@pytest.mark.parametrize("script", ["exec sleep 60", "cat > /dev/null; exec sleep 60"])
def test_a_program_that_hangs_is_ended_in_time(tmp_path: Path, script: str) -> None:
    with pytest.raises(SourceNotRecognised, match=r"longer than 0\.\d+ seconds"):
        read_by(program(tmp_path, script), seconds=0.4)


def test_a_program_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tesseract"
    path.write_text("#!/no/such/shell\n")
    path.chmod(0o755)
    with pytest.raises(SourceNotRecognised, match="cannot be started"):
        read_by(str(path))
    other = tmp_path / "other"
    other.write_text("#!/bin/sh\necho something else\n")
    other.chmod(0o755)
    with pytest.raises(SourceNotRecognised, match="does not say that it is tesseract"):
        read_by(str(other))


def test_the_program_sees_nothing_of_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LER_MASTER_KEY", "hush-hush")
    kept = tmp_path / "environment"
    with pytest.raises(SourceNotRecognised):
        read_by(program(tmp_path, f"env > '{kept}'; exit 3"))
    names = {line.partition("=")[0] for line in kept.read_text().splitlines()}
    assert names <= {"OMP_THREAD_LIMIT", "LC_ALL", "PWD", "_", "SHLVL", "OLDPWD"}


def test_nothing_is_read_where_the_program_finds_no_words(tmp_path: Path) -> None:
    with pytest.raises(SourceWithoutText):
        read_by(saying(tmp_path, []))
    with pytest.raises(SourceWithoutText):
        read_by(saying(tmp_path, [("eet", 80, 100, 20), ("|", 200, 100, 12), ("ii", 80, 150, 31)]))


def test_more_words_than_a_page_can_have_are_too_complex(tmp_path: Path) -> None:
    words = [("ab", 30 * (i % 20), i % 220, 90.0) for i in range(5_001)]
    with pytest.raises(SourceTooComplex):
        read_by(saying(tmp_path, words))


def test_more_pictures_of_pages_than_the_limit_are_too_many(tmp_path: Path) -> None:
    path = saying(tmp_path, [("Certified", 80, 100, 96)])
    picture = drawn([Text(40, 60, "Certified", 14)], crop=(200, 100))
    frames = packed(picture, "TIFF", save_all=True, append_images=[picture] * 2, dpi=(150, 150))
    assert len(seen(frames, program=path, pages=3).lines) == 3
    for data in (frames, on_paper([picture] * 3)):
        with pytest.raises(SourceTooManyPages):
            seen(data, program=path, pages=2)


def test_the_engine_is_chosen_by_its_name(tmp_path: Path) -> None:
    path = saying(tmp_path, [])
    assert choose.engine(Ocr(program=path)).name == "tesseract 5.9.1"
    assert choose.engine(Ocr(program=path, engine="tesseract")).name == "tesseract 5.9.1"
    with pytest.raises(SourceNeedsOcr):
        choose.engine(Ocr(program=path, engine="off"))


def test_slips_of_letters_are_set_right_in_english_and_left_in_other_languages(tmp_path: Path) -> None:
    words = [("Welder", 80, 100, 96), ("Il", 160, 100, 90), ("2019", 80, 150, 95), ("=", 136, 150, 40)]
    words += [("2021", 156, 150, 93), ("lift", 80, 200, 90), ("75", 136, 200, 90), ("Ibs", 168, 200, 90)]
    path = saying(tmp_path, words)
    assert lines(read_by(path)) == ["Welder II", "2019 - 2021", "lift 75 lbs"]
    assert lines(read_by(path, language="spa")) == ["Welder Il", "2019 = 2021", "lift 75 Ibs"]


def test_dust_alone_asks_no_engine(tmp_path: Path) -> None:
    dusty = Image.new("L", (600, 800), 250)
    for x in range(5):
        dusty.putpixel((100 * x + 50, 300), 0)
    with pytest.raises(SourceWithoutText):
        seen(packed(dusty), program=program(tmp_path, "exit 3"))
