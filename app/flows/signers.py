"""Documents and records of a call to who signs them: one worker, or a key for each document."""

import uuid
from functools import cached_property

from app.credentials import keys
from app.credentials.bulk import Canonicalizer
from app.flows import runtime
from app.flows.issue import Signer, workers
from app.flows.keys import document_key_path, keep_name, kept_name
from app.review.model import Record
from app.settings import Settings


class Signers:
    """The keys of this account, opened when they are needed; the passphrase is asked for once."""

    def __init__(self, settings: Settings, ask: runtime.Passphrase, name: str | None = None) -> None:
        self._settings = settings
        self._ask = ask
        self._name = name
        self._shapes = Canonicalizer()

    def own(self) -> Signer:
        """Give the worker whose account this is, under their name as far as it is known. Raises KeyFileError."""
        return self._signer(self._key, self.holder_name())

    def of_document(self, sha256: str) -> Signer:
        """Give the worker of one document: a key that signs nothing else, made on first use, without a name.

        Several documents attested in one call may be those of several people, and one key is one worker.
        Raises KeyFileError.
        """
        return self._signer(self._document_key(sha256), None)

    def of_record(self, record: Record) -> Signer:
        """Give the worker who decided on a record: the key of its document when it was that one, else their own.

        Raises KeyFileError.
        """
        found = keys.inspect(document_key_path(self._settings, record.document_sha256))
        if found is not None and found.did in workers(record):
            return self._signer(self._document_key(record.document_sha256), self._name)
        return self.own()

    def dids(self, sha256: str) -> tuple[str, ...]:
        """Give the identities that this account has for one document, without opening a key or making one."""
        paths = (self._settings.key_path, document_key_path(self._settings, sha256))
        return tuple(found.did for found in map(keys.inspect, paths) if found is not None)

    def holder_name(self) -> str | None:
        """Give the name for credentials: of the call, of the settings, or as the worker answered once."""
        return self._name or self._settings.worker_name or kept_name(self._settings) or None

    def remembered(self) -> str | None:
        """Give the name that is used only because the worker answered so at an earlier signing."""
        given = self._name or self._settings.worker_name
        return None if given else kept_name(self._settings) or None

    def is_own(self, signer: Signer) -> bool:
        """Say whether `signer` is the worker whose account this is, and no single document's."""
        main = keys.inspect(self._settings.key_path)
        return main is not None and main.did == signer.key.did

    def name_open(self) -> bool:
        """Say whether no name is given and the worker was never asked."""
        return not self.holder_name() and kept_name(self._settings) is None

    def keep_name(self, name: str) -> None:
        """Keep the worker's answer for later calls; "" is none. Raises OutputRefused."""
        keep_name(self._settings, name)

    def _signer(self, key: keys.WorkerKey, name: str | None) -> Signer:
        return Signer(key, name, runtime.now, uuid.uuid4, self._shapes)

    def _document_key(self, sha256: str) -> keys.WorkerKey:
        path = document_key_path(self._settings, sha256)
        main = keys.inspect(self._settings.key_path)
        if main is None or not main.protected:
            return runtime.worker_key(self._settings, lambda: self._typed, path)
        # a key is only ever made under a passphrase that is known to be the worker's
        _ = self._key
        secret = self._settings.key_passphrase
        return keys.load_or_create(path, secret.get_secret_value() if secret else self._typed)

    @cached_property
    def _key(self) -> keys.WorkerKey:
        return runtime.worker_key(self._settings, lambda: self._typed)

    @cached_property
    def _typed(self) -> str | None:
        return self._ask()
