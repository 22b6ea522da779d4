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
    │   ├── SourceTimeOut        source.time-out         29
    │   ├── SourceDraftTimeOut   source.draft-time-out   24
    │   ├── SourceNotRecognised  source.ocr-failed       25
    │   ├── SourceNeedsOcr       source.needs-ocr        26
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
    │   ├── NotTheWorkers        record.not-the-workers  46
    │   ├── EvidenceUnseen       decision.unseen         47
    │   ├── WordsMissing         claim.words-missing     48
    │   └── ClaimKnown           claim.known             49
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
    ├── EngineError
    │   ├── EngineUnavailable    engine.unavailable      85
    │   ├── JobUnknown           job.unknown             86
    │   ├── JobFailed            job.failed              87
    │   └── JobCancelled         job.cancelled           88
    ├── StoreError
    │   ├── NotFound             store.not-found        100
    │   ├── VersionConflict      store.conflict         101
    │   ├── SealBroken           store.sealed           102
    │   ├── SchemaOutdated       store.schema           103
    │   ├── StoreUnavailable     store.unavailable      104
    │   ├── ChainBroken          audit.broken           105
    │   └── StoreNotInstalled    store.not-installed    106
    ├── AccessError
    │   ├── NotSignedIn          access.not-signed-in   110
    │   ├── ActionRefused        access.refused         111
    │   ├── PasswordRefused      access.password        112
    │   ├── SignInFailed         access.sign-in         113
    │   ├── ProviderUnavailable  access.provider        114
    │   └── CrossSite            access.cross-site      115
    ├── RequestError
    │   ├── RequestInvalid       request.invalid        120
    │   ├── NotNow               request.not-now        118
    │   ├── VersionMissing       request.no-version     121
    │   ├── KeyReused            request.key-reused     122
    │   ├── StillWorking         request.in-progress    123
    │   ├── ConsentMissing       consent.missing        124
    │   ├── TooManyRequests      request.too-many       125
    │   ├── QuotaReached         quota.reached          126
    │   ├── OfferEnded           offer.ended            116
    │   ├── WalletRefused        wallet.refused         117
    │   └── BudgetSpent          batch.out-of-budget     89
    ├── RedactionFailed          redact.failed           73
    ├── SettingsInvalid          settings.invalid        70
    ├── OutputRefused            output.refused          71
    ├── SuiteInvalid             suite.invalid           72
    ├── QualityFell              suite.fell-short        74
    ├── CaseWithoutConsent       cases.no-consent        77
    ├── IsolationFailed          isolation.failed        75
    ├── PackageMissing           package.missing         76
    ├── AddressTaken             serve.address           78
    └── InternalFault            internal                99

Several inputs of one call that fail in different ways end with exit status 20. Messages never hold document text.
"""

from typing import Self

from app.errors.credential import CredentialError as CredentialError
from app.errors.credential import CredentialRefused as CredentialRefused
from app.errors.credential import CredentialUnreadable as CredentialUnreadable
from app.errors.credential import CredentialUnverified as CredentialUnverified
from app.errors.credential import KeyDamaged as KeyDamaged
from app.errors.credential import KeyFileError as KeyFileError
from app.errors.credential import KeyLocked as KeyLocked
from app.errors.credential import KeyUnsafe as KeyUnsafe
from app.errors.engine import EngineError as EngineError
from app.errors.engine import EngineUnavailable as EngineUnavailable
from app.errors.engine import JobCancelled as JobCancelled
from app.errors.engine import JobFailed as JobFailed
from app.errors.engine import JobUnknown as JobUnknown
from app.errors.model import BatchRefused as BatchRefused
from app.errors.model import ModelError as ModelError
from app.errors.model import ModelNotInstalled as ModelNotInstalled
from app.errors.model import PromptDamaged as PromptDamaged
from app.errors.model import RedactionFailed as RedactionFailed
from app.errors.request import BudgetSpent as BudgetSpent
from app.errors.request import ConsentMissing as ConsentMissing
from app.errors.request import KeyReused as KeyReused
from app.errors.request import NotNow as NotNow
from app.errors.request import OfferEnded as OfferEnded
from app.errors.request import QuotaReached as QuotaReached
from app.errors.request import RequestError as RequestError
from app.errors.request import RequestInvalid as RequestInvalid
from app.errors.request import StillWorking as StillWorking
from app.errors.request import TooManyRequests as TooManyRequests
from app.errors.request import VersionMissing as VersionMissing
from app.errors.request import WalletRefused as WalletRefused
from app.errors.review import ClaimKnown as ClaimKnown
from app.errors.review import DecisionRefused as DecisionRefused
from app.errors.review import DraftInvalid as DraftInvalid
from app.errors.review import EvidenceUnseen as EvidenceUnseen
from app.errors.review import NothingApproved as NothingApproved
from app.errors.review import NotTheWorkers as NotTheWorkers
from app.errors.review import OwnRecord as OwnRecord
from app.errors.review import RecordInvalid as RecordInvalid
from app.errors.review import ReviewError as ReviewError
from app.errors.review import TerminalNeeded as TerminalNeeded
from app.errors.review import WordsMissing as WordsMissing
from app.errors.root import SEVERAL_FAILURES as SEVERAL_FAILURES
from app.errors.root import LerError as LerError
from app.errors.source import SourceColumns as SourceColumns
from app.errors.source import SourceDamaged as SourceDamaged
from app.errors.source import SourceDraftTimeOut as SourceDraftTimeOut
from app.errors.source import SourceEmpty as SourceEmpty
from app.errors.source import SourceEncrypted as SourceEncrypted
from app.errors.source import SourceError as SourceError
from app.errors.source import SourceMismatch as SourceMismatch
from app.errors.source import SourceNeedsOcr as SourceNeedsOcr
from app.errors.source import SourceNotFound as SourceNotFound
from app.errors.source import SourceNotRecognised as SourceNotRecognised
from app.errors.source import SourceSeveralWorkers as SourceSeveralWorkers
from app.errors.source import SourceTimeOut as SourceTimeOut
from app.errors.source import SourceTooComplex as SourceTooComplex
from app.errors.source import SourceTooLarge as SourceTooLarge
from app.errors.source import SourceTooManyPages as SourceTooManyPages
from app.errors.source import SourceUnsupported as SourceUnsupported
from app.errors.source import SourceWithoutText as SourceWithoutText
from app.errors.store import AccessError as AccessError
from app.errors.store import ActionRefused as ActionRefused
from app.errors.store import ChainBroken as ChainBroken
from app.errors.store import CrossSite as CrossSite
from app.errors.store import NotFound as NotFound
from app.errors.store import NotSignedIn as NotSignedIn
from app.errors.store import PasswordRefused as PasswordRefused
from app.errors.store import ProviderUnavailable as ProviderUnavailable
from app.errors.store import SchemaOutdated as SchemaOutdated
from app.errors.store import SealBroken as SealBroken
from app.errors.store import SignInFailed as SignInFailed
from app.errors.store import StoreError as StoreError
from app.errors.store import StoreNotInstalled as StoreNotInstalled
from app.errors.store import StoreUnavailable as StoreUnavailable
from app.errors.store import VersionConflict as VersionConflict
from app.errors.suite import CaseWithoutConsent as CaseWithoutConsent
from app.errors.suite import QualityFell as QualityFell
from app.errors.suite import SuiteInvalid as SuiteInvalid
from app.errors.taxonomy import EmbeddingsUnusable as EmbeddingsUnusable
from app.errors.taxonomy import FrameworkUnknown as FrameworkUnknown
from app.errors.taxonomy import ImportRefused as ImportRefused
from app.errors.taxonomy import LinesRefused as LinesRefused
from app.errors.taxonomy import TablesDamaged as TablesDamaged
from app.errors.taxonomy import TaxonomyError as TaxonomyError


class SettingsInvalid(LerError):
    """A setting has a value that cannot be used."""

    code, exit_status = "settings.invalid", 70
    hint = "See the table of settings in README.md."


class OutputRefused(LerError):
    """The output folder cannot be made or written to."""

    code, exit_status = "output.refused", 71
    hint = "Choose a folder that you may write to with --out, and check that the disk is not full."


class IsolationFailed(LerError):
    """The processes in which documents are opened cannot be started, or are stopped from outside."""

    code, exit_status = "isolation.failed", 75
    hint = (
        "Look whether the machine runs out of memory or of processes. LER_ISOLATION=off opens documents without "
        "them: only for documents that you trust."
    )


class PackageMissing(LerError):
    """A package that the program needs is not installed, or cannot be loaded."""

    code, exit_status = "package.missing", 76
    hint = (
        "Install the program again with everything it needs: `.venv/bin/pip install --force-reinstall .` in the "
        "checkout (a package called ler on an index is another program's)."
    )


class AddressTaken(LerError):
    """Nothing can listen at the address that the service was given."""

    code, exit_status = "serve.address", 78
    hint = "End what listens there, such as a service that was started before, or choose another --port."


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
