"""Finite clauses of template sentences: who does what, with times, places, adjunct clauses and relatives."""

from __future__ import annotations

from eventcode.training import grammar as g
from eventcode.training.grammar import Node
from eventcode.training.phrases import Phrases

#: Kinds of subject, with the weight they have in news.
KINDS = ("actor", "actor", "actor", "force", "force", "people")


def doer(p: Phrases, kind: str, depth: int = 0) -> Node:
    """A subject of a kind, with a relative clause now and then."""
    maker = {"actor": p.actor, "force": p.force, "people": p.officials, "act": p.act}[kind]
    subject = p.phrase(p.pick("nominals"), depth) if kind == "act" else maker(depth)
    if depth == 0 and kind != "act" and p.chance(0.16) and not subject.after:
        relative(p, subject)
    return subject


def statement(p: Phrases, depth: int = 0, form: str | None = None, adjuncts: bool = True) -> Node:
    """A finite clause, active or passive, with adjuncts."""
    kind = p.rng.choice(KINDS)
    roll = p.rng.random()
    form = form or p.rng.choice(["past"] * 6 + ["perfect", "future", "pluperfect", "present", "progressive", "may"])
    if roll < 0.1:
        node = p.clause(doer(p, "act", depth), _happening(p, depth), form, depth)
    elif roll < 0.16:
        states = p.words["frames"]["states"]["list"]
        form = p.rng.choice(["past", "present"])
        node = p.clause(doer(p, "actor", depth), p.rng.choice(states), form, depth)
    else:
        passive = p.chance(0.22)
        negated = p.chance(0.06)
        subject = None if passive and p.chance(0.45) else doer(p, kind, depth)
        frame = p.frame(kind, depth)
        if passive:
            frame = next((f for f in (p.frame(kind, depth) for _ in range(9)) if transitive(f)), "kill {people}")
        node = p.clause(subject, frame, form, depth, passive=passive, negated=negated)
    if adjuncts:
        adjoin(p, node, depth, form)
    return node


def transitive(frame: str) -> bool:
    """Whether a frame starts with its object, so that it has a passive."""
    tokens = frame.split()
    if len(tokens) < 2 or tokens[0] == "be":
        return False
    return tokens[1].startswith("{") or "/" in tokens[1] or tokens[1] in ("a", "an", "the", "its")


def _happening(p: Phrases, depth: int) -> str:
    frames = [f for f in p.words["frames"]["happenings"]["list"] if depth < 2 or "{do}" not in f and "{cl" not in f]
    return p.rng.choice(frames)


def _clausal(node: Node) -> bool:
    """Whether the last complement is a clause, so that an adjunct after it would seem to belong to that clause."""
    return any(child.deprel in ("xcomp", "ccomp", "advcl") or any(n.deprel == "acl" for n in child.after)
               for child in node.after)


def adjoin(p: Phrases, node: Node, depth: int, form: str = "past") -> None:
    """Times, places and adjunct clauses around a finite clause."""
    future = form in ("future", "progressive", "may")
    roll = p.rng.random()
    if roll < 0.16:
        first(node, p.time(future), p.chance(0.7))
    elif roll < 0.24 and node.before and node.before[0].deprel.startswith("nsubj"):
        node.before.insert(1, p.time(future))
    elif roll < 0.34 and node.after and node.after[0].deprel not in ("obj", "iobj", "compound:prt"):
        node.after.insert(0, p.time(future))
    elif roll < 0.6 and not _clausal(node):
        node.after.append(p.time(future))
    if p.chance(0.1) and not _clausal(node) and not _placed(node):
        node.after.append(g.preposition(p.rng.choice(["in", "in", "in", "near", "outside"]), p.city(depth), "obl"))
    roll = p.rng.random()
    if depth > 0 or roll < 0.62:
        return
    p.rng.choice([participial, participial, subordinate, subordinate, adverbial, second_verb, second_verb, second_verb,
                  purpose, remark])(p, node)


def _placed(node: Node) -> bool:
    return any(c.deprel == "obl" and c.before and c.before[0].form in ("in", "near", "at") for c in node.after)


def first(node: Node, phrase: Node, comma: bool = True) -> None:
    """Put a phrase before the clause."""
    if comma:
        phrase.after.append(g.punct(","))
    node.before.insert(0, phrase)


def participial(p: Phrases, node: Node) -> None:
    """``..., killing 12 civilians``; ``Speaking in Geneva, X ...``."""
    if p.chance(0.2):
        text = p.rng.choice(["speak in {city}", "address parliament", "speak to reporters in {city}", "visit {city}",
                             "cite {act}"])
        first(node, p.clause(None, text, "gerund", 1).as_("advcl"))
        return
    text = p.rng.choice([
        "kill {people}", "kill {people}", "wound {people}", "injure {people}", "leave {people} =dead",
        "destroy {number} houses", "force {people} to flee", "prompt {actor} to {do}", "accuse {actor} of {doing}",
        "call for {act}", "vow to {do}", "cite {act}", "say {clause}", "demand {act}", "urge {actor} to {do}",
        "raise fears +of a new/a war", "blame {actor}", "end a long/a siege", "threaten to {do}",
    ])
    clause = p.clause(None, text, "gerund", 1).as_("advcl")
    if p.chance(0.15):
        other = p.clause(None, "wound {people}", "gerund", 2).as_("conj")
        other.before.insert(0, g.function("and", "cc", "CCONJ", "CC"))
        clause.after.append(other)
    clause.before.insert(0, g.punct(","))
    node.after.append(clause)


def subordinate(p: Phrases, node: Node) -> None:
    """``after X fired``, ``if X does not withdraw``, ``hours after ...``, ``when ...``."""
    word = p.rng.choice(["after", "after", "after", "if", "unless", "when", "as", "while", "because", "before", "until",
                         "although", "since", "hours after", "days after", "a day before"])
    present = word in ("if", "unless", "until")
    form = "present" if present else p.rng.choice(["past", "past", "pluperfect"])
    clause = statement(p, 1, form, adjuncts=p.chance(0.4))
    *measure, mark = word.split()
    if mark == "when":
        clause.before.insert(0, g.function("when", "advmod", "ADV", "WRB", "PronType=Int"))
    else:
        clause.before.insert(0, g.function(mark, "mark", "SCONJ", "IN"))
    if measure:
        clause.before.insert(0, p.literal(measure, 2).as_("obl:unmarked"))
    clause.deprel = "advcl"
    if p.chance(0.35):
        first(node, clause)
    else:
        if p.chance(0.25):
            clause.before.insert(0, g.punct(","))
        node.after.append(clause)


def adverbial(p: Phrases, node: Node) -> None:
    """``after talks with X``, ``despite the ceasefire``, ``for killing X``, ``in response to ...``."""
    if p.chance(0.3):
        mark = p.rng.choice(["after", "before", "by", "while", "for", "without"])
        clause = p.embedded("{doing}", 1).as_("advcl")
        clause.before.insert(0, g.function(mark, "mark", "SCONJ", "IN"))
        first(node, clause) if mark in ("after", "before") and p.chance(0.5) else node.after.append(clause)
        return
    if p.chance(0.15):
        deal = p.literal(["a", p.rng.choice(["deal", "truce", "ceasefire", "agreement"])], 2)
        verb = p.verb(p.rng.choice(["broker", "sign", "announce", "sponsor"]))
        deal.after.append(reduced(verb, p.actor(2)))
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


def second_verb(p: Phrases, node: Node) -> None:
    """``X condemned Y and called for Z``."""
    subject = next((n for n in node.before if n.deprel.startswith("nsubj")), None)
    if subject is None or node.upos != "VERB":
        return
    if subject.deprel == "nsubj:pass":
        _gapped(p, node)
        return
    form = {"VBD": "past", "VBZ": "present", "VBP": "present"}.get(node.xpos)
    if form is None:
        return
    kind = "force" if subject.human and p.chance(0.5) else "actor"
    other = p.clause(None, p.frame(kind, 1), form, 1)
    if subject.plural:
        other.xpos = "VBP" if other.xpos == "VBZ" else other.xpos
        if form == "present":
            other.form = other.lemma
        other.feats = other.feats.replace("Number=Sing", "Number=Plur")
    word = p.rng.choice(["and", "and", "and", "but"])
    other.before.insert(0, g.function(word, "cc", "CCONJ", "CC"))
    if word == "but" or p.chance(0.15):
        other.before.insert(0, g.punct(","))
    node.after.append(other.as_("conj"))


def _gapped(p: Phrases, node: Node) -> None:
    """``X were killed and dozens wounded``: the second passive leaves its auxiliary out."""
    if node.lemma not in ("kill", "arrest", "wound", "injure", "capture", "detain"):
        return
    verb = p.verb(p.rng.choice(["wound", "injure", "detain", "capture", "displace"]))
    other = g.verb_group(verb, "participle", True, False, False)
    other.before = [g.function("and", "cc", "CCONJ", "CC"), p.people(3).as_("nsubj:pass")]
    node.after.append(other.as_("conj"))


def purpose(p: Phrases, node: Node) -> None:
    """``... in an attempt to V``, ``... to V``."""
    if _clausal(node):
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


def relative(p: Phrases, subject: Node) -> None:
    """``rebels who seized the town``; ``the group, which is backed by Iran,``; ``protesters demanding X``."""
    kind = "force" if subject.human else "actor"
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
    pronoun = p.rng.choice(["who", "who", "that"] if human else ["which", "which", "that"])
    node = Node(pronoun, pronoun, "PRON", "WP" if pronoun == "who" else "WDT", "PronType=Rel")
    node.plural = subject.plural
    if p.chance(0.2):
        clause = _passive_relative(p, node)
    else:
        form = p.rng.choice(["past", "past", "perfect", "pluperfect"])
        clause = p.clause(node, p.frame(kind, 2, inner=True), form, 2)
    clause.deprel = "acl:relcl"
    restrictive = subject.plural and subject.upos == "NOUN" and p.chance(0.6) or pronoun == "that"
    if restrictive:
        subject.after.append(clause)
    else:
        g.set_off(subject, clause)


def _passive_relative(p: Phrases, pronoun: Node) -> Node:
    """``who were arrested on Sunday``, ``which is backed by Iran``."""
    verb = p.rng.choice(["arrest", "back", "ban", "support", "accuse", "kill", "elect", "deploy", "expel", "release"])
    node = g.verb_group(p.verb(verb), p.rng.choice(["past", "present", "perfect"]), True, False, pronoun.plural)
    node.before.insert(0, pronoun.as_("nsubj:pass"))
    if p.chance(0.6):
        node.after.append(g.preposition("by", p.state(3), "obl:agent"))
    else:
        node.after.append(p.time())
    return node
