"""Names to how much occupations of different frameworks have in common, so that one can speak for another."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

_FRIENDS = 8
"""Occupations of other frameworks that are kept for one."""


def build(names: Iterable[tuple[int, int]], owners: Sequence[int], count: int) -> dict[str, NDArray[np.generic]]:
    """Give for each of `count` concepts the others that share its names, and how much of what it shares is theirs.

    `names` are pairs of a folded name and an occupation, `owners` the framework of each concept. A name that several
    occupations of a framework have counts for each of them in part.
    """
    of_form: dict[int, set[int]] = defaultdict(set)
    for form, concept in names:
        of_form[form].add(concept)
    common: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for concepts in of_form.values():
        sides = Counter(owners[concept] for concept in concepts)
        if len(sides) > 1:
            for one in concepts:
                for other in concepts:
                    if owners[one] != owners[other]:
                        common[one][other] += 1 / (sides[owners[one]] * sides[owners[other]])
    kept = [
        sorted(common[i].items(), key=lambda pair: (-pair[1], pair[0]))[:_FRIENDS] if i in common else []
        for i in range(count)
    ]
    return {
        "shared.bounds": np.concatenate(([0], np.cumsum([len(row) for row in kept]))).astype(np.uint32),
        "shared.concept": np.array([other for row in kept for other, _ in row], dtype=np.uint32),
        "shared.worth": np.array(
            [worth / sum(common[i].values()) for i, row in enumerate(kept) for _, worth in row], dtype=np.float32
        ),
    }
