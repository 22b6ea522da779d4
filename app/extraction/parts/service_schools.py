"""Schools of the forces that are called by what is learnt there ("NCO Academy", "Medic "A" School")."""

import re

_SCHOOL = re.compile(
    r"(?P<name>(?:^(?i:NCO|Non-?commissioned Officers?|Petty Officer|Airman|Sergeants?|Squadron Officer|Recruit\w*"
    r"|Airborne|Ranger|Jump|Basic|Warrior|Officer Candidate|Instructor)(?: [A-Z]\w+){0,2} (?i:School|Academy)"
    r"|(?:^|\s)(?i:Leaders?(?:hip)?)(?: [A-Z]\w+){0,2} (?i:School)|^(?i:Leadership)(?: [A-Z]\w+){0,2} (?i:Academy)"
    r"|(?:[\"“'](?i:[A-C])[\"”']|\b[A-C]) (?i:School)))(?: \([^()]*\))?$",
)


def service_school(said: str) -> re.Match[str] | None:
    """Find the end of words that are the name of a school of the forces, and so what was taken there.

    `name` of the match ends before an aside in brackets ("Medic "A" School (NEC L01A)").
    """
    return _SCHOOL.search(said)
