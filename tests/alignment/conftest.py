"""The frameworks that claims are aligned to."""

import pytest

from app.resources import folder
from app.taxonomy.index import Frameworks
from app.taxonomy.load import load

TAXONOMIES = folder("taxonomies")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Frameworks:
    """The frameworks that ship with the code."""
    return load([TAXONOMIES], [TAXONOMIES / ".compiled", tmp_path_factory.mktemp("compiled")])
