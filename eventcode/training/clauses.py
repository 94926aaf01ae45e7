"""Finite clauses of template sentences: who does what, with times, places, adjunct clauses and relatives."""

from __future__ import annotations

from collections.abc import Callable

from eventcode.training import grammar as g
from eventcode.training.adjuncts import (
    adverbial,
    closing,
    first,
    marked_gerund,
    opening,
    purpose,
    remark,
    second_verb,
    when_and_where,
)
from eventcode.training.grammar import Node
from eventcode.training.phrases import CLAUSAL, Phrases
from eventcode.training.quotes import predicated, pronoun
from eventcode.training.relatives import relative

#: Kinds of subject, with the weight they have in news.
KINDS = ("actor", "actor", "actor", "force", "force", "people")


def doer(p: Phrases, kind: str, depth: int = 0) -> Node:
    """A subject of a kind, with a relative clause now and then; inside another clause often a pronoun."""
    if depth > 0 and kind != "act" and p.chance(0.12):
        return pronoun(p.rng.choice(["he", "she", "it", "it", "they", "they"]))
    maker = {"actor": p.actor, "force": p.force, "people": p.officials, "act": p.act}[kind]
    subject = p.phrase(p.pick("nominals"), depth) if kind == "act" else maker(depth)
    if depth == 0 and kind != "act" and p.chance(0.25) and not subject.after:
        relative(p, subject)
    return subject


def statement(p: Phrases, depth: int = 0, form: str | None = None, adjuncts: bool = True) -> Node:
    """A finite clause, active or passive, with adjuncts."""
    kind = p.rng.choice(KINDS)
    roll = p.rng.random()
    form = form or p.rng.choice(["past"] * 6 + ["perfect", "future", "pluperfect", "present", "progressive", "may"])
    if roll < 0.13:
        node = p.clause(doer(p, "act", depth), happening(p, depth), form, depth)
    elif roll < 0.18:
        states = p.words["frames"]["states"]["list"]
        form = p.rng.choice(["past", "present"])
        node = p.clause(doer(p, "actor", depth), p.rng.choice(states), form, depth)
    elif roll < 0.22:
        return predicated(p, depth)
    elif roll < 0.25:
        node = tandem(p, depth, form)
    elif p.chance(0.22):
        node = passive(p, kind, depth, form)
    else:
        node = p.clause(doer(p, kind, depth), p.frame(kind, depth), form, depth, negated=p.chance(0.06))
    if adjuncts:
        adjoin(p, node, depth, form)
    return node


def passive(p: Phrases, kind: str, depth: int, form: str) -> Node:
    """A passive, half of them with the doer told."""
    subject = None
    if p.chance(0.55):
        subject = doer(p, kind, depth)
        if subject.upos == "PRON":
            subject = p.force(depth)
    frame = next((f for f in (p.frame(kind, depth) for _ in range(9)) if transitive(f)), "kill {people}")
    return p.clause(subject, frame, form, depth, passive=True, negated=p.chance(0.06))


def tandem(p: Phrases, depth: int, form: str) -> Node:
    """``shot and killed X``, ``X was arrested and jailed by Y``: the object hangs on the first verb."""
    one, other = p.pick("tandems").split()
    turned = p.chance(0.5)
    agent = p.force(depth) if not turned or p.chance(0.6) else None
    patient = p.rng.choice(["{people}", "{people}", "{person}"])
    node = p.clause(agent, f"{one} {patient}", form, depth, passive=turned)
    second = g.verb_group(p.verb(other), "participle" if turned else "past", turned, False, False).as_("conj")
    if not turned:
        second.xpos, second.feats = node.xpos, node.feats
        second.form = _like(p.verb(other), node)
    second.before.append(g.function("and", "cc", "CCONJ", "CC"))
    node.after.insert(0, second)
    return node


def _like(verb: g.Verb, node: Node) -> str:
    """The form of a verb that has the tag of another."""
    return {"VBD": verb.past, "VBZ": verb.third, "VBN": verb.participle, "VBG": verb.gerund}.get(node.xpos, verb.base)


def transitive(frame: str) -> bool:
    """Whether a frame starts with its object, so that it has a passive."""
    tokens = frame.split()
    if len(tokens) < 2 or tokens[0] in ("be", "flee") or tokens[1] in CLAUSAL:
        return False
    return tokens[1].startswith("{") or "/" in tokens[1] or tokens[1] in ("a", "an", "the", "its")


def happening(p: Phrases, depth: int) -> str:
    """A frame of what acts do."""
    frames = [f for f in p.words["frames"]["happenings"]["list"] if depth < 2 or "{do}" not in f and "{cl" not in f]
    return p.rng.choice(frames)


def subordinate(p: Phrases, node: Node) -> None:
    """``after X fired``, ``if X does not withdraw``, ``hours after ...``, ``when ...``."""
    word = p.rng.choice(["after", "after", "after", "after", "if", "if", "unless", "when", "as", "as", "as", "while",
                         "while", "because", "before", "before", "until", "although", "since", "once", "even_as",
                         "hours after", "days after", "a day before"])
    present = word in ("if", "unless", "until", "once")
    form = "present" if present else p.rng.choice(["past", "past", "pluperfect"])
    clause = statement(p, 1, form, adjuncts=p.chance(0.4))
    *measure, mark = word.split()
    if mark == "when":
        clause.before.insert(0, g.function("when", "advmod", "ADV", "WRB", "PronType=Int"))
    else:
        clause.before.insert(0, g.function(mark.removeprefix("even_"), "mark", "SCONJ", "IN"))
        if mark == "even_as":
            clause.before.insert(0, g.function("even", "advmod", "ADV", "RB"))
    if measure:
        clause.before.insert(0, p.literal(measure, 2).as_("obl:unmarked"))
    clause.deprel = "advcl"
    if p.chance(0.35):
        first(node, clause)
    else:
        if p.chance(0.25):
            clause.before.insert(0, g.punct(","))
        node.after.append(clause)


def adjoin(p: Phrases, node: Node, depth: int, form: str = "past") -> None:
    """Times, places and adjunct clauses around a finite clause, or a second verb."""
    when_and_where(p, node, depth, form)
    if depth > 0 or p.chance(0.5):
        return
    if p.chance(0.3):
        second_verb(p, node)
        return
    p.rng.choices(list(ADJUNCTS), weights=list(ADJUNCTS.values()))[0](p, node)


#: Adjuncts with their weights; at most one stands around a clause.
ADJUNCTS: dict[Callable[[Phrases, Node], None], float] = {
    opening: 2, closing: 2, subordinate: 3, marked_gerund: 1.5, adverbial: 1.2, purpose: 1, remark: 0.7,
}
