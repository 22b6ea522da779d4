"""One row of a transcript that is a course, before anybody knows what its grades mean."""

from dataclasses import dataclass

from app.extraction.transcripts.cells import AMOUNT
from app.extraction.transcripts.grades import MARKS
from app.extraction.transcripts.headers import Field
from app.extraction.transcripts.named_terms import dates_of
from app.extraction.transcripts.placed import Cell, TableRow
from app.extraction.transcripts.terms import Term


@dataclass(slots=True)
class Course:
    """One row of the table, before anybody knows what its grades mean."""

    named: dict[Field, Cell]
    term: Term
    titles: list[Cell]
    graded: bool
    """Whether its table has a column of grades."""
    row: TableRow
    counted: bool = False
    """Whether its table has a column of credits."""
    dated: bool = False
    """Whether its table has a column of the days on which courses were over."""
    untold: bool = False
    """Whether its remark is one that nobody knows, beside remarks that say of others that they were passed."""

    @property
    def undated(self) -> bool:
        """Whether the day is missing on which it was over, and nothing else tells that it was."""
        return self.dated and not {"dates", "grade", "part", "mark", "earned", "state"} & {*self.named}

    @property
    def title(self) -> str:
        """The title in one line."""
        return " ".join(cell.said for cell in self.titles).strip(" *")

    def told(self, *names: Field) -> str:
        """Give what the first of the columns that is filled says; empty when none is."""
        return next((self.named[name].said for name in names if name in self.named), "")

    @property
    def sign(self) -> str:
        """The sign at its grade or behind its title that a note explains ("D*", "*D"); empty for none."""
        said = (self.told("grade")[-1:], self.told("grade")[:1], self.titles[-1].said[-1:])
        return next((one for one in said if one and one in MARKS), "")

    @property
    def year(self) -> str:
        """The year in which its term ends; empty for none."""
        end = dates_of(self.told("term"))[1] if "term" in self.named else self.term.end
        return (end or "")[:4]

    @property
    def code(self) -> str:
        """The code, of a subject and number with a blank between them."""
        parts = (self.named.get("subject"), self.named.get("number"))
        return self.told("code") or " ".join(part.said for part in parts if part is not None)

    def without_grade(self) -> None:
        """Take the number for credits that stands where a grade would, where there can be no grade."""
        grade = self.named.pop("grade")
        if AMOUNT.fullmatch(grade.said) and not {"credits", "earned", "attempted"} & {*self.named}:
            self.named["credits"] = grade
