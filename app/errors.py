"""Every error of the service: a stable code, a sentence that names the thing, and what to do next.

    LerError
    ├── SourceError              a source document that cannot become a document
    │   ├── SourceNotFound       source.not-found        10
    │   ├── SourceEmpty          source.empty            11
    │   ├── SourceEncrypted      source.encrypted        12
    │   ├── SourceDamaged        source.damaged          13
    │   ├── SourceWithoutText    source.no-text          14
    │   ├── SourceTooManyPages   source.too-many-pages   15
    │   ├── SourceUnsupported    source.unsupported      16
    │   ├── SourceMismatch       source.mismatch         17
    │   ├── SourceTooLarge       source.too-large        18
    │   ├── SourceTooComplex     source.too-complex      19
    │   ├── SourceColumns        source.columns          27
    │   └── SourceSeveralWorkers source.several-workers  28
    ├── TaxonomyError
    │   ├── FrameworkUnknown     taxonomy.unknown        30
    │   ├── ImportRefused        taxonomy.import         31
    │   ├── TablesDamaged        taxonomy.damaged        32
    │   ├── LinesRefused         taxonomy.lines          33
    │   └── EmbeddingsUnusable   taxonomy.embeddings     34
    ├── ReviewError
    │   ├── DraftInvalid         draft.invalid           40
    │   ├── RecordInvalid        record.invalid          41
    │   ├── NothingApproved      record.nothing-approved 42
    │   ├── TerminalNeeded       review.no-terminal      43
    │   ├── DecisionRefused      decision.refused        44
    │   ├── OwnRecord            decision.own-record     45
    │   └── NotTheWorkers        record.not-the-workers  46
    ├── KeyFileError
    │   ├── KeyLocked            key.locked              50
    │   ├── KeyUnsafe            key.unsafe              51
    │   └── KeyDamaged           key.damaged             52
    ├── CredentialError
    │   ├── CredentialUnreadable credential.unreadable   60
    │   ├── CredentialRefused    credential.refused      61
    │   └── CredentialUnverified credential.unverified    1
    ├── ModelError
    │   ├── ModelNotInstalled    model.not-installed     80
    │   ├── PromptDamaged        model.prompt            81
    │   └── BatchRefused         model.batch             82
    ├── RedactionFailed          redact.failed           73
    ├── SettingsInvalid          settings.invalid        70
    ├── OutputRefused            output.refused          71
    ├── SuiteInvalid             suite.invalid           72
    ├── QualityFell              suite.fell-short        74
    ├── ConsentMissing           cases.no-consent        77
    └── InternalFault            internal                99

Several inputs of one call that fail in different ways end with exit status 20. Messages never hold document text.
"""

from typing import ClassVar, Self

SEVERAL_FAILURES = 20
"""Exit status of a call whose inputs failed in more than one way."""


class LerError(Exception):
    """Base: `code` and `exit_status` are stable; `hint` says what the person can do next."""

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 1
    hint: ClassVar[str] = "Run the command again with --help, or `ler doctor`."

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.advice = hint or type(self).hint


class SourceError(LerError):
    """A source document that cannot become a document."""

    code = "source"


class SourceNotFound(SourceError):
    """No file at that path, or it may not be opened."""

    code, exit_status = "source.not-found", 10
    hint = "Check the path and that you may read the file."


class SourceEmpty(SourceError):
    """The file has no bytes, or a text file has no characters but white space."""

    code, exit_status = "source.empty", 11
    hint = "Export or save the document again; the copy you have holds nothing."


class SourceEncrypted(SourceError):
    """The file needs a password to open."""

    code, exit_status = "source.encrypted", 12
    hint = "Open it with its password and save a copy without one."


class SourceDamaged(SourceError):
    """The file is cut short or its structure is broken."""

    code, exit_status = "source.damaged", 13
    hint = "Download or export the file again; this copy is incomplete or broken."


class SourceWithoutText(SourceError):
    """The pages are pictures: nothing could be read (which is not the same as nothing found)."""

    code, exit_status = "source.no-text", 14
    hint = "Export the document as a PDF with text, or run text recognition (OCR) on the scan first."


class SourceTooManyPages(SourceError):
    """More pages than a resume or transcript has."""

    code, exit_status = "source.too-many-pages", 15
    hint = "Split the file and convert only the pages that are the resume or transcript."


class SourceUnsupported(SourceError):
    """The bytes are of a known type that is not read here, or of no known type."""

    code, exit_status = "source.unsupported", 16
    hint = "Save the document as PDF, DOCX or plain text."


class SourceMismatch(SourceError):
    """The bytes are not what the file's name says."""

    code, exit_status = "source.mismatch", 17
    hint = "Check that this is the right file; if it is, give it the ending that fits its content."


class SourceTooLarge(SourceError):
    """The file, or what it unpacks to, is larger than the limit."""

    code, exit_status = "source.too-large", 18
    hint = "Save a smaller copy, for example without pictures."


class SourceTooComplex(SourceError):
    """The file asks for more work than any resume needs (nesting, streams, annotations)."""

    code, exit_status = "source.too-complex", 19
    hint = "Print the document to a new PDF and convert that."


class SourceColumns(SourceError):
    """A table in which the columns of a job history cannot be told."""

    code, exit_status = "source.columns", 27
    hint = (
        "It needs a heading row with a column for the job title and one for the employer or the dates, such as "
        '"Job Title", "Employer", "Start Date", "End Date"; "Employee ID" tells several workers apart.'
    )


class SourceSeveralWorkers(SourceError):
    """A table with the rows of several workers where one worker's are wanted."""

    code, exit_status = "source.several-workers", 28
    hint = (
        "`ler draft` and `ler convert` make one draft for each worker of such a table; elsewhere give each their own."
    )


class TaxonomyError(LerError):
    """A framework's tables are missing, unknown or unusable."""

    code = "taxonomy"


class FrameworkUnknown(TaxonomyError):
    """No framework of that name is installed."""

    code, exit_status = "taxonomy.unknown", 30
    hint = "`ler taxonomy list` names the frameworks that are installed."


class ImportRefused(TaxonomyError):
    """The download to import does not have the files or columns of its official format."""

    code, exit_status = "taxonomy.import", 31
    hint = "Give the official ESCO CSV folder or ZIP, or the O*NET text ZIP, as downloaded."


class TablesDamaged(TaxonomyError):
    """A table does not match the checksum or row count of its manifest."""

    code, exit_status = "taxonomy.damaged", 32
    hint = "Install the package again, or import the official download."


class LinesRefused(TaxonomyError):
    """A line of a file to link is not an object with `id` and `text`."""

    code, exit_status = "taxonomy.lines", 33
    hint = 'Write one JSON object on each line: {"id": 1, "text": "welds steel pipes"}.'


class EmbeddingsUnusable(TaxonomyError):
    """The embedding model that is set cannot be used."""

    code, exit_status = "taxonomy.embeddings", 34
    hint = "Give a folder with one ONNX file and its tokenizer.json, or unset LER_EMBEDDINGS."


class ReviewError(LerError):
    """A draft, decision or record that cannot be used."""

    code = "review"


class DraftInvalid(ReviewError):
    """The file is not a draft of this service, or it was changed so that quotes no longer match."""

    code, exit_status = "draft.invalid", 40
    hint = "Make the draft again with `ler draft`."


class RecordInvalid(ReviewError):
    """The file is not a record of this service, or a claim in it has no decision by a person."""

    code, exit_status = "record.invalid", 41
    hint = "Make the record again with `ler review`."


class NothingApproved(ReviewError):
    """No claim was approved, so there is nothing to sign."""

    code, exit_status = "record.nothing-approved", 42
    hint = "Look at the draft with `ler review`, and approve what is true."


class TerminalNeeded(ReviewError):
    """Review needs a person at a terminal."""

    code, exit_status = "review.no-terminal", 43
    hint = "Run it in a terminal, attest in bulk with --confirm stated (or all), or draft only with --confirm none."


class DecisionRefused(ReviewError):
    """A decision speaks of a claim that the draft does not hold, or of another version of it."""

    code, exit_status = "decision.refused", 44
    hint = "Start the review of this draft again."


class OwnRecord(ReviewError):
    """A reviewer cannot review a record of their own."""

    code, exit_status = "decision.own-record", 45
    hint = "Ask another reviewer."


class NotTheWorkers(ReviewError):
    """A claim of the record was not approved by the worker whose key is to sign it."""

    code, exit_status = "record.not-the-workers", 46
    hint = "Sign with the key that approved it (LER_KEY_FILE), or review the draft again with this key."


class KeyFileError(LerError):
    """A signing key that cannot be used."""

    code = "key"


class KeyLocked(KeyFileError):
    """The key is protected and the passphrase is missing or wrong."""

    code, exit_status = "key.locked", 50
    hint = "Set LER_KEY_PASSPHRASE, or type the passphrase when asked."


class KeyUnsafe(KeyFileError):
    """The key file can be read by other accounts of this machine."""

    code, exit_status = "key.unsafe", 51
    hint = "Let only your own account read it (chmod 600), then run the command again."


class KeyDamaged(KeyFileError):
    """The key file does not hold a key of this service."""

    code, exit_status = "key.damaged", 52
    hint = "Restore it from your backup. Moving it away makes a new identity on the next use."


class CredentialError(LerError):
    """A credential that cannot be read, issued or trusted."""

    code = "credential"


class CredentialUnreadable(CredentialError):
    """The file is not a JSON credential of a kind that can be checked."""

    code, exit_status = "credential.unreadable", 60
    hint = "Give a file with one W3C Verifiable Credential as JSON."


class CredentialRefused(CredentialError):
    """What was composed does not satisfy the standard, so it was not signed or written."""

    code, exit_status = "credential.refused", 61
    hint = "This is a fault of the service: please report it with the code."


class CredentialUnverified(CredentialError):
    """At least one check of the credential failed."""

    code, exit_status = "credential.unverified", 1
    hint = "Ask whoever gave you the credential for the original file; do not rely on this one."


class ModelError(LerError):
    """A language model cannot be asked at all. What a model or its server does with a question is no error here."""

    code = "model"


class ModelNotInstalled(ModelError):
    """A model is set, and the packages that talk to it are missing."""

    code, exit_status = "model.not-installed", 80
    hint = "Install the extra `ler[model]`, or unset LER_MODEL to work without a model."


class PromptDamaged(ModelError):
    """A prompt is missing, cannot be filled, or has an example that quotes what its text does not say."""

    code, exit_status = "model.prompt", 81
    hint = "Install the package again; a changed wording belongs in a new file."


class BatchRefused(ModelError):
    """The provider has no batches, does not take this one, or did not finish it."""

    code, exit_status = "model.batch", 82
    hint = (
        "Run the command again: it goes on with a batch under way. Without --batch-api each part is asked by itself."
    )


class SettingsInvalid(LerError):
    """A setting has a value that cannot be used."""

    code, exit_status = "settings.invalid", 70
    hint = "See the table of settings in README.md."


class OutputRefused(LerError):
    """The output folder cannot be made or written to."""

    code, exit_status = "output.refused", 71
    hint = "Choose a folder that you may write to with --out, and check that the disk is not full."


class QualityFell(LerError):
    """Drafts of a suite are not as good as its thresholds ask for."""

    code, exit_status = "suite.fell-short", 74
    hint = "See which documents changed, without --totals; thresholds.toml of the suite says what must be reached."


class ConsentMissing(LerError):
    """A document of a worker was to become a case of a suite without their consent on record."""

    code, exit_status = "cases.no-consent", 77
    hint = 'Ask the worker, and say with --consent how and when they agreed: --consent "signed form of 2026-11-20".'


class SuiteInvalid(LerError):
    """The folder is not a suite: its truth is missing, or does not fit its files."""

    code, exit_status = "suite.invalid", 72
    hint = "Give a folder with truth.json and the files that it names, such as evals/resumes."


class RedactionFailed(LerError):
    """Personal data could not be masked with certainty, so the text stays on this machine."""

    code, exit_status = "redact.failed", 73
    hint = "Draft this document without a language model; nothing of it was sent."


class InternalFault(LerError):
    """Something failed that has no code of its own; the cause is shown only with LER_DEBUG=1."""

    code, exit_status = "internal", 99
    hint = "This is a fault of the service. LER_DEBUG=1 shows where it happened (the text may hold personal data)."

    @classmethod
    def of(cls, fault: Exception) -> Self:
        """Name the kind of `fault`, and nothing of its text."""
        error = cls(f"unexpected {type(fault).__name__}")
        error.__cause__ = fault
        return error
