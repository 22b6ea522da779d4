"""Records to signed credentials in the output folder."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.credentials import issue
from app.credentials.bulk import Canonicalizer
from app.credentials.compose import Ids
from app.credentials.keys import WorkerKey
from app.errors import NotTheWorkers, RecordInvalid
from app.flows import outputs
from app.flows.journal import Journal, journal_path
from app.flows.naming import name_for
from app.flows.removed import Removed, removed
from app.review import decide
from app.review.model import Record, Role
from app.values import Instant


@dataclass(frozen=True)
class Signer:
    """Who signs, when, and under which ids."""

    key: WorkerKey
    holder_name: str | None
    clock: Callable[[], Instant]
    ids: Ids
    canonicalizer: Canonicalizer = field(default_factory=Canonicalizer)
    """Kept over all records of a call: shapes that were worked out once are not worked out again."""


def load_record(path: Path) -> Record:
    """Read NAME.record.json. Raises RecordInvalid."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        hint = "Check the path. A record is called NAME.record.json, and `ler review NAME.draft.json` makes one."
        raise RecordInvalid(f"{path}: there is no such file", hint=hint) from error
    except OSError as error:
        raise RecordInvalid(
            f"{path}: cannot be opened ({error.strerror})", hint="See that you may read the file."
        ) from error
    return decide.load_record(data)


def name_of(record: Path) -> str:
    """Give NAME of `NAME.record.json`."""
    return record.name.removesuffix(".json").removesuffix(".record")


def sign(name: str, record: Record, signer: Signer) -> dict[str, bytes]:
    """Sign a record: NAME.ler.json, and one file in NAME.credentials/ for each claim.

    Raises NotTheWorkers when the signing worker's own last word does not approve a claim as it stands, and
    CredentialRefused.
    """
    check_worker(record, signer.key.did)
    at, shapes = signer.clock(), signer.canonicalizer
    issued = issue.issue(record, signer.key, signer.holder_name, signer.ids, at, canonicalizer=shapes)
    width = max(2, len(str(len(issued.badges))))
    files = {f"{name}.ler.json": issued.clr.data}
    for number, badge in enumerate(issued.badges, start=1):
        files[f"{name}.credentials/{number:0{width}d}-{slug(badge.name)}.json"] = badge.data
    return files


def check_worker(record: Record, worker: str) -> None:
    """See that the worker with that id stands by every claim, as the credentials will say. Raises NotTheWorkers."""
    entries = {entry.id: entry for entry in record.entries}
    missing = [approved for approved in record.claims if not decide.stands_by(approved, worker, entries)]
    if not missing:
        return
    told = f"{len(missing)} of {len(record.claims)} claims"
    others = workers(record) - {worker}
    if others:
        raise NotTheWorkers(f"{told} were decided by {', '.join(sorted(others))}, and this key signs as {worker}.")
    raise NotTheWorkers(
        f"{told} were approved or worded by a reviewer, and not approved so by the worker who is to sign them.",
        hint="The worker decides on them, too: `ler review` of the draft, then issue the new record.",
    )


def check_since(path: Path, record: Record) -> None:
    """See that no claim of a record file was rejected since, by the answers beside it. Raises NotTheWorkers."""
    rejected = Journal(journal_path(path.parent, name_of(path))).rejected()
    gone = sum(any(part.claim.id in rejected for part in approved.parts) for approved in record.claims)
    if gone:
        raise NotTheWorkers(
            f"{gone} of {len(record.claims)} claims were rejected after the record was made.",
            hint="Finish the review again (`ler review` of the draft): that makes the record anew.",
        )


def workers(record: Record) -> set[str]:
    """Give the ids of all who decided in the role of the worker."""
    parts = (part for approved in record.claims for part in approved.parts)
    people = (decision.person for part in parts for decision in part.decisions)
    return {person.id for person in people if person.role is Role.WORKER}


def issue_record(
    path: Path, record: Record, out: Path, signer: Signer
) -> tuple[str, tuple[str, ...], tuple[Removed, ...]]:
    """Sign the record of a file and write the credentials into `out`.

    Gives what their names begin with, their names, and what an earlier signing held beside them.
    Raises NotTheWorkers, CredentialRefused, OutputRefused.
    """
    name = name_for(out, name_of(path), record.document_sha256)
    files = sign(name, record, signer)
    gone = removed(out, name, files)
    return name, outputs.place(out, files), gone


def slug(name: str) -> str:
    """Make a file name of a claim's name: ASCII letters, digits and hyphens, 60 at most."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].rstrip("-") or "claim"


def in_folder(names: Sequence[str], folder: str) -> int:
    """Count the names that stand in `folder`."""
    return sum(name.startswith(f"{folder}/") for name in names)
