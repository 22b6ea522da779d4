"""The committed transcripts and job histories are what their descriptions make, and their people are invented."""

import re
from pathlib import Path

from app.documents.model import SourceDocument
from app.documents.read import read
from tests.samples.records import HISTORIES, TRANSCRIPTS, make_histories, make_transcripts

_MAKERS = ((TRANSCRIPTS, make_transcripts), (HISTORIES, make_histories))


def test_the_records_say_what_their_descriptions_say(tmp_path: Path) -> None:
    for suite, make in _MAKERS:
        out = tmp_path / suite.name
        out.mkdir()
        made = make(suite, out)
        assert (out / "truth.json").read_text("utf-8") == (suite / "truth.json").read_text("utf-8")
        for path in made:
            old, new = (
                read(SourceDocument(name=path.name, data=one.read_bytes())).text for one in (suite / path.name, path)
            )
            assert old == new, f"{path.name}: run python -m tests.samples.records"


def test_making_the_records_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for number, (suite, make) in enumerate(_MAKERS):
        folders = [tmp_path / f"{number}{name}" for name in "ab"]
        for folder in folders:
            folder.mkdir()
        first, second = (make(suite, folder) for folder in folders)
        assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_telephone_numbers_are_invented() -> None:
    for suite, _ in _MAKERS:
        for path in suite.glob("*.toml"):
            assert all("555-01" in found for found in re.findall(r"\d{3}-\d{3}-\d{4}", path.read_text("utf-8")))
