"""A file of confidences before and after calibration to what a reliability diagram shows."""

from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from app.errors import SuiteInvalid
from app.evaluation.model import Sureness
from app.values import Frozen


class Calibrated(Frozen):
    """One claim: how sure it was said to be without and with calibration, and whether it was right."""

    before: float = Field(ge=0, le=1)
    after: float = Field(ge=0, le=1)
    right: bool
    source: str = ""
    """Where the claim comes from; not shown."""


_FILE = TypeAdapter(tuple[Calibrated, ...])


def read(path: Path) -> tuple[Calibrated, ...]:
    """Read a JSON list of `{before, after, right, source}`. Raises SuiteInvalid."""
    try:
        found = _FILE.validate_json(path.read_bytes())
    except OSError as error:
        raise SuiteInvalid(f"{path.name}: it cannot be opened ({error.strerror})") from error
    except ValidationError as error:
        raise SuiteInvalid(f"{path.name}: {error.error_count()} fields are wrong") from error
    if not found:
        raise SuiteInvalid(f"{path.name}: it holds no claim")
    return found


def write(path: Path, claims: tuple[Calibrated, ...]) -> None:
    """Write what `read` reads."""
    path.write_bytes(_FILE.dump_json(claims, indent=0) + b"\n")


def panels(claims: tuple[Calibrated, ...]) -> tuple[tuple[str, tuple[Sureness, ...]], ...]:
    """Give what was said before and after calibration, each with its title."""
    before = tuple(Sureness(confidence=one.before, right=one.right) for one in claims)
    after = tuple(Sureness(confidence=one.after, right=one.right) for one in claims)
    return ("Before calibration", before), ("After calibration", after)
