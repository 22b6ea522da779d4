"""Environment to settings: the only module that reads it (prefix `LER_`)."""

import os
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Price(BaseModel):
    """US dollars for a million tokens of one model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: Decimal = Field(ge=0)
    output: Decimal = Field(ge=0)
    cached: Decimal | None = Field(default=None, ge=0)
    """For input that the provider had in its cache; None when it costs as much as other input."""
    batch: Decimal | None = Field(default=None, ge=0, le=1)
    """Part of these prices that is charged for calls in a batch (0.5 is half); None when it is all of them."""


class OidcProvider(BaseModel):
    """An OpenID Provider that signs in the people of one board."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuer: str = Field(pattern=r"^https?://")
    client_id: str = Field(min_length=1)
    client_secret: SecretStr | None = None
    roles_claim: str = Field(default="groups", min_length=1)
    roles: dict[str, tuple[str, ...]] = {}
    scopes: str = "openid profile"


class Settings(BaseSettings):
    """What a person or an administrator can set. pydantic's ValidationError when a value cannot be used."""

    model_config = SettingsConfigDict(
        env_prefix="LER_", frozen=True, populate_by_name=True, extra="ignore", env_ignore_empty=True
    )

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
    embeddings: Path | None = None
    """A folder with a sentence-embedding model (ONNX) and its `tokenizer.json`, which helps to find concepts."""
    max_bytes: int | None = Field(default=None, gt=0)
    """Of one source document."""
    max_pages: int | None = Field(default=None, gt=0)
    max_characters: int | None = Field(default=None, gt=0)
    """Of its text."""
    max_decoded_bytes: int | None = Field(default=None, gt=0)
    """Of all drawing instructions of a PDF, unpacked."""
    max_unpacked_bytes: int | None = Field(default=None, gt=0)
    """Of a DOCX or XLSX."""
    max_package_entries: int | None = Field(default=None, gt=0)
    max_rows: int | None = Field(default=None, gt=0)
    """Of a table."""
    max_columns: int | None = Field(default=None, gt=0)
    max_pixels: int | None = Field(default=None, gt=0)
    """Of a picture in a document."""
    max_drawn_pixels: int | None = Field(default=None, gt=0)
    """Of the picture of a page that a reviewer sees."""
    max_nesting: int | None = Field(default=None, gt=0)
    """Of drawings in drawings in a PDF."""
    max_memory: int | None = Field(default=None, ge=200_000_000)
    """Bytes of address space of the process that opens one document."""
    max_cpu_seconds: int | None = Field(default=None, gt=0)
    """That this process computes."""
    max_seconds: int | None = Field(default=None, gt=0)
    """By the clock, until this process is stopped."""
    max_drafting_seconds: int | None = Field(default=None, gt=0)
    """That finding entries and claims in its text may compute, and as many for their concepts."""
    max_recognition_memory: int | None = Field(default=None, ge=200_000_000)
    """The same three where text has to be recognised in pictures."""
    max_recognition_cpu_seconds: int | None = Field(default=None, gt=0)
    max_recognition_seconds: int | None = Field(default=None, gt=0)
    isolation: Literal["on", "off"] = "on"
    """Open every document in a process of its own, which has no network, no files to write and little time."""
    ocr: Literal["auto", "tesseract", "rapidocr", "off"] = "auto"
    """What recognises text in scans and photos; `auto` takes tesseract where it is installed, else rapidocr."""
    ocr_language: str | None = Field(default=None, pattern=r"^[A-Za-z_]{3,20}(\+[A-Za-z_]{3,20}){0,7}$")
    """Of tesseract's language data, such as `eng+spa`; without it `eng`."""
    ocr_pages: int | None = Field(default=None, gt=0)
    """Pages that are pictures, of one document."""
    ocr_seconds: float | None = Field(default=None, gt=0)
    """For one page."""
    model: Annotated[str, Field(min_length=1)] | None = None
    """The language model that reads beside the offline extractor; without one nothing leaves the machine."""
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL", pattern=r"^https?://")
    """Any OpenAI-compatible server; without one OpenAI's own."""
    model_api: Literal["chat", "responses"] = "chat"
    """Chat Completions, which every compatible server has, or OpenAI's Responses (nothing is stored there)."""
    model_prompt: Annotated[str, Field(pattern=r"^extract/\d+$")] = "extract/3"
    """`extract/3` asks for skills and entries, `extract/1` for skills alone, `extract/2` in fewer words."""
    model_align: bool = False
    """Also let the model pick among the concepts that the search offers."""
    model_prices: dict[str, Price] = Field(default_factory=dict)
    """JSON, US dollars for a million tokens: `{"some-model": {"input": 0.4, "output": 1.6, "batch": 0.5}}`."""
    model_temperature: float | None = Field(default=0.0, ge=0, le=2)
    """Models that take no temperature need `none`."""
    model_lengths: bool | None = None
    """Whether the server takes `maxLength` in schemas; unless set, every server but OpenAI's own is taken to."""
    model_output_limit: Literal["max_completion_tokens", "max_tokens"] = "max_completion_tokens"
    """What the server calls the limit; older Ollama and some others know `max_tokens` only."""
    model_output_tokens: int = Field(default=4_000, gt=0)
    """Of one answer."""
    model_seconds: float = Field(default=60.0, gt=0)
    """Until a server has to answer."""
    model_characters: int = Field(default=8_000, ge=200)
    """Of a document's text that a model is shown at once."""
    model_calls_per_minute: int | None = Field(default=None, gt=0)
    """That all processes of a service together send to the provider; no bound without it."""
    model_tokens_per_minute: int | None = Field(default=None, gt=0)
    """Of these calls, with their longest answers; no bound without it."""
    engine_url: str | None = Field(default=None, pattern=r"^(sqlite|postgresql)(\+psycopg)?://")
    """The database of durable work; without one the file `engine.db` in the data folder, for one worker process."""
    engine_worker: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$")] | None = None
    """A name that no other living worker process has; without it, host and lock file make one."""
    engine_silence: float = Field(default=30.0, ge=1)
    """Seconds without a sign of life until a worker's jobs are given to others."""
    engine_grace: float = Field(default=20.0, ge=0)
    """Seconds that steps get to end when a worker is told to stop."""
    engine_interactive: int = Field(default=4, gt=0)
    """Jobs of people who wait, at once in one process."""
    engine_batch: int = Field(default=8, gt=0)
    """Jobs of batches, at once in one process."""
    engine_days: float = Field(default=30.0, gt=0)
    """How long finished jobs are kept."""
    traces: bool = False
    """Give spans to OpenTelemetry, whose own settings say where they go (extra `traces`)."""
    database_url: SecretStr | None = None
    """`sqlite:///path` or `postgresql://…`; without one an SQLite file in the data folder."""
    master_key: SecretStr | None = None
    """Wraps the keys of all that is sealed in the store: base64 of 32 bytes. Several, separated by commas, after a
    rotation, the current one first. Without one `master.key` in the data folder, made on first use."""
    blob_folder: Path | None = None
    """Where sealed source documents are kept; without one `blobs` in the data folder."""
    blob_url: str | None = None
    """A bucket (`s3://…`) instead of a folder."""
    board_name: Annotated[str, Field(min_length=1, max_length=200)] = "Local board"
    """Name of the first board of a service, as credentials that it signs have it."""
    public_url: str | None = Field(default=None, pattern=r"^https?://[^/]+(/.*)?$")
    """Where the world reaches the service; without one the address that it listens on."""
    keep_days: int | None = Field(default=365, gt=0)
    """How long a service keeps documents with their drafts, and batches, where a board does not choose otherwise;
    `none` keeps them until they are erased."""
    keep_days_most: int | None = Field(default=3_650, gt=0)
    """The longest time that a board may choose; `none` sets no bound."""
    quota_documents_per_day: int | None = Field(default=None, gt=0)
    """That come in on a board on one day (UTC), by uploads and batches, where the board has no number of its own;
    `none` sets no bound."""
    quota_bytes_per_day: int | None = Field(default=None, gt=0)
    """Of these documents."""
    quota_worker_documents_per_day: int | None = Field(default=50, gt=0)
    """That are uploaded for one worker's account on one day (UTC); batches are not counted here."""
    batch_bytes: int = Field(default=500_000_000, gt=0)
    """Of one upload of a batch, which is kept on the disk while it is taken in."""
    requests_per_minute: int = Field(default=600, gt=0)
    """That one account may send to a process of the service; an upload counts as ten."""
    session_hours: float = Field(default=12.0, gt=0, le=24 * 30)
    """After which a session ends, however much it is used."""
    session_idle_minutes: float = Field(default=30.0, ge=2)
    """After which a session ends that is not used."""
    oidc_issuer: str | None = Field(default=None, pattern=r"^https?://")
    """The OpenID Provider that signs in the people of the first board; without one they have passwords and keys."""
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    oidc_roles_claim: str = Field(default="groups", min_length=1)
    """The claim of its ID tokens whose values give roles."""
    oidc_roles: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """JSON, roles by value of that claim; those of `*` are anybody's: `{"staff": ["reviewer"], "*": ["worker"]}`."""
    oidc_scopes: str = "openid profile"
    oidc_providers: dict[str, OidcProvider] = Field(default_factory=dict)
    """JSON, by the words of further boards: `{"ridge-valley": {"issuer": "https://…", "client_id": "…"}}`."""
    debug: bool = False
    """Show the traceback of an unexpected failure (it may hold document text)."""

    @field_validator("taxonomy_folders", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part for part in value.split(os.pathsep) if part) if isinstance(value, str) else value

    @field_validator(
        "model_temperature",
        "keep_days",
        "keep_days_most",
        "quota_documents_per_day",
        "quota_bytes_per_day",
        "quota_worker_documents_per_day",
        mode="before",
    )
    @classmethod
    def _none(cls, value: object) -> object:
        return None if isinstance(value, str) and value.lower() == "none" else value

    @field_validator("data_folder", "cache_folder", "key_file", "blob_folder", "taxonomy_folders", "embeddings")
    @classmethod
    def _home(cls, value: Path | tuple[Path, ...] | None) -> Path | tuple[Path, ...] | None:
        if isinstance(value, tuple):
            return tuple(path.expanduser() for path in value)
        return None if value is None else value.expanduser()

    @property
    def sign_in_providers(self) -> dict[str, OidcProvider]:
        """By the word of a board, its OpenID Provider; the first board's word is `home`."""
        if self.oidc_issuer is None:
            return self.oidc_providers
        first = OidcProvider(
            issuer=self.oidc_issuer,
            client_id=self.oidc_client_id or "",
            client_secret=self.oidc_client_secret,
            roles_claim=self.oidc_roles_claim,
            roles=self.oidc_roles,
            scopes=self.oidc_scopes,
        )
        return {"home": first, **self.oidc_providers}

    @property
    def key_path(self) -> Path:
        """Where the worker's signing key is kept."""
        return self.key_file or self.data_folder / "key.json"

    @property
    def engine_database(self) -> str:
        """Where durable work is written down."""
        return self.engine_url or f"sqlite:///{self.data_folder.absolute() / 'engine' / 'engine.db'}"

    @property
    def store_url(self) -> str:
        """The address of the database; it may hold a password."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_folder / 'store.db'}"

    @property
    def master_key_path(self) -> Path:
        """Where the master keys are kept when no setting holds them."""
        return self.data_folder / "master.key"

    @property
    def blob_place(self) -> Path | str:
        """The folder or the bucket of sealed source documents."""
        return self.blob_url or self.blob_folder or self.data_folder / "blobs"

    @property
    def imported_frameworks(self) -> Path:
        """Where `ler taxonomy import` puts frameworks."""
        return self.data_folder / "taxonomies"
