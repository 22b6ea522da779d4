"""The installation to a list of findings: program, settings, frameworks, compiled tables, key.

Each step loads what it looks at by itself: where a package is missing, the others are still looked at.
"""

import platform
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version

from app.errors import LerError, PackageMissing, SourceNeedsOcr
from app.flows.outcome import Failure
from app.settings import Settings
from app.values import Frozen

PACKAGES = (
    "pypdf",
    "pypdfium2",
    "python-docx",
    "lxml",
    "spacy",
    "cryptography",
    "pyoxigraph",
    "PyLD",
    "openbadgeslib",
)

_GUARDS = {
    "limits": "limits",
    "namespaces": "no network (namespace)",
    "capabilities": "no rights of root",
    "landlock": "no files but the program's (Landlock)",
    "seccomp": "no sockets, processes or writing (seccomp)",
}


class Finding(Frozen):
    """One thing that was looked at; with a failure it is a problem."""

    name: str
    detail: str
    failure: Failure | None = None


def examine(settings: Settings) -> list[Finding]:
    """Look at everything a conversion needs; frameworks that are not compiled yet are compiled."""
    steps: dict[str, Callable[[Settings], Iterator[Finding]]] = {
        "program": _program,
        "settings": _settings,
        "text recognition": _ocr,
        "frameworks": _frameworks,
        "key": _key,
    }
    return [finding for name, step in steps.items() for finding in _guarded(name, step, settings)]


def _guarded(name: str, step: Callable[[Settings], Iterator[Finding]], settings: Settings) -> Iterator[Finding]:
    try:
        yield from step(settings)
    except LerError as error:
        yield Finding(name=name, detail=error.message, failure=Failure.of(error))
    except ImportError as fault:
        yield unloadable(name, fault)


def unloadable(name: str, fault: ImportError) -> Finding:
    """Say what keeps a part of the program from being loaded."""
    error = PackageMissing(f"{fault.name or 'a package'} cannot be loaded")
    return Finding(name=name, detail=error.message, failure=Failure.of(error))


def program() -> Iterator[Finding]:
    """Look at versions; needs nothing that could be missing."""
    python = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    yield Finding(name="program", detail=f"ler {_version()}, {python}")
    found, missing = list[str](), list[str]()
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            missing.append(package)
    yield Finding(name="packages", detail=", ".join(found))
    if missing:
        error = PackageMissing(f"not installed: {', '.join(missing)}")
        yield Finding(name="packages", detail=error.message, failure=Failure.of(error))


def _program(_: Settings) -> Iterator[Finding]:
    return program()


def _version() -> str:
    try:
        return version("ler")
    except PackageNotFoundError:
        return "from a checkout that is not installed"


def _settings(settings: Settings) -> Iterator[Finding]:
    from app.flows import keys, outputs, runtime

    limits = runtime.limits(settings)
    yield Finding(name="limits", detail=f"{limits.bytes:,} bytes and {limits.pages:,} pages for one document")
    name = settings.worker_name or keys.kept_name(settings)
    yield Finding(name="worker's name", detail="set" if name else "not set (LER_WORKER_NAME, or --name)")
    yield _isolation(settings)
    for what, folder in (("data folder", settings.data_folder), ("cache folder", settings.cache_folder)):
        outputs.check(folder)
        yield Finding(name=what, detail=str(folder))
    answers = settings.cache_folder / "answers"
    count = sum(1 for _ in answers.rglob("*.json"))
    yield Finding(
        name="kept answers", detail=f"{count:,} of language models in {answers}; delete the folder to forget"
    )


def _isolation(settings: Settings) -> Finding:
    """Say where documents are opened, and what these processes cannot do."""
    from app.documents.opening import Isolated
    from app.flows import runtime

    doors = runtime.opening(settings)
    if isinstance(doors, Isolated):
        limits = runtime.limits(settings)
        caps = f"{limits.memory:,} bytes, {limits.cpu_seconds} s of computing, {limits.seconds} s in all"
        told = ", ".join(_GUARDS[guard] for guard in doors.pool.held())
        return Finding(name="isolation", detail=f"a process for each document ({caps}): {told}")
    why = "LER_ISOLATION=off" if runtime.isolable() else "this system does not fork processes"
    return Finding(name="isolation", detail=f"none, documents are opened in the program itself: {why}")


def _ocr(settings: Settings) -> Iterator[Finding]:
    from app.documents.readers.ocr import choose
    from app.documents.readers.picture import heic_installed
    from app.flows import runtime

    ocr = runtime.limits(settings).ocr
    try:
        found = choose.engine(ocr)
    except SourceNeedsOcr as error:
        # without one, documents with text are converted as ever
        yield Finding(name="text recognition", detail=f"none: {error.message}. {error.advice}")
    else:
        language = f" ({ocr.language})" if found.name.startswith("tesseract") else ""
        yield Finding(name="text recognition", detail=f"{found.name}{language}, {ocr.pages} pages for one document")
    photos = "read" if heic_installed() else "not read: the extra `heic` is not installed"
    yield Finding(name="HEIC photos", detail=photos)


def _frameworks(settings: Settings) -> Iterator[Finding]:
    from app.flows import runtime

    began = time.perf_counter()
    known = runtime.frameworks(settings)
    took = time.perf_counter() - began
    for manifest in known.manifests:
        rows = ", ".join(f"{table.rows:,} {table.file.partition('.')[0]}" for table in manifest.tables)
        about = f"{manifest.title} {manifest.version} ({manifest.date}): {rows}"
        yield Finding(
            name=f"framework {manifest.name}", detail=f"{about}. {manifest.licence}. {manifest.attribution}"
        )
    began = time.perf_counter()
    runtime.frameworks(settings)
    again = time.perf_counter() - began
    yield Finding(name="compiled tables", detail=f"ready: loaded in {took:.1f} s, and in {again:.1f} s once compiled")


def _key(settings: Settings) -> Iterator[Finding]:
    from app.flows import keys

    state = keys.look(settings)
    if not state.exists:
        yield Finding(name="key", detail=f"none yet; it will be made in {state.path}")
        return
    guard = "a passphrase" if state.protected else "file permissions"
    yield Finding(name="key", detail=f"{state.did} in {state.path}, protected by {guard}")
