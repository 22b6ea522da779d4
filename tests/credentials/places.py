"""Where the documents beside the checkout stand, and the marks of tests that need them."""

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SHARED = CHECKOUT.parent / "shared"
FIXTURES = SHARED / "peer-verify" / "fixtures"
SCHEMAS = SHARED / "peer-verify" / "schemas"
VECTORS = SHARED / "standards" / "vc-di-eddsa"
EXAMPLES_CONTEXT = SHARED / "peer-verify" / "contexts" / "credentials-examples-v2.json"
PEER = CHECKOUT / ".peer-verify"


def beside(path: Path) -> pytest.MarkDecorator:
    """Skip where `path` is not beside the checkout; in continuous integration its absence is a failure."""
    return pytest.mark.skipif(not path.exists() and "CI" not in os.environ, reason=f"{path.name} is not here")


def need_peer() -> None:
    """Skip where the independent verifier cannot run, but never in continuous integration."""
    if (PEER / "node_modules").is_dir():
        return
    if "CI" in os.environ:
        pytest.fail("the independent verifier is not prepared in .peer-verify/")
    pytest.skip("the independent verifier is not here")
