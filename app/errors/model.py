"""Errors of language models, and of masking before them."""

from app.errors.root import LerError


class ModelError(LerError):
    """A language model cannot be asked at all. What a model or its server does with a question is no error here."""

    code = "model"


class ModelNotInstalled(ModelError):
    """A model is set, and the packages that talk to it are missing."""

    code, exit_status = "model.not-installed", 80
    hint = "In the checkout run `.venv/bin/pip install '.[model]'`, or unset LER_MODEL to work without a model."


class PromptDamaged(ModelError):
    """A prompt is missing, cannot be filled, or has an example that quotes what its text does not say."""

    code, exit_status = "model.prompt", 81
    hint = "Install the package again; a changed wording belongs in a new file."


class BatchRefused(ModelError):
    """The provider has no batches, does not take this one, or did not finish it."""

    code, exit_status = "model.batch", 82
    hint = (
        "Run the command again: it goes on with a batch under way. Without --batch-api each part is asked by itself."
    )


class RedactionFailed(LerError):
    """Personal data could not be masked with certainty, so the text stays on this machine."""

    code, exit_status = "redact.failed", 73
    hint = "Draft this document without a language model; nothing of it was sent."
