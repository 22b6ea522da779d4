"""Descriptions of sample resumes and lists of names to the truth of the suite of names."""

import re
from collections.abc import Iterator
from typing import Any

from tests.masking.invent import names
from tests.samples import description
from tests.samples.description import Described
from tests.samples.make import EVALS, described_in

SUITES = ("resumes", "varied")
_MAIL = re.compile(r"([\w.+-]+)@example\.(?:com|org)")


def truth() -> dict[str, Any]:
    """Give every sample that is plain text or DOCX, and the names of each group of `evals/masking/names.toml`."""
    groups = {
        group: [
            {"given": given, "family": lists["family"][n % len(lists["family"])] if lists["family"] else ""}
            for n, given in enumerate(lists["given"])
        ]
        for group, lists in names("dev").items()
    }
    return {"schema": "ler-names/1", "groups": groups, "cases": list(_cases())}


def _cases() -> Iterator[dict[str, Any]]:
    for suite in SUITES:
        for path in described_in(EVALS / suite):
            described = description.load(path)
            written = _writable(described)
            if written is not None:
                mail = _MAIL.search(" ".join(described.contact))
                yield {
                    "id": described.slug,
                    "suite": suite,
                    "file": f"{described.slug}.{written}",
                    "name": described.name,
                    "handle": mail[1] if mail else None,
                }


def _writable(described: Described) -> str | None:
    made = {target.partition(":")[0] for target in described.render}
    return next((suffix for suffix in ("txt", "docx") if suffix in made), None)
