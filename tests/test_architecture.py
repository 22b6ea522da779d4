"""The sizes, names and single doors that the layout promises."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import errors

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "app").rglob("*.py"))
PROOF = sorted((ROOT / "tests").rglob("*.py"))
BANNED = {"utils", "helpers", "common", "misc", "manager", "service", "base", "util", "helper", "models", "schemas"}


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [*MODULES, *PROOF], ids=shown)
def test_no_module_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", [*MODULES, *PROOF], ids=shown)
def test_no_function_is_longer_than_60_lines(path: Path) -> None:
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions}
    assert {name: length for name, length in lengths.items() if length > 60} == {}


def test_the_median_module_has_at_most_150_lines() -> None:
    lengths = sorted(
        len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES if path.name != "__init__.py"
    )
    assert lengths[len(lengths) // 2] <= 150


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [shown(path) for path in MODULES if path.stem in BANNED] == []


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_every_module_says_what_it_is_in_its_first_line(path: Path) -> None:
    docstring = ast.get_docstring(tree(path))
    assert docstring
    assert docstring.splitlines()[0].strip().endswith((".", ":"))


def patterns(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="compile") | ast.Name(id="any_case"), args=[ast.Constant(str(said)), *_]
            ):
                yield said


def test_no_long_pattern_is_written_in_two_modules() -> None:
    homes: dict[str, set[str]] = {}
    for path in MODULES:
        for said in patterns(path):
            homes.setdefault(said, set()).add(shown(path))
    assert len(homes) > 1_000
    assert {said: sorted(where) for said, where in homes.items() if len(said) > 24 and len(where) > 1} == {}


def environment_reads(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        match node:
            case ast.Attribute(value=ast.Name(id="os"), attr="environ" | "environb" | "getenv" | "putenv" as name):
                yield name
            case ast.ImportFrom(module="os", names=names):
                yield from (alias.name for alias in names if alias.name in ("environ", "environb", "getenv"))
            case ast.ImportFrom(module="pydantic_settings" | "platformdirs" as module):
                yield module
            case ast.Import(names=names):
                yield from (alias.name for alias in names if alias.name in ("pydantic_settings", "platformdirs"))


def test_only_settings_reads_the_environment() -> None:
    readers = {shown(path): found for path in MODULES if (found := sorted(set(environment_reads(path))))}
    assert list(readers) == ["app/settings.py"]


def descendants(cls: type[errors.LerError]) -> Iterator[type[errors.LerError]]:
    for child in cls.__subclasses__():
        yield child
        yield from descendants(child)


CODES = {cls.code: cls for cls in descendants(errors.LerError) if not cls.__subclasses__()}


def documented() -> dict[str, str]:
    """Code → the text of its entry."""
    text = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    parts = re.split(r"^### `([a-z.-]+)`.*$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_error_code_has_its_entry_in_the_documentation_and_no_entry_is_left_over() -> None:
    assert set(documented()) == set(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_an_entry_names_the_exit_status_and_says_what_happened_why_and_what_to_do(code: str) -> None:
    entry = documented()[code]
    assert f"Exit status {CODES[code].exit_status}." in entry
    for part in ("**What happened.**", "**Why.**", "**What to do.**"):
        assert part in entry


def test_nothing_sends_anybody_to_a_package_of_our_name_on_an_index() -> None:
    told = [*MODULES, ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    asked = re.compile(r"ler\[[a-z]|pip3? install (?:-\S+ )*[\"']?ler\b")
    assert [shown(path) for path in told if asked.search(path.read_text(encoding="utf-8"))] == []


def test_every_kind_of_failure_has_an_exit_status_of_its_own() -> None:
    statuses = [cls.exit_status for cls in CODES.values()]
    assert len(statuses) == len(set(statuses))
    assert errors.SEVERAL_FAILURES not in statuses
    assert not {0, 2, 130} & set(statuses)


def test_the_tree_in_the_module_docstring_names_every_error_with_its_code_and_status() -> None:
    drawn = {tuple(line.split()[-3:]) for line in (errors.__doc__ or "").splitlines() if line.rstrip()[-1:].isdigit()}
    assert drawn >= {(cls.__name__, code, str(cls.exit_status)) for code, cls in CODES.items()}


def test_every_import_contract_holds() -> None:
    # in a process of its own: it switches off every logger that there is, and tests after this one look at logs
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", program, "--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    linted = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert linted.returncode == 0, linted.stdout + linted.stderr
