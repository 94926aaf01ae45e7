"""Every entry of the dictionaries proves itself."""

import itertools
import re
from importlib import resources

import pytest

from eventcode import cameo
from eventcode.lexicon import Lexicon
from eventcode.proof import prove


def test_every_act_keeps_what_it_promises():
    from eventcode.coding.coder import Coder

    lexicon = Lexicon.default()
    failures = list(prove(Coder(lexicon, second_reader=None), lexicon.acts))
    assert not failures, "\n".join(map(str, failures))


def test_no_phrase_stands_twice():
    seen: dict[tuple[str, str, frozenset[str]], str] = {}
    twice = []
    for act in Lexicon.default().acts:
        for phrase, kind, entry in {(frame.text, frame.kind, entry) for frame, entry in act.frames}:
            other = seen.setdefault((phrase, kind, act.by), entry)  # what tents do is not what missiles do
            if other != entry:
                twice.append(f"{entry}: {phrase!r} stands at {other} too")
    assert not twice, "\n".join(twice)


@pytest.mark.parametrize("root", [code for code in cameo.codes() if len(code) == 2])
def test_every_root_can_be_coded(root):
    lexicon = Lexicon.default()
    plain = {act.code[:2] for act in lexicon.acts}
    composed = {code[:2] for code in lexicon.composition.values()}
    assert root in plain | composed


def test_there_are_frames_enough():
    assert len({(frame.text, entry) for act in Lexicon.default().acts for frame, entry in act.frames}) >= 400


#: Cells of the composition table that are empty, and why. (`attempt` holds only what CAMEO calls an attempt, 185;
#: `blame` only what CAMEO names as accused, and is 112 for the rest.)
EMPTY = {
    "halt": (
        {"statement", "appeal", "concession", "easing dissent", "reform", "leadership change", "policy change"}
        | {"institutional change", "elections", "unity government"},
        "who falls silent, or takes a reform no further, does nothing that CAMEO names",
    ),
    "threaten": (
        {"reform", "leadership change", "policy change", "rights", "institutional change", "release"}
        | {"elections", "unity government"}
        | {"easing sanctions", "de-escalation", "ceasefire"},
        "what yields is no threat: it has the operator's own code",
    ),
}


def test_the_composition_table_is_complete():
    lexicon = Lexicon.default()
    operators = {operator for operator, _ in lexicon.composition} - {"attempt", "blame"}
    themes = set(lexicon.themes.values()) | {act.theme for act in lexicon.acts if act.theme}
    silent = {(one, theme) for one in operators for theme in themes if not lexicon.compose(one, theme, "")}
    assert silent == {(one, theme) for one, (known, _) in EMPTY.items() for theme in known}


def test_every_word_class_is_used_and_none_stands_twice():
    lexicon = Lexicon.default()
    in_code = {"accidents", "charging", "departing", "light", "say", "describing", "sport"}
    used = {name for act in lexicon.acts for frame, _ in act.frames for name in re.findall(r"{([^}]+)}", frame.text)}
    sectors = resources.files("eventcode").joinpath("dictionaries", "sectors.csv").read_text(encoding="utf-8")
    used |= set(re.findall(r"{([^}]+)}", sectors))
    used |= {name for name, members in lexicon.words.items() if any(act.by >= set(members) for act in lexicon.acts)}
    assert set(lexicon.words) - used == in_code
    words = {name: frozenset(members) for name, members in lexicon.words.items()}
    assert not [(one, other) for one, other in itertools.combinations(words, 2) if words[one] == words[other]]
