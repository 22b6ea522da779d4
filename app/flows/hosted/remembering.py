"""What a model answered about a document, kept with it: paid once, on whichever machine, and erased with it."""

from dataclasses import dataclass, replace
from uuid import UUID

from pydantic import ValidationError

from app.errors import NotFound, SealBroken
from app.flows.hosted.installation import Installation
from app.llm.client import Answer
from app.pipeline import Tools
from app.store import model_answers


@dataclass(frozen=True)
class DocumentMemory:
    """The answers of one document."""

    place: Installation
    board_id: UUID
    document_id: UUID

    def get(self, key: str) -> Answer | None:
        """Give the answer kept under the digest of a call, or None."""
        place = self.place
        try:
            with place.database.reading() as connection:
                kept = model_answers.find_model_answer(
                    connection, place.keyring, self.board_id, self.document_id, key
                )
            return None if kept is None else Answer.model_validate_json(kept)
        except (SealBroken, ValidationError):
            return None

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer; of a document that was erased meanwhile nothing is kept."""
        place = self.place
        told = answer.model_dump_json().encode()
        try:
            with place.database.writing() as connection:
                model_answers.keep_model_answer(
                    connection, place.keyring, self.board_id, self.document_id, key, told, place.clock()
                )
        except (NotFound, SealBroken):
            return


def remembering(place: Installation, board_id: UUID, document_id: UUID, tools: Tools) -> Tools:
    """Give tools that keep what a model answers with the document, and not in a folder of the machine."""
    memory = DocumentMemory(place, board_id, document_id)
    return replace(
        tools,
        model=None if tools.model is None else replace(tools.model, memory=memory),
        aligner=None if tools.aligner is None else replace(tools.aligner, memory=memory),
    )
