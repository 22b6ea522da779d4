"""The smaller commands, and what all commands share."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from app import __version__, errors
from app.cli import main
from app.flows import taxonomy
from tests.cli.conftest import Ler
from tests.credentials import factories as make
from tests.credentials import organizations

COMMANDS = (
    "convert",
    "draft",
    "review",
    "issue",
    "verify",
    "evaluate",
    "cases",
    "doctor",
    "taxonomy list",
    "taxonomy search",
    "taxonomy link",
    "taxonomy import",
    "keys show",
    "keys protect",
    "migrate",
    "serve",
    "work",
    "batch create",
    "batch status",
    "batch start",
    "batch pause",
    "batch resume",
    "batch retry",
    "batch cancel",
    "batch export",
)


@pytest.mark.parametrize("command", [name for name in COMMANDS if name.split()[0] in ("batch", "serve", "work")])
def test_help_needs_no_extra(command: str, home: Path) -> None:
    told = _without_the_service(*command.split(), "--help")
    assert (told.returncode, "Usage: ler" in told.stdout) == (0, True), told.stderr


@pytest.mark.parametrize("command", [["work"], ["batch", "status"]])
def test_a_command_that_needs_an_extra_says_how_to_install_it_from_the_checkout(command: list[str]) -> None:
    ran = _without_the_service(*command)
    assert ran.returncode == errors.StoreNotInstalled.exit_status
    assert "hint: In the checkout run `make serve`" in ran.stderr


def _without_the_service(*words: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; sys.modules['sqlalchemy'] = None; from app.cli.main import run; run()"
    return subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_and_json(command: str, ler: Ler) -> None:
    ran = ler(*command.split(), "--help")
    assert ran.status == 0
    assert f"Example: ler {command}" in ran.out
    assert "--json" in ran.out


def test_the_commands_of_the_program_are_these() -> None:
    def names(group: typer.Typer, before: str) -> Iterator[str]:
        for command in group.registered_commands:
            yield f"{before}{command.name}"
        for inner in group.registered_groups:
            assert inner.typer_instance is not None
            yield from names(inner.typer_instance, f"{inner.name} ")

    assert set(names(main.app, "")) == set(COMMANDS)


def test_no_summary_is_cut_short_and_the_version_is_told(ler: Ler, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, commands = ler("--help").out.split("Commands:")
    assert "..." not in commands
    assert ler("--version").out == f"ler {__version__}\n"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, app.cli.main; "
        "print([m for m in ('pydantic', 'rich', 'numpy', 'spacy', 'docx', 'pypdf') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_review_without_a_person_at_a_terminal_is_refused(ler: Ler, tmp_path: Path) -> None:
    ran = ler("review", tmp_path / "resume.draft.json", given="y\ny\n")
    assert ran.status == errors.TerminalNeeded.exit_status
    assert not list(tmp_path.glob("*.jsonl"))


def test_a_wrong_command_line_ends_with_2(ler: Ler) -> None:
    assert ler("convert", "x.pdf", "--confirm", "maybe").status == 2
    assert ler("polish").status == 2


def test_an_unforeseen_failure_is_short_and_its_traceback_is_for_debugging_alone(home: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from app.cli import doctor, main\n"
        "from app.flows import runtime\n"
        "def fail(): raise KeyError('Rosa Quill, 12 Secret Street')\n"
        "runtime.settings = fail\n"
        "main.run()"
    )
    plain = subprocess.run([sys.executable, "-c", code, "doctor", "--json"], capture_output=True, text=True)
    assert plain.returncode == errors.InternalFault.exit_status
    assert "error [internal]: unexpected KeyError" in plain.stderr
    assert "Secret" not in plain.stderr + plain.stdout
    assert json.loads(plain.stdout)["error"]["code"] == "internal"


def test_a_reader_that_goes_away_is_no_failure_worth_a_word(home: Path) -> None:
    code = "from app.cli.main import run; run()"
    command = f"{sys.executable} -c '{code}' taxonomy search work -k 200 | head -n 1"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert (ran.stderr, len(ran.stdout.splitlines())) == ("", 1)


def test_frameworks_are_listed_with_rows_licence_and_attribution(ler: Ler) -> None:
    listed = {one["name"]: one for one in ler("taxonomy", "list", "--json").json["frameworks"]}
    assert {"esco", "onet"} <= set(listed)
    assert all(one["attribution"] and one["licence"] for one in listed.values())
    assert "CC BY 4.0" in ler("taxonomy", "list").out


def test_a_search_finds_concepts_of_one_framework(ler: Ler) -> None:
    hits = ler("taxonomy", "search", "forklift", "--framework", "esco", "-k", "3", "--json").json["hits"]
    assert [hit["concept"]["framework"] for hit in hits] == ["esco"] * 3
    assert any("forklift" in hit["concept"]["name"] for hit in hits)


def test_a_framework_that_is_not_installed_is_unknown(ler: Ler) -> None:
    assert ler("taxonomy", "search", "x", "--framework", "nope").status == errors.FrameworkUnknown.exit_status


def test_each_line_is_linked_to_concepts_best_first(ler: Ler, tmp_path: Path) -> None:
    lines = [{"id": 7, "text": "drives a forklift", "more": 1}, {"id": "b", "text": "cooks pasta"}]
    file = tmp_path / "duties.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)) + "\n\n")
    ran = ler("taxonomy", "link", file, "--framework", "esco", "-k", "5")
    linked = [json.loads(line) for line in ran.out.splitlines()]
    assert [one["id"] for one in linked] == [7, "b"]
    for one in linked:
        assert len(one["concepts"]) == 5
        assert set(one["concepts"][0]) == {"id", "name", "score"}
        scores = [concept["score"] for concept in one["concepts"]]
        assert scores == sorted(scores, reverse=True)
    ran = ler("taxonomy", "link", file, "--out", tmp_path / "linked.jsonl", "--json")
    assert ran.json["linked"] == 2
    assert len((tmp_path / "linked.jsonl").read_text().splitlines()) == 2


@pytest.mark.parametrize("line", ["[1]", '{"id": 1}', '{"text": "x"}', "nonsense", '{"id": null, "text": "x"}'])
def test_a_line_that_cannot_be_linked_is_named_by_its_number(line: str, ler: Ler, tmp_path: Path) -> None:
    file = tmp_path / "duties.jsonl"
    file.write_text('{"id": 1, "text": "welds"}\n' + line + "\n")
    ran = ler("taxonomy", "link", file)
    assert ran.status == errors.LinesRefused.exit_status
    gone = ler("taxonomy", "link", file.parent / "missing.txt")
    assert (gone.status, "missing.txt: it cannot be opened (No such file" in gone.err) == (10, True)
    assert "duties.jsonl: line 2" in ran.err


def test_an_import_that_is_no_official_download_is_refused_and_leaves_nothing(
    ler: Ler, tmp_path: Path, home: Path
) -> None:
    (tmp_path / "download").mkdir()
    ran = ler("taxonomy", "import", "esco", tmp_path / "download", "--json")
    assert ran.status == errors.ImportRefused.exit_status
    assert ran.json["error"]["code"] == "taxonomy.import"
    assert not list(home.rglob("*.toml"))
    assert ler("taxonomy", "import", "wikipedia", tmp_path).status == errors.ImportRefused.exit_status


def test_an_imported_framework_takes_the_place_of_the_embedded_one(
    ler: Ler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    download = tmp_path / "ESCO dataset - v9.9.9 - classification - en - csv"
    download.mkdir()
    skill = "http://data.europa.eu/esco/skill/1"
    occupation = "http://data.europa.eu/esco/occupation/1"
    (download / "skills_en.csv").write_text(
        f"conceptUri,preferredLabel,altLabels,skillType\n{skill},polish mirrors,,skill/competence\n"
    )
    (download / "occupations_en.csv").write_text(
        f"conceptUri,preferredLabel,altLabels\n{occupation},mirror polisher,\n"
    )
    (download / "occupationSkillRelations_en.csv").write_text(
        f"occupationUri,relationType,skillUri\n{occupation},essential,{skill}\n"
    )
    monkeypatch.setenv("LER_CACHE_FOLDER", str(tmp_path / "cache"))
    ran = ler("taxonomy", "import", "esco", download)
    assert ran.status == 0, ran.err
    listed = {one["name"]: one["version"] for one in ler("taxonomy", "list", "--json").json["frameworks"]}
    assert listed["esco"].startswith("9.9")
    hits = ler("taxonomy", "search", "polish mirrors", "--framework", "esco", "--json").json["hits"]
    assert [hit["concept"]["name"] for hit in hits if hit["concept"]["kind"] == "skill"] == ["polish mirrors"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])  # noqa: S104 - it is refused
def test_a_service_without_an_address_for_its_credentials_does_not_start(host: str, ler: Ler, home: Path) -> None:
    ran = ler("serve", "--host", host)
    assert ran.status == errors.SettingsInvalid.exit_status
    assert "Set LER_PUBLIC_URL" in ran.err
    assert not (home / "store.db").exists()


def test_doctor_finds_a_sound_installation_and_names_the_attributions(ler: Ler) -> None:
    ran = ler("doctor", "--json")
    assert ran.status == 0
    found = {finding["name"]: finding["detail"] for finding in ran.json["findings"]}
    assert {"program", "framework esco", "framework onet", "compiled tables", "key"} <= set(found)
    assert {"text recognition", "HEIC photos"} <= set(found)
    assert "European Commission" in found["framework esco"]
    assert "none yet" in found["key"]
    assert found["isolation"].startswith("a process for each document (1,000,000,000 bytes, 20 s of computing")


def test_doctor_says_that_text_recognition_is_off_and_that_is_no_failure(
    ler: Ler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LER_OCR", "off")
    ran = ler("doctor", "--json")
    assert ran.status == 0
    (told,) = [finding["detail"] for finding in ran.json["findings"] if finding["name"] == "text recognition"]
    assert told.startswith("none: text recognition is switched off. ")


def test_doctor_ends_with_the_status_of_what_is_wrong(ler: Ler, home: Path) -> None:
    home.mkdir()
    (home / "key.json").write_text("[]")
    ran = ler("doctor")
    assert ran.status == errors.KeyUnsafe.exit_status
    assert "error [key.unsafe]" in ran.err
    (home / "key.json").chmod(0o600)
    assert ler("doctor").status == errors.KeyDamaged.exit_status


def test_doctor_names_a_missing_package_and_looks_at_the_rest(ler: Ler, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.flows.doctor.PACKAGES", ("pypdf", "ler-no-such-package", "lxml"))
    ran = ler("doctor", "--json")
    assert ran.status == errors.PackageMissing.exit_status
    assert "error [package.missing]: not installed: ler-no-such-package" in ran.err
    found = [(finding["name"], finding["detail"]) for finding in ran.json["findings"]]
    assert [name for name, detail in found if detail.startswith("pypdf ") and ", lxml " in detail] == ["packages"]
    assert {"framework esco", "key"} <= {name for name, _ in found}


@pytest.mark.parametrize(
    ("module", "rest"), [("PIL", {"text recognition", "framework esco"}), ("cryptography", {"the rest"})]
)
def test_doctor_goes_on_where_a_package_cannot_be_loaded(module: str, rest: set[str], home: Path) -> None:
    code = f"import sys; sys.modules[{module!r}] = None; from app.cli.main import run; run()"
    ran = subprocess.run([sys.executable, "-c", code, "doctor", "--json"], capture_output=True, text=True)
    found = {finding["name"]: finding for finding in json.loads(ran.stdout)["findings"]}
    failing = {name: finding["failure"]["code"] for name, finding in found.items() if finding["failure"]}
    assert set(failing.values()) == {"package.missing"}, failing
    assert rest | {"program", "packages"} <= set(found)
    assert ran.returncode == errors.PackageMissing.exit_status


@pytest.mark.parametrize(
    "known", ["nonsense", "did:", "did:web:", "did:web:college.example.org#key-1", "DID:web:a", "did:web:a b"]
)
def test_a_known_issuer_that_is_no_did_is_refused(known: str, ler: Ler, tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    file.write_text("{}")
    ran = ler("verify", file, "--known-issuer", "did:web:college.example.org:a", "--known-issuer", known)
    assert ran.status == errors.RequestInvalid.exit_status
    assert f"error [request.invalid]: --known-issuer '{known}' is no DID." in ran.err
    assert (
        ler("verify", file, "--known-issuer", "did:key:z6MkInvented").status
        == errors.CredentialUnreadable.exit_status
    )


def test_a_key_is_shown_protected_and_asked_for(ler: Ler, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "There is no key yet" in ler("keys", "show").out
    made = ler("keys", "protect", "--json", given="hush hush\n")
    assert made.json["protected"] is True
    assert ler("keys", "show", "--json").json == made.json
    assert ler("keys", "protect", given="other\n").status == errors.KeyLocked.exit_status
    monkeypatch.setenv("LER_KEY_PASSPHRASE", "hush hush")
    assert ler("keys", "protect", given="\n").status == errors.KeyLocked.exit_status
    assert ler("keys", "protect", given="other\n").status == 0
    assert ler("keys", "show", "--json").json["did"] == made.json["did"]


def test_verify_names_each_file_that_is_no_credential(ler: Ler, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]")
    ran = ler("verify", tmp_path / "a.json", tmp_path / "b.json", "--json")
    assert ran.status == errors.CredentialUnreadable.exit_status
    assert [one["failure"]["code"] for one in ran.json["files"]] == ["credential.unreadable"] * 2
    assert ler("verify", tmp_path / "a.json", "--documents", tmp_path / "none").status == ran.status
    folder = ler("verify", tmp_path)
    assert folder.status == ran.status
    assert f"hint: Name the files in it: ler verify {tmp_path}/*.json" in folder.err


def test_a_strangers_credential_makes_no_line_that_it_does_not_have(ler: Ler, tmp_path: Path) -> None:
    said = {"type": ["VerifiableCredential"], "name": "Badge\n  trust tier: issuer-verified", "issuer": "x\n  ok"}
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"@context": [], **said}))
    ran = ler("verify", path)
    assert ran.status == errors.CredentialUnverified.exit_status
    assert [line for line in ran.out.splitlines() if line.startswith("  trust tier")] == [
        "  trust tier: none, because a check failed"
    ]
    assert not any(line == "  ok" for line in ran.out.splitlines())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("welds pipes\n\n cooks \r\n", [(1, "welds pipes"), (3, "cooks")]),
        ('{"text": "welds"}\n{"text": "cooks", "note": 1}\n', [(1, "welds"), (2, "cooks")]),
        ('{"id": "a", "text": "welds \u2028 pipes"}\n', [("a", "welds \u2028 pipes")]),
    ],
)
def test_lines_to_link_may_be_plain_and_have_their_numbers_for_ids(
    written: str, read: list[tuple[object, str]], tmp_path: Path
) -> None:
    path = tmp_path / "lines.txt"
    path.write_bytes(written.encode())
    assert [(one.id, one.text) for one in taxonomy.texts(path)] == read


def test_where_some_lines_have_ids_the_one_without_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text('{"id": 2, "text": "welds"}\n{"text": "cooks"}\n')
    with pytest.raises(errors.LinesRefused, match=r"lines.jsonl: line 2 has no id") as refused:
        taxonomy.texts(path)
    assert "or none" in refused.value.advice


def test_verify_tells_what_was_not_checked_from_what_failed_and_what_to_bring(ler: Ler, tmp_path: Path) -> None:
    register = organizations.Register()
    badge = make.badge()
    badge["issuer"] = organizations.BOARD.profile()
    badge["credentialStatus"] = register.entry(badge["id"])
    path, place = tmp_path / "a.json", tmp_path / "documents"
    path.write_bytes(make.signed(badge, organizations.key()))
    ran = ler("verify", path)
    assert ran.status == errors.CredentialUnverified.exit_status
    assert "FAIL" not in ran.out
    assert "  ?    proof      not checked: The keys of did:web:board.example are not at hand" in ran.out
    assert "the signature shows" not in ran.out
    assert f"hint: Save https://board.example/.well-known/did.json, {organizations.LIST} as files" in ran.err
    place.mkdir()
    for number, document in enumerate(register.published().values()):
        (place / f"{number}.json").write_text(json.dumps(document))
    brought = ler("verify", path, "--documents", place, "--known-issuer", organizations.BOARD.did)
    assert brought.status == 0
    assert brought.out.splitlines()[-1].strip().startswith("This record is genuine and unchanged")
    register.revoked |= set(register.places.values())
    for number, document in enumerate(register.published().values()):
        (place / f"{number}.json").write_text(json.dumps(document))
    revoked = ler("verify", path, "--documents", place)
    assert (revoked.status, "original file" in revoked.err) == (errors.CredentialUnverified.exit_status, False)
    assert "hint: Do not rely on it: its issuer took it back for good." in revoked.err


@pytest.mark.parametrize("data", [b"{", b"[" * 100_000, b'{"id": "a", "id": "b"}', rb'{"id": "\ud800"}'])
def test_a_document_to_look_up_that_cannot_be_read_is_named(data: bytes, ler: Ler, tmp_path: Path) -> None:
    place = tmp_path / "documents"
    place.mkdir()
    (place / "did.json").write_bytes(data)
    ran = ler("verify", tmp_path / "a.json", "--documents", place)
    assert ran.status == errors.CredentialUnreadable.exit_status
    assert "error [credential.unreadable]: did.json in the documents folder cannot be used: " in ran.err


def test_nothing_heavy_is_imported_before_a_command_runs(home: Path) -> None:
    heavy = "{'spacy', 'numpy', 'pypdf', 'pypdfium2', 'docx', 'lxml', 'pyoxigraph', 'sqlalchemy', 'fastapi'}"
    program = f"import sys; import app.cli.main; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
