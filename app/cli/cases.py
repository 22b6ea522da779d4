"""Reviewed drafts to cases of a suite: the command `cases`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli import screen
from app.errors import CaseWithoutConsent

if TYPE_CHECKING:
    from app.evaluation.cases import Exported
    from app.evaluation.suite import Consent

_RECORD, _DRAFT = ".record.json", ".draft.json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    example = 'ler cases records/resume.draft.json --to evals/reviewed --consent "signed form of 2026-11-20"'
    app.command("cases", short_help="Make cases to measure with of reviewed drafts.", epilog=f"Example: {example}")(
        cases
    )


def cases(
    drafts: Annotated[
        list[Path],
        typer.Argument(metavar="DRAFT", help="Reviewed drafts, or records; the answers are read beside them."),
    ],
    to: Annotated[Path, typer.Option(metavar="SUITE", help="The folder of the suite; it is made or added to.")],
    consent: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="How and when the worker agreed, and where that is kept. Required."),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="TEXT", help="A name of the worker, to be masked; repeatable."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object when done.")] = False,
) -> None:
    """Make cases for `ler evaluate` of what people decided: the text masked, approved claims as truth.

    Rejected claims are kept as known to be wrong. Nothing is written when a text cannot be masked with certainty.
    """
    from app.evaluation import cases as making
    from app.evaluation.suite import TRUTH, Consent, Suite, read_truth
    from app.flows import outputs, runtime
    from app.flows.keys import kept_name

    if not (consent or "").strip():
        raise CaseWithoutConsent("no consent of the worker was given")
    agreed = Consent(statement=str(consent).strip(), recorded_at=runtime.now())
    settings = runtime.settings()
    perhaps = [one for one in (settings.worker_name, kept_name(settings)) if one]
    made = [_export(path, agreed, name or [], perhaps) for path in drafts]
    earlier = read_truth(to, Suite) if (to / TRUTH).is_file() else None
    suite = making.added(earlier, [one.case for one in made])
    files = {one.case.files[0]: one.text.encode() for one in made}
    outputs.place(to, {**files, TRUTH: making.written(suite)})
    told = [
        {
            "case": one.case.id,
            "entries": len(one.case.entries),
            "skills": len(one.case.skills),
            "wrong": len(one.case.wrong),
        }
        for one in made
    ]
    if as_json:
        screen.emit({"suite": str(to), "cases": told})
        return
    for case in told:
        screen.say("{case}: {entries} entries and {skills} skills are true, {wrong} skills are wrong".format(**case))
    screen.say(f"Read {to} before you share it. Measure with: {screen.command('ler', 'evaluate', to)}")


def _export(path: Path, agreed: "Consent", known: list[str], perhaps: list[str]) -> "Exported":
    from app.evaluation.cases import export
    from app.flows import journal, review

    if path.name.endswith(_RECORD):
        path = path.with_name(path.name.removesuffix(_RECORD) + _DRAFT)
    draft = review.load_draft(path)
    kept = journal.Journal(journal.journal_path(path.parent, review.name_of(path)))
    return export(draft, kept.read(), agreed, known, perhaps)
