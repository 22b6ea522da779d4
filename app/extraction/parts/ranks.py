"""Words to whether they begin with a rank or an occupation's code in the forces."""

import re

from app.extraction.words.scores import organization_score

_RANK = re.compile(
    r"(?:(?:SPC|PFC|PV[12T]|CPL|SGT|SSG|SFC|MSG|SGM|CSM|[1-5]LT|CPT|MAJ|LTC|COL|WO1|CW\d|Pvt|LCpl|Cpl|Sgt|SSgt|GySgt|MSgt|1stSgt"
    r"|Amn|A1C|SrA|TSgt|SMSgt|CMSgt|[A-Z]{2,3}[123C]|E-?\d|O-?\d|W-?\d)\b|(?:MOS|AFSC|NEC|RATE|Rating)\b|\d{2}[A-Z]\d{0,2}\b|\d[A-Z]\d[A-Z\d]{2,3}\b)"
)
"""A rank, pay grade or code of an occupation in the forces, as it stands behind a comma in a title."""

_NAME = re.compile(r"[A-Z\d]+ [A-Z][^,;(/|]*")
_FORCES = re.compile(r"\b(?:Army|Navy|Marines?|Air Force|Corps|Guard|Reserves?|Force|Command|USS|U\.?S)\b")
_FIRM = 1.0


def rank(said: str, at: int = 0) -> bool:
    """Say whether the words from `at` on begin with a rank or an occupation's code in the forces.

    What goes on as the name of a firm is none ("COL Transport").
    """
    if _RANK.match(said, at) is None:
        return False
    name = _NAME.match(said, at)
    return name is None or _FORCES.search(name[0]) is not None or organization_score(name[0]) < _FIRM
