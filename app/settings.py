"""Environment to settings: the only module that reads it (prefix `LER_`)."""

import os
from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """What a person or an administrator can set. pydantic's ValidationError when a value cannot be used."""

    model_config = SettingsConfigDict(env_prefix="LER_", frozen=True, extra="ignore", env_ignore_empty=True)

    data_folder: Path = Field(default_factory=lambda: platformdirs.user_data_path("ler"))
    """Where the worker's key and imported frameworks are kept."""
    cache_folder: Path = Field(default_factory=lambda: platformdirs.user_cache_path("ler"))
    """Where compiled tables are kept; safe to delete."""
    key_file: Path | None = None
    """The worker's signing key; without it `key.json` in the data folder."""
    key_passphrase: SecretStr | None = None
    worker_name: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    """The name that credentials are issued to."""
    taxonomy_folders: Annotated[tuple[Path, ...], NoDecode] = ()
    """More folders of frameworks, separated like PATH; a framework found here replaces one of the same name."""
    max_bytes: int | None = Field(default=None, gt=0)
    """Of one source document."""
    max_pages: int | None = Field(default=None, gt=0)
    debug: bool = False
    """Show the traceback of an unexpected failure (it may hold document text)."""

    @field_validator("taxonomy_folders", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part for part in value.split(os.pathsep) if part) if isinstance(value, str) else value

    @field_validator("data_folder", "cache_folder", "key_file", "taxonomy_folders")
    @classmethod
    def _home(cls, value: Path | tuple[Path, ...] | None) -> Path | tuple[Path, ...] | None:
        if isinstance(value, tuple):
            return tuple(path.expanduser() for path in value)
        return None if value is None else value.expanduser()

    @property
    def key_path(self) -> Path:
        """Where the worker's signing key is kept."""
        return self.key_file or self.data_folder / "key.json"

    @property
    def imported_frameworks(self) -> Path:
        """Where `ler taxonomy import` puts frameworks."""
        return self.data_folder / "taxonomies"
