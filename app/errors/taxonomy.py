"""Errors of frameworks and their tables."""

from app.errors.root import LerError


class TaxonomyError(LerError):
    """A framework's tables are missing, unknown or unusable."""

    code = "taxonomy"


class FrameworkUnknown(TaxonomyError):
    """No framework of that name is installed."""

    code, exit_status = "taxonomy.unknown", 30
    hint = "`ler taxonomy list` names the frameworks that are installed."


class ImportRefused(TaxonomyError):
    """The download to import does not have the files or columns of its official format."""

    code, exit_status = "taxonomy.import", 31
    hint = "Give the official ESCO CSV folder or ZIP, or the O*NET text ZIP, as downloaded (or an RSD or CASE file)."


class TablesDamaged(TaxonomyError):
    """A table does not match the checksum or row count of its manifest."""

    code, exit_status = "taxonomy.damaged", 32
    hint = "Install the package again, or import the official download."


class LinesRefused(TaxonomyError):
    """A line of a file to link is not an object with `id` and `text`."""

    code, exit_status = "taxonomy.lines", 33
    hint = 'Write one JSON object on each line, {"id": 1, "text": "welds steel pipes"}, or one plain text.'


class EmbeddingsUnusable(TaxonomyError):
    """The embedding model that is set cannot be used."""

    code, exit_status = "taxonomy.embeddings", 34
    hint = "Give a folder with one ONNX file and its tokenizer.json, or unset LER_EMBEDDINGS."
