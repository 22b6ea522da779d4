"""Errors of suites and of cases for them."""

from app.errors.root import LerError


class QualityFell(LerError):
    """Drafts of a suite are not as good as its thresholds ask for."""

    code, exit_status = "suite.fell-short", 74
    hint = "See which documents changed, without --totals; thresholds.toml of the suite says what must be reached."


class CaseWithoutConsent(LerError):
    """A document of a worker was to become a case of a suite without their consent on record."""

    code, exit_status = "cases.no-consent", 77
    hint = 'Ask the worker, and say with --consent how and when they agreed: --consent "signed form of 2026-11-20".'


class SuiteInvalid(LerError):
    """The folder is not a suite: its truth is missing, or does not fit its files."""

    code, exit_status = "suite.invalid", 72
    hint = "Give a folder with truth.json and the files that it names, such as evals/resumes."
