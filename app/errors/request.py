"""Errors of requests to the running service."""

from app.errors.root import LerError


class RequestError(LerError):
    """A request that cannot be done as it was sent."""

    code = "request"


class RequestInvalid(RequestError):
    """A part of the request is missing or has a value that cannot be used."""

    code, exit_status = "request.invalid", 120
    hint = "Compare the command with what its --help says."
    hint_over_http = "Compare it with the OpenAPI description at /v1/openapi.json."


class NotNow(RequestError):
    """It cannot be done to the thing as that is now."""

    code, exit_status = "request.not-now", 118
    hint = "Look at it again, and at what may be done with it as it is."


class VersionMissing(RequestError):
    """A change needs the version that it is based on, and the request names none."""

    code, exit_status = "request.no-version", 121
    hint = "Load what it changes, and send the ETag of that back as If-Match."


class KeyReused(RequestError):
    """An Idempotency-Key was used before, for another request."""

    code, exit_status = "request.key-reused", 122
    hint = "Make a new Idempotency-Key for each new request; send the same one only with the same request."


class StillWorking(RequestError):
    """The same request was sent before and is still being worked on."""

    code, exit_status = "request.in-progress", 123
    hint = "Wait a moment, then send it again with the same Idempotency-Key."


class ConsentMissing(RequestError):
    """The worker has not agreed to what is to be done with their document."""

    code, exit_status = "consent.missing", 124
    hint = "Show the worker the text at /v1/consent-texts, and send its version as `consent`."


class BudgetSpent(RequestError):
    """A batch waits because its next call could pass its budget; nothing is lost."""

    code, exit_status = "batch.out-of-budget", 89
    hint = "Raise it and go on: ler batch resume ID --budget AMOUNT."
    hint_over_http = "Raise it and go on: POST /v1/batches/{id}/resume with a larger `budget_usd`."


class TooManyRequests(RequestError):
    """More requests than the account may send in this time."""

    code, exit_status = "request.too-many", 125
    hint = "Wait as long as the Retry-After header says."

    def __init__(self, message: str, *, after: int = 1) -> None:
        super().__init__(message)
        self.after = after
        """Seconds until it is worth trying again."""


class QuotaReached(RequestError):
    """More documents, or more bytes of documents, than may come in on one day."""

    code, exit_status = "quota.reached", 126
    hint = (
        "Send it again after midnight UTC; what came in today stays, and is not counted again. GET /v1/quotas shows "
        "the numbers, and whoever runs the installation can raise them."
    )

    def __init__(self, message: str, *, after: int = 1) -> None:
        super().__init__(message)
        self.after = after
        """Seconds until the next day begins."""


class OfferEnded(RequestError):
    """An offer to a wallet was taken, has expired or has ended: nothing is given for it any more."""

    code, exit_status = "offer.ended", 116
    hint = "Make a new offer of the credential, and open that one in the wallet."


class WalletRefused(RequestError):
    """What a wallet sent does not let it have the credential."""

    code, exit_status = "wallet.refused", 117
    hint = "Begin again from the link of the offer. If it stays so, try another wallet, or download the credential."

    def __init__(self, message: str, *, word: str, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.word = word
        """What OAuth 2.0 and OpenID4VCI 1.0 call it, such as `invalid_grant`."""
