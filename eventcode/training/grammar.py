"""Small trees of English: words, noun phrases and verb groups with their Universal Dependencies.

A ``Node`` is a word with the phrases before and after it; a tree of nodes is read off from left to right into a
``Sentence``. Labels, tags and features follow the English treebanks (EWT, GUM): https://universaldependencies.org/en/
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from eventcode.training.conllu import Sentence, Word

PLURAL, SINGULAR = "Number=Plur", "Number=Sing"
FINITE = "Mood=Ind|Number={number}|Person=3|Tense={tense}|VerbForm=Fin"
CLOSING = {",", ".", ")", "”", "''", ";", ":", "?", "'s", "'", "%", "n't"}


@dataclass
class Node:
    """A word with what depends on it, in order. ``glue`` joins it to the word before it without a space."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str = ""
    deprel: str = "dep"
    before: list[Node] = field(default_factory=list)
    after: list[Node] = field(default_factory=list)
    glue: bool = False
    glue_next: bool = False
    plural: bool = False
    human: bool = False

    def as_(self, deprel: str) -> Node:
        """This node with another label, for chaining."""
        self.deprel = deprel
        return self


def punct(form: str, xpos: str = "", glue: bool = True, glue_next: bool = False) -> Node:
    """A punctuation mark."""
    return Node(form, form, "PUNCT", xpos or form, deprel="punct", glue=glue, glue_next=glue_next)


def function(form: str, deprel: str, upos: str = "ADP", xpos: str = "IN", feats: str = "") -> Node:
    """A function word, its own lemma."""
    return Node(form, form.lower(), upos, xpos, feats, deprel)


def determiner(form: str) -> Node:
    """An article, demonstrative or possessive pronoun."""
    possessives = {"its": "Gender=Neut|Number=Sing", "his": "Gender=Masc|Number=Sing",
                   "her": "Gender=Fem|Number=Sing", "their": "Number=Plur"}
    if form in possessives:
        feats = f"Case=Gen|{possessives[form]}|Person=3|Poss=Yes|PronType=Prs"
        return Node(form, form, "PRON", "PRP$", feats, "nmod:poss")
    if form in ("this", "that"):
        return Node(form, form, "DET", "DT", "Number=Sing|PronType=Dem", "det")
    kind = {"the": "Definite=Def|PronType=Art", "a": "Definite=Ind|PronType=Art", "an": "Definite=Ind|PronType=Art"}
    return Node(form, "a" if form == "an" else form, "DET", "DT", kind.get(form, "PronType=Ind"), "det")


def adjective(form: str, deprel: str = "amod", proper: bool = False) -> Node:
    """An adjective; part of a name it is tagged NNP, as in ``United Nations``."""
    lemma = form if form[:1].isupper() else form.lower()
    return Node(form, lemma, "ADJ", "NNP" if proper else "JJ", "Degree=Pos", deprel)


def noun(form: str, plural: bool, lemma: str, deprel: str = "dep") -> Node:
    """A common noun, or a proper one where it is capitalised."""
    proper = form[:1].isupper()
    upos, xpos = ("PROPN", "NNPS" if plural else "NNP") if proper else ("NOUN", "NNS" if plural else "NN")
    return Node(form, lemma, upos, xpos, PLURAL if plural else SINGULAR, deprel, plural=plural)


def name(words: str, deprel: str = "dep", link: str = "flat") -> Node:
    """A proper name; its later words are ``flat`` after the first, hyphens are words of their own.

    In ``Mexico City`` and ``New Delhi`` the last word is the head, as in the treebanks.
    """
    if words.lower().endswith(" city") or words.lower().startswith("new "):
        *first, last = words.split()
        head = Node(last, last, "PROPN", "NNP", SINGULAR, deprel)
        new = words.lower().startswith("new ")
        head.before = [adjective(w, proper=True) if new else noun(w, False, w, "compound") for w in first]
        return head
    parts = [part for word in words.split() for part in _hyphens(word)]
    head = Node(parts[0], parts[0], "PROPN", "NNP", SINGULAR, deprel)
    for form in parts[1:]:
        if form == "-":
            head.after.append(punct("-", "HYPH", glue=True, glue_next=True))
        else:
            head.after.append(Node(form, form, "PROPN", "NNP", SINGULAR, link))
    return head


def _hyphens(word: str) -> list[str]:
    pieces: list[str] = []
    for piece in word.split("-"):
        pieces += ["-", piece] if pieces else [piece]
    return pieces


def number(form: str, deprel: str = "nummod") -> Node:
    """A cardinal number in digits or letters."""
    kind = "Digit" if form[0].isdigit() else "Word"
    return Node(form, form.lower(), "NUM", "CD", f"NumForm={kind}|NumType=Card", deprel)


def genitive(owner: Node) -> Node:
    """The owner with its ``'s``, as the modifier of a noun."""
    last = owner
    while last.after:
        last = last.after[-1]
    owner.after.append(Node("'" if last.form.endswith("s") else "'s", "'s", "PART", "POS", "", "case", glue=True))
    return owner.as_("nmod:poss")


def preposition(words: str, phrase: Node, deprel: str) -> Node:
    """A noun phrase under its preposition, or prepositions (``out of``)."""
    cases = [function(word, "case") for word in words.split()]
    if words.split()[0] in ("following", "including"):
        cases[0] = Node(words, words[:-3] if words == "following" else "include", "VERB", "VBG",
                        "Tense=Pres|VerbForm=Part", "case")
    if words == "according to":
        cases = [Node("according", "accord", "VERB", "VBG", "ExtPos=ADP|Tense=Pres|VerbForm=Part", "case",
                      after=[function("to", "fixed")])]
    phrase.before[:0] = cases
    return phrase.as_(deprel)


def coordinate(first: Node, others: list[Node], rng: random.Random, word: str = "and") -> Node:
    """``A, B and C``: the others hang on the first."""
    for place, other in enumerate(others):
        last = place == len(others) - 1
        marks = [function(word, "cc", "CCONJ", "CC")] if last else [punct(",")]
        if last and len(others) > 1 and rng.random() < 0.3:
            marks.insert(0, punct(","))
        other.before[:0] = marks
        first.after.append(other.as_("conj"))
    first.plural = True
    return first


def set_off(head: Node, phrase: Node, mark: str = ",") -> Node:
    """Put a phrase between commas (dashes, brackets) after its head."""
    opening, closing = {"(": ("(", ")")}.get(mark, (mark, mark))
    xpos = {"(": "-LRB-", ")": "-RRB-", "—": ":", "–": ":"}
    phrase.before.insert(0, punct(opening, xpos.get(opening, ","), glue=mark == ",", glue_next=mark == "("))
    closer = punct(closing, xpos.get(closing, ","), glue=mark in ",(")
    phrase.after.append(closer)
    head.after.append(phrase)
    return head


@dataclass(frozen=True)
class Verb:
    """The forms of a verb."""

    base: str
    past: str
    participle: str

    @property
    def third(self) -> str:
        """``condemns``."""
        special = {"have": "has", "do": "does", "go": "goes", "be": "is"}
        if self.base in special:
            return special[self.base]
        if self.base.endswith(("s", "sh", "ch", "x", "z", "o")):
            return self.base + "es"
        if self.base.endswith("y") and self.base[-2] not in "aeiou":
            return self.base[:-1] + "ies"
        return self.base + "s"

    @property
    def gerund(self) -> str:
        """``condemning``; a consonant that doubles in the past participle doubles here."""
        doubled = {"cut", "put", "set", "hit", "begin", "overrun", "beset", "shut", "quit"}
        if self.base in doubled or self.past == self.base + self.base[-1] + "ed":
            return self.base + self.base[-1] + "ing"
        if self.base == "die":
            return "dying"
        if self.base.endswith("e") and not self.base.endswith(("ee", "oe", "ye")) and self.base != "be":
            return self.base[:-1] + "ing"
        return self.base + "ing"


def regular(base: str) -> Verb:
    """The forms of a regular verb."""
    if base.endswith("e"):
        past = base + "d"
    elif base.endswith("y") and base[-2] not in "aeiou":
        past = base[:-1] + "ied"
    else:
        past = base + "ed"
    return Verb(base, past, past)


#: Finite and non-finite verb groups: the auxiliaries as (form, lemma, tag) and the tag of the verb.
GROUPS: dict[str, tuple[tuple[tuple[str, str, str], ...], str]] = {
    "past": ((), "VBD"),
    "present": ((), "VBZ"),
    "perfect": ((("has", "have", "VBZ"),), "VBN"),
    "pluperfect": ((("had", "have", "VBD"),), "VBN"),
    "progressive": ((("is", "be", "VBZ"),), "VBG"),
    "past progressive": ((("was", "be", "VBD"),), "VBG"),
    "future": ((("will", "will", "MD"),), "VB"),
    "would": ((("would", "would", "MD"),), "VB"),
    "could": ((("could", "could", "MD"),), "VB"),
    "may": ((("may", "may", "MD"),), "VB"),
    "might": ((("might", "might", "MD"),), "VB"),
    "must": ((("must", "must", "MD"),), "VB"),
    "should": ((("should", "should", "MD"),), "VB"),
    "infinitive": ((("to", "to", "TO"),), "VB"),
    "bare": ((), "VB"),
    "subjunctive": ((), "VB"),
    "gerund": ((), "VBG"),
    "participle": ((), "VBN"),
}


def verb_group(verb: Verb, form: str, passive: bool, negated: bool, plural: bool, contracted: bool = False) -> Node:
    """A verb with its auxiliaries and negation before it."""
    helpers, tag = GROUPS[form]
    helpers = list(helpers)
    if passive and form != "participle":
        helpers.append((_forms("be", tag), "be", tag))
        tag = "VBN"
    elif negated and tag in ("VBD", "VBZ"):
        helpers.append(({"VBD": "did", "VBZ": "does"}[tag], "do", tag))
        tag = "VB"
    words = {"VBD": verb.past, "VBZ": verb.third, "VBN": verb.participle, "VBG": verb.gerund, "VB": verb.base}
    voice = "|Voice=Pass" if passive else ""
    form_word, tag = _agree(words[tag], verb.base, tag, plural)
    node = Node(form_word, verb.base, "VERB", tag, _features(tag, plural) + voice)
    for place, (word, lemma, helper_tag) in enumerate(helpers):
        deprel = "aux:pass" if passive and place == len(helpers) - 1 else "aux"
        if helper_tag == "TO":
            node.before.append(function(word, "mark", "PART", "TO"))
            continue
        word, helper_tag = _agree(word, lemma, helper_tag, plural)
        node.before.append(Node(word, lemma, "AUX", helper_tag, _features(helper_tag, plural), deprel))
    if form == "subjunctive":
        mood = next((n for n in node.before if n.deprel == "aux:pass"), node)
        mood.feats = f"Mood=Sub|Number={'Plur' if plural else 'Sing'}|Person=3|Tense=Pres|VerbForm=Fin"
    if negated:
        negation = Node("not", "not", "PART", "RB", "Polarity=Neg", "advmod")
        first = next((n for n in node.before if n.upos == "AUX"), None)
        short = contracted and first and first.form in ("did", "does", "do", "is", "are", "was", "were", "has", "have",
                                                        "would", "could", "should")
        if short:
            negation.form, negation.glue = "n't", True
        after_auxiliary = first and form not in ("infinitive", "subjunctive")
        node.before.insert(1 if after_auxiliary else 0, negation)
    return node


def _forms(lemma: str, tag: str) -> str:
    return {"VBD": "was", "VBZ": "is", "VBN": "been", "VBG": "being", "VB": "be"}[tag]


def _agree(word: str, lemma: str, tag: str, plural: bool) -> tuple[str, str]:
    """The word in agreement with a plural subject."""
    if plural and tag == "VBZ":
        return {"be": "are"}.get(lemma, lemma), "VBP"
    if plural and tag == "VBD" and lemma == "be":
        return "were", tag
    return word, tag


def _features(tag: str, plural: bool) -> str:
    count = "Plur" if plural else "Sing"
    return {
        "VBD": FINITE.format(number=count, tense="Past"),
        "VBZ": FINITE.format(number=count, tense="Pres"),
        "VBP": FINITE.format(number=count, tense="Pres"),
        "VBN": "Tense=Past|VerbForm=Part",
        "VBG": "Tense=Pres|VerbForm=Part",
        "VB": "VerbForm=Inf",
        "MD": "VerbForm=Fin",
    }[tag]


def to_sentence(root: Node, capital: bool = True) -> Sentence:
    """Read the tree off from left to right; commas that would stand before another mark or at the end are dropped."""
    root.deprel = "root"
    ordered = list(_order(root, None))
    kept = [pair for place, pair in enumerate(ordered) if not _idle(ordered, place)]
    index = {id(node): place for place, (node, _) in enumerate(kept, 1)}
    words = []
    for place, (node, head) in enumerate(kept):
        following = kept[place + 1][0] if place + 1 < len(kept) else None
        space = not (node.glue_next or (following is not None and following.glue))
        form = node.form
        if capital and (place == 0 or _opens(*kept[place - 1]) or place == 1 and kept[0][0].upos == "PUNCT"):
            form = form[:1].upper() + form[1:]
        words.append(Word(form, node.lemma, node.upos, node.xpos, node.feats,
                          index[id(head)] if head is not None else 0, node.deprel, space))
    return Sentence(tuple(words))


def _opens(node: Node, head: Node | None) -> bool:
    """Whether a sentence starts after this mark: an opening quote, or the dash of a dateline."""
    if head is None or node.upos != "PUNCT":
        return False
    if node.xpos == "``":  # a quoted word inside a clause keeps its small letter
        start = head.before[: next((i for i, n in enumerate(head.before) if n is node), 0)]
        return head.deprel in ("ccomp", "root") and all(n.upos == "PUNCT" for n in start)
    return head.deprel == "parataxis" and head.after[-1:] == [node] and node.form not in (",", ":")


def _order(node: Node, head: Node | None) -> Iterator[tuple[Node, Node | None]]:
    for child in node.before:
        yield from _order(child, node)
    yield node, head
    for child in node.after:
        yield from _order(child, node)


def _idle(ordered: list[tuple[Node, Node | None]], place: int) -> bool:
    """Whether a comma stands at the start, at the end or next to another mark, or a stop after ``U.S.``."""
    if ordered[place][0].form == "." and ordered[place - 1][0].form.endswith("."):
        return True
    if ordered[place][0].form != ",":
        return False
    if place in (0, len(ordered) - 1):
        return True
    if ordered[place + 1][0].xpos == "''" and (place + 2 == len(ordered) or ordered[place + 2][0].form in (".", ",")):
        return True
    return ordered[place + 1][0].form in CLOSING - {"'s", "'", "n't"} or ordered[place - 1][0].form in ("(", "“")
