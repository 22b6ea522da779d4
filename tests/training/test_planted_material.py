"""The texts that the model of planted speech is trained on are whole, and what is held out is in none."""

import re
import tomllib

from tests.attacks.planting import BATCHES, attacks
from tests.training.planted.material import FOLDER, TRAINED_BATCHES, known, made, planted, templates

_SKILLS = ("welding", "air brakes")


def test_every_part_of_a_grammar_has_its_list() -> None:
    for language, lists in tomllib.loads((FOLDER / "grammar.toml").read_text("utf-8")).items():
        named = {name for texts in lists.values() for text in texts for name in re.findall(r"<([a-z ]+)>", text)}
        assert named - lists.keys() <= {"skill", "claim"}, language


def test_nothing_is_both_planted_and_honest() -> None:
    honest = {*templates("honest.txt"), *templates("honest-more.txt")}
    names = ("planted-en.txt", "planted-more.txt", "planted-others.txt")
    assert not honest & {text for name in names for text in templates(name)}


def test_the_held_out_batch_is_not_trained_on() -> None:
    assert set(BATCHES) - set(TRAINED_BATCHES) == {"fifth"}
    trained = set(known()) | {sample.text for sample in planted(_SKILLS, 1)}
    assert not trained & {attack.text for attack in attacks("fifth")}


def test_the_same_seed_makes_the_same_sentences() -> None:
    once, again = ([sample.text for sample in made(_SKILLS, 3)][:50] for _ in range(2))
    assert once == again
    assert not any("{s}" in text or "<order>" in text for text in once)
