"""Settings come from the environment, and only good ones."""

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.documents.model import Limits, Ocr
from app.documents.opening import InProcess, Isolated
from app.flows import runtime
from app.settings import Settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("LER_")]:
        monkeypatch.delenv(name)


def test_without_a_setting_the_key_is_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LER_DATA_FOLDER", "/somewhere/data")
    settings = Settings()
    assert settings.key_path == Path("/somewhere/data/key.json")
    assert settings.imported_frameworks == Path("/somewhere/data/taxonomies")
    assert settings.key_passphrase is None


def test_without_a_setting_the_store_is_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LER_DATA_FOLDER", "/somewhere/data")
    settings = Settings()
    assert settings.store_url == "sqlite:////somewhere/data/store.db"
    assert settings.master_key_path == Path("/somewhere/data/master.key")
    assert settings.blob_place == Path("/somewhere/data/blobs")


def test_the_address_of_the_database_and_the_master_key_are_not_shown_by_accident(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LER_DATABASE_URL", "postgresql://ler:hush-hush@db/ler")
    monkeypatch.setenv("LER_MASTER_KEY", "hush-hush")
    settings = Settings()
    assert "hush-hush" not in f"{settings!r} {settings.model_dump_json()}"
    assert settings.store_url == "postgresql://ler:hush-hush@db/ler"


def test_folders_of_frameworks_are_separated_like_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/rosa")
    monkeypatch.setenv("LER_TAXONOMY_FOLDERS", os.pathsep.join(["/a", "", "~/b"]))
    assert Settings().taxonomy_folders == (Path("/a"), Path("/home/rosa/b"))


def test_the_passphrase_is_not_shown_by_accident(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LER_KEY_PASSPHRASE", "hush-hush")
    settings = Settings()
    assert "hush-hush" not in f"{settings!r} {settings.model_dump_json()}"
    assert settings.key_passphrase is not None
    assert settings.key_passphrase.get_secret_value() == "hush-hush"


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LER_MAX_PAGES", "")
    assert Settings().max_pages is None


def test_durable_work_is_kept_in_a_file_of_its_own_unless_a_server_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LER_DATA_FOLDER", "/somewhere/data")
    assert Settings().engine_database == "sqlite:////somewhere/data/engine/engine.db"
    monkeypatch.setenv("LER_ENGINE_URL", "postgresql://ler@db.example.org/engine")
    assert Settings().engine_database == "postgresql://ler@db.example.org/engine"
    monkeypatch.setenv("LER_ENGINE_URL", "mysql://ler@db.example.org/engine")
    with pytest.raises(ValueError, match="engine_url"):
        Settings()


def test_what_recognises_text_is_a_setting_that_reaches_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert runtime.limits(Settings()).ocr == Ocr()
    for name, value in {"": "tesseract", "_LANGUAGE": "eng+spa", "_PAGES": "5", "_SECONDS": "2.5"}.items():
        monkeypatch.setenv(f"LER_OCR{name}", value)
    assert runtime.limits(Settings()).ocr == Ocr(engine="tesseract", language="eng+spa", pages=5, seconds=2.5)


@pytest.mark.parametrize(
    ("name", "value"),
    [("LER_OCR", "magic"), ("LER_OCR_LANGUAGE", "../eng"), ("LER_OCR_LANGUAGE", "e"), ("LER_OCR_PAGES", "0")],
)
def test_what_recognises_text_is_known_and_its_language_is_no_path(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()


def test_every_cap_of_a_document_has_a_setting_and_its_default_stays_the_limits_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert runtime.limits(Settings()) == Limits()
    caps = {name.removeprefix("max_") for name in Settings.model_fields if name.startswith("max_")}
    assert caps <= set(Limits.model_fields)
    for number, name in enumerate(sorted(caps)):
        monkeypatch.setenv(f"LER_MAX_{name.upper()}", str(300_000_000 + number))
    found = runtime.limits(Settings())
    assert {name: getattr(found, name) for name in caps} == {
        name: 300_000_000 + number for number, name in enumerate(sorted(caps))
    }


def test_documents_are_opened_in_processes_unless_a_setting_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(runtime.opening(Settings()), Isolated)
    monkeypatch.setenv("LER_ISOLATION", "off")
    assert isinstance(runtime.opening(Settings()), InProcess)
