"""Settings to the things that journeys work with: tools, key, clock and ids."""

import logging
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from app import resources
from app.credentials import keys
from app.documents.model import Limits
from app.errors import KeyLocked, SettingsInvalid, TablesDamaged
from app.settings import Settings
from app.taxonomy.index import Frameworks
from app.taxonomy.load import load
from app.values import Instant

if TYPE_CHECKING:
    from app.flows.issue import Signer
    from app.pipeline import Tools

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
        raise SettingsInvalid(f"LER_{name}: {first['msg']}") from None
    if found.debug:
        logging.basicConfig()
        logging.getLogger("app").setLevel(logging.DEBUG)
    return found


def limits(settings: Settings) -> Limits:
    """Give the caps on what is read."""
    chosen = {"bytes": settings.max_bytes, "pages": settings.max_pages}
    return Limits(**{name: value for name, value in chosen.items() if value is not None})


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
    return load(folders, [settings.cache_folder, folders[0] / ".compiled"])


def tools(settings: Settings) -> "Tools":
    """Build what `pipeline.draft` works with."""
    # costs more than half of the start-up, and only drafting needs it
    from app.extraction.extract import Extractor
    from app.pipeline import Tools

    known = frameworks(settings)
    return Tools(
        limits=limits(settings), frameworks=known, extractor=Extractor(known), today=datetime.now(UTC).date()
    )


def worker_key(settings: Settings, ask: Passphrase) -> keys.WorkerKey:
    """Open the worker's key, or make it on first use; `ask` is called when it is protected and no setting opens it.

    Raises KeyLocked, KeyUnsafe, KeyDamaged.
    """
    secret = settings.key_passphrase
    try:
        return keys.load_or_create(settings.key_path, secret.get_secret_value() if secret else None)
    except KeyLocked:
        typed = None if secret else ask()
        if not typed:
            raise
        return keys.load_or_create(settings.key_path, typed)


def signer(settings: Settings, ask: Passphrase, name: str | None) -> "Signer":
    """Give who signs: the worker's key, and `name` or the one of the settings. Raises KeyFileError subclasses."""
    # only signing needs the contexts, schemas and canonical forms behind it
    from app.flows.issue import Signer

    return Signer(worker_key(settings, ask), name or settings.worker_name, now, uuid.uuid4)


def now() -> Instant:
    """Give this moment in UTC, whole seconds."""
    return Instant(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
