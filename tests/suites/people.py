"""Invented people to the truth of the suite of masking."""

from typing import Any

from tests.masking.compose import Case, cases

PEOPLE = 200


def truth(part: str = "dev") -> dict[str, Any]:
    """Give the documents of 200 people, always the same, with every piece of their personal data.

    `part` says which names and forms they have (`compose.cases`).
    """
    return {"schema": "ler-masking/1", "cases": [_case(n, case) for n, case in enumerate(cases(part, PEOPLE))]}


def _case(number: int, case: Case) -> dict[str, Any]:
    document = case.document
    return {
        "id": f"person-{number:03}",
        "group": case.group,
        "layout": case.layout,
        "text": document.text,
        "lines": [
            [line.start, line.end, line.page, line.block, line.size, line.bold, line.heading, line.bullet]
            for line in document.lines
        ],
        "personal": [[str(one.kind), one.start, one.end] for one in case.truth],
    }
