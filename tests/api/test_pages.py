"""Pictures of pages: who sees them, what they show, and that they go with their document."""

import io
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image, ImageChops

from app.errors import SealBroken
from app.flows.hosted.pages import View
from app.flows.hosted.pictures import Pictures
from tests.api.site import Caller, Site
from tests.documents.papers import raw_pdf

RESUMES = Path(__file__).parents[2] / "evals" / "resumes"
PDF = (RESUMES / "welder.pdf").read_bytes()


@pytest.fixture
def document(worker: Caller) -> dict[str, Any]:
    return worker.document(PDF, name="welder.pdf")


def address(document: dict[str, Any], number: int = 1, query: str = "") -> str:
    return f"/v1/documents/{document['id']}/pages/{number}.png{query}"


def seen(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_page_is_drawn_at_the_scale_that_was_asked_for_with_places_outlined(
    worker: Caller, reviewer: Caller, document: dict[str, Any]
) -> None:
    draft = worker.seen(f"/v1/drafts/{document['draft_id']}")
    page = draft["document"]["pages"][0]
    box = next(one["evidence"][0]["boxes"][0] for one in draft["claims"] if one["evidence"][0]["page"] == 1)
    plain = reviewer.get(address(document, query="?scale=1"))
    marked = reviewer.get(address(document, query=f"?scale=1&boxes={','.join(map(str, box))}"))
    assert plain.headers["content-type"] == "image/png"
    size = (round(page["width"]), round(page["height"]))
    assert all(abs(a - b) <= 1 for a, b in zip(seen(plain.content).size, size, strict=True))
    changed = ImageChops.difference(seen(plain.content), seen(marked.content)).getbbox()
    assert changed is not None
    x0, y0, x1, y1 = box
    assert changed[0] >= x0 - 3
    assert changed[1] >= y0 - 3
    assert changed[2] <= x1 + 3
    assert changed[3] <= y1 + 3


def test_a_picture_that_is_there_already_is_not_sent_again(worker: Caller, document: dict[str, Any]) -> None:
    first = worker.get(address(document))
    assert first.headers["cache-control"] == "private, no-cache"
    again = worker.get(address(document), headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    larger = worker.get(address(document, query="?scale=2"), headers={"If-None-Match": first.headers["etag"]})
    assert larger.status_code == 200
    assert larger.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    ("number", "query", "status", "code"),
    [
        (99, "", 404, "store.not-found"),
        (0, "", 422, "request.invalid"),
        (1, "?scale=0.1", 422, "request.invalid"),
        (1, "?scale=5", 422, "request.invalid"),
        (1, "?scale=nan", 422, "request.invalid"),
        (1, "?boxes=1,2,3", 422, "request.invalid"),
        (1, "?boxes=9,9,1,1", 422, "request.invalid"),
        (1, "?boxes=" + ";".join(["1,1,9,9"] * 101), 422, "request.invalid"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    worker: Caller, document: dict[str, Any], number: int, query: str, status: int, code: str
) -> None:
    answer = worker.get(address(document, number, query))
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_page_too_large_to_draw_and_a_document_without_pages_are_refused(worker: Caller) -> None:
    large = worker.document(
        raw_pdf(b"BT /F1 12 Tf 72 700 Td (A large page) Tj ET", page=b"/MediaBox [0 0 3000 3000]")
    )
    answer = worker.get(address(large, query="?scale=4"))
    assert (answer.status_code, answer.json()["code"]) == (422, "source.too-complex")
    text = worker.get(address(worker.document()))
    assert (text.status_code, text.json()["code"]) == (415, "source.unsupported")


def test_another_worker_and_somebody_after_the_deletion_see_no_page(
    worker: Caller, other: Caller, reviewer: Caller, document: dict[str, Any]
) -> None:
    assert reviewer.get(address(document)).status_code == 200
    assert other.get(address(document)).status_code == 404
    assert worker.delete(f"/v1/documents/{document['id']}").status_code == 204
    assert reviewer.get(address(document)).status_code == 404
    assert worker.get(address(document)).status_code == 404


def test_a_kept_picture_is_sealed_with_the_key_of_its_document(
    site: Site, worker: Caller, document: dict[str, Any]
) -> None:
    tag = View(number=1, scale=0.75).tag(UUID(document["id"]))
    assert site.place.pictures.get(tag) is None
    drawn = worker.get(address(document, query="?scale=0.75")).content
    kept = site.place.pictures.get(tag)
    assert kept is not None
    assert b"PNG" not in kept
    assert worker.get(address(document, query="?scale=0.75")).content == drawn
    site.place.pictures.keep(tag, kept[:-1] + bytes([kept[-1] ^ 1]))
    broken = worker.get(address(document, query="?scale=0.75"))
    assert broken.json()["code"] == SealBroken.code


def test_the_pictures_nobody_looked_at_for_longest_are_let_go_of_first() -> None:
    pictures = Pictures(most_bytes=30)
    for name in ("a", "b", "c"):
        pictures.keep(name, bytes(10))
    pictures.get("a")
    pictures.keep("d", bytes(10))
    assert [name for name in "abcd" if pictures.get(name) is not None] == ["a", "c", "d"]
    pictures.keep("a", bytes(31))
    assert [name for name in "abcd" if pictures.get(name) is not None] == []
