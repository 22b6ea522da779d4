"""Record whole drafts made with a real model: `python -m tests.llm.recording http://127.0.0.1:8391/v1`.

Needs a running OpenAI-compatible server; `docs/decisions/0011-language-models.md` tells how to serve a small one on
loopback. The tests replay the cassettes with the network blocked: a changed prompt, schema, masking or reading asks
something that was not recorded, and fails until this command was run again. Names of cassettes behind the address
record only those. `--replay` instead of the address prints the same table from the cassettes.
"""

import json
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import vcr
from rich.console import Console
from rich.table import Table
from vcr.record_mode import RecordMode
from vcr.request import Request

from app import pipeline
from app.documents.model import SourceDocument
from app.documents.redact.mask import redact
from app.extraction.asking.ask import ModelReader
from app.extraction.asking.windows import WindowSize
from app.flows import runtime
from app.flows.asking import prompt_folder
from app.llm.chat import ChatModel, Server
from app.llm.client import CallLimits
from app.llm.prompts import load_prompt
from app.review.model import Draft, FlagCode
from app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
CASSETTES = Path(__file__).parent / "cassettes"
MODEL = "smollm2-135m-instruct-q4_1"
SIZE = WindowSize(characters=700)
NOWHERE = "http://127.0.0.1:9/v1"


class Case(NamedTuple):
    """One sample read with one prompt."""

    sample: str
    prompt: str
    tokens: int
    """Of one answer; twice as many in the second attempt at a truncated one."""

    @property
    def cassette(self) -> Path:
        """Where its exchanges are recorded."""
        return CASSETTES / f"{Path(self.sample).stem}-{self.prompt.replace('/', '-')}.yaml"

    @property
    def source(self) -> SourceDocument:
        """The sample itself."""
        path = ROOT / "evals" / "resumes" / self.sample
        return SourceDocument(name=path.name, data=path.read_bytes())


CASES = (
    Case("farm-worker.txt", "extract/1", 600),
    Case("farm-worker.txt", "extract/3", 3_200),
    Case("home-health-aide.txt", "extract/2", 400),
    Case("welder.txt", "extract/2", 400),
)


def case_reader(case: Case, base_url: str) -> ModelReader:
    """Build what reads a case with the model served at `base_url`."""
    return ModelReader(
        model=ChatModel(Server(model=MODEL, base_url=base_url)),
        label=MODEL,
        prompt=load_prompt(prompt_folder(), case.prompt),
        mask=redact,
        limits=CallLimits(output_tokens=case.tokens, seconds=1_800, attempts=1),
        size=SIZE,
    )


@lru_cache
def _tools() -> pipeline.Tools:
    return replace(runtime.tools(Settings(model=None)), today=None)


def case_draft(case: Case, base_url: str) -> Draft:
    """Draft a case from its file to claims with concepts and flags, by both extractors."""
    return pipeline.draft(case.source, replace(_tools(), model=case_reader(case, base_url)))


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


def _row(case: Case, draft: Draft, seconds: float) -> tuple[str, ...]:
    use = draft.model
    if use is None:
        raise AssertionError("a model was asked")
    both = sum("model/1" in claim.provenance.extractors for claim in draft.claims)
    alone = sum(FlagCode.MODEL_ONLY in {flag.code for flag in claim.flags} for claim in draft.claims)
    parts = ", ".join(f"{outcome} {number}" for outcome, number in use.windows.items())
    dropped = f"{use.invented}", f"{use.masked + use.unsupported}"
    tokens = f"{use.input_tokens:,}", f"{use.output_tokens:,}"
    claims = f"{len(draft.claims)}", f"{both - alone}", f"{alone}"
    return (case.sample, case.prompt, parts, f"{use.calls}", *claims, *dropped, *tokens, f"{seconds:.1f}")


HEADINGS = ("sample", "prompt", "parts", "calls", "claims", "of both", "model only", "invented", "other dropped")


def main() -> None:
    """Record (or replay) every case and print what came of it."""
    base_url, *only = sys.argv[1:]
    replaying = base_url == "--replay"
    mode = RecordMode.NONE if replaying else RecordMode.ONCE
    table = Table(title="Whole drafts, from the cassettes" if replaying else "Whole drafts, with the model")
    for heading in (*HEADINGS, "tokens in", "out", "s"):
        table.add_column(heading, justify="left" if heading in HEADINGS[:3] else "right")
    _tools()
    for case in (case for case in CASES if not only or case.cassette.stem in only):
        if not replaying:
            case.cassette.unlink(missing_ok=True)
        began = time.perf_counter()
        with cassettes(mode).use_cassette(str(case.cassette)):
            draft = case_draft(case, NOWHERE if replaying else base_url)
        table.add_row(*_row(case, draft, time.perf_counter() - began))
        for claim in draft.claims:
            if "model/1" in claim.provenance.extractors:
                print(f"{case.cassette.stem}: {claim.kind} {claim.name!r} by {claim.provenance.extractors}")
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
