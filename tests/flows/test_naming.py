"""Results keep to the document that they are of."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.flows import outputs
from app.flows.inputs import Input
from app.flows.naming import Naming, documents, name_for
from tests.flows.drafts import SHA, draft

OTHER = "cd" * 32


def signed(folder: Path, name: str, sha256: str) -> None:
    (folder / f"{name}.ler.json").write_text(f'{{"id": "urn:sha256:{sha256}#page=1&char=0,4"}}')


def drafted(folder: Path, name: str) -> None:
    (folder / f"{name}.draft.json").write_bytes(outputs.json_bytes(draft()))


def given(folder: Path, *inputs: tuple[str, str, str]) -> list[str]:
    items = [Input(Path(path), name) for path, name, _ in inputs]
    naming = Naming(folder, items)
    return [naming.name(item, sha256) for item, (_, _, sha256) in zip(items, inputs, strict=True)]


def test_results_of_another_document_are_not_replaced_and_the_new_name_stays(tmp_path: Path) -> None:
    drafted(tmp_path, "resume")
    assert given(tmp_path, ("resume.pdf", "resume", SHA)) == ["resume"]
    assert given(tmp_path, ("resume.pdf", "resume", OTHER)) == ["resume-2"]
    signed(tmp_path, "resume-2", OTHER)
    assert given(tmp_path, ("resume.pdf", "resume", OTHER)) == ["resume-2"]
    assert given(tmp_path, ("resume.pdf", "resume", "ef" * 32)) == ["resume-3"]


def test_two_documents_of_one_name_find_their_own_results_in_any_order(tmp_path: Path) -> None:
    drafted(tmp_path, "resume")
    signed(tmp_path, "resume-2", OTHER)
    turned = (("b/resume.pdf", "resume", OTHER), ("a/resume.pdf", "resume-2", SHA))
    assert given(tmp_path, *turned) == ["resume-2", "resume"]


def test_one_document_twice_in_a_call_gets_two_names(tmp_path: Path) -> None:
    assert given(tmp_path, ("a/resume.pdf", "resume", SHA), ("b/resume.pdf", "resume-2", SHA)) == [
        "resume",
        "resume-2",
    ]


def test_a_name_that_another_input_of_the_call_is_to_have_is_left_to_it(tmp_path: Path) -> None:
    drafted(tmp_path, "resume")
    inputs = (("resume.pdf", "resume", OTHER), ("resume-2.pdf", "resume-2", "ef" * 32))
    assert given(tmp_path, *inputs) == ["resume-3", "resume-2"]


def test_results_of_the_document_itself_are_found_under_whatever_number_they_have(tmp_path: Path) -> None:
    drafted(tmp_path, "resume")
    signed(tmp_path, "resume-4", OTHER)
    assert given(tmp_path, ("resume.pdf", "resume", OTHER)) == ["resume-4"]
    turned = (("a/resume.pdf", "resume", OTHER), ("b/resume.pdf", "resume-2", SHA))
    assert given(tmp_path, *turned) == ["resume-4", "resume"]
    assert given(tmp_path, *turned[::-1]) == ["resume", "resume-4"]


def test_the_same_document_under_two_names_leaves_each_its_own(tmp_path: Path) -> None:
    paths = [tmp_path / "resume.pdf", tmp_path / "resume-2.pdf"]
    for path in paths:
        path.write_bytes(b"one")
    sha256 = hashlib.sha256(b"one").hexdigest()
    signed(tmp_path, "resume-2", sha256)
    assert given(tmp_path, *((str(path), path.stem, sha256) for path in paths)) == ["resume", "resume-2"]


def test_results_of_an_earlier_version_are_replaced_unless_another_input_is_that_version(tmp_path: Path) -> None:
    out, earlier = tmp_path / "out", b"the first version"
    out.mkdir()
    sha256 = hashlib.sha256(earlier).hexdigest()
    signed(out, "resume", sha256)
    for folder, data in (("new", b"the second version"), ("old", earlier), ("other", b"of somebody else")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "resume.pdf").write_bytes(data)
    new, old, other = (Input(tmp_path / name / "resume.pdf", "resume") for name in ("new", "old", "other"))
    beside = replace(old, name="resume-2")
    both = Naming(out, [new, beside])
    assert both.name(new, OTHER, lambda _: True) == "resume-3"
    assert both.name(beside, sha256, lambda _: True) == "resume"
    assert Naming(out, [new, replace(other, name="resume-2")]).name(new, OTHER, lambda _: True) == "resume"
    # a copy of another name has results of another name
    assert (
        Naming(out, [new, replace(old, path=_copied(old.path, "cv.pdf"), name="cv")]).name(new, OTHER, lambda _: True)
        == "resume"
    )


def _copied(path: Path, name: str) -> Path:
    return Path(shutil.copy(path, path.with_name(name)))


@pytest.mark.parametrize("ending", ["draft.json", "record.json", "ler.json"])
def test_a_file_that_does_not_tell_its_document_is_taken_for_another_ones(ending: str, tmp_path: Path) -> None:
    (tmp_path / f"resume.{ending}").write_bytes(b"{}")
    assert documents(tmp_path, "resume") == {""}
    assert name_for(tmp_path, "resume", SHA) == "resume-2"
