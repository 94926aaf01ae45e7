"""Quotation in template sentences: direct speech, a quoted word or two inside a clause, and names for things.

``called the attack "barbaric"`` has the quoted word as ``xcomp``, ``described it as "barbaric"`` as ``obl``; in
``what it called "state terror"`` the pronoun heads the phrase. Quotation marks hang on the quoted head.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcode.training import grammar as g
from eventcode.training.grammar import Node

if TYPE_CHECKING:
    from eventcode.training.phrases import Phrases

PRONOUNS = {
    "he": ("Gender=Masc|Number=Sing", "3"), "she": ("Gender=Fem|Number=Sing", "3"),
    "it": ("Gender=Neut|Number=Sing", "3"), "they": ("Number=Plur", "3"),
    "we": ("Number=Plur", "1"), "I": ("Number=Sing", "1"),
}


def pronoun(form: str) -> Node:
    """A personal pronoun as a subject."""
    feats, person = PRONOUNS[form]
    node = Node(form, form, "PRON", "PRP", f"Case=Nom|{feats}|Person={person}|PronType=Prs")
    node.plural = form in ("we", "they")
    return node


def in_quotes(node: Node) -> Node:
    """A phrase between quotation marks."""
    node.before.insert(0, g.punct('"', "``", glue=False, glue_next=True))
    node.after.append(g.punct('"', "''"))
    return node


def label(p: Phrases) -> Node:
    """What something is called: ``"barbaric"``, ``"an act of war"``, ``illegal``."""
    text = p.pick("labels")
    node = g.adjective(text[:-2]) if text.endswith("/a") else p.phrase(text, 2)
    return in_quotes(node) if p.chance(0.75) else node


def what_called(p: Phrases) -> Node:
    """``what it called "state terror"``, ``what officials described as a mistake``."""
    what = Node("what", "what", "PRON", "WP", "PronType=Rel")
    who = pronoun(p.rng.choice(["he", "she", "it", "it", "they"])) if p.chance(0.6) else p.officials(3)
    verb = p.rng.choice(["call", "call", "call", "describe"])
    clause = g.verb_group(p.verb(verb), p.rng.choice(["past", "past", "present"]), False, False, who.plural)
    clause.before.insert(0, who.as_("nsubj"))
    name = label(p)
    clause.after.append(name.as_("xcomp") if verb == "call" else g.preposition("as", name, "obl"))
    what.after.append(clause.as_("acl:relcl"))
    return what


def scare_quoted(p: Phrases) -> Node:
    """``the "humanitarian" truce``, ``so-called people's courts``."""
    adjective, noun = p.pick("scare").split("|")
    node = p.noun(noun)
    if p.chance(0.2):
        called = g.verb_group(p.verb("call"), "participle", True, False, False).as_("amod")
        so = g.function("so", "advmod", "ADV", "RB")
        so.after.append(g.punct("-", "HYPH", glue_next=True))
        called.before, node.before = [so], [called]
    else:
        node.before = [in_quotes(g.adjective(adjective))]
    if not node.plural or p.chance(0.3):
        node.before.insert(0, g.determiner("the"))
    return node


def predicated(p: Phrases, depth: int) -> Node:
    """``the vote was "a sham"``, ``it would be illegal``, ``X is a close ally of Y``."""
    if p.chance(0.5):
        node, subject = p.phrase(p.pick("identities"), 2), p.rng.choice([p.state, p.person, p.organization])(2)
    else:
        node, subject = label(p), pronoun("it") if p.chance(0.25) else p.act(depth + 1)
    copula = g.verb_group(p.irregular["be"], p.rng.choice(["past", "past", "present", "would"]), False, False,
                          subject.plural)
    helpers, copula.before = copula.before, []
    copula.upos, copula.deprel = "AUX", "cop"
    node.before[:0] = [subject.as_("nsubj"), *helpers, copula]
    return node
