"""Settings to the things that journeys work with: tools, key, clock and ids."""

import gc
import logging
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from app import resources
from app.credentials import keys
from app.documents.isolation.pool import Pool
from app.documents.model import Limits, Ocr
from app.documents.opening import InProcess, Isolated, Opening
from app.errors import KeyLocked, SettingsInvalid, TablesDamaged
from app.settings import Settings
from app.taxonomy.index import Frameworks
from app.taxonomy.load import load
from app.values import Instant

if TYPE_CHECKING:
    from app.pipeline import Tools

_FIELD = re.compile(r'field "(\w+)"')
_COLLECT_AFTER = 50_000
"""Objects that the youngest generation holds before it is collected."""

Passphrase = Callable[[], str | None]
"""Asks a person for the key's passphrase; None when there is nobody to ask."""


def settings() -> Settings:
    """Read the settings; with `debug` the tracebacks of failing inputs are shown on standard error.

    Raises SettingsInvalid, which names the setting and never its value.
    """
    try:
        found = Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = "_".join(map(str, first["loc"][:1])).upper()
        prefix = "" if name.startswith("OPENAI_") else "LER_"
        raise SettingsInvalid(f"{prefix}{name}: {first['msg']}") from None
    except ValueError as error:
        # JSON that cannot be parsed is met before any field is looked at; the sentence names the field and no value
        field = _FIELD.search(str(error))
        raise SettingsInvalid(f"LER_{field[1].upper() if field else '…'}: is not valid JSON") from None
    if found.debug:
        logging.basicConfig()
        logging.getLogger("app").setLevel(logging.DEBUG)
    return found


def limits(settings: Settings) -> Limits:
    """Give the caps on what is read, and what recognises text: those of the settings, else their defaults."""
    chosen = {name: getattr(settings, f"max_{name}", None) for name in Limits.model_fields}
    told = {
        "engine": settings.ocr,
        "language": settings.ocr_language,
        "pages": settings.ocr_pages,
        "seconds": settings.ocr_seconds,
    }
    ocr = Ocr.model_validate({name: value for name, value in told.items() if value is not None})
    return Limits(**{name: value for name, value in chosen.items() if value is not None} | {"ocr": ocr})


def opening(settings: Settings) -> Opening:
    """Give where source documents are opened: in processes of their own, unless the settings or the system say no.

    The process that forks them is started at once: it gets ready while the program loads. Raises IsolationFailed.
    """
    if settings.isolation == "off" or not isolable():
        return InProcess()
    pool = _pool()
    pool.start()
    return Isolated(pool)


def isolable() -> bool:
    """Say whether this system forks processes (Windows does not)."""
    return hasattr(os, "fork")


@cache
def _pool() -> Pool:
    return Pool()


def framework_folders(settings: Settings) -> tuple[Path, ...]:
    """Give the folders that hold frameworks: embedded, imported, and those of the settings; later ones win."""
    try:
        embedded = resources.folder("taxonomies")
    except FileNotFoundError as error:
        raise TablesDamaged(str(error)) from error
    return tuple(
        folder for folder in (embedded, settings.imported_frameworks, *settings.taxonomy_folders) if folder.is_dir()
    )


def frameworks(settings: Settings) -> Frameworks:
    """Load every framework from its compiled form. Raises TaxonomyError subclasses."""
    for folder in settings.taxonomy_folders:
        if not folder.is_dir():
            raise SettingsInvalid(f"LER_TAXONOMY_FOLDERS: {folder} is not a folder")
    folders = framework_folders(settings)
    caches = [settings.cache_folder, folders[0] / ".compiled"]
    known = load(folders, caches)
    if settings.embeddings is not None:
        known.read_meanings(settings.embeddings, caches, _Progress())
    return known


class _Progress:
    """Says on standard error how many labels an embedding model has read, a line for each tenth."""

    def __init__(self) -> None:
        self._said = 0

    def __call__(self, done: int, total: int) -> None:
        tenth = done * 10 // max(total, 1)
        if tenth > self._said and sys.stderr.isatty():
            self._said = tenth
            sys.stderr.write(f"Reading {total:,} labels with the embedding model, once: {tenth * 10} %\n")


def tools(settings: Settings, names: Sequence[str] = (), kind: str = "auto") -> "Tools":
    """Build what `pipeline.draft` works with; a model is asked when the settings name one.

    `names` are further names of the worker, which a model never sees; `kind` is what the documents are read as.
    """
    # costs more than half of the start-up, and only drafting needs it
    from app.extraction.extract import Extractor
    from app.extraction.model import DocumentKind
    from app.flows.asking import model_aligner, model_reader
    from app.flows.bounding import Bounded
    from app.pipeline import Tools

    doors, caps = opening(settings), limits(settings)
    # a page is read into a hundred thousand short-lived tuples, which the collector would look at again and again
    gc.set_threshold(_COLLECT_AFTER, 20, 50)
    known, reader = frameworks(settings), model_reader(settings, names)
    return Tools(
        limits=caps,
        opening=doors,
        within=Bounded(caps.drafting_seconds),
        frameworks=known,
        extractor=Extractor(known),
        model=reader,
        aligner=model_aligner(settings, reader),
        kind=DocumentKind(kind),
        today=datetime.now(UTC).date(),
    )


def collect_rarely() -> None:
    """Have what a service has loaded by now not be looked through again for what can be thrown away."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 20, 50)


def worker_key(settings: Settings, ask: Passphrase, path: Path | None = None) -> keys.WorkerKey:
    """Open the worker's key, or make it on first use; `ask` is called when it is protected and no setting opens it.

    `path` is that of another key of theirs. Raises KeyLocked, KeyUnsafe, KeyDamaged.
    """
    secret = settings.key_passphrase
    try:
        return keys.load_or_create(path or settings.key_path, secret.get_secret_value() if secret else None)
    except KeyLocked:
        typed = None if secret else ask()
        if not typed:
            raise
        return keys.load_or_create(path or settings.key_path, typed)


def now() -> Instant:
    """Give this moment in UTC, whole seconds."""
    return Instant(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
