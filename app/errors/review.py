"""Errors of drafts, decisions and records."""

from app.errors.root import LerError


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
    hint_over_http = "Look at the draft, and approve what is true: POST /v1/drafts/{id}/decisions."


class TerminalNeeded(ReviewError):
    """Review needs a person at a terminal."""

    code, exit_status = "review.no-terminal", 43
    hint = "Run it in a terminal, attest in bulk with --confirm stated (or all), or draft only with --confirm none."


class DecisionRefused(ReviewError):
    """A decision speaks of a claim that the draft does not hold, or of another version of it."""

    code, exit_status = "decision.refused", 44
    hint = "Start the review of this draft again."
    hint_over_http = "Load the draft again (GET /v1/drafts/{id}), and decide on the claims as they are there."


class EvidenceUnseen(ReviewError):
    """A reviewer decides on claims of which they have not fetched the evidence as it stands now."""

    code, exit_status = "decision.unseen", 47
    hint = "Load the draft, look at the evidence, and decide again; one claim alone may be named with its digest."


class OwnRecord(ReviewError):
    """A reviewer cannot review a record of their own."""

    code, exit_status = "decision.own-record", 45
    hint = "Ask another reviewer."


class NotTheWorkers(ReviewError):
    """A claim of the record was not approved by the worker whose key is to sign it."""

    code, exit_status = "record.not-the-workers", 46
    hint = "Sign with the key that approved it (LER_KEY_FILE), or review the draft again with this key."
    hint_over_http = (
        "Let the worker look at the draft again, make the record anew, and order the credentials of that."
    )


class WordsMissing(ReviewError):
    """What a person points at does not stand in the document: a claim needs its words."""

    code, exit_status = "claim.words-missing", 48
    hint = "Give the words as they are printed in the document."


class ClaimKnown(ReviewError):
    """The draft has the claim already that somebody wants to add."""

    code, exit_status = "claim.known", 49
    hint = "Decide on the claim that is there."
