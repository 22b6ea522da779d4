"""The committed samples are what their descriptions make, and the truth is printed in them."""

import io
import re
from pathlib import Path

import docx as package
import pypdfium2
import pytest

from app.evaluation.score import locate, normal
from app.evaluation.suite import Case, load
from tests.samples import description
from tests.samples.make import EVALS, SUITES, described_in, make

FILES = [(case, suite / name) for suite in SUITES for case in load(suite).cases for name in case.files]
DESCRIPTIONS = [path for suite in SUITES for path in described_in(suite)]
SECTORS = {
    *("agriculture", "arts", "construction", "education", "food-and-lodging", "health", "legal", "manufacturing"),
    *("office", "public-safety", "repair", "sales-and-service", "social-services", "technology", "transport"),
}
DIALECTS = {"standard", "informal", "second-language", "world-english", "military", "abbreviated", "scanned"}
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)|\d/\d|\d\.\d{4}|\b\d{4}[-.](?:0\d|1[0-2])\b",
    re.IGNORECASE,
)


def _text(path: Path) -> str:
    """Give every printed character, in no particular reading order."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(data)
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        return text
    if path.suffix == ".docx":
        opened = package.Document(io.BytesIO(data))
        parts = [opened.element.body, opened.sections[0].header._element]
        return "\n".join("".join(p.itertext()) for part in parts for p in part.iter("{*}p"))
    return data.decode()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    for suite in SUITES:
        (folder / suite.name).mkdir()
        make(suite, folder / suite.name)
    return folder


def test_the_samples_say_what_their_descriptions_say(made: Path) -> None:
    for suite in SUITES:
        assert (made / suite.name / "truth.json").read_text("utf-8") == (suite / "truth.json").read_text("utf-8")
    written = [path for path in sorted(made.rglob("*.*")) if path.name != "truth.json"]
    assert written == sorted(made / path.relative_to(EVALS) for _, path in FILES)
    stale = [path.name for path in written if _text(path) != _text(EVALS / path.relative_to(made))]
    assert stale == [], "run python -m tests.samples.make"


def test_making_the_samples_again_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    for path in make(SUITES[0], tmp_path):
        assert path.read_bytes() == (made / SUITES[0].name / path.name).read_bytes()


def test_the_suites_cover_the_trades_and_stay_small() -> None:
    assert len(load(SUITES[0]).cases) >= 14
    assert len(load(EVALS / "varied").cases) >= 26
    assert len(load(EVALS / "hard").cases) >= 16
    assert len(load(EVALS / "everyday").cases) >= 18
    assert len(load(EVALS / "ordinary").cases) >= 14
    assert len(load(EVALS / "qualified").cases) >= 21
    assert len(load(EVALS / "unseen-qualified").cases) >= 12
    assert len(FILES) >= 75
    assert sum(path.stat().st_size for path in (EVALS / "varied").iterdir()) < 1_000_000
    assert sum(path.stat().st_size for path in EVALS.rglob("*") if path.is_file()) < 8_700_000


def test_every_case_says_what_it_is_an_example_of() -> None:
    for case in {case.id: case for case, _ in FILES}.values():
        assert case.about.sector in SECTORS, case.id
        assert case.about.dialect in DIALECTS, case.id
        assert case.about.education, case.id
        assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", form) for form in case.about.hard), case.id
        assert set(case.layouts) == set(case.files), case.id


def test_what_makes_a_resume_hard_is_explained() -> None:
    explained = (EVALS / "hard" / "README.md").read_text("utf-8")
    cases = load(EVALS / "hard").cases
    assert all(case.about.hard for case in cases)
    assert {form for case in cases for form in case.about.hard if f"`{form}`" not in explained} == set()


def test_no_resume_is_in_two_suites() -> None:
    assert len({case.id for case, _ in FILES}) == len(DESCRIPTIONS)


@pytest.mark.parametrize(("case", "path"), FILES, ids=[path.name for _, path in FILES])
def test_every_true_mention_is_printed(case: Case, path: Path) -> None:
    text = _text(path)
    lost = [skill.mention for skill in case.skills if locate(text, skill.context, skill.mention) is None]
    assert lost == []


@pytest.mark.parametrize(("case", "path"), FILES, ids=[path.name for _, path in FILES])
def test_every_true_title_and_organization_is_printed(case: Case, path: Path) -> None:
    text = normal(_text(path))
    for entry in case.entries:
        for words in (entry.title, entry.organization, entry.programme, entry.location):
            assert words is None or normal(words) in text, words
        for date in filter(None, (entry.start, entry.end)):
            assert date[:4] in text or re.search(rf"(?<!\d){date[2:4]}(?!\d)", text), (entry.title, date)


@pytest.mark.parametrize("path", DESCRIPTIONS, ids=lambda path: path.stem)
def test_true_dates_have_the_precision_that_is_printed(path: Path) -> None:
    for section in description.load(path).sections:
        for entry in section.entries:
            years = re.findall(r"(?:19|20)\d\d", entry.dates)
            years += ["20" + year for year in re.findall(r"(?:['/]|(?<=\d{4})-)(\d\d)\b(?![/-])", entry.dates)]
            for date in filter(None, (entry.start, entry.end)):
                assert date[:4] in years, (entry.title, date)
                assert len(date) == 4 or _MONTH.search(entry.dates), (entry.title, date)
            present = re.search(
                r"present|current|actual|in progress|\bnow\b|today|to date|till date|since|ongoing",
                entry.dates,
                re.IGNORECASE,
            )
            assert entry.current == bool(present), entry.title


@pytest.mark.parametrize("path", DESCRIPTIONS, ids=lambda path: path.stem)
def test_people_are_invented(path: Path) -> None:
    contact = " ".join(description.load(path).contact)
    assert re.search(r"555[-. ]01\d\d", contact), contact
    assert re.search(r"@example\.(com|org)\b", contact), contact
