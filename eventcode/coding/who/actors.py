"""Who: the actor behind a noun phrase.

:class:`Cast` holds who is who in one story. ``read`` takes in a sentence's names and introductions (*Guaidó's
envoy, Carlos Vecchio*),
``who`` resolves the head of a noun phrase by an ordered list of small rules.
"""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from ...event import Mention, Story
from ...lexicon import pieces
from ..trees.nounphrase import (
    cases,
    coordinated_modifiers,
    follows_ex,
    is_person_like,
    left_names,
    left_parts,
    name_parts,
    unknown_names,
)
from ..trees.syntax import SUBJECTS, antecedent, expand
from .countries import COUNTRIES, CountryRule
from .names import FAMILY_FIRST, NameIndex, full_names
from .places import INTERNATIONAL, country_of, located_in, only_names, place_of_act
from .pronouns import FIRST, PLURALS, PRONOUNS, Fits, definite, fitting, leaves_open, speaking_of, speech_in

# Roles that follow whoever they belong to: an army's spokesman is the army, a rebel leader a rebel.
_FOLLOWERS = frozenset({"GOV", "CVL", "", "ELI"})
_OFFICES = ("GOV", "MIL", "LEG", "JUD", "SPY", "COP")
# "tens of thousands of Belarusians" are Belarusians: words that only count who comes after them.
_PARTITIVES = frozenset(
    "tens dozens hundreds thousands millions scores crowds crowd group groups number numbers handful majority most "
    "many some several all both none one two three four five members member rest part parts half more bulk series "
    "pair hundred thousand million dozen remnants ranks".split()
)
# "his Turkish counterpart" is a Turk, not one of his.
_RELATIONAL = frozenset(
    "counterpart counterparts rival rivals opponent opponents predecessor successor adversary foe enemy".split()
)
_DEEDS = frozenset(
    "move moves decision step steps action actions measure measures announcement remarks comments".split()
)
_COUNTRY_NOUNS = frozenset({"country", "nation", "kingdom", "republic", "emirate", "sultanate"})
_LOYAL = frozenset({"loyal", "allied", "close", "linked", "affiliated"})
_OWNING = (frozenset({"of"}), frozenset({"from"}), frozenset({"to"}), frozenset({"in", "at", "inside"}))
_TITLES = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "OPP", "REB", "ELI"})
_VAGUE = frozenset({"leader", "chief", "head", "chairman", "spokesman"})
_COURTESY = frozenset({"mr", "ms", "mrs", "secretary"})
GIVEN = "given"
_NAMED = ("person", "group", "seat", GIVEN)
_COUNTRIES = ("country", "demonym", "capital", "place")


class Cast:
    """Who is who in one story; its memory grows sentence by sentence. ``without``: names of rules not to ask."""

    def __init__(self, index: NameIndex, story: Story, without: Container[str] = ()):
        self._index = index
        self._date = story.date
        self._rules = tuple(rule for rule in COUNTRIES if rule.name not in without)
        self._remembered: dict[tuple[str, ...], Mention] = {}
        self._at: dict[int, Mention] = {}
        self._subjects: list[Mention] = []
        self._earlier: list[Mention] = []
        self._previous: list[Mention] = []
        self._asked: set[int] = set()
        self._sentence: Span | None = None
        self._countries: list[str] = []
        self._known_before = 0
        self._voice: Mention | None = None
        self._in_quotation = False
        self._stays_open = False
        self.dateline = next(
            (country for m in index.find(story.dateline.title(), story.date, {}) if (country := country_of(m.code))), ""
        )

    # --- taking in a sentence ----------------------------------------------------------------------

    def read(self, sentence: Span, given: tuple[Mention, ...] = ()) -> None:
        """Find the names of a sentence and remember who it introduces. ``given`` mentions (offsets into the
        sentence) stand as they are.
        """
        self._earlier = self._subjects or self._earlier
        self._previous = self.resolved(self._sentence) if self._sentence is not None else []
        self._sentence = sentence
        found = self._index.find(sentence.text, self._date, self._remembered)
        known = [m for m in found if not any(m.start < g.end and g.start < m.end for g in given)]
        self._at = {}
        for mention in (*known, *sorted(given, key=lambda one: one.end - one.start)):  # of two that overlap, the longer
            for token in _tokens(sentence, mention):
                self._at[token.i] = mention
        self._known_before = len(self._countries)
        self._countries += [c for m in known if m.kind in _COUNTRIES and (c := country_of(m.code))]
        found = [self._titled(mention, sentence) if mention in known else mention for mention in found]
        self._remembered.update(full_names(found))
        for start, end in unknown_names(sentence, self._at):
            self._introduce(sentence.doc[start:end], sentence)
        parties = (token for token in sentence if token.dep_ in SUBJECTS or token.dep_ == "obl:agent")
        self._remember_acronyms(sentence)
        self._in_quotation = self._stays_open or sentence[0].text in ('"', "“")
        self._stays_open = leaves_open(sentence, self._stays_open)
        verb = speech_in(sentence)
        if verb is not None:
            speakers = (self.who(child) for child in verb.children if child.dep_ in SUBJECTS)
            self._voice = next(filter(None, speakers), None)
        self._subjects = [m for t in parties if (m := self.who(t)) is not None and "---" not in m.code]

    def _remember_acronyms(self, sentence: Span) -> None:
        """*the Freedonian Front (FF)*: the story goes on with what stands in the brackets."""
        for token in sentence[1:-2]:
            long_form = self._at.get(token.i - 1)
            short = token.nbor()
            if token.text == "(" and short.text.isupper() and short.nbor().text == ")" and long_form is not None:
                self._remembered[tuple(piece for piece, _, _ in pieces(short.text))] = long_form

    def _titled(self, person: Mention, sentence: Span) -> Mention:
        """*British Prime Minister Margaret Thatcher*: a title in the sentence wins over the table of offices."""
        tokens = list(_tokens(sentence, person)) if person.kind == "person" else []
        role = self._title_of(sentence.doc[tokens[0].i : tokens[-1].i + 1]) if tokens else None
        if role is None or not self._at[role.i].code:
            return person
        actor = self._role(role)
        code = actor.code if actor is not None else ""
        if code.startswith("---") or "country by" in actor.note:
            if self._at[role.i].text.lower() in _VAGUE:  # "democracy leader", "party chief"
                return person
            code = person.code[:3] + self._role_code(role, self._at[role.i])[0]
        if code[:3] != person.code[:3] or not (code[3:6] in _TITLES or code[:3] in INTERNATIONAL):
            return person
        if code.endswith("ELI") and person.code[3:] not in ("GOV", "GOVMIL"):
            return person  # what somebody once was does not tell what they are
        titled = replace(person, code=code, note=f"titled {actor.text}")
        for token in tokens:
            self._at[token.i] = titled
        return titled

    def _introduce(self, name: Span, sentence: Span) -> None:
        """An unknown name gets the code of its title or appositive, and the story remembers it."""
        role = self._title_of(name)
        actor = self._role(role) if role is not None else None
        if actor is None or actor.code.startswith("---"):
            actor = self._holder(name, actor)
        if actor is None:
            return
        offset = sentence.start_char
        mention = Mention(
            name.start_char - offset,
            name.end_char - offset,
            actor.code,
            name.text,
            actor.entry,
            "person",
            f"introduced as {actor.text}",
        )
        for token in name:
            self._at[token.i] = mention
        words = tuple(piece for piece, _, _ in pieces(name.text))
        for key in (words, words[-1:], words[:1] if actor.code[:3] in FAMILY_FIRST else words):
            self._remembered[key] = mention

    def _holder(self, name: Span, titled: Mention | None) -> Mention | None:
        """*Mr. Powell*, *President Pacheco*: who of that name is in office, by date and the countries in sight."""
        words = [piece for piece, _, _ in pieces(name.text)]
        courtesy = words[0] in _COURTESY or name.doc[max(0, name.start - 1)].lower_.rstrip(".") in _COURTESY
        if len(words) - (words[0] in _COURTESY) != 1 or (titled is None and not courtesy):
            return None
        role = titled.code[3:6] if titled is not None else ""
        found = self._index.holder(words[-1], self._date, self._countries, role)
        if found is None:
            return None
        return self._made(name.root, found[0], "person", "holder by date and country", 0.15, found[1])

    def _title_of(self, name: Span) -> Token | None:
        """The role noun that introduces a name: right before it, in the phrase before a comma, or in the
        appositive after it.
        """
        doc, before, after = name.doc, name.start - 1, name.end
        if before < 0:
            return self._appositive_after(name) if after < len(doc) else None
        if self._is_role(doc[before]):
            return doc[before]
        if doc[before].text in (",", "—", "–") and before > 0:
            node = doc[before - 1]
            for candidate in (node, *node.ancestors):
                if candidate.i >= before or candidate.pos_ == "VERB":
                    break
                if self._is_role(candidate) and is_person_like(name):
                    return candidate
        return self._appositive_after(name) if after < len(doc) else None

    def _appositive_after(self, name: Span) -> Token | None:
        doc, end = name.doc, name.end
        if end + 3 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":  # "the Front (FF), a rebel group"
            end += 3
        if doc[end].text not in (",", "(", "—", "–"):
            return None
        for token in doc[end + 1 : end + 12]:
            if (
                token.text in (",", ".", ";", ")", "—")
                or token.pos_ in ("VERB", "AUX", "CCONJ")
                or token.lower_ in ("who", "which", "whose")
            ):
                return None
            if self._is_role(token) and (token.i + 1 >= len(doc) or not self._is_role(token.nbor())):
                return token
        return None

    def _is_role(self, token: Token) -> bool:
        mention = self._at.get(token.i)
        return mention is not None and mention.kind == "role"

    # --- resolving a noun phrase ---------------------------------------------------------------------

    def mention_at(self, token: Token) -> Mention | None:
        """The name or role that covers a token, if any."""
        return self._at.get(token.i)

    def mentions(self) -> list[Mention]:
        """The names and roles of the sentence, in the order of the text."""
        return list(dict.fromkeys(mention for _, mention in sorted(self._at.items())))

    @property
    def leading_country(self) -> str:
        """The country that the sentences before have named most, the first of equals; empty where they name none."""
        before = self._countries[: self._known_before]
        return max(before, key=before.count, default="")

    def resolved(self, sentence: Span) -> list[Mention]:
        """Every actor the sentence mentions, coded: each name and role where it heads its phrase, each pronoun."""
        found: dict[tuple[int, int, str], Mention] = {}
        for token in sentence:
            mention = self._at.get(token.i)
            if mention is None and token.lower_ not in PRONOUNS:
                continue
            if mention is not None and self._at.get(token.head.i) == mention and token.head.i != token.i:
                continue
            for actor in self.everyone(token):
                found.setdefault((actor.start, actor.end, actor.code), actor)
        return list(found.values())

    def unknown(self, sentence: Span) -> list[tuple[int, int]]:
        """The names of the sentence, as spans of tokens, that neither a dictionary nor the story knows."""
        return list(unknown_names(sentence, self._at))

    def place_of(self, token: Token) -> str:
        """The country in which the act at ``token`` takes place; the dateline's where the sentence names none."""
        return place_of_act(token, self.mention_at) or self.dateline

    def words_of(self, heads: Iterable[Token]) -> str:
        """What these noun phrases call their actors: their heads and what makes one name with them."""
        parts = (sorted({head, *head.lefts, *name_parts(head)}, key=lambda token: token.i) for head in heads)
        return " ".join(token.text for phrase in parts for token in phrase)

    def as_of(self, actor: Mention, date: datetime.date) -> Mention:
        """The actor as coded on the day of the act, where its dictionary entry knows another office for it."""
        name = self._index.by_entry.get(actor.entry)
        if name is None or date == self._date or actor.code != name.on(self._date)[0]:
            return actor
        code, entry = name.on(date)
        return replace(actor, code=code, entry=entry)

    def who(self, head: Token, owner: bool = False, of: bool = True, where: bool = False) -> Mention | None:
        """The actor behind the noun phrase headed by ``head``, or None.

        ``owner``: a noun that is no actor stands for whoever it belongs to (*Israel's plan*); ``of`` counts an *of*
        phrase as its owner;
        ``where``: also for whoever is where it is (*a power station in Ukraine*).
        """
        head = antecedent(head)
        if head.pos_ == "PRON" or head.lower_ in PRONOUNS:
            return self._pronoun(head)
        rules = (
            self._named,
            self._partitive,
            self._apposed_person,
            self._role_phrase,
            self._country,
            self._apposed,
            self._anaphor,
        )
        for rule in rules:
            if (actor := rule(head)) is not None:
                return actor
        if owner and (actor := self.owner(head, of)) is not None:
            return replace(actor, doubt=actor.doubt + 0.2, note=actor.note or f"stands for {head.text!r}")
        if where and (country := located_in(head, self.mention_at)):
            return self._made(head, country, "place", "where it is", 0.3)
        return None

    def everyone(self, head: Token, owner: bool = False, of: bool = True, where: bool = False) -> list[Mention]:
        """All actors behind one noun phrase: *Indian and Pakistani officials* are two, *the two sides* those just
        named.
        """
        if head.i + 1 < len(head.doc) and head.nbor().text == ":":  # a headline's label: "Venezuela: Guaidó asks ..."
            return []
        if (pair := self._the_two(head)) is not None:
            return pair
        if head.lower_ in PLURALS and (together := self._all_of_them(head)):
            return together
        actor = self.who(head, owner, of, where)
        if actor is None or actor.code == "---":  # a name that is nobody's: the Sea of Japan
            return []
        if actor.kind == "role" and self._is_role(head):
            owners = {
                m.code: m
                for token in coordinated_modifiers(head)
                if (m := self._at.get(token.i)) is not None and m.kind != "role"
            }
            if len(owners) > 1:
                code, _ = self._role_code(head, self._at[head.i])
                return [_of(actor, code, owner) for owner in owners.values()]
        return [actor]

    def _all_of_them(self, pronoun: Token) -> list[Mention]:
        """*they*: all of a coordinated subject above (*Britain and France said they would help*)."""
        for node in pronoun.ancestors:
            subjects = [c for c in node.children if c.dep_ in SUBJECTS and c.i < pronoun.i and c.pos_ != "PRON"]
            if not subjects or subjects[0].is_ancestor(pronoun):
                continue
            named = [m for token in expand(subjects) if (m := self.who(token)) is not None and m.code]
            if len(named) > 1:
                return [self._refers(pronoun, mention) for mention in named]
            return []
        return []

    def _the_two(self, head: Token) -> list[Mention] | None:
        """*the two sides*, *both countries*: the two actors named before in the sentence, else in the one before it."""
        if (
            not any(child.lower_ in ("two", "both") for child in head.children)
            or head.tag_ != "NNS"
            or self._first_owner(head)
        ):
            return None
        before = [m for token in head.sent if token.i < head.i and (m := self._at.get(token.i)) is not None]
        for mentions in (before, self._previous):
            # One a country, the last said: "Israel's prime minister, Benjamin Netanyahu" is one party.
            named = (m for m in mentions if m.kind in (*_NAMED, "country", "capital", "demonym"))
            distinct = {country_of(m.code) or m.code: m for m in named}
            if len(distinct) == 2:
                return [
                    self._made(head, m.code, m.kind, f"refers to {m.text}", 0.15, m.entry) for m in distinct.values()
                ]
        return None

    def _first_owner(self, head: Token) -> Mention | None:
        return next(
            (m for child in left_parts(head) if (m := self._at.get(child.i)) is not None and m.kind != "role"), None
        )

    def _named(self, head: Token) -> Mention | None:
        """A person, group or seat whose name covers the head or its flat parts."""
        for token in (head, *name_parts(head)):
            mention = self._at.get(token.i)
            if mention is None or (mention.kind in _COUNTRIES or mention.kind == "role"):
                continue
            if token is head or token.dep_ in ("flat", "flat:name") or not self._heads_role(head):
                return mention
        return None

    def _partitive(self, head: Token) -> Mention | None:
        """*hundreds of protesters*: whoever is counted."""
        if head.lower_ not in _PARTITIVES:
            return None
        counted = [
            c for c in head.children if c.dep_ in ("nmod", "obl") and any(case.lower_ == "of" for case in c.children)
        ]
        return self.who(counted[0]) if counted else None

    def _heads_role(self, head: Token) -> bool:
        return self._is_role(head) or head.pos_ == "NOUN"

    def _role_phrase(self, head: Token) -> Mention | None:
        """A role noun that is the head, or the title of an unknown name."""
        for token in (head, *name_parts(head)):
            if self._is_role(token) and (token is head or head.pos_ == "PROPN"):
                return self._role(token, head)
        return None

    def _role(self, token: Token, head: Token | None = None) -> Mention | None:
        head = head or token
        role = self._at[token.i]
        code, own_note = self._role_code(token, role)
        for modifier in self._modifiers(token, head):
            if modifier.entry == GIVEN:
                return modifier
            return replace(role, code=_combine(modifier, code), note=f"{own_note}of {modifier.text}")
        if not code and (known := self._definite(token)) is not None:
            return known
        if not code:
            return None
        if code[:3] in INTERNATIONAL:  # aid agencies, peacekeepers: of no country unless told
            return role
        rule, country = self._country_of_role(head, code)
        if rule is None:
            return replace(role, code="---" + code, note="country unknown", doubt=0.5)
        return replace(role, code=country + code, note=f"{own_note}country by {rule.name}", doubt=rule.doubt)

    def _country_of_role(self, head: Token, code: str) -> tuple[CountryRule | None, str]:
        """The first rule that knows where a bare role is from. A role that is asked for while it is being answered (two
        speakers who quote each other), or a stranger's, is of no country.
        """
        if head.i in self._asked or self._of_strangers(head):
            return None, ""
        self._asked.add(head.i)
        try:
            found = ((rule, rule.find(self, head, code)) for rule in self._rules)
            return next(((rule, country) for rule, country in found if country), (None, ""))
        finally:
            self._asked.discard(head.i)

    def owner_beside(self, conjunct: Token) -> str:
        """The code of a coordinated actor, or of whoever a coordinated role belongs to; empty if there is none."""
        mention = self._at.get(conjunct.i)
        if mention is not None and mention.kind == "role":
            mention = next(self._modifiers(conjunct, conjunct), None)
        return mention.code if mention is not None else ""

    def _of_strangers(self, head: Token) -> bool:
        """*Freedonian Front gunmen, the gunmen of the Front*: whoever they belong to, it is nobody we know."""
        behind = [c for c in head.children if c.dep_ == "nmod" and cases(c) & {"of", "from"} and c.pos_ == "PROPN"]
        named = [part for part in left_names(head) if part.pos_ == "PROPN" or part.dep_ == "compound"]
        return any(part.i not in self._at for part in (*named, *behind))

    def _definite(self, noun: Token) -> Mention | None:
        """*the group, the bloc*: the last actor of that kind."""
        fits = definite(noun)
        if fits is None:
            return None
        before = [m for token in noun.sent if token.i < noun.i and (m := self._at.get(token.i)) is not None]
        known = next((m for m in (*reversed(before), *reversed(self._previous)) if fits(m)), None)
        return self._refers(noun, known) if known is not None else None

    def home_role(self, head: Token) -> Mention | None:
        """A role whose country a name tells right beside it: *Iraqi officials, police in Basra*."""
        role = self._at.get(head.i)
        if role is None or role.kind != "role":
            return None
        behind = (c for c in head.children if c.dep_.startswith(("nmod", "obl")) and cases(c) & {"of", "in", "from"})
        named = (m for part in (*left_parts(head), *behind) if (m := self._at.get(part.i)) and m.kind != "role")
        owner = next((mention for mention in named if country_of(mention.code)), None)
        return replace(role, code=_combine(owner, self._role_code(head, role)[0])) if owner is not None else None

    def _role_code(self, token: Token, role: Mention) -> tuple[str, str]:
        """The role's code, in view of a role before it (*army spokesman*) and of *former*."""
        code = role.code
        for child in left_parts(token):
            other = self._at.get(child.i)
            if other is not None and other.kind == "role" and other is not role and other.code and code in _FOLLOWERS:
                code = other.code
        former = any(
            child.lower_ in ("former", "ex", "ousted", "deposed", "late") for child in left_parts(token)
        ) or follows_ex(token)
        if former and code[:3] in _OFFICES:
            return "ELI", "former, "
        return code, ""

    def _modifiers(self, token: Token, head: Token) -> Iterator[Mention]:
        """The actors that tell whose a role is, nearest kind first: before it, then *of*, *from*, *to*, *in*."""
        for node in dict.fromkeys((token, head)):
            yield from self._owners_before(node, relational=token.lower_ in _RELATIONAL)
        for prepositions in _OWNING:
            for child in token.children:
                yield from self._owners_behind(child, prepositions)

    def _owners_before(self, node: Token, relational: bool) -> Iterator[Mention]:
        for child in left_parts(node):
            if relational and "nmod:poss" in (child.dep_, child.head.dep_):
                continue
            mention = self._at.get(child.i)
            if child.lower_ in PRONOUNS:
                mention = self._pronoun(child)
            elif mention is None or mention.kind == "role":
                mention = self.who(child) if child.dep_ == "nmod:poss" else None
            if mention is not None:
                yield mention

    def _owners_behind(self, child: Token, prepositions: frozenset[str]) -> Iterator[Mention]:
        if child.lower_ in _LOYAL and "to" in prepositions:  # "troops loyal to Haftar"
            yield from (
                m for c in child.children if c.dep_.startswith(("obl", "nmod")) and (m := self.who(c)) is not None
            )
        elif child.dep_.startswith(("nmod", "obl")) and cases(child) & prepositions:
            mention = self.who(child)
            # An adviser to the president is his; an ambassador to Russia is not Russia's.
            abroad = "to" in prepositions and mention is not None and mention.kind in _COUNTRIES
            if mention is not None and not abroad and not mention.code.startswith("---"):
                yield mention

    def _country(self, head: Token) -> Mention | None:
        """A country by its name, its people's or its capital's; what is only named after it is no actor (*the Accra
        Ballet*), nor is a stranger who bears its name (*Jordan Smith*).
        """
        mention = self._at.get(head.i)
        if mention is None or mention.kind not in _COUNTRIES:
            return None
        named = (c for c in head.children if c.dep_ in ("flat", "flat:name") and c.pos_ == "PROPN")
        return mention if all(self._at.get(child.i) is mention for child in named) else None

    def _apposed_person(self, head: Token) -> Mention | None:
        """*his counterpart Robert Mugabe*: a person named in apposition is who is meant."""
        for child in head.children:
            mention = self._at.get(child.i)
            if child.dep_ in ("appos", "flat") and mention is not None and mention.kind == "person":
                return mention
        return None

    def _apposed(self, head: Token) -> Mention | None:
        """*Carlos Vecchio, Guaidó's envoy*: an unknown head stands for its appositive."""
        for child in head.children:
            if child.dep_ == "appos" and child.i in self._at:
                return self._named(child) or self._role_phrase(child)
        return None

    def _anaphor(self, head: Token) -> Mention | None:
        """*the country*: the one last spoken of; *the move*: whoever made it, the subject of the sentence before."""
        if head.lower_ in _DEEDS and any(child.lower_ in ("the", "this", "that") for child in head.children):
            made = next((m for m in self._earlier if m.kind not in ("place",)), None) if not left_names(head) else None
            return self._refers(head, made) if made is not None else None
        if (known := self._definite(head)) is not None:
            return known
        if head.lower_ not in _COUNTRY_NOUNS or not any(child.lower_ in ("the", "this") for child in head.children):
            return None
        before = [m for t in head.sent if t.i < head.i and (m := self._at.get(t.i)) and m.kind in _COUNTRIES]
        earlier = [country_of(before[-1].code)] if before else self._countries
        country = earlier[-1] if earlier else self.dateline
        return self._made(head, country, "country", "the country last named", 0.2) if country else None

    def owner(self, head: Token, of: bool = True) -> Mention | None:
        """Whoever a thing belongs to: possessor, name or demonym before it, *by* phrase, then (``of``) its *of*
        phrase.
        """
        for child in left_parts(head):
            mention = self._at.get(child.i) or (self.who(child) if child.dep_ == "nmod:poss" else None)
            if mention is not None and only_names(child, mention, head):
                continue
            if mention is not None and mention.kind in _COUNTRIES and head.pos_ == "PROPN":
                continue  # "France's Total", "Germany's Anna Groen": a name we do not know, not its country
            if mention is not None and mention.kind != "role" and mention.code:
                return mention
            if mention is not None and child.dep_ == "nmod:poss":
                return self.who(child)
        wanted = {"by", "of"} if of else {"by"}
        for child in head.children:
            if child.dep_.startswith(("nmod", "obl")) and cases(child) & wanted:
                if (mention := self.who(child, owner=True)) is not None:
                    return mention
        for child in left_parts(head):
            if self._is_role(child):
                return self._role(child)
        return None

    # --- pronouns --------------------------------------------------------------------------------------

    def _pronoun(self, pronoun: Token) -> Mention | None:
        """The antecedent of a pronoun, where it is plain."""
        if pronoun.lower_ in FIRST:
            return self._first_person(pronoun)
        fits = fitting(pronoun)
        if fits is None:
            return None
        for antecedent_of in (self._subject_above, self._subject_before, self._only_one):
            if (mention := antecedent_of(pronoun, fits)) is not None:
                return self._refers(pronoun, mention)
        return None

    def _first_person(self, pronoun: Token) -> Mention | None:
        """*"We condemn Peru," Denmark's minister said*: the speaker of the quotation, also of the sentence before."""
        verb = speaking_of(pronoun)
        subjects = [child for child in verb.children if child.dep_ in SUBJECTS] if verb is not None else []
        speakers = [child for child in subjects if child.lower_ not in FIRST]
        mention = next((m for token in speakers if (m := self.who(token)) is not None), None)
        if mention is None and not speakers and self._in_quotation:
            mention = self._voice
        return self._refers(pronoun, mention) if mention is not None and mention.code else None

    def _subject_above(self, pronoun: Token, fits: Fits) -> Mention | None:
        """The subject of a clause above the pronoun's."""
        itself = pronoun.dep_.startswith(("obj", "iobj", "obl"))  # "France urged it": not France
        for node in pronoun.ancestors:
            if node is pronoun.head and itself:
                continue
            for subject in node.children:
                if subject.dep_ not in SUBJECTS or subject.i >= pronoun.i or subject.is_ancestor(pronoun):
                    continue
                if subject.pos_ != "PRON" and (mention := self.who(subject)) is not None and fits(mention):
                    return mention
        return None

    def _subject_before(self, pronoun: Token, fits: Fits) -> Mention | None:
        """A subject of the sentence before, unless this one has named somebody who fits."""
        return None if self._named_before(pronoun, fits) else next(filter(fits, self._earlier), None)

    def _only_one(self, pronoun: Token, fits: Fits) -> Mention | None:
        """Who is named before the pronoun, if nobody else is; *it* may as well be a thing that is the subject above."""
        if pronoun.lower_ == "it" and self._thing_above(pronoun):
            return None
        named = [mention for mention in self._named_before(pronoun, fits) if mention.kind != "role"]
        return named[0] if len({mention.code for mention in named}) == 1 else None

    def _thing_above(self, pronoun: Token) -> bool:
        """*The storm hit Cuba before it reached Haiti*: is the nearest subject above a thing?"""
        subjects = (c for node in pronoun.ancestors for c in node.children if c.dep_ in SUBJECTS and c.i < pronoun.i)
        nearest = next(subjects, None)
        return nearest is not None and nearest.pos_ == "NOUN" and self.who(nearest) is None

    def _named_before(self, pronoun: Token, fits: Fits) -> list[Mention]:
        mentions = (self._at.get(token.i) for token in pronoun.sent if token.i < pronoun.i)
        return [mention for mention in mentions if mention is not None and fits(mention)]

    def _refers(self, pronoun: Token, mention: Mention) -> Mention | None:
        return self._made(
            pronoun, mention.code, mention.kind, f"refers to {mention.text}", mention.doubt + 0.15, mention.entry
        )

    def _made(self, token: Token, code: str, kind: str, note: str, doubt: float, entry: str = "coder") -> Mention:
        start = token.idx - token.sent.start_char
        return Mention(start, start + len(token), code, token.text, entry, kind, note, doubt)


def _of(role: Mention, code: str, owner: Mention) -> Mention:
    """One of several coordinated owners with the role: *Indian* of *Indian and Pakistani officials*."""
    if owner.entry == GIVEN:
        return owner
    return replace(role, code=_combine(owner, code), text=f"{owner.text} {role.text}", note=f"of {owner.text}")


def _combine(modifier: Mention, role: str) -> str:
    """The code of a role that belongs to ``modifier``: Boko Haram's fighters are Boko Haram, Assad's forces the
    Syrian army.
    """
    country, own = country_of(modifier.code), modifier.code[3:]
    if not country:
        return modifier.code
    if modifier.kind == "person" and role in ("UAF", "REB"):
        return country + role
    if own in ("", "GOV") or (own[:3] in ("GOV", "CVL", "ELI") and role[:3] not in _FOLLOWERS):
        return country + (role if role else own)
    return modifier.code


def _tokens(sentence: Span, mention: Mention) -> Iterator[Token]:
    span = sentence.char_span(mention.start, mention.end, alignment_mode="expand")
    yield from span if span is not None else ()
