"""A sample to the picture of the README: `python -m tests.samples.picture` draws the evidence of its claims."""

from pathlib import Path

from app.documents.model import SourceDocument
from app.documents.render import page_image
from app.extraction.model import Basis

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "evals" / "resumes" / "forklift-operator.pdf"


def main() -> None:
    from app.flows import runtime
    from app.pipeline import draft

    data = SAMPLE.read_bytes()
    made = draft(SourceDocument(name=SAMPLE.name, data=data), runtime.tools(runtime.settings()))
    shown = [claim for claim in made.claims if claim.basis is not Basis.INFERRED]
    boxes = [box for claim in shown for evidence in claim.evidence if evidence.page == 1 for box in evidence.boxes]
    target = ROOT / "docs" / "images" / "evidence.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(page_image(data, 1, 1.4, boxes))


if __name__ == "__main__":
    main()
