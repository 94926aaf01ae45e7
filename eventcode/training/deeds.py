"""Plural nouns in -s that could be verbs: ``government plans to V``, ``rebel demands``, ``raids and searches``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcode.training import grammar as g
from eventcode.training.grammar import Node

if TYPE_CHECKING:
    from eventcode.training.phrases import Phrases


def deeds(p: Phrases, depth: int) -> Node:
    """Such a noun with who does it before it and what it is about after it."""
    form, *complement = p.pick("deeds").split()
    node = p.noun(form)
    roll = p.rng.random()
    if roll < 0.5:
        node.before.append(p.noun_modifier(p.pick("deed_owners")))
        if p.chance(0.25):
            node.before.insert(0, p.demonym())
        elif p.chance(0.15):
            node.before.insert(0, g.adjective(p.rng.choice(["new", "recent", "fresh", "further"])))
    elif roll < 0.65:
        node.before.append(g.genitive(p.rng.choice([p.state, p.institution, p.organization])(3)))
    elif roll < 0.8:
        node.before.append(p.demonym())
    else:
        kind = p.noun_modifier(p.pick("deed_kinds"))
        node.before = [g.genitive(p.state(3)), kind] if p.chance(0.4) else [kind]
    if complement and depth <= 1 and p.chance(0.6):
        p.complements(node, complement, depth)
        for child in node.after:
            child.deprel = {"obl": "nmod", "xcomp": "acl", "ccomp": "acl", "advcl": "acl"}.get(child.deprel,
                                                                                               child.deprel)
    return node


def things(p: Phrases, depth: int) -> Node:
    """``schools, hospitals and homes``."""
    first, *others = p.rng.sample(p.pick("things").split(), p.rng.choice([2, 2, 3]))
    return g.coordinate(p.noun(first), [p.noun(other) for other in others], p.rng)
