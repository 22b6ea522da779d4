"""What an RTF's control words have said so far, group by group, and whether text in that state can be seen."""

from dataclasses import dataclass

from app.documents.readers.colours import SMALLEST_POINTS, WHITE, Colour, unseen
from app.documents.readers.rtf.story import FAINT_PATTERN, Story
from app.documents.readers.rtf.tables import Colours

_NARROWEST = 10
"""Percent of the width of letters."""
_FAR = 7200
"""Twips beyond the edge from which a frame is counted; less may be a side note in the margin."""


@dataclass
class State:
    """Copied at each `{`, given up at each `}`."""

    story: Story
    reading: str = "text"
    """`text`, `skip`, a table (`fonttbl`, `colortbl`, `stylesheet`), or a drawing's property (`sn`, `sv`)."""
    reason: str = ""
    """Why all text here is hidden: it is a comment, or an index's own words."""
    unicode_skip: int = 1
    font: int = 0
    half_points: int = 24
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    scale: int = 100
    ink: int = 0
    back: int = 0
    highlight: int = 0
    style: int = 0
    outline: bool = False
    item: bool = False
    in_table: bool = False
    depth: int = 0
    shade: int = 0
    pattern: int = 0
    off_page: bool = False
    box: Colour | None = None
    """The fill of the text box around."""

    def copy(self) -> "State":
        """Give the same state, for a group; `copy.copy` takes ten times as long."""
        made = object.__new__(State)
        made.__dict__.update(self.__dict__)
        return made

    @property
    def level(self) -> int:
        """How deep in tables the paragraph stands; 0 for in none."""
        return max(self.depth, int(self.in_table))

    def take(self, word: str, number: int | None) -> None:
        """Read a control word that says how characters or paragraphs look; all others change nothing."""
        on = number != 0
        match word:
            case "plain":
                self.half_points, self.scale, self.ink, self.back, self.highlight = 24, 100, 0, 0, 0
                self.bold = self.hidden = self.deleted = False
            case "b":
                self.bold = on
            case "v" | "webhidden":
                self.hidden = on
            case "deleted":
                self.deleted = on
            case "f":
                self.font = number or 0
            case "fs":
                self.half_points = 24 if number is None else number
            case "charscalex":
                self.scale = 100 if number is None else number
            case "cf":
                self.ink = number or 0
            case "chcbpat":
                self.back = number or 0
            case "highlight":
                self.highlight = number or 0
            case "uc":
                self.unicode_skip = max(1 if number is None else number, 0)
            case _:
                self._paragraph(word, number)

    def _paragraph(self, word: str, number: int | None) -> None:
        match word:
            case "pard":
                self.new_paragraph()
            case "s":
                self.style = number or 0
            case "outlinelevel":
                self.outline = number != 9
            case "ls":
                self.item = bool(number)
            case "intbl":
                self.in_table = number != 0
            case "itap":
                self.depth = max(number or 0, 0)
            case "cbpat":
                self.shade = number or 0
            case "shading":
                self.pattern = number or 0

    def new_paragraph(self) -> None:
        """Forget what is said of the paragraph."""
        self.style = self.shade = self.pattern = self.depth = 0
        self.outline = self.item = self.in_table = self.off_page = False

    def hides(self, colours: Colours, page: Colour | None) -> str:
        """Give the reason why text in this state is not seen, or ""; `page` is the page's ground, where known."""
        if self.reason:
            return self.reason
        if self.hidden or self.deleted:
            return "invisible" if self.hidden else "deleted"
        if self.off_page:
            return "off-page"
        if self.half_points <= 2 * SMALLEST_POINTS:
            return "tiny"
        if self.scale < _NARROWEST:
            return "squeezed"
        ink = colours.colour(self.ink)
        return "background-coloured" if ink and unseen(ink, self._ground(colours, page)) else ""

    def _ground(self, colours: Colours, page: Colour | None) -> Colour | None:
        # \cb is not asked: word processors do not show it
        for number in (self.highlight, self.back):
            if number:
                return colours.colour(number) or WHITE
        if self.shade:
            return None if self.pattern > FAINT_PATTERN else colours.colour(self.shade) or page
        fill = self.story.fill if self.level else 0
        if fill < 0 or (self.level > 1 and self.story.inner_fills):
            return None
        return (colours.colour(fill) if fill else self.box) or page


def is_far(word: str, number: int, paper: int) -> bool:
    """Say whether a frame or drawing at that place (twips) is beyond the paper."""
    if word in ("posx", "posy", "shpleft"):
        return number >= paper or number <= -_FAR
    if word in ("posnegx", "posnegy"):
        return abs(number) >= _FAR
    return number <= -_FAR  # shpright, shpbottom
