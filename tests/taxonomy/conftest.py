"""Frameworks that tests of this package share."""

from pathlib import Path

import pytest

from app.taxonomy.index import Frameworks
from tests.taxonomy import small


@pytest.fixture(scope="session")
def small_frameworks(tmp_path_factory: pytest.TempPathFactory) -> Frameworks:
    return small.frameworks(Path(tmp_path_factory.mktemp("taxonomies")))
