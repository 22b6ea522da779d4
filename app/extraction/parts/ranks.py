"""Words to whether they begin with a rank or an occupation's code in the forces."""

import re

_RANK = re.compile(
    r"(?:(?:SPC|PFC|PV[12T]|CPL|SGT|SSG|SFC|MSG|SGM|CSM|[1-5]LT|CPT|MAJ|LTC|COL|WO1|CW\d|Pvt|LCpl|Cpl|Sgt|SSgt|GySgt|MSgt|1stSgt"
    r"|Amn|A1C|SrA|TSgt|SMSgt|CMSgt|[A-Z]{2,3}[123C]|E-?\d|O-?\d|W-?\d)\b|(?:MOS|AFSC|NEC|RATE|Rating)\b|\d{2}[A-Z]\d{0,2}\b|\d[A-Z]\d[A-Z\d]{2,3}\b)"
)
"""A rank, pay grade or code of an occupation in the forces, as it stands behind a comma in a title."""


def rank(said: str, at: int = 0) -> bool:
    """Say whether the words from `at` on begin with a rank or an occupation's code in the forces."""
    return _RANK.match(said, at) is not None
