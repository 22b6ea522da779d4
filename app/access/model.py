"""What access is about: roles, actions, who acts, and the thing that it is done to."""

from enum import StrEnum
from uuid import UUID

from app.values import Frozen


class Role(StrEnum):
    """What a person is to a board. One person may have several roles."""

    WORKER = "worker"
    """Whose learning and work the records describe."""
    REVIEWER = "reviewer"
    """Approves or returns claims on behalf of the board."""
    ENDORSER = "endorser"
    """Vouches for claims with a key of their own."""
    BOARD = "board"
    """Runs the board's conversions, accounts and credentials."""
    ADMIN = "admin"
    """Runs the installation: boards and accounts, and nothing of a worker."""


class Action(StrEnum):
    """What can be done, whatever route or command asks for it. An API key's scopes are these words."""

    DOCUMENT_UPLOAD = "document.upload"
    DOCUMENT_READ = "document.read"
    DOCUMENT_DELETE = "document.delete"
    DRAFT_READ = "draft.read"
    DRAFT_RETURN = "draft.return"
    CLAIM_ADD = "claim.add"
    """Point at what a draft misses in its document."""
    DECISION_MAKE = "decision.make"
    DECISION_UNDO = "decision.undo"
    QUEUE_READ = "queue.read"
    QUEUE_LEASE = "queue.lease"
    FIGURES_READ = "figures.read"
    RECORD_READ = "record.read"
    CREDENTIAL_ISSUE = "credential.issue"
    CREDENTIAL_READ = "credential.read"
    CREDENTIAL_OFFER = "credential.offer"
    """Let a wallet fetch a credential."""
    CREDENTIAL_REVOKE = "credential.revoke"
    ENDORSEMENT_REQUEST = "endorsement.request"
    """Open a credential to an endorser and ask them for their word."""
    ENDORSEMENT_MAKE = "endorsement.make"
    ENDORSEMENT_REVOKE = "endorsement.revoke"
    BATCH_CREATE = "batch.create"
    BATCH_READ = "batch.read"
    BATCH_CONTROL = "batch.control"
    """Start, pause, resume, retry, cancel."""
    BATCH_EXPORT = "batch.export"
    BATCH_ERASE = "batch.erase"
    WORKER_READ = "worker.read"
    WORKER_EXPORT = "worker.export"
    WORKER_ERASE = "worker.erase"
    CONSENT_GIVE = "consent.give"
    CONSENT_READ = "consent.read"
    ACCOUNT_READ = "account.read"
    ACCOUNT_MANAGE = "account.manage"
    KEY_MANAGE = "key.manage"
    """Make, list and revoke API keys."""
    RETENTION_READ = "retention.read"
    RETENTION_MANAGE = "retention.manage"
    """How long what kind of thing of the board is kept."""
    REVIEW_READ = "review.read"
    REVIEW_MANAGE = "review.manage"
    """How reviewers' attention is tested."""
    QUOTA_READ = "quota.read"
    QUOTA_MANAGE = "quota.manage"
    """How many documents and bytes come in on one day."""
    AUDIT_READ = "audit.read"
    METRICS_READ = "metrics.read"
    """Figures of the process, for Prometheus."""
    BOARD_READ = "board.read"
    BOARD_MANAGE = "board.manage"
    STATUS_READ = "status.read"
    """Status lists and the board's DID document."""
    CREDENTIAL_VERIFY = "credential.verify"


class Actor(Frozen):
    """Who asks: an account of one board, with its roles."""

    person_id: UUID
    board_id: UUID
    roles: frozenset[Role]
    scopes: frozenset[Action] | None = None
    """What an API key is limited to; None for a person who signed in."""


class Thing(Frozen):
    """What something is done to: whose it is. A board's own things (queue, batches, accounts) have no worker."""

    board_id: UUID
    worker_id: UUID | None = None
    """The worker (or, of an account, key or consent, the person) that it belongs to."""
    shared_with: frozenset[UUID] = frozenset()
    """Endorsers to whom the worker opened it."""


class Grant(Frozen):
    """By which role an action is allowed, and how far: a query then takes `worker_id` where it is not None."""

    action: Action
    role: Role | None = None
    """None for what anybody may do without an account."""
    worker_id: UUID | None = None
    """Only things of this worker."""
    except_worker_id: UUID | None = None
    """Only things of other workers than this one."""
