"""Relative clauses of template sentences: subject and object relatives, with a pronoun and without, and places.

A gap is written ``_`` in the data file: ``sanctions|impose _ on {state}`` makes ``sanctions that X imposed on Y``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcode.training import grammar as g
from eventcode.training.grammar import Node

if TYPE_CHECKING:
    from eventcode.training.phrases import Phrases


def relative(p: Phrases, subject: Node) -> None:
    """``rebels who seized the town``; ``the group, which is backed by Iran,``; ``protesters demanding X``."""
    human = subject.human
    if human and subject.plural and p.chance(0.2):
        text = p.rng.choice(["demand {act}", "carry weapons", "seek asylum", "fight {force}", "protest against {act}"])
        clause = p.clause(None, text, "gerund", 2).as_("acl")
        clause.feats = "VerbForm=Ger"
        subject.after.append(clause)
        return
    if p.chance(0.15):
        owned = p.noun(p.rng.choice(["troops", "supporters", "government", "party", "forces", "fighters"]))
        owned.before.append(Node("whose", "whose", "PRON", "WP$", "Poss=Yes|PronType=Rel", "nmod:poss"))
        clause = p.clause(owned, p.frame("force", 2, inner=True), p.rng.choice(["past", "perfect", "present"]), 2)
        g.set_off(subject, clause.as_("acl:relcl"))
        return
    if human and p.chance(0.3):
        missing(p, subject, p.pick("human_gaps"))
        return
    forms = ["who", "who", "that"] if human else ["which", "which", "that"]
    pronoun = relativizer(p.rng.choice(forms[:2] if subject.upos == "PROPN" else forms), subject)
    if p.chance(0.2):
        clause = _passive(p, pronoun)
    else:
        form = p.rng.choice(["past", "past", "perfect", "pluperfect"])
        clause = p.clause(pronoun, p.frame("force" if human else "actor", 2, inner=True), form, 2)
    clause.deprel = "acl:relcl"
    restrictive = subject.plural and subject.upos == "NOUN" and p.chance(0.6) or pronoun.form == "that"
    if restrictive:
        subject.after.append(clause)
    else:
        g.set_off(subject, clause)


def relativizer(form: str, noun: Node) -> Node:
    """``who``, ``whom``, ``which`` or ``that``, in the number of its noun."""
    node = Node(form, form, "PRON", "WP" if form.startswith("who") else "WDT", "PronType=Rel")
    node.plural = noun.plural
    return node


def _passive(p: Phrases, pronoun: Node) -> Node:
    """``who were arrested on Sunday``, ``which is backed by Iran``."""
    verb = p.rng.choice(["arrest", "back", "ban", "support", "accuse", "kill", "elect", "deploy", "expel", "release"])
    node = g.verb_group(p.verb(verb), p.rng.choice(["past", "present", "perfect"]), True, False, pronoun.plural)
    node.before.insert(0, pronoun.as_("nsubj:pass"))
    if p.chance(0.6):
        node.after.append(g.preposition("by", p.state(3), "obl:agent"))
    else:
        node.after.append(p.time())
    return node


def missing(p: Phrases, noun: Node, frame: str) -> Node:
    """Hang a clause on a noun that is its object: ``whom Uganda accuses of ...``, ``both sides signed``."""
    subject = both_sides(p) if p.chance(0.12) else p.rng.choice([p.state, p.institution, p.officials, p.person])(3)
    form = p.rng.choice(["past"] * 4 + ["perfect", "pluperfect", "present"])
    frame = " ".join(token for token in frame.split() if token != "_")
    clause = p.clause(subject, frame, form, 2).as_("acl:relcl")
    if form in ("past", "pluperfect") and p.chance(0.35) and all(n.deprel == "obl" for n in clause.after):
        clause.after.append(p.time())
    set_off = noun.upos == "PROPN" or p.chance(0.25)
    if not set_off and p.chance(0.4):
        noun.after.append(clause)
        return noun
    forms = ["whom", "whom", "who"] if noun.human else ["which"] if set_off else ["that", "that", "which"]
    clause.before.insert(0, relativizer(p.rng.choice(forms), noun).as_("obj"))
    if set_off:
        return g.set_off(noun, clause)
    noun.after.append(clause)
    return noun


def both_sides(p: Phrases) -> Node:
    """``both sides``."""
    node = p.noun(p.rng.choice(["sides", "governments", "countries", "parties"]))
    node.before.append(Node("both", "both", "DET", "DT", "PronType=Tot", "det"))
    return node


def gapped(p: Phrases, depth: int) -> Node:
    """``the sanctions the EU imposed in May``, ``a deal that both sides signed``."""
    nouns, frames = p.pick("gaps").split("|")
    noun = p.literal(nouns.split(), depth + 1)
    noun.human = noun.form == "prisoners"
    return missing(p, noun, p.rng.choice(frames.split(";")).strip())


def where(p: Phrases, place: Node) -> Node:
    """``Mosul, where troops are fighting rebels,``."""
    subject = p.rng.choice([p.force, p.force, p.officials])(3)
    form = p.rng.choice(["past", "perfect", "progressive", "pluperfect"])
    clause = p.clause(subject, p.frame("force", 2, inner=True), form, 2).as_("acl:relcl")
    clause.before.insert(0, Node("where", "where", "ADV", "WRB", "PronType=Rel", "advmod"))
    return g.set_off(place, clause)
