"""Sentences of political and military news with their trees, made by a small grammar.

The treebanks hold few verbs of diplomacy and war (``vow``, ``condemn``, ``shot dead``) and few of the constructions
news is made of. Here frames of such verbs meet actors and clauses; this module makes whole sentences of them:

- ``templates.yaml``: words and frames, drawn by ``words.py``
- ``actors.py``, ``names.py``, ``deeds.py``, ``phrases.py``: noun phrases
- ``clauses.py``, ``adjuncts.py``, ``times.py``, ``relatives.py``, ``quotes.py``: clauses and around them
- ``headlines.py``: headlines and datelines
"""

from __future__ import annotations

import random
from collections.abc import Callable

from eventcode.training import grammar as g
from eventcode.training.adjuncts import first
from eventcode.training.clauses import statement
from eventcode.training.conllu import Sentence
from eventcode.training.grammar import Node
from eventcode.training.headlines import dateline, headline, title_case
from eventcode.training.phrases import Phrases
from eventcode.training.quotes import in_quotes, pronoun


def sentences(rng: random.Random, words: int) -> list[Sentence]:
    """Template sentences of at least ``words`` words in all; the seed of ``rng`` fixes them."""
    made, count = [], 0
    while count < words:
        sentence = one(rng)
        made.append(sentence)
        count += len(sentence.words)
    return made


def one(rng: random.Random) -> Sentence:
    """One sentence of a construction drawn by weight."""
    phrases = Phrases(rng)
    construction = rng.choices(list(CONSTRUCTIONS), weights=list(CONSTRUCTIONS.values()))[0]
    root = construction(phrases)
    if construction is headline:
        if rng.random() < 0.3:
            title_case(root)
        return g.to_sentence(root)
    if rng.random() < 0.06:
        dateline(phrases, root)
    root.after.append(g.punct("."))
    return g.to_sentence(root)


def simple(p: Phrases) -> Node:
    """A statement."""
    return statement(p)


def speaker(p: Phrases) -> Node:
    """Who reports."""
    return p.rng.choice([p.person, p.person, p.officials, p.institution, p.state, p.organization])(1)


def reported(p: Phrases) -> Node:
    """``X said on Tuesday that ...``."""
    who = speaker(p)
    base = p.pick("reporting")
    form = p.rng.choice(["past"] * 8 + ["present", "perfect"])
    node = g.verb_group(p.verb(base), form, False, False, who.plural)
    if base == "tell":
        listener = p.rng.choice([p.noun("reporters"), p.noun("parliament"), g.name("Reuters"), p.organization(2),
                                 p.noun("supporters")])
        node.after.append(listener.as_("iobj"))
        if p.chance(0.3):
            node.after.append(g.preposition("at", p.phrase("a rally +in {city}", 1), "obl"))
    roll = p.rng.random()
    if roll < 0.3:
        node.after.append(p.time())
    elif roll < 0.4:
        node.after.append(g.preposition("in", p.noun(p.rng.choice(["statement", "interview", "speech"])), "obl"))
        node.after[-1].before.append(g.determiner("an" if node.after[-1].form == "interview" else "a"))
    content = statement(p, 1)
    content.deprel = "ccomp"
    early = not content.before or not content.before[0].deprel.startswith("nsubj")  # "said on Sunday, X did"
    if early or p.chance(0.6) or base not in ("say", "claim", "add"):
        content.before.insert(0, g.function("that", "mark", "SCONJ", "IN"))
    node.after.append(content)
    node.before.insert(0, who.as_("nsubj"))
    if p.chance(0.15):
        first(node, p.time())
    return node


def said_after(p: Phrases) -> Node:
    """``..., X said on Tuesday.`` and ``..., said X.``; one in three in quotes."""
    content = statement(p, 1)
    base = p.rng.choice(["say", "say", "say", "say", "add", "report", "announce", "claim"])
    who = speaker(p)
    node = g.verb_group(p.verb(base), p.rng.choice(["past"] * 6 + ["present"]), False, False, who.plural)
    if p.chance(0.33):
        content = quoted(p)
    content.after.append(g.punct(","))
    if _is_quoted(content):
        content.after[-2:] = [content.after[-1], content.after[-2]] if p.chance(0.7) else content.after[-2:]
    content.deprel = "ccomp"
    node.before.insert(0, content)
    if p.chance(0.3):
        node.after.append(who.as_("nsubj"))
    else:
        node.before.insert(1, who.as_("nsubj"))
    if p.chance(0.35):
        node.after.append(p.time())
    if p.chance(0.12):
        node.after.append(p.clause(None, "add that {clause}", "gerund", 1).as_("advcl"))
        node.after[-1].before.insert(0, g.punct(","))
    return node


def _is_quoted(node: Node) -> bool:
    return bool(node.before) and node.before[0].xpos == "``"


def quoted(p: Phrases) -> Node:
    """A sentence of direct speech in its quotes."""
    form = p.rng.choice(["future", "must", "should", "present", "past", "perfect", "could"])
    roll = p.rng.random()
    if roll < 0.45:
        subject = pronoun(p.rng.choice(["we", "they", "he", "I"]))
        if subject.form == "I" and form in ("present", "perfect"):
            form = "future"
        content = p.clause(subject, p.frame("actor", 1), form, 1, negated=p.chance(0.2))
        person = "1" if subject.form in ("we", "I") else "3"
        for word in [content, *content.before]:
            if word.xpos in ("VBD", "VBZ", "VBP"):
                word.feats = word.feats.replace("Person=3", f"Person={person}")
    else:
        content = statement(p, 1, form, adjuncts=False)
    return in_quotes(content)


def quote_after_colon(p: Phrases) -> Node:
    """``X said: "..."``."""
    who = speaker(p)
    node = g.verb_group(p.verb("say"), p.rng.choice(["past", "past", "present"]), False, False, who.plural)
    node.before.insert(0, who.as_("nsubj"))
    if p.chance(0.3):
        node.after.append(p.time())
    content = quoted(p).as_("ccomp")
    content.before.insert(0, g.punct(p.rng.choice([":", ","])))
    node.after.append(content)
    return node


def according_to(p: Phrases) -> Node:
    """``According to X, ...`` and ``..., according to X``."""
    node = statement(p, 1)
    source = g.preposition("according to", speaker(p), "obl")
    if p.chance(0.4):
        first(node, source)
    else:
        source.before.insert(0, g.punct(","))
        node.after.append(source)
    return node


def interrupted(p: Phrases) -> Node:
    """``Prices, he said, will rise``: the speech verb is a parenthesis after the subject."""
    node = statement(p, 1, adjuncts=False)
    place = next((i for i, n in enumerate(node.before) if n.deprel.startswith("nsubj")), None)
    who = pronoun(p.rng.choice(["he", "she", "they"])) if p.chance(0.4) else speaker(p)
    said = g.verb_group(p.verb(p.rng.choice(["say", "say", "say", "add"])), "past", False, False, who.plural)
    said.before = [g.punct(","), who.as_("nsubj")]
    said.after = [g.punct(",")]
    node.before.insert(0 if place is None else place + 1, said.as_("parataxis"))
    return node


def joined(p: Phrases) -> Node:
    """Two clauses with a conjunction, ``..., but Y rejected the plan``."""
    node, other = statement(p, 1), statement(p, 1)
    other.before[:0] = [g.punct(","), g.function(p.rng.choice(["but", "and", "and"]), "cc", "CCONJ", "CC")]
    node.after.append(other.as_("conj"))
    return node


#: Constructions with their weights.
CONSTRUCTIONS: dict[Callable[[Phrases], Node], float] = {
    simple: 48, reported: 14, said_after: 11, quote_after_colon: 4, according_to: 4, joined: 7, interrupted: 1.5,
    headline: 14,
}
