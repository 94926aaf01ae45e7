"""Headlines and datelines: telegraphic style, capitals on the content words, ``CARACAS, Venezuela (AP) —``."""

from __future__ import annotations

from eventcode.training import grammar as g
from eventcode.training.adjuncts import first
from eventcode.training.clauses import KINDS, doer, happening, transitive
from eventcode.training.grammar import Node
from eventcode.training.phrases import Phrases


def headline(p: Phrases) -> Node:
    """Telegraphic: present tense, no articles, ``to`` for the future, passives without auxiliary."""
    roll = p.rng.random()
    if roll < 0.22:
        node = _passive(p)
    elif roll < 0.3:
        node = p.clause(p.phrase("{deeds}", 2), happening(p, 2), "present", 2)
    elif roll < 0.38:
        node = p.clause(_blast(p), p.pick("blasts"), "present", 2)
    elif roll < 0.46:
        node = _reported(p)
    else:
        kind = p.rng.choice(KINDS)
        form = "infinitive" if roll < 0.56 else "present"
        subject = _asyndetic(p) if p.chance(0.08) else doer(p, kind, 2)
        if subject.upos == "PRON":
            subject = p.state(2)
        node = p.clause(subject, p.frame(kind, 1 if p.chance(0.6) else 2), form, 1)
        if form == "infinitive":  # "Macron to meet Putin": the subject stands before the particle
            node.before.sort(key=lambda n: n.deprel == "mark")
        if p.chance(0.12):
            _after(p, node)
    _strip_articles(node)
    return _source(p, node) if p.chance(0.12) else node


def _passive(p: Phrases) -> Node:
    """``Three soldiers killed in Kabul``, ``Rebels held after raid``."""
    kind = p.rng.choice(KINDS)
    frame = next((f for f in (p.frame(kind, 2) for _ in range(9)) if transitive(f)), "kill {people}")
    node = p.clause(None, frame, "past", 2, passive=True)
    node.before = [n for n in node.before if n.deprel != "aux:pass"]
    if p.chance(0.4):
        node.after.append(g.preposition("in", p.city(3), "obl"))
    if p.chance(0.3):
        node.after.append(g.preposition(p.rng.choice(["in", "in", "after"]), _blast(p), "obl"))
    if p.chance(0.15):
        verb = p.verb(p.rng.choice(["injure", "wound", "hurt", "detain", "miss"]))
        other = g.verb_group(verb, "participle", True, False, False)
        other.before = [g.punct(","), g.number(p.rng.choice(["12", "five", "dozens", "30"]))]
        other.before[-1].deprel = "nsubj:pass"
        if other.before[-1].form == "dozens":
            other.before[-1] = p.noun("dozens").as_("nsubj:pass")
        if verb.base == "miss":
            other.form, other.lemma, other.upos, other.xpos = "missing", "missing", "ADJ", "JJ"
            other.feats, other.before[-1].deprel = "Degree=Pos", "nsubj"
        node.after.append(other.as_("conj"))
    return node


def _blast(p: Phrases) -> Node:
    """``Kabul bombing``, ``drone raid``."""
    where = p.rng.choice(["Kabul", "Baghdad", "Gaza", "suicide", "drone", "rebel", "mosque", "border"])
    what = p.rng.choice(["bombing", "attack", "raid", "blast", "strike", "strikes", "clashes", "shelling", "protests"])
    return p.literal([where, what], 3)


def _reported(p: Phrases) -> Node:
    """``Army says rebels seize town``, ``Minister vows aid cuts will continue``."""
    node = p.clause(p.actor(2), p.rng.choice(["say {clause}", "deny {clause}", "warn {clause}"]), "present", 1)
    return node


def _asyndetic(p: Phrases) -> Node:
    """``Army, rebels``: two in a row with a comma for ``and``."""
    one, other = p.institution(3), p.force(3)
    other.before.insert(0, g.punct(","))
    one.after.append(other.as_("conj"))
    one.plural = True
    return one


def _after(p: Phrases, node: Node) -> None:
    """``... after rebel threats``, ``... ahead of vote``, ``as talks fail``."""
    if p.chance(0.4):
        clause = p.clause(p.phrase(p.rng.choice(["talks", "peace talks", "clashes", "protests", "{deeds}"]), 2),
                          p.rng.choice(["continue", "fail", "resume", "begin", "spread to {city}"]), "present", 2)
        clause.before.insert(0, g.function("as", "mark", "SCONJ", "IN"))
        node.after.append(clause.as_("advcl"))
        return
    node.after.append(g.preposition(p.rng.choice(["after", "amid", "over", "despite"]), p.act(2), "obl"))


def _source(p: Phrases, node: Node) -> Node:
    """``...: UN``, ``... - minister``; ``Colombia: rebels free hostages`` before it."""
    mark = g.punct(p.rng.choice([":", "–", "-"]), ":", glue=False)
    mark.glue = mark.form == ":"
    if p.chance(0.25):
        place = p.state(4)
        _strip_articles(place)
        place.after += [g.punct(":"), node.as_("parataxis")]  # EWT: the source is the root, what it says a parataxis
        return place
    who = p.rng.choice([p.person, p.organization, p.organization, p.officials, p.institution])(4)
    _strip_articles(who)
    who.before = [n for n in who.before if n.lemma not in ("the", "a")]
    if not who.after:
        who.before.insert(0, mark)
        node.after.append(who.as_("parataxis"))
    return node


def _strip_articles(node: Node) -> None:
    """Take out articles all through a headline."""
    for side in (node.before, node.after):
        side[:] = [n for n in side if n.lemma not in ("the", "a") or n.deprel != "det"]
        for child in side:
            _strip_articles(child)


def title_case(node: Node) -> None:
    """Capital letters on the content words, as American headlines have them; tags stay."""
    if node.upos in ("NOUN", "VERB", "ADJ", "ADV", "AUX", "PRON", "NUM") and node.form != "n't":
        node.form = node.form[:1].upper() + node.form[1:]
    for child in (*node.before, *node.after):
        title_case(child)


def dateline(p: Phrases, root: Node) -> None:
    """``CARACAS, Venezuela (AP) —`` before the sentence; it hangs on the main verb as parataxis."""
    row = p.country()
    capital = row[3].replace("_", " ")
    city = g.name(capital.upper() if p.chance(0.8) else capital, "parataxis")
    if p.chance(0.4):
        country = g.name(row[0].replace("_", " ").replace("South ", "").replace("North ", ""), "nmod:unmarked")
        country.before.append(g.punct(","))
        city.after.append(country)
    if p.chance(0.2):
        day = g.number(str(p.rng.randint(1, 28)), "nmod:unmarked")
        month = p.rng.choice(["Jan.", "March", "May", "June", "Aug.", "Oct.", "Dec."])
        day.before = [g.punct(","), g.noun(month, False, month, "nmod:unmarked")]
        city.after.append(day)
    if p.chance(0.75):
        agency = g.name(p.rng.choice(["AP", "Reuters", "AFP", "UPI", "Xinhua"]), "nmod:unmarked")
        agency.before.append(g.punct("(", "-LRB-", glue=False, glue_next=True))
        agency.after.append(g.punct(")", "-RRB-"))
        city.after.append(agency)
    mark = p.rng.choice(["-", "—", "–", "--", "--", "_"])
    city.after.append(g.punct(mark, ":" if mark != "-" else ",", glue=False))
    first(root, city, comma=False)
