"""Times of a template sentence: ``on Monday``, ``late last week``, ``three days ago``, ``on 12 May 2019``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcode.training import grammar as g
from eventcode.training.actors import DEEPEST
from eventcode.training.grammar import Node

if TYPE_CHECKING:
    from eventcode.training.phrases import Phrases

MARKS = frozenset("on in at by for since after during within over until before".split())
MONTHS = frozenset("January February March April May June July August September October November December".split())
#: Lemma, tag and features of adverbs of time.
TIME_ADVERBS = {
    "ago": ("ago", "RB", ""), "overnight": ("overnight", "RB", ""), "soon": ("soon", "RB", "Degree=Pos"),
    "early": ("early", "RB", "Degree=Pos"), "earlier": ("early", "RBR", "Degree=Cmp"),
    "late": ("late", "RB", "Degree=Pos"), "later": ("late", "RBR", "Degree=Cmp"),
}


def time(p: Phrases, text: str) -> Node:
    """When: ``on Monday``, ``last week``, ``three days ago``, ``on 12 May 2019``."""
    text = text.replace("_", "")
    tokens = text.split()
    if "+" in text:  # "on the eve +of the vote"
        return p.phrase(text, DEEPEST)
    if tokens[-1] in ("ago", "later"):
        node = _time_adverb(tokens[-1])
        node.before = [p.literal(tokens[:-1], DEEPEST).as_("obl:unmarked")]
        return node
    if len(tokens) == 1 and tokens[0] in TIME_ADVERBS:
        return _time_adverb(tokens[0])
    early = _time_adverb(tokens.pop(0)) if tokens[0] in TIME_ADVERBS else None
    marked = tokens[0] in MARKS
    node = _date(p, tokens[marked:])
    if marked:
        node = g.preposition(tokens[0], node, "obl")
    if early:
        node.before.insert(0, early)
    return node if marked else node.as_("obl:unmarked")


def _date(p: Phrases, tokens: list[str]) -> Node:
    """``30 April``, ``March 3 , 2011``, ``January 2015`` or any noun phrase."""
    month = next((t for t in tokens if t in MONTHS), None)
    if month is None or len(tokens) == 1:
        return p.literal(tokens, DEEPEST)
    day = next((t for t in tokens if t.isdigit() and len(t) < 3), None)
    head = g.number(day) if day else g.noun(month, False, month)
    year = tokens[-1] if len(tokens[-1]) == 4 and tokens[-1].isdigit() else None
    if day:
        other = g.noun(month, False, month, "nmod:unmarked")
        (head.before if tokens[0] == month else head.after).append(other)
    if year:
        node = g.number(year, "nmod:unmarked")
        if "," in tokens:
            node.before.append(g.punct(","))
        head.after.append(node)
    return head


def _time_adverb(form: str) -> Node:
    lemma, tag, feats = TIME_ADVERBS[form]
    return Node(form, lemma, "ADV", tag, feats, "advmod")
