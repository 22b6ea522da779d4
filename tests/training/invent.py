"""Occupations to marked training text: resumes in many layouts, and sentences of job advertisements."""

import random
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.extraction.words.lexicon import words
from app.taxonomy.index import Frameworks
from app.taxonomy.model import ConceptKind

Span = tuple[int, int]
MARK = re.compile(r"\[\[(.+?)\]\]|<<(.+?)>>", re.DOTALL)
_HEADINGS = {
    "skills": (
        "Skills",
        "Key Skills",
        "Technical Skills",
        "Core Competencies",
        "Areas of Expertise",
        "Skill Highlights",
    ),
    "other": ("Additional Skills", "Tools", "Professional Skills", "Strengths", "Computer Skills", "Other Skills"),
    "work": ("Experience", "Work Experience", "Employment History", "Professional Experience", "Work History"),
    "school": ("Education", "Education and Training", "Academic Background"),
    "summary": ("Summary", "Profile", "Objective", "Professional Summary", "About Me"),
    "papers": ("Certifications", "Licenses & Certifications", "Certificates"),
    "tongues": ("Languages", "Language Skills"),
}
_SUMMARIES = (
    "{title} with {n} years of experience in [[{a}]], [[{b}]] and [[{c}]].",
    "Dependable {lower} seeking a full time position. Skilled in [[{a}]] and [[{b}]]; strong [[{soft}]] skills.",
    "Excellent [[{soft}]] and [[{soft2}]] skills. Background in [[{a}]].",
    "Results-driven {lower} known for [[{soft}]], [[{a}]] and a calm manner.",
    "To obtain a position as a {lower} where my knowledge of [[{a}]] can grow.",
    "{n}+ years in the field. Proficient with [[{a}]], [[{b}]], and [[{c}]]. Able to travel.",
    "Looking for steady work close to home. Good references.",
    "I am {lower} since {n} years and I know [[{a}]] and [[{b}]] very well.",
    "[[{soft}]] and [[{soft2}]] professional with a background in [[{a}]], [[{b}]], and [[{c}]].",
    "Veteran with {n} years of service. Strengths include [[{soft}]], [[{a}]] and [[{b}]].",
    "Returning to work after raising three children. Good at [[{a}]] and [[{soft}]].",
)
_MORE = (
    "Used [[{a}]] and [[{b}]] every day.",
    "Responsible for [[{a}]], [[{b}]] and daily reports.",
    "Provided [[{a}]] for the whole department.",
    "Worked closely with the lead on [[{a}]].",
    "Environment: [[{a}]], [[{b}]], [[{c}]]",
    "Trained in [[{a}]] by the senior staff.",
    "[[{a}]], [[{b}]], [[{c}]]",
    "I do [[{a}]] and [[{b}]] since four years.",
    "Gained experience in [[{a}]] and [[{soft}]].",
    "Technologies used: [[{a}]], [[{b}]] and [[{c}]].",
    "Recognized for [[{soft}]] and quick turnaround.",
)
_ADS = (
    "Experience with [[{a}]], [[{b}]] or [[{c}]] is a plus .",
    "Strong knowledge of [[{a}]] and [[{b}]] required",
    "You have excellent [[{soft}]] and [[{soft2}]] skills",
    "{n}+ years of experience in [[{a}]]",
    "We are looking for a {lower} who is [[{virtue}]] and ready to start in May .",
    "Ability to [[{do}]] in a busy setting",
    "Responsibilities include [[{do}]] and [[{do2}]] .",
    "Familiarity with [[{a}]] ; [[{soft}]] is essential",
    "We offer a competitive salary , paid leave and a friendly team .",
    "Our company was founded in 1987 and serves clients in twelve states .",
    "As a {lower} you will [[{do}]] and work with [[{a}]] .",
    "The ideal candidate brings proven [[{a}]] skills and a [[{virtue}]] attitude .",
    "Apply online with your resume by the end of the month .",
    "Must be able to [[{do}]] , [[{do2}]] and lift 40 pounds",
    "Knowledge of [[{a}]] , [[{b}]] and [[{c}]] preferred but not required .",
    "* • [[{do}]] for clients in three states",
    "• Hands-on experience with [[{a}]] ( [[{b}]] or [[{c}]] )",
    "Minimum {n} years of [[{a}]] and [[{b}]] experience in a fast-paced environment",
    "You are a [[{virtue}]] [[team player]] who [[{do}]] with little supervision",
    "Bachelor's degree in a related field or equivalent experience .",
    "Solid understanding of [[{a}]] and [[{b}]] is a must ; [[{c}]] nice to have",
    "[[{do}]] and [[{do2}]] in line with company policy .",
    "The {lower} reports to the operations manager and works Monday to Friday .",
    "What we look for : [[{soft}]] , [[{soft2}]] , and a valid driver license",
    "Excellent written and verbal [[{soft}]] skills ; able to [[{do}]]",
    "Benefits include health insurance , a pension plan and free parking",
    "Who you are : [[{virtue}]] , curious and good with people",
    "Duties : [[{do}]] ; [[{do2}]] ; other tasks as assigned",
)
_CLAUSES = (
    "You will [[{x}]] and [[{y}]] .",
    "Ability to [[{x}]] and [[{y}]] under pressure",
    "Responsible for the following : [[{x}]] , [[{y}]] , [[{z}]]",
    "[[{x}]] together with the sales team",
    "In this role you [[{x}]] , report to the head of department and [[{y}]] when needed .",
    "The candidate must [[{x}]] .",
    "• [[{x}]]",
)
_NAMED = (
    "Experience with [[{x}]] and [[{y}]]",
    "Good command of [[{x}]] , [[{y}]] and [[{z}]] is expected .",
    "Strong background in [[{x}]] or [[{y}]] required",
    "You know [[{x}]] ; knowledge of [[{y}]] is a plus .",
    "{n} years in [[{x}]]",
)
_VIRTUES = ("motivated", "flexible", "reliable", "detail-oriented", "self-motivated", "enthusiastic", "team-oriented")
_BULLETS = ("• ", "- ", "* ", "✓ ", "", r"\xe2\x80\xa2 ", "▪ ")


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with the places of the skills it names and of the duties that show one."""

    name: str
    text: str
    skills: tuple[Span, ...]
    duties: tuple[Span, ...]


@cache
def tables() -> dict[str, Any]:
    """Read the occupations and the words around them."""
    return tomllib.loads(Path(__file__).with_name("occupations.toml").read_text("utf-8"))


def unmark(name: str, marked: str) -> Sample:
    """Take `[[skill]]` and `<<duty>>` marks out of a text and give their places."""
    text, at = "", 0
    spans: dict[int, list[Span]] = {1: [], 2: []}
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        group = 1 if mark.group(1) is not None else 2
        spans[group].append((len(text), len(text) + len(mark.group(group))))
        text += mark.group(group)
        at = mark.end()
    return Sample(name, text + marked[at:], tuple(spans[1]), tuple(spans[2]))


def base(phrase: str) -> str:
    """Put the first word of a duty into its base form ("Wired new homes" to "wire new homes")."""
    first, space, rest = phrase.partition(" ")
    said, listed, irregular = first.lower(), words("verbs", "words"), tables()["irregular"]
    if said in irregular:
        said = irregular[said]
    elif said.endswith("ed"):
        stem = said[:-2]
        tried = (stem + "e", stem, stem[:-1] if stem[-2:-1] == stem[-1:] else stem, stem[:-1] + "y")
        said = next((one for one in tried if one in listed), said)
    return said + space + rest


class Writer:
    """One resume of one occupation; every choice is the dice's."""

    def __init__(self, job: dict[str, Any], general: dict[str, Any], dice: random.Random) -> None:
        self.job, self.general, self.dice = job, general, dice
        self.bullet = dice.choice(_BULLETS)
        self.case = dice.choice((str.upper, str.title, str.title, str.capitalize))
        self.colon = dice.choice(("", "", ":"))
        self.lower = dice.random() < 0.3

    def said(self, skill: str) -> str:
        usual = (
            skill.islower()
            or (skill[1:].islower() and " " not in skill)
            or re.fullmatch(r"[A-Z][a-z]+( [a-z]+)+", skill)
        )
        return skill.lower() if self.lower and usual else skill

    def fields(self) -> dict[str, Any]:
        dice, general = self.dice, self.general
        a, b, c = (self.said(s) for s in dice.sample(self.job["skills"], 3))
        soft, soft2 = (s.lower() for s in dice.sample(general["soft"], 2))
        does = [m.group(2) for duty in self.job["duties"] for m in MARK.finditer(duty)]
        do, do2 = (base(said) for said in dice.sample(does, 2))
        virtue = dice.choice(_VIRTUES)
        named = {"title": self.job["title"], "lower": self.job["title"].lower(), "n": dice.randint(2, 20)}
        return named | {"a": a, "b": b, "c": c, "soft": soft, "soft2": soft2, "do": do, "do2": do2, "virtue": virtue}

    def heading(self, kind: str) -> str:
        return self.case(self.dice.choice(_HEADINGS[kind])) + self.colon

    def listed(self, skills: Sequence[str]) -> list[str]:
        dice = self.dice
        marked = [
            f"[[{self.said(s)}]]" + (f" ({dice.randint(1, 9)} years)" if dice.random() < 0.06 else "") for s in skills
        ]
        style = dice.randrange(7)
        if style == 0:
            return [", ".join(marked)]
        if style == 1:
            return [dice.choice((" | ", " • ", r" \xe2\x80\xa2 ", "; ", " · ")).join(marked)]
        if style == 2:
            return [self.bullet + one for one in marked]
        if style == 3:
            half = len(marked) // 2
            names = dice.sample(("Software", "Tools", "Technical", "Equipment", "Other", "Languages", "General"), 2)
            return [f"{names[0]}: {', '.join(marked[:half])}.", f"{names[1]}: {', '.join(marked[half:])}"]
        if style == 4:
            return ["   ".join(marked[n : n + 3]) for n in range(0, len(marked), 3)]
        if style == 5 and len(marked) > 3:
            return [f"{self.bullet}Proficient in {', '.join(marked[:-1])} and {marked[-1]}."]
        return marked

    def duties(self) -> list[str]:
        dice = self.dice
        lines = dice.sample(self.job["duties"], dice.randint(2, len(self.job["duties"])))
        lines += [dice.choice(_MORE).format(**self.fields()) for _ in range(dice.randint(0, 2))]
        lines += dice.sample(self.general["remarks"], dice.randint(0, 2))
        dice.shuffle(lines)
        stop = dice.choice((".", "", ""))
        return [self.bullet + line.rstrip(".") + stop for line in lines]

    def work(self) -> list[str]:
        dice, year = self.dice, self.dice.randint(2001, 2018)
        lines = [self.heading("work")]
        for _ in range(dice.randint(1, 3)):
            employer, place = dice.choice(self.general["employers"]), dice.choice(self.general["places"])
            dates = f"{dice.choice(('', 'Jan ', 'June ', '03/'))}{year} - {dice.choice((str(year + 2), 'Present'))}"
            form = dice.randrange(3)
            title = self.job["title"]
            if form == 0:
                lines += [f"{title}, {employer}, {place}   {dates}"]
            elif form == 1:
                lines += [title, f"{employer} - {place}", dates]
            else:
                lines += [f"{employer}, {place}", f"{title}   {dates}"]
            lines += self.duties()
            year -= 3
        return lines

    def resume(self) -> str:
        dice, general = self.dice, self.general
        skills = dice.sample(self.job["skills"], dice.randint(5, len(self.job["skills"])))
        soft = dice.sample(general["soft"], dice.randint(2, 6))
        parts: list[list[str]] = [self.work()]
        if dice.random() < 0.9:
            mixed = skills + soft if dice.random() < 0.5 else skills
            parts.append([self.heading("skills"), *self.listed(mixed)])
        if dice.random() < 0.4:
            parts.append([self.heading("other"), *self.listed(soft)])
        school = f"{dice.choice(general['degrees'])}, {dice.choice(general['schools'])}, {dice.randint(1990, 2020)}"
        parts.append([self.heading("school"), school])
        if dice.random() < 0.4:
            parts.append([self.heading("papers"), *dice.sample(general["certificates"], 2)])
        if dice.random() < 0.3:
            parts.append([self.heading("tongues"), *self.listed(dice.sample(general["languages"], 2))])
        dice.shuffle(parts)
        if dice.random() < 0.7:
            parts.insert(0, [self.heading("summary"), dice.choice(_SUMMARIES).format(**self.fields())])
        name = dice.choice(general["people"])
        place = dice.choice(general["places"])
        top = [
            name,
            f"{place} | (555) 555-01{dice.randint(10, 99)} | {name.split()[0].lower()}@example.com",
        ]
        if dice.random() < 0.4:
            top.insert(1, self.job["title"])
        return "\n\n".join("\n".join(part) for part in [top, *parts])


def flattened(marked: str, dice: random.Random) -> str:
    """Put a resume on one line, as a conversion does that keeps no line breaks."""
    wide = dice.choice(("  ", "   ", "    "))
    return re.sub(r"\n\n", wide + "  ", marked).replace("\n", dice.choice((wide, "  ")))


def resumes(seed: int, each: int) -> list[Sample]:
    """Invent `each` resumes of every occupation."""
    dice, found = random.Random(seed), []  # noqa: S311
    general = tables()["general"]
    for job in tables()["occupation"]:
        for n in range(each):
            marked = Writer(job, general, dice).resume()
            marked = flattened(marked, dice) if dice.random() < 0.4 else marked
            found.append(unmark(f"{job['title']} {n}", marked))
    return found


def names_of(frameworks: Frameworks, seed: int) -> tuple[list[str], list[str]]:
    """Draw names of technologies and fields, and clauses ("manage staff"), from the frameworks that are installed."""
    named, clauses = [], []
    for name, concept in frameworks.names():
        count = len(name.split())
        if concept.kind is ConceptKind.SKILL and 2 <= count <= 6 and name.split()[0] in words("verbs", "words"):
            clauses.append(name)
        elif concept.kind in (ConceptKind.TECHNOLOGY, ConceptKind.KNOWLEDGE) and count <= 3:
            named.append(name)
    dice = random.Random(seed)  # noqa: S311
    return dice.sample(sorted(set(named)), 1200), dice.sample(sorted(set(clauses)), 1200)


def from_names(
    seed: int, count: int, names: Sequence[str], clauses: Sequence[str]
) -> tuple[list[Sample], list[Sample]]:
    """Invent resumes whose skills are names of frameworks, and sentences of advertisements whose clauses are."""
    dice, general = random.Random(seed), tables()["general"]  # noqa: S311
    found, wanted = [], []
    for n in range(count):
        job = dict(dice.choice(tables()["occupation"]))
        job["skills"] = dice.sample(list(names), 14)
        marked = Writer(job, general, dice).resume()
        marked = flattened(marked, dice) if dice.random() < 0.5 else marked
        found.append(unmark(f"named {n}", marked))
        for at, (forms, pool) in enumerate(((_CLAUSES, clauses), (_NAMED, names))):
            x, y, z = dice.sample(list(pool), 3)
            wanted.append(unmark(f"wanted {n} {at}", dice.choice(forms).format(x=x, y=y, z=z, n=dice.randint(2, 9))))
    return found, wanted


def advertisements(seed: int, each: int) -> list[Sample]:
    """Invent `each` sentences of job advertisements for every occupation."""
    dice, found = random.Random(seed), []  # noqa: S311
    for job in tables()["occupation"]:
        for n in range(each):
            writer = Writer(job, tables()["general"], dice)
            found.append(unmark(f"{job['title']} wanted {n}", dice.choice(_ADS).format(**writer.fields())))
    return found
