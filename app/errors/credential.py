"""Errors of signing keys and credentials."""

from app.errors.root import LerError


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
    """At least one check of the credential failed, or could not be made."""

    code, exit_status = "credential.unverified", 1
    hint = "Ask whoever gave you the credential for the original file; do not rely on this one."

    def __init__(self, message: str, *, hint: str | None = None, unchecked: bool = False, missing: str = "") -> None:
        """Say what did not hold.

        `unchecked` says that nothing was found wrong, and that it could not be looked at; `missing` is the id of
        what would have to be at hand for that, a DID or the address of a status list.
        """
        super().__init__(message, hint=hint)
        self.unchecked = unchecked or bool(missing)
        self.missing = missing or None
