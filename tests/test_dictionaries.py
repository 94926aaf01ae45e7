"""Every entry of the dictionaries proves itself."""

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
    seen: dict[tuple[str, str], str] = {}
    twice = []
    for act in Lexicon.default().acts:
        for phrase, kind, entry in {(frame.text, frame.kind, entry) for frame, entry in act.frames}:
            other = seen.setdefault((phrase, kind), entry)
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
