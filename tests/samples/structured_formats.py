"""Every structured format: how an invented resume is written in it, and what of it is true there."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.samples import europass, structured
from tests.samples.description import Described, load
from tests.samples.europass_pdf import europass_pdf, true_of_europass_pdf
from tests.samples.linkedin_pdf import linkedin_pdf, top_skills, true_of_linkedin_pdf
from tests.samples.make import EVALS, described_in

DESCRIBED = [load(path) for suite in ("resumes", "varied") for path in described_in(EVALS / suite)]


class Format(NamedTuple):
    """How a format is written, and what is true of it."""

    write: Callable[[Described], bytes]
    true: Callable[[Described], list[structured.True_]]
    listed: Callable[[Described], list[str]] = structured.listed
    samples: Sequence[Described] = DESCRIBED
    """Fewer where drawing and reading pages takes its time."""
    least: float = 1.0
    """Share of listed skills that are stated; sentences and lists of HTML are read by rules."""


FORMATS = {
    "json-resume": Format(structured.json_resume, structured.true_of_json_resume),
    "ler-rs": Format(structured.ler_rs, structured.true_of_ler_rs),
    "linkedin": Format(structured.linkedin, structured.true_of_linkedin),
    "europass": Format(europass.skills_passport, europass.true_of_passport, least=0.9),
    "europass-candidate": Format(europass.candidate, europass.true_of_candidate),
    "europass-pdf": Format(europass_pdf, true_of_europass_pdf, samples=DESCRIBED[1::6], least=0.9),
    "linkedin-pdf": Format(linkedin_pdf, true_of_linkedin_pdf, top_skills, DESCRIBED[::4]),
}
