"""Record what a real model answers about samples: `python -m tests.llm.recording http://127.0.0.1:8391/v1`.

Needs a running OpenAI-compatible server; `docs/decisions/0011-language-models.md` tells how to serve a small one on
loopback. The tests replay the cassettes with the network blocked: a changed prompt, schema, masking or reading asks
something that was not recorded, and fails until this command was run again.
"""

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import vcr
from vcr.record_mode import RecordMode
from vcr.request import Request

from app.documents.model import Document, SourceDocument
from app.documents.read import read
from app.documents.redact import redact
from app.extraction.ask import ModelReader
from app.extraction.model import Extraction
from app.extraction.windows import WindowSize
from app.flows.asking import prompt_folder
from app.llm.chat import ChatModel, Server
from app.llm.client import CallLimits
from app.llm.prompts import load_prompt

ROOT = Path(__file__).resolve().parents[2]
CASSETTES = Path(__file__).parent / "cassettes"
MODEL = "smollm2-135m-instruct-q4_1"
LIMITS = CallLimits(output_tokens=1_000, seconds=600, attempts=1)
SIZE = WindowSize(characters=700, most=2)


class Case(NamedTuple):
    """One sample read with one prompt."""

    sample: str
    prompt: str

    @property
    def cassette(self) -> Path:
        """Where its exchanges are recorded."""
        return CASSETTES / f"{Path(self.sample).stem}-{self.prompt.replace('/', '-')}.yaml"


CASES = (
    Case("farm-worker.txt", "extract/1"),
    Case("home-health-aide.txt", "extract/2"),
    Case("welder.txt", "extract/2"),
)


def case_reader(case: Case, base_url: str) -> ModelReader:
    """Build what reads a case with the model served at `base_url`."""
    return ModelReader(
        model=ChatModel(Server(model=MODEL, base_url=base_url)),
        label=MODEL,
        prompt=load_prompt(prompt_folder(), case.prompt),
        mask=redact,
        limits=LIMITS,
        size=SIZE,
    )


def case_read(case: Case, base_url: str) -> tuple[Document, Extraction]:
    """Read a case, masked, with the model alone: its request depends on no other extractor."""
    path = ROOT / "evals" / "resumes" / case.sample
    document = read(SourceDocument(name=path.name, data=path.read_bytes()))
    return document, case_reader(case, base_url).add(document, Extraction(entries=(), claims=()))


def cassettes(mode: RecordMode) -> vcr.VCR:
    """Record or replay without keys, headers, ids or names of this machine."""
    recorder = vcr.VCR(
        record_mode=mode,
        match_on=["method", "path", "json"],
        before_record_request=_bare_request,
        before_record_response=_bare_response,
        decode_compressed_response=True,
    )
    recorder.register_matcher("json", _same_json)
    return recorder


def _same_json(one: Request, other: Request) -> None:
    assert json.loads(one.body) == json.loads(other.body), "another question than the recorded one"


def _bare_request(request: Request) -> Request:
    request.headers = {}
    request.uri = f"http://127.0.0.1{request.path}"
    return request


def _bare_response(response: dict[str, Any]) -> Mapping[str, Any]:
    body = json.loads(response["body"]["string"])
    kept = {name: body[name] for name in ("object", "choices", "usage") if name in body}
    told = json.dumps({"id": "recorded", "created": 0, "model": MODEL, **kept}, ensure_ascii=False)
    headers = {"content-type": ["application/json"]}
    return {**response, "headers": headers, "body": {"string": told.encode()}}


def main() -> None:
    """Record every case and print what came of it."""
    base_url = sys.argv[1]
    for case in CASES:
        case.cassette.unlink(missing_ok=True)
        began = time.perf_counter()
        with cassettes(RecordMode.ONCE).use_cassette(str(case.cassette)):
            _, extraction = case_read(case, base_url)
        assert extraction.model is not None
        print(f"{case.sample} {case.prompt}: {time.perf_counter() - began:.1f} s")
        print(f"  {extraction.model.model_dump_json(exclude={'prompt_sha256'})}")
        for claim in extraction.claims:
            print(f"  {claim.basis}: {claim.name!r} from {claim.evidence[0].quote!r} ({claim.evidence[0].match})")


if __name__ == "__main__":
    main()
