"""Where the data folders stand: inside an installed wheel, or at the root of a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Give the folder `name` (`taxonomies`, `prompts`) that ships with the code.

    Raises FileNotFoundError when neither the wheel nor the checkout has it.
    """
    for candidate in (_PACKAGE / "_resources" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the installation lacks its {name} folder")
