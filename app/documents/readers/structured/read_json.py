"""JSON to a document, when it is a record of one person that is known here."""

from typing import Any

from app.documents.model import Document, Limits, SourceDocument
from app.documents.readers.structured.jsonresume import is_json_resume, read_json_resume
from app.documents.readers.structured.lerrs import read_ler_rs, resume_in
from app.documents.readers.structured.strict_json import load_json, text_of, texts
from app.errors import SourceUnsupported

_SIGNED = "Check it with `ler verify`; a draft is made from what a person wrote of themselves."
_KNOWN = "JSON Resume (`basics`, `work`, `education`, …) and HR Open LER-RS are read; save others as PDF or DOCX."


def read_json(source: SourceDocument, limits: Limits) -> Document:
    """Read JSON Resume and HR Open LER-RS, told by their names.

    Raises SourceUnsupported for any other JSON, SourceDamaged, SourceEmpty, SourceTooComplex, SourceTooLarge.
    """
    told = load_json(source.data, limits)
    if isinstance(told, dict):
        if is_json_resume(told):
            return read_json_resume(told, source, limits)
        if (resume := resume_in(told)) is not None:
            return read_ler_rs(resume, source, limits)
        if _is_ours(told):
            raise SourceUnsupported("this JSON is a draft or record that was made here", hint=_OURS)
        if is_credential(told):
            raise SourceUnsupported("this JSON is a signed credential, not a resume", hint=_SIGNED)
    raise SourceUnsupported("this JSON is no resume of a known format", hint=_KNOWN)


def is_known_json(data: bytes, limits: Limits) -> bool:
    """Say whether JSON is a resume of a known format, a credential, or made here. Raises what `load_json` raises."""
    told = load_json(data, limits)
    checks = (is_json_resume, resume_in, _is_ours, is_credential)
    return isinstance(told, dict) and any(check(told) for check in checks)


_OURS = "Decide on a draft with `ler review`, and sign a record with `ler issue`."


def _is_ours(told: dict[str, Any]) -> bool:
    return text_of(told.get("schema")).startswith("ler-")


def is_credential(told: dict[str, Any]) -> bool:
    """Say whether an object is a verifiable credential or presentation, or an older Open Badge."""
    kinds = {*texts(told.get("type")), *texts(told.get("@type"))}
    named = any(kind.endswith(("Credential", "Presentation")) for kind in kinds)
    return named or ("@context" in told and ("proof" in told or bool(kinds & {"Assertion", "Clr"})))
