"""Errors of the store, and of who may do what."""

from app.errors.root import LerError


class StoreError(LerError):
    """Something that the store cannot give or keep."""

    code = "store"


class NotFound(StoreError):
    """There is no such thing, or it is somebody else's: the two are not told apart."""

    code, exit_status = "store.not-found", 100
    hint = "Check the identifier, and that you are signed in to the board that it belongs to."


class VersionConflict(StoreError):
    """It was changed since it was loaded, by somebody else or by an own later request, so nothing was written."""

    code, exit_status = "store.conflict", 101
    hint = "Load it again, look at what changed, and decide again."
    hint_over_http = (
        "Load it again, look at what changed, and send the new ETag as If-Match. Every change answers with the next "
        "version, your own as well."
    )


class SealBroken(StoreError):
    """Sealed data cannot be opened: its key is gone or another one, or the data was changed."""

    code, exit_status = "store.sealed", 102
    hint = "Check that LER_MASTER_KEY (or the key file) is the one that this data was written with."


class SchemaOutdated(StoreError):
    """The database has the tables of another version of this program."""

    code, exit_status = "store.schema", 103
    hint = "Run `ler migrate`."


class StoreUnavailable(StoreError):
    """The database or the folder of blobs cannot be reached."""

    code, exit_status = "store.unavailable", 104
    hint = "Check LER_DATABASE_URL and LER_BLOB_FOLDER, and that the database server runs."


class ChainBroken(StoreError):
    """The audit chain of a board does not verify: an event was changed, removed or put in."""

    code, exit_status = "audit.broken", 105
    hint = "Keep a copy of the database as it is, and compare it with the last exported head and your backups."


class StoreNotInstalled(StoreError):
    """The packages that the store needs are not installed."""

    code, exit_status = "store.not-installed", 106
    hint = "In the checkout run `make serve`, which installs the service, or `.venv/bin/pip install '.[service]'`."


class AccessError(LerError):
    """Somebody who may not do what was asked for."""

    code = "access"


class NotSignedIn(AccessError):
    """There is no valid session or API key."""

    code, exit_status = "access.not-signed-in", 110
    hint = "Sign in again, or use an API key that is neither expired nor revoked."


class ActionRefused(AccessError):
    """The account's roles, or the scopes of its key, do not allow the action."""

    code, exit_status = "access.refused", 111
    hint = "Ask an administrator of your board for the role, or make a key with the scope."


class PasswordRefused(AccessError):
    """A new password that is too short, too long, or contains the name it is for."""

    code, exit_status = "access.password", 112
    hint = "Choose a sentence of 12 to 200 characters that does not contain your sign-in name."


class SignInFailed(AccessError):
    """Nobody was signed in: the name, the password or the provider's answer is not right."""

    code, exit_status = "access.sign-in", 113
    hint = "Begin again. Names and passwords are not told apart; after several attempts wait a minute."


class ProviderUnavailable(AccessError):
    """The OpenID Provider cannot be reached, or gives no usable answer."""

    code, exit_status = "access.provider", 114
    hint = "Try again in a minute. If it stays so, check LER_OIDC_ISSUER, and that the provider is up."


class CrossSite(AccessError):
    """A request with a session that this site's own pages did not send."""

    code, exit_status = "access.cross-site", 115
    hint = "Send the session's `csrf_token` as X-CSRF-Token, from a page of the address in LER_PUBLIC_URL."
