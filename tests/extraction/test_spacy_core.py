"""spaCy is imported without its command line, and stays whole."""

import subprocess
import sys


def _told(program: str) -> str:
    """Run a program in an interpreter that has imported nothing yet; give what it prints."""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_drafting_imports_neither_spacy_before_it_is_asked_nor_its_command_line_nor_an_http_client() -> None:
    held = "sorted({'spacy', 'spacy.cli', 'requests', 'weasel', 'docx'} & set(sys.modules))"
    told = _told(
        f"import sys, app.pipeline; print({held});"
        f"from app.extraction.skills.language import parsed; parsed('Welds.'); print({held})"
    )
    assert told.splitlines() == ["[]", "['spacy']"]


def test_the_command_line_of_spacy_can_still_be_imported_and_used() -> None:
    told = _told(
        "import app.extraction.skills.spacy_core, spacy;"
        "version = spacy.info(silent=True)['spacy_version'];"
        "import spacy.cli; print(version == spacy.__version__, callable(spacy.cli.download))"
    )
    assert told == "True True"
