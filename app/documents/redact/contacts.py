"""Text to the e-mail addresses, telephone numbers and personal web addresses in it."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, chain
from operator import itemgetter

from app.documents.redact.model import Found, Kind
from app.documents.redact.words import fold, lines_with, listed
from app.documents.spans import Spans

_TLD = (
    r"(?:com|org|net|edu|gov|mil|io|dev|me|co|app|info|biz|name|pro|tech|design|art|blog|site|online|page|"
    r"xyz|cloud|ai|"
    r"work|studio|digital|space|website|world|life|uk|us|ca|au|nz|ie|in|de|fr|es|it|nl|be|ch|at|pt|br|mx|ar|cl|pe|pl|"
    r"cz|se|no|dk|fi|ru|ua|ro|hu|gr|tr|il|ae|sa|eg|ng|ke|gh|za|et|pk|bd|lk|np|vn|th|ph|id|my|sg|hk|tw|cn|jp"
    r"|kr|so|test|example)"
)
_LOCAL = r"(?<![\w.+'%-]{64})[\w.+'%-]+"
"""What stands before the @. What is matched from within a long row of such signs is matched from its beginning."""
_WORD = r"(?<![\w.+'-]{64})[\w.+'-]+"
_EMAILS = (
    re.compile(rf"{_LOCAL}@[\w-]+(?:\.[\w-]+)*\.{_TLD}(?![\w.-]*\w)", re.IGNORECASE),
    # one line break inside, as narrow columns print them
    re.compile(rf"{_LOCAL}(?:\n@|@\n)[\w-]+(?:\.[\w-]+)*\.{_TLD}\b", re.IGNORECASE),
    re.compile(rf"{_LOCAL}@[\w-]+(?:\.[\w-]+)*(?:\.\n|\n\.){_TLD}\b", re.IGNORECASE),
    re.compile(_LOCAL + r"@[\w.-]+\n[\w-]{0,20}\.(?:com|org|net|edu|gov|us|co\.\w\w)\b", re.IGNORECASE),
    re.compile(_LOCAL + r"[@＠][\w-]+(?:\.[\w-]+)*"),
)
_SIGN = re.compile("[@＠]")
# name [at] example [dot] com, name(at)example.com, name at example dot com: what must stand in the text, the pattern
_WRITTEN_OUT = (
    (
        re.compile(r" [@＠]|[@＠] |\. (?=com|org|net|edu)"),
        re.compile(rf"{_LOCAL} ?[@＠] ?[\w-]+(?: ?\. ?[\w-]+)* ?\. ?{_TLD}\b", re.IGNORECASE),
    ),
    (
        re.compile(r"[(\[{<]\s?(?:at|@|a)\s?[)\]}>]", re.IGNORECASE),
        re.compile(
            _WORD + r"(?: dot [\w-]+){0,12}\s?[(\[{<]\s?(?:at|@|a)\s?[)\]}>]\s?[\w-]+"
            r"(?:(?:\s?[(\[{<]\s?(?:dot|\.)\s?[)\]}>]\s?| dot |\.)[\w-]+)+",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r" at [^\n]{1,60} dot ", re.IGNORECASE),
        re.compile(rf"{_WORD}(?: dot [\w-]+){{0,12}} at [\w-]+(?: dot [\w-]+){{0,12}} dot {_TLD}\b", re.IGNORECASE),
    ),
    (re.compile(r"_at_", re.IGNORECASE), re.compile(rf"{_WORD}_at_[\w-]+(?:\.|_dot_){_TLD}\b", re.IGNORECASE)),
)

_GAP = r"[ \t\u00a0\u202f\u2009.\-‐‑‒–—/·]{0,3}"
_EXTENSION = r"(?:[ ,;]{0,3}(?:extension|extn|ext|x)[.: ]{0,2}\d{1,6}|[ ,;]{1,3}#\d{1,5})?"
_NORTH_AMERICAN = re.compile(
    rf"(?<!\d)(?:\(?\+?1\)?{_GAP})?(?:\(\s?\d{{3}}\s?\)|\d{{3}}){_GAP}\d{{3}}{_GAP}\d{{4}}(?!\d){_EXTENSION}",
    re.IGNORECASE,
)
_INTERNATIONAL = re.compile(
    rf"(?<![\w+])(?:\(?\+ ?|00)\d{{1,4}}\)?(?:{_GAP}\(?\d{{1,5}}\)?){{1,7}}(?!\d){_EXTENSION}", re.IGNORECASE
)
_TRUNK = re.compile(rf"(?<![\d.,$€£])\(?0\d{{1,4}}\)?(?:{_GAP}\d{{2,8}}){{1,4}}(?!\d){_EXTENSION}", re.IGNORECASE)
_LABEL = (
    r"(?:tele(?:phone)?|phone|tel|cell(?:ular|phone)?|mobile|mob|fax|whatsapp|signal|ph|call|text|sms|tél|téléphone|"
    r"tel[eé]fono|telefon|telefone|m[oó]vil|celular|handy|portable|home|work|day|evening|reach me at)"
)
_LABELLED = re.compile(
    rf"(?<!\w)(?:{_LABEL}\b(?: ?(?:phone|number|no\b|nr\b|cell))?|[TPCMHWF](?=[.:]))[ #.:(–-]{{0,4}}"
    rf"(\+?\(?\d(?:{_GAP}\(?\d\)?){{5,14}}(?!\d){_EXTENSION})",
    re.IGNORECASE,
)
_VANITY = re.compile(rf"(?<!\w)1?{_GAP}\(?8(?:00|33|44|55|66|77|88)\)?[-. ]\d{{0,3}}[A-Z]{{3,7}}\b")
_LOOSE = re.compile(r"[+(\[]?\d(?:(?:[ \u00a0.]|[ ]?[()\[\]/‐‑–-]{1,2}[ ]?)?\d){6,14}(?!\d)")
_YEARS = re.compile(
    r"(?<!\d)(?:19|20)\d\d\D{0,5}(?:19|20)\d\d(?!\d)|\d{1,2} ?[./] ?(?:19|20)\d\d(?!\d)|(?<!\d)"
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d)"
)

_HOSTS = (
    r"linkedin|github|gitlab|bitbucket|behance|dribbble|medium|twitter|facebook|fb|instagram|youtube|tiktok"
    r"|pinterest|"
    r"stackoverflow|kaggle|orcid|researchgate|scholar\.google|about|linktr|t|wa|bsky|threads|mastodon|"
    r"codepen|leetcode|"
    r"hackerrank|xing|indeed|soundcloud|vimeo|flickr|angel|wellfound|upwork|fiverr|credly|badgr|x|calendly|"
    r"telegram|skype"
)
_SHARED = (
    r"(?:github|gitlab|wordpress|wixsite|blogspot|medium|netlify|vercel|herokuapp|carrd|substack|"
    r"notion|weebly|squarespace|tumblr|behance|itch|myportfolio|webflow|pages)"
)
_URLS = (
    re.compile(r"(?:https?|ftp)://\n?[^\s<>\"|,;]+(?:-\n[^\s<>\"|,;]+|/\n[^\s<>\"|,;@]*[\w/])?", re.IGNORECASE),
    re.compile(r"(?<![\w@.])www\.[^\s<>\"|,;]+", re.IGNORECASE),
    re.compile(
        rf"(?<![\w@.-])(?:[\w-]+\.)*(?:{_HOSTS})\.(?:[a-z]{{2,4}}\.)?[a-z]{{2,7}}/[^\s<>\"|,;]+", re.IGNORECASE
    ),
    re.compile(
        rf"(?<![\w@.-])[\w-]+\.{_SHARED}\.(?:com|io|app|co|dev|me|site|net|org)\b(?:/[^\s<>\"|,;]*)?", re.IGNORECASE
    ),
    re.compile(rf"(?<![\w@.-])[a-z0-9][\w-]*(?:\.[\w-]+)*\.{_TLD}/[^\s<>\"|,;]+"),
    re.compile(r"(?<![\w@./])/?in/[\w%-]{3,}/?(?![\w@])"),
)
_PATH = re.compile(r"\.[a-z]{2,7}/[^\s|,;]+")
_DOMAIN = re.compile(rf"(?<![\w@./-])[\w-]+(?:\.[\w-]+)*\.{_TLD}(?![\w@-])", re.IGNORECASE)
_HANDLE = re.compile(
    r"(?<!\w)(?:linked ?in|git ?hub|gitlab|twitter|instagram|facebook|skype|telegram|behance|dribbble|orcid"
    r"|kaggle|tiktok|"
    r"insta|ig|fb|snapchat|discord|mastodon|bluesky|wechat|line id|handle)\b(?: (?:id|profile|handle|user(?:name)?))?"
    r"[ ]?[:：/–-]?[ ]?(@?/?(?:in/)?[\w][\w.:-]{2,})",
    re.IGNORECASE,
)
_AT = re.compile(r"(?<![\w@/.])@[A-Za-z_][\w.]{2,}")
_LETTERS = 4
"""Of a handle, at least."""


def emails(text: str) -> list[Found]:
    """Find e-mail addresses, plain, broken over two lines or written out; no two overlap."""
    found: list[Found] = []
    taken = bytearray(len(text))
    # an address is broken over two lines at most
    printed = [*lines_with(text, _SIGN, beside=1)]
    patterns = [(pattern, printed) for pattern in _EMAILS]
    patterns += [(written, [(0, len(text))]) for sign, written in _WRITTEN_OUT if sign.search(text)]
    for pattern, stretches in patterns:
        for match in chain.from_iterable(pattern.finditer(text, *stretch) for stretch in stretches):
            start, end = match.start(), match.end()
            if not any(taken[start:end]):
                taken[start:end] = bytes((1,)) * (end - start)
                said = match[0].strip(".'")
                at = start + match[0].index(said)
                found.append(Found(at, at + len(said), Kind.EMAIL, _address(said)))
    return found


def _address(said: str) -> str:
    plain = re.sub(r"\s?[(\[{<]?\s?\b(?:dot)\b\s?[)\]}>]?\s?|_dot_", ".", said.casefold())
    plain = re.sub(r"\s?[(\[{<]\s?(?:at|@|a)\s?[)\]}>]\s?| at |_at_|＠", "@", plain)
    return re.sub(r"[\s()\[\]{}<>]", "", plain)


def local_part(email: Found) -> str:
    """Give what stands before the `@` of a found address."""
    return email.value.partition("@")[0]


def _digits(said: str) -> str:
    return re.sub(r"\D", "", said)


def _phone(match: re.Match[str], group: int = 0) -> Found:
    start, end = match.span(group)
    number = re.split(r"[ ,;]*(?:ext|x|#)", match[group], maxsplit=1, flags=re.IGNORECASE)[0]
    plain = _digits(number).removeprefix("00")
    return Found(start, end, Kind.PHONE, plain[1:] if len(plain) == 11 and plain[0] == "1" else plain)


def phones(text: str, contact: list[tuple[int, int]]) -> Iterator[Found]:
    """Find telephone numbers; in the parts of contact lines (`contact`) every run of digits but dates."""
    for match in _NORTH_AMERICAN.finditer(text):
        yield _phone(match)
    for match in _INTERNATIONAL.finditer(text):
        if 8 <= len(_digits(match[0])) <= 21:
            yield _phone(match)
    for match in _TRUNK.finditer(text):
        if 9 <= len(_digits(match[0])) <= 16 and not _YEARS.search(match[0]):
            yield _phone(match)
    for match in _LABELLED.finditer(text):
        if not _YEARS.fullmatch(match[1].strip()):
            yield _phone(match, 1)
    for match in _VANITY.finditer(text):
        yield _phone(match)
    for match in _LOOSE.finditer(text):
        # ten digits in a row that are neither years nor dates are rather a number to call than a figure
        if 10 <= len(_digits(match[0])) <= 15 and not _YEARS.search(match[0]):
            yield _phone(match)
    for start, end in contact:
        for match in _LOOSE.finditer(text, start, end):
            if 7 <= len(_digits(match[0])) <= 15 and not _YEARS.search(match[0]):
                yield _phone(match)


def urls(text: str, contact: list[tuple[int, int]], handles: frozenset[str]) -> Iterator[Found]:
    """Find web addresses and handles that lead to a person.

    `contact` are the spans of the parts of contact lines, where a bare domain or handle counts; elsewhere it counts
    only when it holds one of `handles` (folded forms of the worker's name and of the parts of e-mail addresses).
    """
    technologies, parts = listed("people", "technologies"), Spans(contact)
    for index, pattern in enumerate(_URLS):
        for match in pattern.finditer(text):
            said = match[0].rstrip(".)]'\"")
            bare_site = index == 1 and "/" not in said.rstrip("/")
            near = parts.touch(match.start(), match.start() + 1)
            if said.casefold().split("/")[0] in technologies or (
                bare_site and not near and not _personal(said, handles)
            ):
                continue
            yield _url(match.start(), said)
    for match in _DOMAIN.finditer(text):
        if match[0].casefold() in technologies or len(match[0].split(".")[-2]) < 3:
            continue
        alone = any(_alone(text[start : match.start()]) for start, _ in parts.around(*match.span()))
        if alone or _personal(match[0], handles):
            yield _url(match.start(), match[0])
    ordered = sorted(contact)
    first_ends = [*accumulate((end for _, end in ordered), min)]
    for match in _HANDLE.finditer(text):
        before = bisect_right(ordered, match.start(), key=itemgetter(0))
        near = before > 0 and first_ends[before - 1] <= match.end()
        marked = re.search(r"[\d/@_.-]\w", match[1]) and ":" in match[0]
        if (near and re.search(r"[:：@/]", match[0])) or marked or _personal(match[1], handles):
            yield _url(match.start(1), match[1].rstrip(".:"))
    for match in _AT.finditer(text):
        if parts.touch(match.start(), match.start() + 1) or _personal(match[0], handles):
            yield _url(match.start(), match[0].rstrip("."))


def profiles(text: str) -> list[str]:
    """Give what of web addresses may be made of a person's name: the last part of each path."""
    return [match[0].rstrip("/").rsplit("/", 1)[-1].casefold() for match in _PATH.finditer(text)]


def _alone(before: str) -> bool:
    """Whether nothing but a label stands before a domain in its part of the line."""
    return not before.strip() or bool(re.fullmatch(r"[\w -]{2,24}[:：]\s*", before)) or not re.search(r"\w", before)


def _personal(said: str, handles: frozenset[str]) -> bool:
    plain, beginning = fold(said), _beginning(handles)
    return any(
        plain.startswith(handle, at)
        for at in range(len(plain) - _LETTERS + 1)
        for handle in beginning.get(plain[at : at + _LETTERS], ())
    )


@lru_cache(maxsize=4)
def _beginning(handles: frozenset[str]) -> dict[str, list[str]]:
    """Give handles by their first letters: a document may hold thousands."""
    found: dict[str, list[str]] = defaultdict(list)
    for handle in handles:
        found[handle[:_LETTERS]].append(handle)
    return dict(found)


def continued(text: str, found: list[Found], handles: frozenset[str]) -> Iterator[Found]:
    """Find the rest of addresses that were broken at the end of a narrow line, in the middle of a name."""
    for one in found:
        if text[one.end : one.end + 1] != "\n" or one.kind not in (Kind.URL, Kind.EMAIL):
            continue
        rest = re.compile(r"[\w.%/~-]{1,40}(?=\s|$)").match(text, one.end + 1)
        if rest is None:
            continue
        shown, said = fold(one.value), fold(rest[0])
        if _breaks(shown, said, handles):
            yield Found(rest.start(), rest.end(), one.kind, one.value)


def _breaks(shown: str, said: str, handles: frozenset[str]) -> bool:
    """Say whether a handle begins at the end of the one and ends at the beginning of the other."""
    beginning, whole, end = _beginning(handles), shown + said, len(shown)
    return any(
        whole.startswith(handle, at) and at + len(handle) > end
        for at in range(end)
        for handle in beginning.get(whole[at : at + _LETTERS], ())
    )


def _url(start: int, said: str) -> Found:
    value = re.sub(r"^(?:https?://)?(?:www\.)?|/+$|\s", "", said.casefold())
    return Found(start, start + len(said), Kind.URL, value)
