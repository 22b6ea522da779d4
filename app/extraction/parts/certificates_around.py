"""What stands around the name of a certification: the words of its dates, its number, marks."""

import re

from app.extraction.words.small import any_case, small
from app.extraction.words.validity import EXPIRES

_COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
_DATE_WORDS = any_case(
    rf"(?:[,;(\s–—-]*+\b(?:{EXPIRES}\b\.?|runs?\s+out|lasts|valid|good|no expiration|registered"
    r"|due|till?|thru"
    r"|vence|vencimiento|v[áa]lid[oa]|hasta|g[üu]ltig|bis|ends?|paid|(?<=[,;(] )commission"
    r"|requalified|retested|(?:(?<=[,;(–—-] )|^)(?:(?:first|originally|initially) )?certified"
    r"|(?:(?<=[,;(–—-] )|^)test(?: date)?|issued?|effective|cleared|granted|received|renew\w*"
    r"|re-?cert(?:ified|\.)?|earned|obtained|completed|passed|tested|since|through|until"
    r"|got it|(?<![^\W\d_]-)(?:to|in|on|all|last)|date|current|present|active|pending|scheduled"
    r"|(?:not|no longer)(?= (?:current|active|valid|renewed)\b)|in\s+pro(?:gress|cess)|as of|refresher|last|all"
    r"|annual(?:ly)?|yearly"
    r"|(?:every|each) (?:year|(?:\d|two|three|four|five) years)|(?<=[,;(] )year|last one|refreshed"
    r"|inactive|lapsed|finish(?:es)?"
    r"|updated|(?<=[,;.(–—-] )(?:commission|registration|card|licen[sc]e|certification)\s+(?:expires?|valid))"
    r"\b[\s:.]*+)+$"
    r"|[,;]\s+(?:no restrictions|unrestricted|clean record|(?:in )?good standing)\.?$"
    r"|\s*\((?:no (?:expiration|restrictions)|(?:not |no longer )?(?:current|active|valid)"
    r"|expired|lapsed|inactive|lifetime|(?:all |both )?in\s+pro(?:gress|cess)|pending"
    r"|(?:multi-?state|compact|nlc)(?:\s?[/,]\s?(?:multi-?state|compact|nlc))?"
    r"|renewed(?: (?:annually|yearly|every [^()]{1,20}))?|does not expire|in[- ]house|on-?line"
    r"|\d[\d.]*[- ]?(?:hours?|hrs?) each"
    r"|(?!(?:asse|nfpa|ansi|asme|astm|api|aws|ipc|iso|nec)\b)[^()]*\d{4,}[^()]*)\)?$"
    r"|[,;–—-]\s+(?:(?:taken |done )?on-?line|in[- ]house|cat(?:egory|egories|\.)\s?#?(?:\d[\w, ]{0,12}|[a-z]\d?))$"
    rf"|[\s:,;(–—-]*\b{_COUNT} (?:out )?of (?:the )?{_COUNT}\b"
    r"(?: (?:required )?(?:exams?|tests|courses|modules|parts|sections|papers))?"
    r"(?: (?:passed|done|completed?|taken))?\)?$"
    r"|[\s,;(–—:/|•·-]+$"
)
_LASTED = re.compile(r"(?<=[a-z]{3})(?<!azwoper)\s\d{1,3} (?:hrs|hours)$")
"""How long it took, behind words; "OSHA 10 hours" is what the card is called."""
_NUMBER = any_case(
    r"[\s,(–—-]*(?:\b(?:(?:firm|educator|certificate|licen[sc]e|credential|member(?:ship)?|provider)\s+id|pid"
    r"|regist(?:ry|ration|er)\s*(?:#|no\b\.?|number|id))\s?[:.#]{0,2}\s?\S{0,30}\d\S{0,30}"
    r"|(?:\b(?:cert|lic)\b\.?"
    r"|(?:^|(?<=[,;(] ))(?:credential|licen[sc]e|certificat(?:e|ion)|registration|permit|card|member))?\s*"
    r"(?:\bno\.|\bnumber\b|#|\bid\b)\s*[:.]?\s*#?\s?\S*\d\S*"
    r"|[,;(]\s*(?:certificate|cert|registration|reg|lic|licen[sc]e)\b\.?\s*(?:#|no\b\.?|number|id)?\s*[:.]?"
    r"\s*[a-z]{1,5}\s\d{4,}\S*"
    r"|[,;(]\s*(?:certificate|cert|registration|reg|lic|licen[sc]e)\b\.?\s*#?[A-Z]{0,3}[-.]?\d{3,}\S*"
    r"|^(?:certificate|cert|lic|licen[sc]e)\b\.?\s*#?[A-Z]{0,3}[-.]?\d{3,}\S*|[,;(]\s*(?:[A-Z]{2,6}[-.]){0,4}[A-Z]{1,4}[-.]?\d{4,}[A-Z]?"
    r"|^(?:[A-Z]{2,6}[-.]){0,4}[A-Z]{1,4}[-.]?\d{4,}[A-Z]?"
    r"|(?:^|[,;(]\s*)[A-Z]{1,4}\s\d{5,}[A-Z]?"
    r"|(?<=registration)\s\d[\d-]{2,}[A-Z]?)\)?$"
)
_BARE_NUMBER = re.compile(
    r"(?<![Gg]rades)"
    r"(?!\s*\(?(?:[A-Z]{1,3}\d{0,2}-\d{3}|[A-Z]{2,5} \d{3}-\d{3,4}|\d{3}-\d{3}|\d{1,2}-\d{1,2})\)?$)"
    r"(?<!ISO)(?<!IEC)(?<!ASSE)(?<!NFPA)(?<!ANSI)(?<!ASME)"
    r"(?<!Word)(?<!Excel)(?<!Office)(?<!Outlook)(?<!PowerPoint)(?<!Access)(?<!Windows)(?<!Server)"
    r"[\s,(]+(?:(?:(?i:lic|cert|reg|no)\b\.?|\#|(?:(?<=[,(])|(?<=[,(] ))(?i:card|permit)\b)\s*)?"
    r"(?!(?:ASSE|NFPA|ANSI|ASME|I{2,3}|IV)\b)(?!BS ?\d)(?:(?:(?!(?:LNA|CNA|GNA|STNA|LPN|LVN|EMT|HHA|CMA|CDL) )"
    r"[A-Z]{1,4}\d?[- ]?)?\d[\d-]{3,}|[A-Z]{2}\d\d \d{4,}"
    r"|[A-Z]{5,6}\d{5,})[A-Z]?\)?$"
    r"|[\s,(]+(?i:lic|no)\.?$|\s*\#$"
)
_FIGURE, _LEFT = re.compile(r"\d"), re.compile(r"(?:[cC]|[nN][oO])\.?$|#$")
"""Without a figure only the words before a number are left ("lic.", "no", "#")."""
_NUMBER_WORD = any_case(r"(?:lic|cert|reg|no|card|permit)\b\.?")
_LEAD = re.compile(
    r"(?:[\s,;:–—•-]|\((?!ISC\)))*(?:(?:and|&)\s+)?"
    r"(?:(?:[Pp]assed|[Ee]arned|[Cc]ompleted|[Oo]btained|[Hh]old(?:er of)?)\s+(?=[A-Z]))?"
)
_NO_TITLE = any_case(
    r"\d[\d,.]{0,12}\+?\s*(?:\w{1,40}\s+)?(?:hours?|hrs?|credits?|ceus?)|(?:valid|good)\s+(?:for\s+)?(?:\d+|an?|one|two|three|four|five|ten)\s+(?:years?|yrs?|months?)"
    r"|(?:multi-?state|compact|lifetime|renewed|lapsed)(?:\s+(?:licen[sc]e|status))?"
    r"|none|n\.?/?a\.?|no expir(?:y|ation)|does not expire|never|no restrictions|unrestricted|unencumbered"
    r"|clean(?: driving)? (?:record|mvr)\.?(?:,?\s+\d+\s+(?:years?|yrs?)\.?)?|scores?\b\D{0,3}\d+"
    r"|(?:in )?good standing|in\s+pro(?:gress|cess)"
)
"""How long it took or holds, and how it stands."""


def _number(said: str) -> re.Match[str] | None:
    """The number of a licence or card, which is nobody's business but the holder's."""
    figure = _FIGURE.search(said) is not None
    return (_NUMBER.search(small(said)) if figure else None) or (
        _BARE_NUMBER.search(said) if figure or _LEFT.search(said) else None
    )


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut off what stands around a name: dates' words, numbers, marks, a leading "and"."""
    while True:
        said = text[start:end]
        mark = _DATE_WORDS.search(small(said)) or _LASTED.search(said) or (_number(said) if len(said) > 8 else None)
        if mark is None or mark.start() == 0:
            break
        end = start + mark.start()
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    if text[start:end].endswith(")") and "(" not in text[start:end]:
        end -= 1
    return start, end


def only_date_words(said: str) -> bool:
    """Say whether the words tell only what a date means ("valid until")."""
    return _DATE_WORDS.match(small(said)) is not None


def only_number(said: str) -> bool:
    """Say whether the words are only a number, how long something took or holds, or how it stands."""
    folded = small(said)
    number = _NUMBER.match(folded)
    whole = number is not None and number.end() == len(said)
    return whole or _NUMBER_WORD.fullmatch(folded) is not None or _NO_TITLE.fullmatch(folded) is not None
