"""Write the truths that are made by a program: `python -m tests.suites`."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.samples.make import EVALS
from tests.samples.truth import as_json
from tests.suites import dialects, marked, people, renamings

MADE: dict[str, Callable[[], dict[str, Any]]] = {
    "dialect": dialects.truth,
    **{suite: partial(marked.truth, suite) for suite in marked.SUITES},
    "masking": people.truth,
    "unseen-masking": partial(people.truth, "held_out"),
    "names": renamings.truth,
}

DOCUMENTS: dict[str, Callable[[], dict[str, str]]] = {
    "dialect": dialects.documents,
    **{suite: partial(marked.documents, suite) for suite in marked.SUITES},
}


if __name__ == "__main__":
    for folder, documents in DOCUMENTS.items():
        for name, said in documents().items():
            (EVALS / folder / name).write_text(said, "utf-8")
    for suite, make in MADE.items():
        text = as_json(make())
        (EVALS / suite).mkdir(exist_ok=True)
        (EVALS / suite / "truth.json").write_text(text, "utf-8")
        print(f"{suite}: {len(text):,} bytes")
