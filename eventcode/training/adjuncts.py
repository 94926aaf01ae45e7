"""Around a clause of a template sentence: times, places, participles before and after it, second verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcode.training import grammar as g
from eventcode.training.grammar import Node

if TYPE_CHECKING:
    from eventcode.training.phrases import Phrases


def first(node: Node, phrase: Node, comma: bool = True) -> None:
    """Put a phrase before the clause."""
    if comma:
        phrase.after.append(g.punct(","))
    node.before.insert(0, phrase)


def clausal(node: Node) -> bool:
    """Whether the last complement is a clause, so that an adjunct after it would seem to belong to that clause."""
    return any(child.deprel in ("xcomp", "ccomp", "advcl") or any(n.deprel.startswith("acl") for n in child.after)
               for child in node.after)


def placed(node: Node) -> bool:
    """Whether the clause tells a place already."""
    return any(c.deprel == "obl" and c.before and c.before[0].form in ("in", "near", "at") for c in node.after)


def when_and_where(p: Phrases, node: Node, depth: int, form: str) -> None:
    """A time before, inside or after the clause, and now and then a place after it."""
    future = form in ("future", "progressive", "may")
    roll = p.rng.random()
    subject = next((n for n in node.before[:1] if n.deprel.startswith("nsubj")), None)
    if roll < 0.16:
        time = p.time(future)
        first(node, time, time.deprel == "obl:unmarked" or p.chance(0.7))
    elif roll < 0.24 and subject and subject.upos != "PRON" and not any(n.deprel[:3] == "acl" for n in subject.after):
        node.before.insert(1, p.time(future))
    elif roll < 0.34 and node.after and node.after[0].deprel not in ("obj", "iobj", "compound:prt", "conj"):
        node.after.insert(0, p.time(future))
    elif roll < 0.6 and not clausal(node):
        node.after.append(p.time(future))
    agent = next((place for place, child in enumerate(node.after) if child.deprel == "obl:agent"), None)
    if agent is not None and p.chance(0.25):
        node.after.insert(agent, _place(p, depth))
    elif p.chance(0.1) and not clausal(node) and not placed(node):
        node.after.append(_place(p, depth))


def _place(p: Phrases, depth: int) -> Node:
    return g.preposition(p.rng.choice(["in", "in", "in", "near", "outside"]), p.city(depth), "obl")


def opening(p: Phrases, node: Node) -> None:
    """``Speaking in Geneva, X ...``; ``Accused of fraud, X ...``; ``Having met Y, X ...``."""
    if p.chance(0.5):
        phrase = participle(p, p.pick("openings"), 1)
    elif p.chance(0.3):
        phrase = p.clause(None, p.frame("actor", 2, inner=True), "participle", 2)
        phrase.before.insert(0, Node("having", "have", "AUX", "VBG", "Tense=Pres|VerbForm=Part", "aux"))
    else:
        phrase = p.clause(None, p.pick("opening_gerunds"), "gerund", 1)
    first(node, phrase.as_("advcl"))


def participle(p: Phrases, text: str, depth: int) -> Node:
    """A passive participle with what a frame hangs on it; ``by`` tells its doer."""
    base, *tokens = text.split()
    node = g.verb_group(p.verb(base), "participle", True, False, False)
    p.complements(node, tokens, depth)
    for child in node.after:
        if child.before and child.before[0].form == "by" and child.deprel == "obl":
            child.deprel = "obl:agent"
    return node


def closing(p: Phrases, node: Node) -> None:
    """``..., killing 12 civilians``; ``..., backed by tanks``."""
    if p.chance(0.12):
        clause = participle(p, p.pick("openings"), 1).as_("advcl")
    else:
        clause = p.clause(None, p.pick("closings"), "gerund", 1).as_("advcl")
        if clause.lemma == "kill" and p.chance(0.3):
            other = p.clause(None, "wound {people}", "gerund", 2).as_("conj")
            other.before.insert(0, g.function("and", "cc", "CCONJ", "CC"))
            clause.after.append(other)
    clause.before.insert(0, g.punct(","))
    node.after.append(clause)


def marked_gerund(p: Phrases, node: Node) -> None:
    """``after meeting X``, ``while visiting Y``, ``before being freed by Z``."""
    mark = p.rng.choice(["after", "after", "before", "before", "by", "while", "while", "for", "without"])
    if mark in ("after", "before") and p.chance(0.25):
        clause = participle(p, p.pick("fates"), 1)
        clause.before.append(Node("being", "be", "AUX", "VBG", "Tense=Pres|VerbForm=Part", "aux:pass"))
    else:
        clause = p.embedded("{doing}", 1)
    clause.before.insert(0, g.function(mark, "mark", "SCONJ", "IN"))
    clause.deprel = "advcl"
    first(node, clause) if mark in ("after", "before", "while") and p.chance(0.5) else node.after.append(clause)


def adverbial(p: Phrases, node: Node) -> None:
    """``after talks with X``, ``despite the ceasefire``, ``in response to ...``, ``under a deal brokered by X``."""
    if p.chance(0.15):
        deal = p.literal(["a", p.rng.choice(["deal", "truce", "ceasefire", "agreement"])], 2)
        deal.after.append(reduced(p.verb(p.rng.choice(["broker", "sign", "announce", "sponsor"])), p.actor(2)))
        node.after.append(g.preposition("under", deal, "obl"))
        return
    word = p.rng.choice(["after", "despite", "following", "over", "amid", "during", "ahead of", "because of",
                         "in response to"])
    phrase = p.act(1)
    if word == "in response to":
        response = p.noun("response")
        response.after.append(g.preposition("to", phrase, "nmod"))
        phrase = g.preposition("in", response, "obl")
    elif " " in word:
        head, of = word.split()
        phrase.before[:0] = [Node(head, head, "ADV" if head == "ahead" else "ADP", "RB" if head == "ahead" else "IN",
                                  "ExtPos=ADP", "case", after=[g.function(of, "fixed")])]
        phrase.deprel = "obl"
    else:
        phrase = g.preposition(word, phrase, "obl")
    first(node, phrase) if p.chance(0.35) else node.after.append(phrase)


def purpose(p: Phrases, node: Node) -> None:
    """``... in an attempt to V``, ``... to V``."""
    if clausal(node):
        return
    if p.chance(0.5):
        attempt = p.literal(["an", p.rng.choice(["attempt", "effort"])], 2)
        attempt.after.append(p.embedded("{do}", 1).as_("acl"))
        node.after.append(g.preposition("in", attempt, "obl"))
    else:
        node.after.append(p.embedded("{do}", 1).as_("advcl"))


def reduced(verb: g.Verb, doer: Node) -> Node:
    """A participle after a noun, ``brokered by X``."""
    node = g.verb_group(verb, "participle", True, False, False)
    node.after.append(g.preposition("by", doer, "obl:agent"))
    return node.as_("acl")


def remark(p: Phrases, node: Node) -> None:
    """``..., a group backed by X``: an apposition to the last noun."""
    last = node.after[-1] if node.after else None
    if last is None or last.deprel not in ("obj", "obl") or last.after or not last.human:
        return
    group = p.phrase(p.rng.choice(["a group", "an ethnic/a minority", "a movement"]), 2)
    group.after.append(reduced(p.verb(p.rng.choice(["back", "ban", "support", "condemn"])), p.state(3)))
    g.set_off(last, group.as_("appos"))


def second_verb(p: Phrases, node: Node) -> None:
    """``X condemned Y and called for Z``, ``X seized A, burned B and fled``."""
    subject = next((n for n in node.before if n.deprel.startswith("nsubj")), None)
    if subject is None or node.upos != "VERB":
        return
    if subject.deprel == "nsubj:pass":
        _gapped(p, node)
        return
    form = {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(node.xpos)
    if form is None:
        return
    if p.chance(0.2):
        g.coordinate(node, [_same_form(p, subject, form) for _ in range(2)], p.rng)
        return
    other = _same_form(p, subject, form)
    word = p.rng.choice(["and", "and", "and", "but"])
    other.before.insert(0, g.function(word, "cc", "CCONJ", "CC"))
    if word == "but" or p.chance(0.15):
        other.before.insert(0, g.punct(","))
    node.after.append(other.as_("conj"))


def _same_form(p: Phrases, subject: Node, form: str) -> Node:
    """Another verb phrase of a subject, in agreement with it."""
    kind = "force" if subject.human and p.chance(0.5) else "actor"
    other = p.clause(None, p.frame(kind, 1), form, 1)
    if subject.plural:
        other.xpos = "VBP" if other.xpos == "VBZ" else other.xpos
        if form == "present":
            other.form = other.lemma
        other.feats = other.feats.replace("Number=Sing", "Number=Plur")
    return other


def _gapped(p: Phrases, node: Node) -> None:
    """``X were killed and dozens wounded``: the second passive leaves its auxiliary out."""
    if node.lemma not in ("kill", "arrest", "wound", "injure", "capture", "detain"):
        return
    verb = p.verb(p.rng.choice(["wound", "injure", "detain", "capture", "displace"]))
    other = g.verb_group(verb, "participle", True, False, False)
    other.before = [g.function("and", "cc", "CCONJ", "CC"), p.people(3).as_("nsubj:pass")]
    node.after.append(other.as_("conj"))
