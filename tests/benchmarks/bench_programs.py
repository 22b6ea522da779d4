"""Print what is read of resumes that other programs set: `python -m tests.benchmarks.bench_programs [SUITE…]`.

Each described resume of a suite (by default `varied`) is set by each program that is installed, in the designs of
`tests.samples.browser`, `tests.samples.typeset` and `tests.samples.docx`; its draft is compared with its truth,
beside that of the suite's own files. Programs: Chromium (`CHROMIUM` names it where it is not on the path),
LibreOffice, XeTeX, and the packages `weasyprint` and `typst`. `--only PROGRAM` leaves out the others.
"""

import argparse
import importlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from app import pipeline
from app.evaluation import documents
from app.evaluation.model import Report
from app.flows import runtime
from tests.samples import browser, docx, typeset
from tests.samples.description import Described, load
from tests.samples.make import EVALS, described_in
from tests.samples.truth import as_json, truth

Print = Callable[[Described, Path], None]
"""Prints a resume to a PDF at a path."""
_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
_LAYOUTS: Final = ("plain", "bold", "table", "columns")
_TAGGED: Final = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
_SHOWN: Final = (
    "stated skills / relaxed",
    "demonstrated skills / touching",
    "employment / title / exact",
    "employment / organization / exact",
    "employment / start / exact",
    "education / entry / exact",
    "certification / entry / exact",
)


def _run(*command: str | Path, within: Path) -> None:
    subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=300, cwd=within)


def print_page(chromium: str, page: Path, out: Path, profile: Path) -> None:
    """Have Chromium print a web page as a PDF."""
    _run(chromium, *_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={out}", page.as_uri(), within=page.parent)


def _by_chromium(program: str, work: Path) -> Iterator[tuple[str, Print]]:
    for design in browser.DESIGNS:

        def set_page(described: Described, out: Path, design: str = design) -> None:
            page = work / "page.html"
            page.write_bytes(browser.render(described, design))
            print_page(program, page, out, work / "profile")

        yield design, set_page


def _by_weasyprint(_: str, __: Path) -> Iterator[tuple[str, Print]]:
    weasyprint = importlib.import_module("weasyprint")
    for design in browser.DESIGNS:

        def set_page(described: Described, out: Path, design: str = design) -> None:
            weasyprint.HTML(string=browser.render(described, design).decode()).write_pdf(out)

        yield design, set_page


def _by_typst(_: str, work: Path) -> Iterator[tuple[str, Print]]:
    typst = importlib.import_module("typst")
    for design, source in typeset.TYPST.items():

        def set_page(described: Described, out: Path, source: Callable[[Described], str] = source) -> None:
            page = work / "page.typ"
            page.write_text(source(described), "utf-8")
            typst.compile(page, output=out)

        yield design, set_page


def _by_tex(program: str, work: Path) -> Iterator[tuple[str, Print]]:
    for design, source in typeset.TEX.items():

        def set_page(described: Described, out: Path, source: Callable[[Described], str] = source) -> None:
            (work / "page.tex").write_text(source(described), "utf-8")
            (work / "page.pdf").unlink(missing_ok=True)
            subprocess.run(
                [program, "-interaction=nonstopmode", "page.tex"],
                cwd=work,
                capture_output=True,
                timeout=300,
                check=False,
            )
            shutil.move(work / "page.pdf", out)

        yield design, set_page


def _by_libreoffice(program: str, work: Path) -> Iterator[tuple[str, Print]]:
    for layout in _LAYOUTS:

        def set_page(described: Described, out: Path, layout: str = layout) -> None:
            page = work / f"{out.stem}.docx"
            page.write_bytes(docx.render(described, layout))
            _run(program, "--headless", "--convert-to", _TAGGED, "--outdir", out.parent, page, within=work)

        yield layout, set_page


_PROGRAMS: Final[dict[str, tuple[str, Callable[[str, Path], Iterator[tuple[str, Print]]]]]] = {
    "chromium": (os.environ.get("CHROMIUM", "chromium"), _by_chromium),
    "weasyprint": ("", _by_weasyprint),
    "typst": ("", _by_typst),
    "xetex": ("xelatex", _by_tex),
    "libreoffice": ("soffice", _by_libreoffice),
}


def _installed(name: str) -> str | None:
    program = _PROGRAMS[name][0]
    return shutil.which(program) if program else (name if find_spec(name) else None)


def _set(described: Sequence[Described], design: str, set_page: Print, folder: Path) -> Path:
    """Write a suite of resumes in a design."""
    suite = folder / design
    suite.mkdir(parents=True)
    cases = []
    for one in described:
        name = f"{one.slug}.pdf"
        set_page(one, suite / name)
        cases.append(truth(one) | {"files": [name], "layouts": {name: design}})
    (suite / "truth.json").write_text(as_json({"schema": "ler-truth/1", "cases": cases}), "utf-8")
    return suite


def _row(table: Table, name: str, report: Report) -> None:
    figures = {figure.name: figure for figure in report.figures}
    table.add_row(
        name,
        *(f"{100 * figures[key].precision:.1f} / {100 * figures[key].recall:.1f}" for key in _SHOWN),
        str(sum(report.harms.get(harm, 0) for harm in ("invented claims", "ungrounded"))),
    )


def main() -> None:
    """Set, draft and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suites", nargs="*", default=["varied"])
    parser.add_argument("--only", choices=_PROGRAMS, action="append")
    asked = parser.parse_args()
    programs = {name: found for name in asked.only or _PROGRAMS if (found := _installed(name)) is not None}
    if not programs:
        sys.exit(f"None of these is here: {', '.join(asked.only or _PROGRAMS)}. Install one.")
    tools = runtime.tools(runtime.settings().model_copy(update={"isolation": "off"}))
    table = Table(title="Precision / recall in % of resumes that other programs set")
    for heading in ("design", *(name.removesuffix(" / exact") for name in _SHOWN), "claims without evidence"):
        table.add_column(heading, justify="left" if heading == "design" else "right")
    described = [load(path) for suite in asked.suites for path in described_in(EVALS / suite)]
    for suite in asked.suites:
        own = documents.evaluate(EVALS / suite, lambda source: pipeline.draft(source, tools))
        _row(table, f"{suite}, as it is", own)
    with tempfile.TemporaryDirectory() as folder:
        for name, program in programs.items():
            work = Path(folder, name)
            work.mkdir()
            for design, set_page in _PROGRAMS[name][1](program, work):
                suite = _set(described, design, set_page, work / "set")
                _row(
                    table,
                    f"{name}, {design}",
                    documents.evaluate(suite, lambda source: pipeline.draft(source, tools)),
                )
    Console().print(table)


if __name__ == "__main__":
    main()
