"""Who: the actor behind a noun phrase.

:class:`Cast` holds who is who in one story. ``read`` takes in a sentence's names and introductions (*Guaidó's envoy,
Carlos Vecchio*), ``who`` resolves the head of a noun phrase by an ordered list of small rules, with the help of the
rooms beside it: :mod:`roles`, :mod:`references` and :mod:`introductions`.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from ...event import Mention, Story
from ..trees.nounphrase import cases, coordinated_modifiers, left_parts, name_parts, unknown_names
from ..trees.syntax import SUBJECTS, antecedent, expand
from ..trees.tokens import Span, Token
from . import countries
from .introductions import Introductions
from .memory import Deed, Memory
from .mentions import COUNTRIES, GIVEN, REGIONS, made, tokens_of
from .names import NameIndex, full_names
from .places import country_of, located_in
from .pronouns import PLURALS, is_pronoun, leaves_open, speech_in
from .references import References
from .roles import Roles, combine
from .shared import hyphenated, with_halves

# "tens of thousands of Belarusians" are Belarusians: words that only count who comes after them.
_PARTITIVES = frozenset(
    "tens dozens hundreds thousands millions scores crowds crowd group groups number numbers handful majority most "
    "many some several all both none one two three four five members member rest part parts half more bulk series "
    "pair hundred thousand million dozen remnants ranks".split()
)

_TOWNS = frozenset({"capital", "city", "town", "port", "resort"})
# Who travels in one of these is who it is done to.
_VEHICLES = frozenset(
    "car cars bus buses minibus minibuses van vans truck trucks lorry taxi jeep vehicle vehicles convoy convoys train "
    "trains plane planes airliner aircraft helicopter helicopters jet boat boats ship ships ferry vessel "
    "motorcade".split()
)
_CARRYING = frozenset({"carry", "transport", "take", "ferry", "bring", "drive", "fly", "house", "shelter"})
# Who uses one of these is who is hit in it.
_PREMISES = frozenset(
    "building buildings house houses compound compounds hideout hideouts home homes camp camps base bases farm farms "
    "school schools office offices village villages tunnel tunnels".split()
)
_USING = frozenset({"use", "occupy", "own", "run", "operate", "inhabit", "control", "hold"})

# What is a part of a longer name or phrase, and no mention of its own.
_INSIDE = ("compound", "flat", "flat:name", "nmod:desc", "goeswith", "det", "case", "punct")
_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET"})


class Cast:
    """Who is who in one story; its memory grows sentence by sentence. ``without``: names of rules not to ask."""

    def __init__(self, index: NameIndex, story: Story, without: Container[str] = ()):
        self._index = index
        self._memory = Memory(story.date, _country_named(story.dateline, index, story.date))
        self._at: dict[int, Mention] = {}
        self._all_at: dict[int, tuple[Mention, ...]] = {}
        self._sentence: Span | None = None
        self._parties: list[tuple[Token, Mention]] | None = None
        self.roles = Roles(self, tuple(rule for rule in countries.COUNTRIES if rule.name not in without))
        self.references = References(self, self._memory)
        self._introductions = Introductions(self, index, self._memory)
        # Who is meant by a noun phrase, the first that tells; where nothing is named in it, its head alone can.
        self._rules = (
            self._aboard, self._named, self._partitive, self._apposed_name, self.roles.phrase, self._country,
            self._apposed, self.references.anaphor, self._led,
        )  # fmt: skip
        self._rules_by_word = (self._aboard, self._partitive, self.references.anaphor, self._led)

    # --- taking in a sentence ----------------------------------------------------------------------

    def read(self, sentence: Span, given: tuple[Mention, ...] = ()) -> None:
        """Find the names of a sentence and remember who it introduces. ``given`` mentions (offsets into the
        sentence) stand as they are.
        """
        memory = self._memory
        memory.earlier = memory.subjects or memory.earlier
        memory.previous = self.resolved()
        memory.list_actors(memory.previous)
        for one in (m for m in memory.previous if m.code[:3] not in REGIONS):
            memory.posted.setdefault(one.code[3:6], Counter())[country_of(one.code)] += 1
        self._sentence, self._parties = sentence, None
        self._find_names(sentence, given)
        for start, end in self.unknown(sentence):
            self._introductions.introduce(sentence.doc[start:end], sentence)
        self._introductions.acronyms(sentence)
        self._listen(sentence)
        parties = (token for token in sentence if token.dep_ in SUBJECTS or token.dep_ == "obl:agent")
        memory.subjects = [m for t in parties if (m := self.who(t)) is not None and "---" not in m.code]

    def witness(self, deeds: Iterable[Deed]) -> None:
        """Remember what the sentence just read tells, for *the attack* and *both sides* of those to come."""
        self._memory.witness(deed for deed in deeds if "---" not in deed.source.code + deed.target.code)

    def _find_names(self, sentence: Span, given: tuple[Mention, ...]) -> None:
        memory = self._memory
        whole = self._index.find(sentence.text, memory.date, memory.names)
        found = list(with_halves(sentence.text, whole, self._index.names, memory.date))
        known = [m for m in found if not any(m.start < g.end and g.start < m.end for g in given)]
        self._at, self._all_at = {}, {}
        for mention in (*known, *sorted(given, key=lambda one: one.end - one.start)):  # of two that overlap, the longer
            for token in tokens_of(sentence, mention):
                self._at[token.i] = mention
                self._all_at[token.i] = (*self._all_at.get(token.i, ()), mention)
        memory.name_countries(c for m in known if m.kind in COUNTRIES and (c := country_of(m.code)))
        titled = (self._introductions.titled(m, sentence) if m in known else m for m in found)
        memory.names.update(full_names(titled))

    def _listen(self, sentence: Span) -> None:
        """Who speaks in the sentence, and whether a quotation is open."""
        memory = self._memory
        memory.in_quotation = memory.stays_open or sentence[0].text in ('"', "“")
        memory.stays_open = leaves_open(sentence, memory.stays_open)
        verb = speech_in(sentence)
        if verb is not None:
            speakers = (self.who(child) for child in verb.children if child.dep_ in SUBJECTS)
            memory.voice = next(filter(None, speakers), None)

    def place(self, token: Token, mention: Mention) -> None:
        """Let a mention cover a token."""
        self._at[token.i] = mention

    # --- resolving a noun phrase ---------------------------------------------------------------------

    @property
    def dateline(self) -> str:
        """The country the story was written in."""
        return self._memory.dateline

    @property
    def leading_country(self) -> str:
        """The country that the sentences before have named most."""
        return self._memory.leading_country

    @property
    def is_about_another(self) -> bool:
        """*BEIRUT - Syrian troops ...*: is the story about another country than the one it was written in?"""
        return self._memory.is_about_another

    def mention_at(self, token: Token) -> Mention | None:
        """The name or role that covers a token, if any."""
        return self._at.get(token.i)

    def place_at(self, token: Token) -> Mention | None:
        """What a token names, also where it is *the country*, of which the story speaks."""
        return self.mention_at(token) or self.references.country(token)

    def is_role(self, token: Token) -> bool:
        """Is it found as a role noun, *the minister*, and not as a name?"""
        mention = self._at.get(token.i)
        return mention is not None and mention.kind == "role"

    def is_at_home(self, role: Mention) -> bool:
        """Is it told of a role, *security forces*, that it acts at home?"""
        return any(not home.country and home.is_of(role.code, role.text.lower()) for home in self._index.homes)

    def mentions(self) -> list[Mention]:
        """The names and roles of the sentence, in the order of the text."""
        return list(dict.fromkeys(mention for _, mention in sorted(self._at.items())))

    def parties(self) -> list[tuple[Token, Mention]]:
        """Who may have a part in an act of the sentence, each with the token that heads it, in the order of these; one
        that stands for two (*Indian and Pakistani officials*) is two.
        """
        if self._parties is None:
            self._parties = [(token, mention) for token in self._sentence or () for mention in self._headed_by(token)]
        return self._parties

    def _headed_by(self, token: Token) -> Iterable[Mention]:
        if token.pos_ not in _HEADS:
            return ()
        if token.dep_ not in _INSIDE and token.dep_ != "amod" and token.pos_ != "ADJ":
            return self.everyone(token)
        # "an Israeli attack": who modifies a thing may be who does it; in "Israeli soldiers" it is a part of theirs.
        named = self._at.get(token.i)
        apart = named is not None and named.kind != "role" and named.code and self.who(token.head) is None
        return (named,) if apart else ()

    def resolved(self) -> list[Mention]:
        """Every actor the sentence mentions, coded: its parties, and the names and roles that are parts of these."""
        found = {(m.start, m.end, m.code): m for _, m in self.parties()}
        for token in self._sentence or ():
            mention = self._at.get(token.i)
            if mention is not None and self._at.get(token.head.i) != mention:
                for actor in self.everyone(token):
                    found.setdefault((actor.start, actor.end, actor.code), actor)
        return sorted(found.values(), key=lambda mention: (mention.start, mention.end))

    def unknown(self, sentence: Span) -> list[tuple[int, int]]:
        """The names of the sentence, as spans of tokens, that neither a dictionary nor the story knows."""
        return list(unknown_names(sentence, self._at))

    def named_in(self, text: str) -> list[Mention]:
        """The names and roles that the dictionaries know in a piece of text."""
        return self._index.find(text, self._memory.date)

    @property
    def in_sight(self) -> frozenset[str]:
        """The countries that the story has named so far, and the one it was written in."""
        return (self._memory.in_sight | {self._memory.dateline}) - {""}

    def words_of(self, heads: Iterable[Token]) -> str:
        """What these noun phrases call their actors: their heads and what makes one name with them."""
        parts = (sorted({head, *head.lefts, *name_parts(head)}, key=lambda token: token.i) for head in heads)
        return " ".join(token.text for phrase in parts for token in phrase)

    def as_of(self, actor: Mention, date: datetime.date) -> Mention:
        """The actor as coded on the day of the act, where its dictionary entry knows another office for it."""
        name = self._index.names.of_entry(actor.entry)
        if name is None or actor.note.startswith("titled") or date == self._memory.date:
            return actor
        if actor.code != name.on(self._memory.date)[0]:
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
        if is_pronoun(head) or (head.pos_ == "PRON" and self.mention_at(head) is None):
            return self.references.pronoun(head)
        for rule in self._rules if self._has_names(head) else self._rules_by_word:
            if (actor := rule(head)) is not None:
                return actor
        # "much of western Europe" is nobody's thing
        if owner and head.lower_ != "much" and (actor := self.roles.owner(head, of)) is not None:
            return _standing_for(head, actor)
        if where and (country := located_in(head, self.mention_at)):
            return made(head, country, "place", "where it is", 0.3)
        return None

    def everyone(self, head: Token, owner: bool = False, of: bool = True, where: bool = False) -> list[Mention]:
        """All actors behind one noun phrase: *Indian and Pakistani officials* are two, *the two sides* those just
        named.
        """
        if head.i + 1 < len(head.doc) and head.nbor().text == ":":  # a headline's label: "Venezuela: Guaidó asks ..."
            return []
        if (pair := self.references.the_two(head)) is not None:
            return pair
        if len(together := self._apposed_names(head)) > 1:
            return together
        if joined := hyphenated(head, self._all_at):
            return list(joined)
        if listed := self._listed(head):
            return listed
        if head.lower_ in PLURALS and (together := self.references.all_of_them(head)):
            return together
        actor = self.who(head, owner, of, where)
        if actor is None:
            return list(self._named_together(head, head.conjuncts))
        if actor.code == "---":  # a name that is nobody's: the Sea of Japan
            return []
        if _is_adjective(actor) and (shared := self._shared_head(head)) is not None:
            return [_of(self._at[shared.i], self.roles.code_of(shared, self._at[shared.i])[0], actor)]
        if actor.kind == "group" and (role := self.named_in(head.text)) and role[0].kind == "role":
            return [*self._beside_group(head, role[0]), actor]
        if (actor.kind == "role" or actor.entry == GIVEN) and self.is_role(head):
            owners = self._owners(head) or [m for c in head.children if cases(c) == {"of"} for m in self._listed(c)]
            groups = [m for part in coordinated_modifiers(head) for m in self._named_together(part, (head,))]
            if len(owners) > 1:
                code, _ = self.roles.code_of(head, self._at[head.i])
                return [*(_of(actor, code, owner) for owner in owners), *groups]
            return [actor, *groups]
        elif owner and self.mention_at(head) is None and self.who(head) is None:
            together = self._hyphenated_before(head) or self.roles.owners(head, of)
            return [_standing_for(head, owner) for owner in together] or [actor]
        return [actor]

    def _listed(self, head: Token) -> list[Mention]:
        """*five members, France, Russia and China*: those who are named one by one are meant."""
        apposed = expand(child for child in head.children if child.dep_ == "appos") if head.tag_ == "NNS" else ()
        named = [self._at.get(token.i) for token in apposed]
        countries = [mention for mention in named if mention is not None and mention.kind in ("country", "group")]
        return countries if len(countries) == len(named) > 1 else []

    def _owners(self, head: Token) -> list[Mention]:
        """Whose a role is that several have: *Indian and Pakistani officials*, *NATO-Afghan troops*."""
        together = (m for token in coordinated_modifiers(head) if (m := self._at.get(token.i)) is not None)
        named = (mention for mention in (*together, *self._hyphenated_before(head)) if mention.kind != "role")
        return list({mention.code: mention for mention in named}.values())

    def _named_together(self, part: Token, heads: Iterable[Token]) -> Iterator[Mention]:
        """*coalition and Afghan forces*: the group that a word names together with the role beside it."""
        for head in heads:
            if self.is_role(head) and not self._names(part):
                named = self.named_in(f"{part.text} {head.text}")
                start = part.idx - part.sent.start_char
                yield from (replace(m, start=start, end=start + len(part)) for m in named if m.kind == "group")

    def _names(self, token: Token) -> bool:
        """Does it name somebody by itself?"""
        return self.mention_at(token) is not None and not self.is_role(token)

    def _beside_group(self, head: Token, role: Mention) -> Iterator[Mention]:
        """*Afghan and NATO forces*: who shares the role in a group's name with it."""
        for token in coordinated_modifiers(head):
            other = self._at.get(token.i)
            if other is not None and other.kind in COUNTRIES and token.i < head.i:
                start = head.idx - head.sent.start_char
                yield replace(_of(role, role.code, other), start=start, end=start + len(head))

    def _hyphenated_before(self, head: Token) -> list[Mention]:
        """The actors that a hyphen joins before a noun: *a joint U.S.-Iraqi offensive*."""
        return [mention for token in left_parts(head) for mention in hyphenated(token, self._all_at)]

    def _shared_head(self, adjective: Token) -> Token | None:
        """*British, Dutch and Afghan soldiers*: the role that a coordinated nationality shares."""
        if adjective.tag_ not in ("JJ", "NNP") or adjective.lower_.endswith("s"):
            return None
        later = (token for token in adjective.conjuncts if token.i > adjective.i and self.is_role(token))
        shared = next((token for token in later if self._has_nationality(token)), None)
        if shared is None and _shares_its_head(adjective) and self.is_role(adjective.head):
            return adjective.head
        first = adjective.head if adjective.dep_ == "conj" else None  # "coalition and Afghan forces"
        if shared is None and first is not None and first.dep_ in ("compound", "amod") and self.is_role(first.head):
            return first.head
        return shared

    def _has_names(self, head: Token) -> bool:
        """Is anybody named, or called by a role, by the head, a part of its name or what hangs on it?"""
        return any(token.i in self._at for token in (head, *head.children, *name_parts(head)))

    def _led(self, head: Token) -> Mention | None:
        """*a group of lawyers led by Peru's minister*: who leads them stands for them."""
        led = (c for c in head.children if c.dep_ == "acl" and c.lower_ in ("led", "headed"))
        leaders = (child for verb in led for child in verb.children if child.dep_ == "obl:agent")
        return next(filter(None, map(self.who, leaders)), None)

    def _aboard(self, head: Token) -> Mention | None:
        """*a bus carrying pilgrims, a house used by rebels*: who is meant by what carries or holds them."""
        if head.lower_ not in _VEHICLES | _PREMISES:
            return None
        told = [child for child in head.children if child.dep_ == "acl"]
        carried = (one for verb in told if verb.lemma_ in _CARRYING for one in verb.children if one.dep_ == "obj")
        using = (one for verb in told if verb.lemma_ in _USING for one in verb.children if one.dep_ == "obl:agent")
        return next(filter(None, map(self.who, (*carried, *using))), None)

    def _has_nationality(self, role: Token) -> bool:
        """Has it a modifier of its own that others may share, also where it is read as one of them (*U.S., NATO and
        Afghan forces*)?
        """
        return any(self.mention_at(part) for part in role.lefts) or (
            role.i > role.sent.start and role.nbor(-1) in role.conjuncts
        )

    def _named(self, head: Token) -> Mention | None:
        """A person, group or seat whose name covers the head or its flat parts."""
        for token in (head, *name_parts(head)):
            mention = self._at.get(token.i)
            if mention is None or (mention.kind in COUNTRIES or mention.kind == "role"):
                continue
            if self._goes_on(token, mention):
                return None
            if token is head or token.dep_ in ("flat", "flat:name") or not self._heads_role(head):
                return mention
        return None

    def _goes_on(self, token: Token, mention: Mention) -> bool:
        """*Putin Smith* is no Putin: does a stranger's name go on behind the one word that is known?"""
        behind = token.nbor() if token.i + 1 < len(token.doc) else token
        of_name = behind.dep_ in ("flat", "flat:name") and behind.pos_ == "PROPN" and behind.i not in self._at
        return of_name and mention.kind == "person" and not mention.note and " " not in mention.text

    def _partitive(self, head: Token) -> Mention | None:
        """*hundreds of protesters*: whoever is counted."""
        if head.lower_ not in _PARTITIVES:
            return None
        counted = [
            c for c in head.children if c.dep_ in ("nmod", "obl") and any(case.lower_ == "of" for case in c.children)
        ]
        return self.who(counted[0]) if counted else None

    def _heads_role(self, head: Token) -> bool:
        return self.is_role(head) or head.pos_ == "NOUN"

    def _country(self, head: Token) -> Mention | None:
        """A country by its name, its people's or its capital's; what is only named after it is no actor (*the Accra
        Ballet*), nor is a stranger who bears its name (*Jordan Smith*).
        """
        mention = self._at.get(head.i)
        if mention is None or mention.kind not in COUNTRIES:
            return None
        if mention.kind == "capital" and any(child.lower_ in ("the", "a") for child in head.children):
            return None  # "the Lima attacks", read as a verb: a city has no article
        named = (c for c in head.children if c.dep_ in ("flat", "flat:name") and c.pos_ == "PROPN")
        return mention if all(self._at.get(child.i) is mention for child in named) else None

    def _apposed_name(self, head: Token) -> Mention | None:
        """*his counterpart Robert Mugabe, the Lebanese group Hezbollah*: who is named in apposition is who is meant."""
        for child in head.children:
            mention = self._at.get(child.i)
            if child.dep_ in ("appos", "flat") and mention is not None and mention.kind in ("person", "group"):
                return mention
        return None

    def _apposed_names(self, head: Token) -> list[Mention]:
        """*the two ministers, Retno Marsudi and Winston Peters*: all who are named in apposition."""
        beside = [child for child in head.children if child.dep_ == "appos"] if head.tag_ == "NNS" else []
        named = (self._named(token) for token in expand(beside))
        return [mention for mention in named if mention is not None and mention.kind == "person"]

    def _apposed(self, head: Token) -> Mention | None:
        """*Carlos Vecchio, Guaidó's envoy*: an unknown head stands for its appositive."""
        for child in head.children:
            if child.dep_ == "appos" and child.i in self._at:
                if head.lower_ in _TOWNS and self._at[child.i].kind in COUNTRIES:  # "the capital, Islamabad"
                    return self._at[child.i]
                return self._named(child) or self.roles.phrase(child)
        return None


def _country_named(text: str, index: NameIndex, date: datetime.date) -> str:
    """The first country a text names, as a dateline does; empty if it names none."""
    named = (country_of(mention.code) for mention in index.find(text.title(), date))
    return next(filter(None, named), "")


def _is_adjective(actor: Mention) -> bool:
    """*Iraqi*, and *U.S.*, which has no form of its own."""
    return actor.kind == "demonym" or (actor.kind == "country" and actor.text.endswith("."))


def _shares_its_head(adjective: Token) -> bool:
    """*U.S. and Iraqi forces*: does it modify the noun that another modifies behind *and*?"""
    later = (child for child in adjective.head.children if adjective.i < child.i < adjective.head.i)
    return adjective.dep_ in ("compound", "amod") and any(child.dep_ == "cc" for child in later)


def _standing_for(thing: Token, owner: Mention) -> Mention:
    """Whoever a thing belongs to, in its stead."""
    return replace(owner, doubt=owner.doubt + 0.2, note=owner.note or f"stands for {thing.text!r}")


def _of(role: Mention, code: str, owner: Mention) -> Mention:
    """One of several coordinated owners with the role: *Indian* of *Indian and Pakistani officials*."""
    if owner.entry == GIVEN:
        return owner
    return replace(role, code=combine(owner, code), note=f"of {owner.text}")
