"""Occupations and passages to documents in which little is a skill: long resumes, advertisements, loose sentences."""

import random
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.training.invent import Sample, Writer, flattened, tables, unmark

_EXTRA = {
    "honours": 0.4,
    "personal": 0.35,
    "hobbies": 0.3,
    "volunteering": 0.15,
    "members": 0.15,
    "writing": 0.15,
    "references": 0.35,
    "declarations": 0.25,
    "notes": 0.15,
}
"""Parts of a resume that name hardly a skill, and the share of resumes that have each."""
_MARKS = re.compile(r"([.,;:()!?])(?=\s|$)")


@cache
def passages() -> dict[str, Any]:
    """Read what stands around the skills."""
    return tomllib.loads(Path(__file__).with_name("passages.toml").read_text("utf-8"))


@cache
def _families() -> dict[str, dict[str, Any]]:
    return {title: family for family in passages()["family"] for title in family["titles"]}


class _Whole:
    """One whole document of one occupation; every choice is the dice's."""

    def __init__(self, job: dict[str, Any], dice: random.Random) -> None:
        self.job, self.dice, self.general = job, dice, tables()["general"]
        self.writer = Writer(job, self.general, dice)
        self.family = _families()[job["title"]]
        self.person = dice.choice(self.general["people"])
        self.year = dice.randint(1996, 2019)

    def fields(self) -> dict[str, Any]:
        dice, general = self.dice, self.general
        employer, other = dice.sample(general["employers"], 2)
        year = self.year + dice.randint(-3, 3)
        return self.writer.fields() | {
            "employer": employer,
            "other": other,
            "place": dice.choice(general["places"]),
            "person": self.person,
            "boss": dice.choice(general["people"]),
            "first": self.person.split()[0].lower(),
            "n": dice.randint(2, 20),
            "m": dice.randint(2, 9),
            "year": year,
            "next": year + dice.randint(1, 4),
            "money": f"${dice.randint(11, 98)},{dice.choice(('000', '500', '750'))}",
            "phone": f"{dice.choice(('(555) 555', '555-555', '+1 555 555'))}-01{dice.randint(10, 99)}",
            "degree": dice.choice(general["degrees"]),
            "school": dice.choice(general["schools"]),
        }

    def said(self, passage: str) -> list[str]:
        return passage.format(**self.fields()).split("\n")

    def some(self, pool: Sequence[str], least: int, most: int) -> list[str]:
        chosen = self.dice.sample(list(pool), min(len(pool), self.dice.randint(least, most)))
        return [line for passage in chosen for line in self.said(passage)]

    def headed(self, kind: str, lines: Sequence[str]) -> list[str]:
        heading = self.dice.choice(passages()["headings"][kind])
        return [self.writer.case(heading) + self.writer.colon, *lines] if heading else list(lines)


class _Resume(_Whole):
    def post(self) -> list[str]:
        """Write one job: what it was, and prose of which little is a skill."""
        dice, told = self.dice, self.fields()
        start = f"{dice.choice(('', 'Jan ', 'June ', '03/', 'September '))}{told['year']}"
        dates = f"{start} {dice.choice(('-', 'to', '–'))} {dice.choice((str(told['next']), 'Present', 'till date'))}"
        title, employer, place = self.job["title"], told["employer"], told["place"]
        heads = (
            [f"{title}, {employer}, {place}   {dates}"],
            [title, f"{employer} - {place}", dates],
            [f"{employer}, {place}", f"{title}   {dates}"],
            [f"{dates}   {title}, {employer}"],
            [f"Organization: {employer}", f"Designation: {title}", f"Duration: {dates}"],
        )
        lines = list(dice.choice(heads))
        if dice.random() < 0.3:
            lines += self.said(dice.choice(self.family["firm"]))
        prose = self.some(self.family["told"], 1, 4) + self.some(passages()["resume"]["remarks"], 1, 4)
        prose += dice.sample(self.job["duties"], dice.randint(0, 3))
        dice.shuffle(prose)
        if dice.random() < 0.2:
            return [*lines, " ".join(line.rstrip(".") + "." for line in prose)]
        return lines + [self.writer.bullet + line for line in prose]

    def marked(self) -> str:
        dice, writer, pools = self.dice, self.writer, passages()["resume"]
        parts = [[writer.heading("work"), *(line for _ in range(dice.randint(1, 4)) for line in self.post())]]
        if dice.random() < 0.75:
            named = dice.sample(self.job["skills"], dice.randint(4, min(12, len(self.job["skills"]))))
            soft = dice.sample(self.general["soft"], dice.randint(0, 4))
            if dice.random() < 0.15:
                named = [f"{one} ({dice.choice(('Less than 1 year', '2 years', '10+ years'))})" for one in named]
                listed = [", ".join(f"[[{one.replace(' (', ']] (', 1)}" for one in named)]
            else:
                listed = writer.listed(named + soft)
            parts.append([writer.heading("skills"), *listed])
        if dice.random() < 0.5:
            parts.append(self.headed("projects", self.some(pools["projects"], 1, 2)))
        parts.append(self.headed("schooling", self.some(pools["schooling"], 1, 2)))
        if dice.random() < 0.3:
            parts.append([writer.heading("papers"), *dice.sample(self.general["certificates"], 2)])
        dice.shuffle(parts)
        parts += [self.headed(k, self.some(pools[k], 1, 2)) for k, share in _EXTRA.items() if dice.random() < share]
        if dice.random() < 0.8:
            parts.insert(0, self.headed("aims", self.some(pools["aims"], 1, 2)))
        top = self.said(dice.choice(pools["heads"]))
        return "\n\n".join("\n".join(part) for part in [top, *parts])


class _Advertisement(_Whole):
    def __init__(self, job: dict[str, Any], dice: random.Random) -> None:
        super().__init__(job, dice)
        self.writer.lower = dice.random() < 0.6

    def marked(self) -> str:
        dice, ad, family = self.dice, passages()["ad"], self.family
        bullet = dice.choice((self.writer.bullet, "• ", "- ", ""))
        firm = self.said(dice.choice(family["firm"])) + self.some(ad["about"], 1, 3)
        asked = self.some(family["asks"], 1, 3) + self.some(ad["asks"], 3, 8)
        done = self.some(family["tasks"], 1, 3) + self.some(ad["tasks"], 2, 5)
        done = [line[:2] + line[2:3].upper() + line[3:] if line.startswith("[[") else line for line in done]
        dice.shuffle(asked)
        dice.shuffle(done)
        prose = dice.random() < 0.2
        parts = [self.headed("ad_about", [" ".join(firm)] if dice.random() < 0.6 else firm)]
        parts.append(self.headed("ad_role", [" ".join(self.some(ad["role"], 1, 3))]))
        parts.append(self.headed("ad_tasks", self.listed(done, bullet, prose)))
        parts.append(self.headed("ad_asks", self.listed(asked, bullet, prose)))
        if dice.random() < 0.35:
            parts.append(self.headed("ad_more", self.listed(self.some(ad["asks"], 1, 3), bullet, prose)))
        if dice.random() < 0.8:
            parts.append(self.headed("ad_benefits", self.listed(self.some(ad["benefits"], 3, 8), bullet, prose)))
        if dice.random() < 0.7:
            parts.append(self.headed("ad_fair", self.some(ad["fair"], 1, 2)))
        if dice.random() < 0.7:
            parts.append(self.headed("ad_apply", self.some(ad["apply"], 1, 1)))
        head = self.said(dice.choice(ad["heads"]))
        return "\n\n".join("\n".join(part) for part in [head, *parts])

    @staticmethod
    def listed(lines: Sequence[str], bullet: str, prose: bool) -> list[str]:
        if prose:
            return [" ".join(line.rstrip(".") + "." for line in lines)]
        return [bullet + line for line in lines]

    def sentence(self) -> str:
        """Write one or two lines of an advertisement, as sets of sentences have them: often with marks set apart."""
        dice, ad, family = self.dice, passages()["ad"], self.family
        silent = (*family["firm"], *ad["about"], *ad["role"], *ad["benefits"], *ad["fair"], *ad["apply"])
        asking = (*family["asks"], *ad["asks"], *family["tasks"], *ad["tasks"])
        pool = silent if dice.random() < 0.3 else asking
        line = " ".join(self.some(pool, 1, 1 if dice.random() < 0.7 else 2))
        form = dice.random()
        if form < 0.5:
            line = _MARKS.sub(r" \1", line)
        if form < 0.3:
            line = line.replace(" ,", "")
        return dice.choice(("", "", "• ", "* ", "* • ")) + line


def long_resumes(seed: int, each: int) -> list[Sample]:
    """Invent `each` long resumes of every occupation, most of them without line breaks."""
    dice, found = random.Random(seed), []  # noqa: S311
    for job in tables()["occupation"]:
        for n in range(each):
            marked = _Resume(job, dice).marked()
            marked = flattened(marked, dice) if dice.random() < 0.6 else marked
            found.append(unmark(f"{job['title']} long {n}", marked))
    return found


def whole_advertisements(seed: int, each: int) -> list[Sample]:
    """Invent `each` whole advertisements for every occupation, some without line breaks."""
    dice, found = random.Random(seed), []  # noqa: S311
    for job in tables()["occupation"]:
        for n in range(each):
            marked = _Advertisement(job, dice).marked()
            marked = flattened(marked, dice) if dice.random() < 0.2 else marked
            found.append(unmark(f"{job['title']} whole advertisement {n}", marked))
    return found


def loose_sentences(seed: int, each: int) -> list[Sample]:
    """Invent `each` loose sentences of advertisements for every occupation; two in five name no skill."""
    dice, found = random.Random(seed), []  # noqa: S311
    for job in tables()["occupation"]:
        found += [unmark(f"{job['title']} loose {n}", _Advertisement(job, dice).sentence()) for n in range(each)]
    return found


def documents_by_hand() -> list[Sample]:
    """Give the documents that were written as a whole, each with its lines and on one line."""
    found, dice = [], random.Random(0)  # noqa: S311
    for n, document in enumerate(passages()["document"]):
        marked = document["text"].strip()
        found += [unmark(f"by hand {n}", marked), unmark(f"by hand {n} flattened", flattened(marked, dice))]
    return found
