"""Sentences of political and military news with their trees, made by a small grammar.

The treebanks hold few verbs of diplomacy and war (``vow``, ``condemn``, ``shot dead``) and few of the constructions
news is made of. Here frames of such verbs meet actors and clauses; words and frames stand in ``templates.yaml``, noun
phrases in ``actors.py`` and ``phrases.py``, clauses in ``clauses.py``; this module makes whole sentences of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from eventcode.training import grammar as g
from eventcode.training.clauses import KINDS, doer, first, statement, transitive
from eventcode.training.conllu import Sentence
from eventcode.training.grammar import Node
from eventcode.training.phrases import Phrases


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
        if rng.random() < 0.15:
            _title_case(root)
        return g.to_sentence(root)
    if rng.random() < 0.04:
        _dateline(phrases, root)
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
        node.after.append(listener.as_("obj"))
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
    if p.chance(0.6) or base not in ("say", "claim", "add"):
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
        pronoun = p.rng.choice(["we", "they", "he", "I"])
        plural = pronoun in ("we", "they")
        feats = {"we": "Number=Plur|Person=1", "they": "Number=Plur|Person=3", "I": "Number=Sing|Person=1",
                 "he": "Gender=Masc|Number=Sing|Person=3"}[pronoun]
        subject = Node(pronoun, pronoun, "PRON", "PRP", f"Case=Nom|{feats}|PronType=Prs", plural=plural)
        if pronoun == "I" and form in ("present", "perfect"):
            form = "future"
        content = p.clause(subject, p.frame("actor", 1), form, 1, negated=p.chance(0.2))
        person = "1" if pronoun in ("we", "I") else "3"
        for word in [content, *content.before]:
            if word.xpos in ("VBD", "VBZ", "VBP"):
                word.feats = word.feats.replace("Person=3", f"Person={person}")
    else:
        content = statement(p, 1, form, adjuncts=False)
    content.before.insert(0, g.punct('"', "``", glue=False, glue_next=True))
    content.after.append(g.punct('"', "''"))
    return content


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


def joined(p: Phrases) -> Node:
    """Two clauses with a conjunction, ``..., but Y rejected the plan``."""
    node, other = statement(p, 1), statement(p, 1)
    other.before[:0] = [g.punct(","), g.function(p.rng.choice(["but", "and", "and"]), "cc", "CCONJ", "CC")]
    node.after.append(other.as_("conj"))
    return node


def headline(p: Phrases) -> Node:
    """Telegraphic: present tense, no articles, ``to`` for the future, passives without auxiliary."""
    kind = p.rng.choice(KINDS)
    roll = p.rng.random()
    if roll < 0.25:
        frame = next((f for f in (p.frame(kind, 2) for _ in range(9)) if transitive(f)), "kill {people}")
        node = p.clause(None, frame, "past", 2, passive=True)
        node.before = [n for n in node.before if n.deprel != "aux:pass"]
        if p.chance(0.5):
            node.after.append(g.preposition("in", p.city(3), "obl"))
        if p.chance(0.3):
            node.after.append(g.preposition("in", p.literal([p.rng.choice(["Kabul", "Baghdad", "suicide", "drone"]),
                                                             p.rng.choice(["bombing", "attack", "raid"])], 3), "obl"))
    else:
        form = "infinitive" if roll < 0.35 else "present"
        node = p.clause(doer(p, kind, 2), p.frame(kind, 1 if p.chance(0.6) else 2), form, 1)
        if form == "infinitive":  # "Macron to meet Putin": the subject stands before the particle
            node.before.sort(key=lambda n: n.deprel == "mark")
    _strip_articles(node)
    if p.chance(0.15):
        who = p.person(3) if p.chance(0.5) else p.organization(2)
        if p.chance(0.5) and not who.after:
            tail = who.as_("parataxis")
            tail.before.insert(0, g.punct(p.rng.choice([":", "–", "-"]), ":", glue=False))
            tail.before[0].glue = tail.before[0].form == ":"
            node.after.append(tail)
    return node


def _strip_articles(node: Node) -> None:
    """Take out articles all through a headline."""
    for side in (node.before, node.after):
        side[:] = [n for n in side if n.lemma not in ("the", "a") or n.deprel != "det"]
        for child in side:
            _strip_articles(child)


def _title_case(node: Node) -> None:
    """Capital letters on the content words, as American headlines have them; tags stay."""
    if node.upos in ("NOUN", "VERB", "ADJ", "ADV", "AUX", "PRON"):
        node.form = node.form[:1].upper() + node.form[1:]
    for child in (*node.before, *node.after):
        _title_case(child)


def _dateline(p: Phrases, root: Node) -> None:
    """``CARACAS, Venezuela (AP) —`` before the sentence; it hangs on the main verb as parataxis."""
    row = p.country()
    capital = row[3].replace("_", " ")
    city = g.name(capital.upper() if p.chance(0.8) else capital, "parataxis")
    if p.chance(0.4):
        country = g.name(row[0].replace("_", " ").replace("South ", "").replace("North ", ""), "nmod:unmarked")
        country.before.append(g.punct(","))
        city.after.append(country)
    if p.chance(0.75):
        agency = g.name(p.rng.choice(["AP", "Reuters", "AFP", "UPI", "Xinhua"]), "nmod:unmarked")
        agency.before.append(g.punct("(", "-LRB-", glue=False, glue_next=True))
        agency.after.append(g.punct(")", "-RRB-"))
        city.after.append(agency)
    mark = p.rng.choice(["-", "—", "–", "--", "_"])
    city.after.append(g.punct(mark, ":" if mark != "-" else ",", glue=False))
    root.before.insert(0, city)


#: Constructions with their weights.
CONSTRUCTIONS: dict[Callable[[Phrases], Node], float] = {
    simple: 48, reported: 14, said_after: 11, quote_after_colon: 4, according_to: 4, joined: 7, headline: 12,
}
