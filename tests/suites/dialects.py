"""Pairs of resumes that tell the same work in different dialects to plain-text documents and their truth."""

import tomllib
from typing import Any

from tests.samples.description import mentions, printed
from tests.samples.make import EVALS

PAIRS = EVALS / "dialect" / "pairs.toml"
STANDARD = "standard"


def pairs() -> list[dict[str, Any]]:
    """Give the pairs as they are described."""
    found: list[dict[str, Any]] = tomllib.loads(PAIRS.read_text("utf-8"))["pair"]
    return found


def documents() -> dict[str, str]:
    """Give the text of every document by the name of its file."""
    return {_file(pair, side): _text(pair, pair[side]) for pair in pairs() for side in (STANDARD, "other")}


def truth() -> dict[str, Any]:
    """Give one case for each side of each pair."""
    return {"schema": "ler-truth/1", "cases": [_case(p, side) for p in pairs() for side in (STANDARD, "other")]}


def _dialect(pair: dict[str, Any], side: str) -> str:
    return STANDARD if side == STANDARD else str(pair["dialect"])


def _file(pair: dict[str, Any], side: str) -> str:
    return f"{pair['id']}-{'standard' if side == STANDARD else 'other'}.txt"


def _text(pair: dict[str, Any], told: dict[str, Any]) -> str:
    title, employer, place, start, end = pair["job"]
    degree, school, year = pair["school"]
    lines = [pair["name"], pair["contact"], "", "SUMMARY", printed(told["summary"]), "", "SKILLS"]
    lines += [f"- {printed(skill)}" for skill in told["skills"]]
    lines += ["", "EXPERIENCE", f"{title}, {employer}, {place}", f"{start} - {end}"]
    lines += [f"- {printed(duty)}" for duty in told["duties"]]
    return "\n".join([*lines, "", "EDUCATION", f"{degree}, {school}, {year}", ""])


def _case(pair: dict[str, Any], side: str) -> dict[str, Any]:
    title, employer, place, start, end = pair["job"]
    degree, school, year = pair["school"]
    dated = {"current": True} if end == "present" else {"end": end}
    told = pair[side]
    return {
        "id": _file(pair, side).removesuffix(".txt"),
        "files": [_file(pair, side)],
        "pair": pair["id"],
        "about": {"dialect": _dialect(pair, side)},
        "entries": [
            {
                "kind": "employment",
                "title": title,
                "organization": employer,
                "location": place,
                "start": start,
                **dated,
            },
            {"kind": "education", "title": degree, "organization": school, "end": year},
        ],
        "skills": [
            {"mention": mention.words, "basis": str(mention.basis), "context": printed(text)}
            for text in (told["summary"], *told["skills"], *told["duties"])
            for mention in mentions(text)
        ],
    }
