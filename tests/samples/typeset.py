"""Write a described resume as source text of TeX and Typst, in designs that their templates share.

TeX: `subheads` (titles with dates at the right edge), `margin` (dates in the margin, by moderncv) and `icons` (two
columns, icons before dates and places, skills in boxes). Typst: `subheads`, and `side` (a narrow column at the left,
dates in a column of their own, skills on coloured grounds).
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from tests.samples.description import Described, DescribedEntry, Section, printed

_SPECIAL: Final = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_ESCAPED: Final = "&%$#_{}"
_TYPST: Final = re.compile(r"([\\#$*_`<>@~\[\]/=+\-])")
_PHONE: Final = re.compile(r"[\d ().+-]{7,}")

_PLAIN: Final = r"""\documentclass[letterpaper,11pt]{article}
\usepackage{fontspec}
\setmainfont{lmroman10-regular.otf}[BoldFont=lmroman10-bold.otf,ItalicFont=lmroman10-italic.otf,
  SmallCapsFont=lmromancaps10-regular.otf]
\usepackage[margin=0.7in]{geometry}\usepackage{titlesec}\usepackage{enumitem}
\pagestyle{empty}\raggedright\setlength{\parindent}{0pt}
\titleformat{\section}{\scshape\large}{}{0em}{}[\titlerule]
\newcommand{\row}[2]{\begin{tabular*}{\textwidth}{@{}l@{\extracolsep{\fill}}r@{}}#1 & #2\end{tabular*}\par}
\begin{document}
"""
_ICONS: Final = r"""\documentclass[10pt,a4paper]{article}
\usepackage{fontspec}
\setmainfont{lmsans10-regular.otf}[BoldFont=lmsans10-bold.otf,ItalicFont=lmsans10-oblique.otf]
\usepackage[margin=1.2cm]{geometry}\usepackage{paracol}\usepackage{xcolor}\usepackage{enumitem}
\usepackage{tikz}\usepackage{fontawesome5}
\definecolor{ink}{HTML}{2E4057}\pagestyle{empty}\setlength{\parindent}{0pt}\setlength{\parskip}{3pt}\raggedright
\renewcommand{\section}[1]{\vspace{6pt}{\color{ink}\large\bfseries\MakeUppercase{#1}}\\[-6pt]%
  {\color{ink}\rule{\linewidth}{1pt}}\par}
\newcommand{\boxed}[1]{\tikz[baseline]\node[anchor=base,draw=ink,rounded corners,inner xsep=1ex,inner ysep=.7ex]{#1};}
\begin{document}
"""
_GRID: Final = """#set page(paper: "us-letter", margin: 1.6cm)
#set text(size: 10pt)
#set par(justify: true)
#show heading: it => block[#smallcaps(it.body)#box(width: 1fr, line(length: 100%))]
"""
_SIDE: Final = """#set page(paper: "a4", margin: 1.3cm)
#set text(size: 10pt)
#show heading: it => block(text(fill: rgb("0a4d68"), size: 10pt, weight: 700, tracking: 1.5pt, upper(it.body)))
#let chip(body) = box(fill: rgb("dde8ee"), inset: (x: 4pt, y: 2pt), radius: 3pt, body)
"""


def _tex(text: str | None) -> str:
    escaped = (
        _SPECIAL.get(letter, f"\\{letter}" if letter in _ESCAPED else letter) for letter in printed(text or "")
    )
    return "".join(escaped).replace("\t", r"\quad ")


def _typst(text: str | None) -> str:
    return _TYPST.sub(r"\\\1", printed(text or "")).replace("\t", " #h(8pt) ")


def _named(entry: DescribedEntry) -> str:
    return ", ".join(part for part in (entry.title, entry.programme) if part)


def _items(entry: DescribedEntry) -> str:
    items = "".join(rf"\item {_tex(duty)}" for duty in entry.duties)
    return rf"\begin{{itemize}}[leftmargin=1.2em,nosep]{items}\end{{itemize}}" if items else ""


def _subheads(described: Described) -> str:
    parts = [_PLAIN, rf"\begin{{center}}{{\Huge {_tex(described.name)}}}\\ {_tex(described.headline)}\\"]
    parts += [" $|$ ".join(map(_tex, described.contact)), r"\end{center}"]
    for section in described.sections:
        parts.append(rf"\section{{{_tex(section.heading)}}}")
        parts += [rf"{_tex(text)}\par" for text in section.text]
        if section.skills:
            parts.append(rf"{', '.join(map(_tex, section.skills))}\par")
        for entry in section.entries:
            parts.append(rf"\row{{\textbf{{{_tex(_named(entry) or entry.organization)}}}}}{{{_tex(entry.dates)}}}")
            if _named(entry) and entry.organization:
                parts.append(rf"\row{{\textit{{{_tex(entry.organization)}}}}}{{{_tex(entry.location)}}}")
            parts += [rf"{_tex(entry.note)}\par", _items(entry)]
    return "\n".join([*parts, r"\end{document}"])


def _margin(described: Described) -> str:
    first, _, last = described.name.partition(" ")
    parts = [
        r"\documentclass[11pt,a4paper,roman]{moderncv}\moderncvstyle{classic}\moderncvcolor{blue}",
        rf"\usepackage[scale=0.8]{{geometry}}\name{{{_tex(first)}}}{{{_tex(last)}}}",
    ]
    if described.headline:
        parts.append(rf"\title{{{_tex(described.headline)}}}")
    others = []
    for contact in described.contact:
        if "@" in contact:
            parts.append(rf"\email{{{_tex(contact)}}}")
        elif _PHONE.fullmatch(contact):
            parts.append(rf"\phone[mobile]{{{_tex(contact)}}}")
        else:
            others.append(_tex(contact))
    parts += [rf"\extrainfo{{{' -- '.join(others)}}}", r"\begin{document}\makecvtitle"]
    for section in described.sections:
        parts.append(rf"\section{{{_tex(section.heading)}}}")
        parts += [rf"\cvitem{{}}{{{_tex(text)}}}" for text in section.text]
        if section.style in ("bullets", "lines"):
            parts += [rf"\cvlistitem{{{_tex(skill)}}}" for skill in section.skills]
        elif section.skills:
            parts.append(rf"\cvitem{{}}{{{', '.join(map(_tex, section.skills))}}}")
        for entry in section.entries:
            fields = entry.dates, entry.title, entry.organization, entry.location, entry.programme
            told = "".join(f"{{{_tex(field)}}}" for field in fields)
            items = "".join(rf"\item {_tex(duty)}" for duty in entry.duties)
            items = rf"\begin{{itemize}}{items}\end{{itemize}}" if items else ""
            parts.append(rf"\cventry{told}{{{_tex(entry.note)}{items}}}")
    return "\n".join([*parts, r"\end{document}"])


def _with_icons(described: Described) -> str:
    def told(section: Section) -> list[str]:
        parts = [rf"\section{{{_tex(section.heading)}}}", *(rf"{_tex(text)}\par" for text in section.text)]
        if section.skills:
            parts.append(" ".join(rf"\boxed{{{_tex(skill)}}}" for skill in section.skills) + r"\par")
        for entry in section.entries:
            parts.append(rf"{{\large {_tex(_named(entry))}}}\par")
            if entry.organization:
                parts.append(rf"\textbf{{\color{{ink}}{_tex(entry.organization)}}}\par")
            places = [rf"\faCalendar\ {_tex(entry.dates)}"] if entry.dates else []
            places += [rf"\faMapMarker\ {_tex(entry.location)}"] if entry.location else []
            parts.append("".join(rf"\makebox[0.5\linewidth][l]{{\small {place}}}" for place in places) + r"\par")
            parts += [rf"{_tex(entry.note)}\par", _items(entry), r"\medskip"]
        return parts

    sides = {
        place: [line for section in described.sections if section.place == place for line in told(section)]
        for place in ("main", "side")
    }
    contact = r"\quad ".join(
        rf"\fa{'Envelope' if '@' in part else 'MapMarker'}\ {_tex(part)}" for part in described.contact
    )
    head = rf"{{\Huge\bfseries {_tex(described.name)}}}\par {{\large {_tex(described.headline)}}}\par {contact}\par"
    both = [r"\columnratio{0.63}\begin{paracol}{2}", *sides["main"], r"\switchcolumn", *sides["side"]]
    return "\n".join([_ICONS, head, *both, r"\end{paracol}\end{document}"])


def _grid(described: Described) -> str:
    head = f"#text(22pt, weight: 700)[{_typst(described.name)}] \\ {_typst(described.headline)}"
    contact = " #h(6pt)•#h(6pt) ".join(map(_typst, described.contact))
    parts = [_GRID, f"#align(center)[{head} \\ {contact}]"]
    for section in described.sections:
        parts += [f"= {_typst(section.heading)}", *(f"{_typst(text)}\n" for text in section.text)]
        if section.skills:
            parts.append(f"{' · '.join(map(_typst, section.skills))}\n")
        for entry in section.entries:
            cells = f"[*{_typst(_named(entry))}*], [_{_typst(entry.dates)}_], "
            cells += f"[{_typst(entry.organization)}], [{_typst(entry.location)}]"
            parts.append(f"#grid(columns: (1fr, auto), row-gutter: .45em, {cells.replace('[__]', '[]')})")
            parts += [f"{_typst(entry.note)}\n", *(f"- {_typst(duty)}" for duty in entry.duties), ""]
    return "\n".join(parts)


def _side(described: Described) -> str:
    def told(section: Section) -> str:
        parts = [f"= {_typst(section.heading)}", *(f"{_typst(text)}\n" for text in section.text)]
        if section.skills:
            parts.append(" ".join(f"#chip[{_typst(skill)}]" for skill in section.skills))
        for entry in section.entries:
            where = ", ".join(_typst(part) for part in (entry.organization, entry.location) if part)
            body = "\n".join([f"{_typst(entry.note)}\n", *(f"- {_typst(duty)}" for duty in entry.duties)])
            what = f"*{_typst(_named(entry))}* \\ {where}\n\n{body}"
            parts.append(f"#grid(columns: (2.6cm, 1fr), gutter: 8pt, text(9pt)[{_typst(entry.dates)}], [{what}])")
        return "\n".join(parts)

    sides = {
        place: "\n".join(told(section) for section in described.sections if section.place == place)
        for place in ("side", "main")
    }
    head = f"#text(24pt)[{_typst(described.name)}]\n\n{_typst(described.headline)}\n\n"
    head += " | ".join(map(_typst, described.contact))
    return f"{_SIDE}{head}\n#grid(columns: (30%, 1fr), gutter: 16pt, [{sides['side']}], [{sides['main']}])"


TEX: Final[Mapping[str, Callable[[Described], str]]] = {
    "subheads": _subheads,
    "margin": _margin,
    "icons": _with_icons,
}
"""The source text of each design for XeTeX, by its name."""
TYPST: Final[Mapping[str, Callable[[Described], str]]] = {"subheads": _grid, "side": _side}
"""The source text of each design for Typst, by its name."""
