"""Sealed source documents to objects in a folder or a bucket, and back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from app.errors import NotFound, SettingsInvalid, StoreUnavailable, VersionConflict


@dataclass(frozen=True)
class Blobs:
    """A folder or bucket. Safe to share between threads."""

    store: ObjectStore


def open_blobs(place: str | Path) -> Blobs:
    """Open a folder, which is made, or a bucket by its URL (`s3://…`).

    Raises StoreUnavailable, SettingsInvalid.
    """
    if isinstance(place, Path):
        try:
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            return Blobs(LocalStore(place))
        except (OSError, BaseError):
            raise StoreUnavailable("The folder of blobs cannot be opened.") from None
    try:
        return Blobs(from_url(place))
    except (BaseError, ValueError):
        raise SettingsInvalid("LER_BLOB_URL names no bucket that can be used.") from None


def blob_name(board_id: UUID, owner_id: UUID) -> str:
    """Give the name of an object: made of ids alone, so it tells nothing of what it holds and leads nowhere else."""
    if not (isinstance(board_id, UUID) and isinstance(owner_id, UUID)):
        raise TypeError("a blob is named by ids")
    return f"{board_id.hex}/{owner_id.hex[-2:]}/{owner_id.hex}"


def put_blob(blobs: Blobs, board_id: UUID, owner_id: UUID, sealed: bytes) -> None:
    """Keep sealed bytes; what is there is never written over. Raises VersionConflict, StoreUnavailable."""
    try:
        blobs.store.put(blob_name(board_id, owner_id), sealed, mode="create")
    except AlreadyExistsError:
        raise VersionConflict("There is a blob of that document already.") from None
    except BaseError:
        raise StoreUnavailable("The blob could not be written.") from None


def get_blob(blobs: Blobs, board_id: UUID, owner_id: UUID) -> bytes:
    """Give the sealed bytes. Raises NotFound, StoreUnavailable."""
    try:
        return bytes(blobs.store.get(blob_name(board_id, owner_id)).bytes())
    except (NotFoundError, FileNotFoundError):
        raise NotFound("The bytes of that document are gone.") from None
    except BaseError:
        raise StoreUnavailable("The blob could not be read.") from None


def delete_blob(blobs: Blobs, board_id: UUID, owner_id: UUID) -> bool:
    """Remove a blob; False when there was none. Raises StoreUnavailable."""
    name = blob_name(board_id, owner_id)
    try:
        blobs.store.head(name)
        blobs.store.delete(name)
    except (NotFoundError, FileNotFoundError):
        return False
    except BaseError:
        raise StoreUnavailable("The blob could not be removed.") from None
    return True


def list_blobs(blobs: Blobs, board_id: UUID) -> Iterator[UUID]:
    """Give the owners of all blobs of a board: a sweep compares them with the documents that there are."""
    for page in blobs.store.list(prefix=board_id.hex):
        for found in page:
            yield UUID(hex=found["path"].rsplit("/", 1)[-1])
