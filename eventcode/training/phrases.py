"""Phrases and clauses of political news from the notation of ``templates.yaml``: verb frames, acts and times."""

from __future__ import annotations

import re
from collections.abc import Callable

from eventcode.training import grammar as g
from eventcode.training import quotes, relatives, times
from eventcode.training.actors import DEEPEST, NUMBER_WORDS
from eventcode.training.deeds import deeds, things
from eventcode.training.grammar import Node
from eventcode.training.names import Names

PREPOSITIONS = frozenset(
    "on for of with in to from against over into at as by between about across near after towards outside along "
    "under through until within without among during like behind".split()
)
#: Who is told, asked or allowed something is an ``iobj`` in EWT and GUM; who is ordered, forced or helped, an ``obj``.
TELLING = frozenset("tell warn remind assure inform notify ask urge persuade advise allow".split())
CLAUSAL = ("{do}", "{doing}", "{clause}", "{subjunctive}", "{happen}", "{bare}", "{flee}")


#: Slots that hold two or three of a kind now and then.
PAIRED = ("{people}", "{city}", "{person}", "{force}", "{act}", "{state}")


#: Slots of what stands in modules of its own.
MAKERS: dict[str, Callable[[Phrases, int], Node]] = {
    "{deeds}": deeds,
    "{things}": things,
    "{gapped}": relatives.gapped,
    "{label}": lambda p, depth: quotes.label(p),
    "{called}": lambda p, depth: quotes.what_called(p),
    "{scare}": lambda p, depth: quotes.scare_quoted(p),
}


class Phrases(Names):
    """Draws noun phrases and clauses; ``depth`` counts the nesting so far."""

    def slot(self, slot: str, depth: int) -> Node:
        """The phrase of a slot."""
        maker = MAKERS.get(slot)
        if maker is not None:
            return maker(self, depth)
        if slot == "{city}" and depth <= 1 and self.chance(0.06):
            return relatives.where(self, g.name(self.pick("cities").replace("_", " ")))
        node = super().slot(slot, depth)
        if depth <= 2 and slot in PAIRED and not node.after and self.chance(0.1):
            others = [super(Phrases, self).slot(slot, DEEPEST + 1) for _ in range(self.rng.choice([1, 1, 2]))]
            return g.coordinate(node, others, self.rng)
        if depth == 1 and slot in ("{actor}", "{people}", "{force}") and not node.after and self.chance(0.14):
            relatives.relative(self, node)
        return node

    def phrase(self, text: str, depth: int) -> Node:
        """A noun phrase with the phrases and clauses that ``+`` hangs on it."""
        holder = Node("", "", "X", "")
        self.complements(holder, text.split(), depth)
        return holder.after[0]

    def literal(self, tokens: list[str], depth: int) -> Node:
        """A noun phrase of the data file's notation, up to its head (``the human/a rights commission``)."""
        before: list[Node] = []
        for place, token in enumerate(tokens):
            form, _, kind = token.partition("/")
            last = place == len(tokens) - 1
            if token == "'s":
                owner = before.pop()
                named = owner.form[0].isupper() and tokens[-1][0].isupper()  # "the Workers' Party": the article is its
                articles = [n for n in before if named and n.deprel == "det"]
                owner.before, before = [n for n in before if n not in articles], articles
                before.append(g.genitive(owner))
            elif token.endswith("}'s"):
                before.append(g.genitive(self._owner(token[:-2], depth)))
            elif token.startswith("{") and last:
                head = self.slot(token, depth)
                head.before[:0] = before
                return head
            elif token.startswith("{"):
                before.append(self.slot(token, depth).as_("nummod"))
            elif form in ("a", "an", "the", "its", "their", "his", "this", "no") and not kind:
                before.append(g.determiner(form))
            elif form == "and":
                before.append(g.function("and", "cc", "CCONJ", "CC"))
            elif kind in ("a", "v", "g", "s", "c") and not last:
                before.append(self._modifier(form, kind, before))
            elif (form[0].isdigit() or form in NUMBER_WORDS) and not last:
                before.append(g.number(form))
            elif last and "-" in form:
                head = self._hyphenated(form)
                head.before[:0] = before
                return head
            elif not last:
                before.append(self.noun_modifier(form))
        head = g.number(form) if form[0].isdigit() else self.noun(form)
        head.before = before
        return head

    def _owner(self, slot: str, depth: int) -> Node:
        """The phrase of a slot that can take ``'s``: nothing but the rest of a name after its head."""
        for _ in range(9):
            owner = self.slot(slot, depth)
            if all(child.deprel == "flat" or child.form == "-" for child in owner.after):
                return owner
        return self.state(DEEPEST)

    def _modifier(self, form: str, kind: str, before: list[Node]) -> Node:
        """An adjective, a participle, a superlative or comparative; after ``and`` the conjunct of the one before."""
        node = g.adjective(form, proper=form[0].isupper())
        if "-" in form:
            first, last = form.split("-")
            node = g.noun(last, False, last, "compound")
            node.before = [g.number(first)]
            node.before[0].after.append(g.punct("-", "HYPH", glue_next=True))
        elif kind == "v":
            node = g.verb_group(g.Verb(re.sub("e?d$", "", form), form, form), "participle", True, False, False)
            node.deprel = "amod"
        elif kind == "g":
            node = Node(form, form[:-3] + "e", "VERB", "VBG", "VerbForm=Ger", "amod")
        elif kind in "sc":
            node.xpos, node.feats = ("JJS", "Degree=Sup") if kind == "s" else ("JJR", "Degree=Cmp")
            node.lemma = re.sub("e[rs]t?$", "", form)
        if before and before[-1].deprel == "cc":
            node.before.append(before.pop())
            before[-1].after.append(node.as_("conj"))
            return before.pop()
        return node

    def frame(self, subject: str, depth: int, inner: bool = False) -> str:
        """A verb frame for a kind of subject; only plain ones when nesting is deep."""
        groups = [group for group in self.words["frames"].values() if group["subject"] == subject]
        if inner:
            groups = [group for group in groups if group.get("inner")] or groups
        # Verbs of speech govern clauses; they are what the treebanks lack most, so they count double.
        frames = [frame for group in groups for frame in group["list"] * group.get("weight", 1)]
        for _ in range(20):
            text = self.rng.choice(frames)
            if depth < DEEPEST or not any(slot in text for slot in CLAUSAL):
                return text
        return "visit {city}"

    def complements(self, head: Node, tokens: list[str], depth: int) -> None:
        """Hang the complements of a frame on its verb, and ``+`` phrases on the noun before them."""
        nominal = head
        place = 0
        while place < len(tokens):
            token = tokens[place]
            following = tokens[place + 1] if place + 1 < len(tokens) else ""
            bare = token.lstrip("+")
            host = nominal if token.startswith("+") else head
            if token.startswith("~"):
                head.after.append(g.function(token[1:], "compound:prt", "ADP", "RP"))
                place += 1
            elif token == "={label}":
                head.after.append(quotes.label(self).as_("xcomp"))
                place += 1
            elif token.startswith("="):
                head.after.append(self._result(token[1:]))
                place += 1
            elif (bare in PREPOSITIONS or bare in ("not", "that")) and any(
                slot in (following, tokens[min(place + 2, len(tokens) - 1)] if bare == "not" else "")
                for slot in CLAUSAL
            ):
                place += self._clause_complement(host, bare, tokens, place, depth, acl=token.startswith("+"))
            elif token in CLAUSAL:
                form = {"{clause}": "ccomp", "{doing}": "xcomp", "{bare}": "xcomp"}[token]
                host.after.append(self.embedded(token, depth).as_(form))
                place += 1
            elif bare in PREPOSITIONS or bare == "out":
                words, start = ("out of", place + 2) if bare == "out" else (bare, place + 1)
                end = _noun_phrase_end(tokens, start)
                phrase = self.literal(tokens[start:end], depth + 1)
                host.after.append(g.preposition(words, phrase, "nmod" if host is not head else "obl"))
                nominal = phrase if host is head else nominal
                place = end
            else:
                end = _noun_phrase_end(tokens, place)
                plain = end < len(tokens) and tokens[end] == "={label}"  # a long object would part verb and label
                nominal = self.literal(tokens[place:end], DEEPEST if plain else depth + 1)
                for other in head.after:
                    if other.deprel == "obj":
                        other.deprel = "iobj"
                head.after.append(nominal.as_("obj"))
                place = end

    def _result(self, form: str) -> Node:
        if form in ("hostage", "terrorists"):
            return self.noun(form).as_("xcomp")
        return g.adjective(form, "xcomp")

    def _clause_complement(self, host: Node, bare: str, tokens: list[str], place: int, depth: int, acl: bool) -> int:
        """Hang ``to {do}``, ``of {doing}``, ``that {clause}`` ... on its host; returns the tokens read."""
        if bare == "not":
            node = self.embedded("{do}", depth, negated=True).as_("xcomp")
            host.after.append(node)
            return 3
        slot = tokens[place + 1]
        node = self.embedded(slot, depth)
        if bare != "to":
            node.before.insert(0, g.function(bare, "mark", "SCONJ", "IN"))
        if acl:
            node.deprel = "acl"
            if slot == "{doing}":
                node.feats = "VerbForm=Ger"
        else:
            node.deprel = {"{do}": "xcomp", "{happen}": "xcomp", "{flee}": "xcomp", "{doing}": "advcl"}.get(
                slot, "ccomp" if bare == "that" else "advcl")
        host.after.append(node)
        return 2

    def embedded(self, slot: str, depth: int, negated: bool = False) -> Node:
        """The clause of a slot: an infinitive, a gerund or a finite clause with its own subject."""
        depth += 1
        kind = self.rng.choice(["actor", "actor", "force"])
        if slot == "{clause}":
            if self.chance(0.2):
                subject = quotes.pronoun(self.rng.choice(["he", "she", "it", "they", "they"]))
                return self.clause(subject, self.frame("actor", depth, inner=True), self._finite(), depth)
            return self.clause(self.actor(depth), self.frame("actor", depth, inner=True), self._finite(), depth)
        if slot == "{subjunctive}":
            return self.subjunctive(depth)
        if slot == "{flee}":
            return self.clause(None, self.pick("flights"), "infinitive", depth)
        if slot == "{happen}":
            return self.clause(None, self.rng.choice(["continue", "collapse", "fail", "spread to {city}"]),
                               "infinitive", depth)
        form = {"{doing}": "gerund", "{bare}": "bare"}.get(slot, "infinitive")
        frame = self.frame(kind, depth, inner=True)
        if depth < DEEPEST and self.chance(0.15):
            frame = self.pick("chains")
        node = self.clause(None, frame, form, depth, negated=negated)
        if form != "bare" and self.chance(0.12):
            node.after.append(self.time(future=form == "infinitive"))
        return node

    def subjunctive(self, depth: int) -> Node:
        """``Iran halt the attacks``, ``it be freed``, ``the army not leave``."""
        if self.chance(0.35):
            node = self.clause(None, self.pick("subjunctive_passives"), "subjunctive", depth, passive=True)
            if self.chance(0.3):
                node.before[0] = quotes.pronoun(self.rng.choice(["it", "they", "he"])).as_("nsubj:pass")
            return node
        if self.chance(0.1):
            frame = self.rng.choice(self.words["frames"]["states"]["list"])
            return self.clause(self.actor(depth), frame, "subjunctive", depth)
        subject = quotes.pronoun(self.rng.choice(["it", "they", "he"])) if self.chance(0.2) else self.actor(depth)
        frame = self.frame("actor", depth, inner=True)
        return self.clause(subject, frame, "subjunctive", depth, negated=self.chance(0.12))

    def _finite(self) -> str:
        return self.rng.choice(["past", "past", "past", "pluperfect", "perfect", "future", "would", "progressive"])

    def clause(
        self, subject: Node | None, frame: str, form: str, depth: int, passive: bool = False, negated: bool = False
    ) -> Node:
        """A clause of a frame; in the passive the subject is the doer, told by ``by`` or left out (None)."""
        base, *tokens = frame.split()
        if base == "be":
            return self._predicative(subject, tokens, form, depth)
        holder = Node("", "", "X", "")
        self.complements(holder, tokens, depth)
        complements = holder.after
        for node in complements:
            if base in TELLING and node.deprel == "obj":
                node.deprel = "iobj"
        patient = next((node for node in complements if node.deprel in ("obj", "iobj")), None)  # "X was given aid"
        passive = passive and patient is not None
        grammatical = patient if passive else subject
        if passive:
            complements.remove(patient)
            if subject is not None:
                agent = g.preposition("by", subject, "obl:agent")
                self._add_agent(complements, agent)
        plural = bool(grammatical and grammatical.plural)
        node = g.verb_group(self.verb(base), form, passive, negated, plural, contracted=self.chance(0.4))
        if form not in ("infinitive", "gerund", "bare", "participle", "subjunctive") and self.chance(0.12):
            node.before.append(self.adverb())
        node.after = complements
        if grammatical is not None and form != "participle":
            node.before.insert(0, grammatical.as_("nsubj:pass" if passive else "nsubj"))
        return node

    def _add_agent(self, complements: list[Node], agent: Node) -> None:
        """``locked up by X in Y``, ``shot dead by X``, ``told by X to go``, ``given aid by X``."""
        close = sum(n.deprel in ("compound:prt", "obj") or _is_result(n) for n in complements)
        clausal = any(n.deprel in ("xcomp", "ccomp", "advcl") and not _is_result(n) for n in complements)
        complements.insert(close if clausal or self.chance(0.7) else len(complements), agent)

    def _predicative(self, subject: Node | None, tokens: list[str], form: str, depth: int) -> Node:
        """``X was ready to V``: the adjective heads the clause."""
        form = form.replace("past progressive", "past").replace("progressive", "present")
        node = g.adjective(tokens[0].partition("/")[0], "root")
        self.complements(node, tokens[1:], depth)
        copula = g.verb_group(self.irregular["be"], form, False, False, bool(subject and subject.plural))
        node.before = copula.before
        copula.before, copula.upos, copula.deprel = [], "AUX", "cop"
        node.before.append(copula)
        if subject is not None:
            node.before.insert(0, subject.as_("nsubj"))
        return node

    def adverb(self) -> Node:
        """An adverb before the verb."""
        return g.function(self.pick("adverbs"), "advmod", "ADV", "RB")

    def time(self, future: bool = False) -> Node:
        """When: ``on Monday``, ``last week``, ``three days ago``, ``on 12 May 2019``."""
        return times.time(self, self.pick("futures" if future else "times"))


def _is_result(node: Node) -> bool:
    """``dead`` in ``shot dead``, ``"an act of war"`` in ``called "an act of war"``."""
    return node.deprel == "xcomp" and node.upos != "VERB" and all(n.deprel != "mark" for n in node.before)


def _noun_phrase_end(tokens: list[str], start: int) -> int:
    """Where the noun phrase that starts at ``start`` ends."""
    for place in range(start, len(tokens)):
        token = tokens[place]
        if place > start and (token[0] in "+~=" or token in PREPOSITIONS or token in ("that", "out", "not")):
            return place
        if token.endswith("}") and token != "{number}":
            return place + 1
    return len(tokens)
