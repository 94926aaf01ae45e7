"""What stands for somebody named elsewhere: pronouns, *the group*, *both sides*, *the move*, the first person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ...event import Mention
from ..trees.nounphrase import cases, left_names, left_parts
from ..trees.syntax import SUBJECTS, expand, is_verbal, subject_tokens, verb_above
from ..trees.tokens import Token
from .memory import Memory
from .mentions import COUNTRIES, NAMED, REGIONS, made
from .places import country_of
from .pronouns import BLOCS, FIRST, GROUPS, PRONOUNS, REFLEXIVES, Fits, fits_definite, fitting, is_definite, speaking_of

if TYPE_CHECKING:
    from .cast import Cast

_DEEDS = frozenset(
    "move moves decision step steps action actions measure measures announcement remarks comments".split()
)
# "the order, the raid": what somebody did before; the first kind is done by force.
_FORCE = frozenset(
    "attack attacks raid raids strike strikes assault assaults offensive bombing bombings shelling killing killings "
    "bloodshed crackdown coup takeover arrest arrests detention detentions invasion siege massacre blockade "
    "incursion operation abduction kidnapping kidnappings execution executions".split()
)
_WORDS = frozenset(
    "order offer proposal demand demands expulsion ban sanctions decree verdict ruling threat threats ultimatum claim "
    "claims accusation accusations allegation allegations charge charges criticism statement call appeal request "
    "invitation gesture overture pledge deployment launch".split()
)
# Who acts as one body all through a story; of officials and judges it has many.
_BODIES = frozenset({"GOV", "MIL", "REB", "OPP", "UAF", "PTY", "COP"})
_SIDES = frozenset("sides parties foes enemies rivals".split())
_STATES = frozenset("governments countries nations neighbors neighbours states capitals leaders presidents".split())
# Two states of one name.
_TWINS = {"koreas": ("PRK", "KOR"), "sudans": ("SDN", "SSD"), "congos": ("COG", "COD")}
_COUNTRY_NOUNS = frozenset({"country", "nation", "kingdom", "republic", "emirate", "sultanate"})
# "the island" is one of these.
_ISLANDS = frozenset(
    "BHR BHS BRB COM CPV CUB CYP DMA FJI GRD HTI IRL ISL JAM LCA LKA MDG MDV MLT MUS NRU PHL SLB STP SYC TLS TTO TWN "
    "VUT WSM".split()
)
_STANDING_FOR_COUNTRIES = _STATES | _COUNTRY_NOUNS | {"state", "island", *_TWINS}
#: All words that may stand for somebody named elsewhere, who must be known for it.
STANDING_FOR = {"two"} | PRONOUNS | GROUPS | BLOCS | _DEEDS | _FORCE | _WORDS | _SIDES | _STANDING_FOR_COUNTRIES


class References:
    """Resolves what refers, in view of the sentence and of the story's memory."""

    def __init__(self, cast: Cast, memory: Memory):
        self._cast = cast
        self._memory = memory

    def pronoun(self, pronoun: Token) -> Mention | None:
        """The antecedent of a pronoun, where it is plain; *himself* is no party besides whoever does it."""
        if pronoun.lower_ in REFLEXIVES:
            return None
        if pronoun.lower_ in FIRST:
            return self._first_person(pronoun)
        fits = fitting(pronoun)
        if fits is None:
            return None
        for antecedent_of in (self._subject_above, self._subject_ahead, self._subject_before, self._only_one):
            if (mention := antecedent_of(pronoun, fits)) is not None:
                return self.refers(pronoun, mention)
        return None

    def _first_person(self, pronoun: Token) -> Mention | None:
        """*"We condemn Peru," Denmark's minister said*: the speaker of the quotation, also of the sentence before."""
        verb = speaking_of(pronoun)
        subjects = [child for child in verb.children if child.dep_ in SUBJECTS] if verb is not None else []
        # In "my spokesman said ..." the speaker is the one whose owner is sought.
        speakers = [child for child in subjects if child.lower_ not in FIRST and not child.is_ancestor(pronoun)]
        mention = next((m for token in speakers if (m := self._cast.who(token)) is not None), None)
        if mention is None and not speakers and self._memory.in_quotation:
            mention = self._memory.voice
        return self.refers(pronoun, mention) if mention is not None and mention.code else None

    def _subject_above(self, pronoun: Token, fits: Fits) -> Mention | None:
        """The subject of a clause above the pronoun's."""
        itself = pronoun.dep_.startswith(("obj", "iobj", "obl"))  # "France urged it": not France
        own = set(subject_tokens(pronoun.head)) if itself and is_verbal(pronoun.head) else set()
        for node in pronoun.ancestors:
            for subject in node.children:
                if subject.dep_ not in SUBJECTS or subject.i >= pronoun.i or subject.is_ancestor(pronoun):
                    continue
                if subject in own:  # "Bolivia's president expelled the envoy, accusing him": not the president
                    continue
                if subject.pos_ != "PRON" and (mention := self._cast.who(subject)) is not None and fits(mention):
                    return mention
        return None

    def _subject_ahead(self, pronoun: Token, fits: Fits) -> Mention | None:
        """*As she arrived in Lima, Ms. Rice said*: the subject that a clause in front waits for."""
        clause = pronoun.head
        if clause.dep_ != "advcl" or clause.i > clause.head.i or pronoun.dep_ not in SUBJECTS:
            return None
        ahead = (m for token in subject_tokens(clause.head) if token.pos_ != "PRON" and (m := self._cast.who(token)))
        return next(filter(fits, ahead), None)

    def _subject_before(self, pronoun: Token, fits: Fits) -> Mention | None:
        """A subject of the sentence before, unless this one has named somebody who fits."""
        return None if any(map(fits, self._named_before(pronoun))) else next(filter(fits, self._memory.earlier), None)

    def _only_one(self, pronoun: Token, fits: Fits) -> Mention | None:
        """Who is named before the pronoun, if nobody else is; *it* may as well be a thing that is the subject above."""
        if pronoun.lower_ == "it" and self._thing_above(pronoun):
            return None
        named = [m for m in self._named_before(pronoun) if fits(m) and m.kind != "role"]
        return named[0] if len({mention.code for mention in named}) == 1 else None

    def _thing_above(self, pronoun: Token) -> bool:
        """*The storm hit Cuba before it reached Haiti*: is the nearest subject above a thing?"""
        subjects = (c for node in pronoun.ancestors for c in node.children if c.dep_ in SUBJECTS and c.i < pronoun.i)
        nearest = next(subjects, None)
        return nearest is not None and nearest.pos_ == "NOUN" and self._cast.who(nearest) is None

    def all_of_them(self, pronoun: Token) -> list[Mention]:
        """*they*: all of a coordinated subject above (*Britain and France said they would help*)."""
        for node in pronoun.ancestors:
            subjects = [c for c in node.children if c.dep_ in SUBJECTS and c.i < pronoun.i and c.pos_ != "PRON"]
            if not subjects or subjects[0].is_ancestor(pronoun):
                continue
            named = [m for token in expand(subjects) for m in self._cast.everyone(token) if m.code]
            if len(named) > 1:
                return [self.refers(pronoun, mention) for mention in named]
            return []
        return []

    def the_two(self, head: Token) -> list[Mention] | None:
        """*the two sides*, *both countries*: the two actors named before in the sentence, else in the one before it."""
        if head.lower_ in _TWINS:
            return [made(head, code, "country", "one of the two", 0.0) for code in _TWINS[head.lower_]]
        themselves = head.lower_ == "two"  # "said the two had met"
        if head.tag_ != "NNS" and not themselves:
            return None
        counted = {head.lower_, *(child.lower_ for child in head.children)} & {"two", "both"}
        told_of = "both" in counted or is_definite(head) or head.lower_ in _SIDES | _STATES
        if not (counted and told_of) or self._cast.roles.first_owner(head):
            return None
        doers = {country_of(m.code) or m.code for m in self._doers_of_clause(head)}
        # "Peru called on both": others
        before = [m for m in self._named_before(head) if (country_of(m.code) or m.code) not in doers]
        for mentions in (before, self._memory.previous):
            # One a country, the last said: "Israel's prime minister, Benjamin Netanyahu" is one party.
            named = (m for m in mentions if m.kind in (*NAMED, "country", "capital", "demonym"))
            distinct = {country_of(m.code) or m.code: m for m in named}
            if len(distinct) == 2:
                return [self._one_of_two(head, m) for m in distinct.values()]
        return self._who_had_to_do_with_each_other(head) if head.lower_ in _SIDES | _STATES else None

    def _one_of_two(self, head: Token, mention: Mention) -> Mention:
        """One of the two with the role that both are named by: *both governments*."""
        role = self._cast.mention_at(head)
        ruled = role is not None and role.kind == "role" and role.code and country_of(mention.code)
        code = country_of(mention.code) + role.code if ruled else mention.code
        return made(head, code, mention.kind, f"refers to {mention.text}", 0.15, mention.entry)

    def _who_had_to_do_with_each_other(self, head: Token) -> list[Mention] | None:
        """*both sides*: the two of the last act told between two, neither of whom is the subject."""
        doers = {country_of(m.code) or m.code for m in self._subjects_of_clause(head)}
        for deed in reversed(self._memory.deeds.values()):
            pair = (deed.source, deed.target)
            states = {country_of(m.code) for m in pair} - {""}
            if head.lower_ in _STATES and len(states) < 2:
                continue
            if not any((country_of(m.code) or m.code) in doers for m in pair):
                return [self._one_of_two(head, mention) for mention in pair]
        return None

    def _doer(self, head: Token) -> Mention | None:
        """*the raid, the order*: whoever did it, in a sentence before; not the subject of this one."""
        doers = {m.code for m in self._subjects_of_clause(head)}
        told = any(c.dep_.startswith("nmod") and cases(c) & {"by", "of", "from", "between"} for c in head.children)
        if told or any(self._cast.mention_at(part) for part in left_parts(head)):
            return None
        fitting = (d for d in reversed(self._memory.deeds.values()) if head.lower_ in _WORDS or d.code[:2] >= "14")
        doer = next((deed.source for deed in fitting if deed.source.code not in doers), None)
        return self.refers(head, doer) if doer is not None else None

    def definite(self, noun: Token) -> Mention | None:
        """*the group, the bloc*: the last actor of that kind."""
        fits = fits_definite(noun)
        if fits is None:
            return None
        known = next(filter(fits, self._earlier(noun)), None)
        return self.refers(noun, known) if known is not None else None

    def alliance(self, noun: Token) -> Mention | None:
        """The last organisation of states that is named before a noun."""
        return next((m for m in self._earlier(noun) if m.kind == "group" and m.code[:3] == "IGO"), None)

    def _earlier(self, noun: Token) -> Iterator[Mention]:
        """Whoever is named before a noun, in its sentence or the story, the last first."""
        yield from reversed(self._named_before(noun))
        yield from reversed(self._memory.roster.values())

    def _named_before(self, noun: Token) -> list[Mention]:
        """Whoever is named before a noun in its sentence, in order."""
        return [m for token in noun.sent if token.i < noun.i and (m := self._cast.mention_at(token)) is not None]

    def anaphor(self, head: Token) -> Mention | None:
        """*the country*: see :meth:`country`; *the move*: whoever made it, the subject of the sentence before."""
        if head.lower_ not in STANDING_FOR:
            return None
        if head.lower_ in _DEEDS and is_definite(head):
            doer = next((m for m in self._memory.earlier if m.kind != "place"), None)
            return self.refers(head, doer) if doer is not None and not left_names(head) else None
        if (known := self.definite(head)) is not None:
            return known
        if head.lower_ in _FORCE | _WORDS and is_definite(head):
            return self._doer(head)
        return self.country(head)

    def of_that_role(self, head: Token, code: str) -> str:
        """*The soldiers*: the country whose soldiers the story has spoken of most; empty where it has of none."""
        if not is_definite(head):
            return ""
        here = self._holders_before(head, code) if head.tag_ == "NN" else set()
        if len(here) == 1:
            return here.pop()
        if code[:3] not in _BODIES:
            return ""
        known = Counter(self._memory.posted.get(code[:3], {}))
        before = (m for m in self._memory.previous if m.code[3:6] == code[:3] and m.code[:3] not in REGIONS)
        known.update(country_of(mention.code) for mention in before)
        leading = self._memory.leading_country
        return max(known, key=lambda country: known[country] + (country == leading), default="")

    def _holders_before(self, head: Token, code: str) -> set[str]:
        """*Kenya criticised Senator Obama after the lawmaker's visit*: the countries of those in such an office named
        before in the sentence.
        """
        before = self._named_before(head)
        return {country_of(m.code) for m in before if m.kind == "person" and m.code[3:6] == code[:3]} - {""}

    def country(self, head: Token) -> Mention | None:
        """*the republic of Georgia* by its name; *the country, the Gulf state, the island*: the one named last before
        it in the sentence, else the one that the story has named most.
        """
        if head.lower_ not in (*_COUNTRY_NOUNS, "state", "island"):
            return None
        behind = (self._cast.mention_at(c) for c in head.children if c.dep_ == "nmod" and cases(c) == {"of"})
        if (named := next(filter(None, behind), None)) is not None and named.kind in COUNTRIES:
            return named
        of_region = any(m.code in REGIONS for part in left_parts(head) if (m := self._cast.mention_at(part)))
        if not any(c.lower_ in ("the", "this") for c in head.children) or (head.lower_ == "state" and not of_region):
            return None
        doers = {country_of(m.code) for m in self._doers_of_clause(head)}
        before = (m for t in head.sent if t.i < head.left_edge.i and (m := self._cast.mention_at(t)) is not None)
        here = [country_of(m.code) for m in before if m.kind in COUNTRIES and m.code not in REGIONS]
        earlier = (code for code, _ in self._memory.named.most_common())
        known = (c for c in (*reversed(here), *earlier) if c and c not in doers)
        if head.lower_ == "island":
            country = next((c for c in known if c in _ISLANDS), "")
        else:
            country = next(known, self._memory.dateline)
        return made(head, country, "country", "the country spoken of", 0.2) if country else None

    def _subjects_of_clause(self, token: Token) -> Iterator[Mention]:
        """Who acts in the clause that a token is an object or phrase of, as named: it is somebody else."""
        others = _besides(token, _subjects_above(token))
        yield from (m for one in others if (m := self._cast.mention_at(one)) is not None)

    def _doers_of_clause(self, token: Token) -> Iterator[Mention]:
        """The same, each as coded, and those coordinated with them."""
        others = _besides(token, expand(_subjects_above(token)))
        yield from (m for one in others if (m := self._cast.who(one)) is not None)

    def refers(self, pronoun: Token, mention: Mention) -> Mention | None:
        return made(
            pronoun, mention.code, mention.kind, f"refers to {mention.text}", mention.doubt + 0.15, mention.entry
        )


def _subjects_above(token: Token) -> tuple[Token, ...]:
    """The subjects of the clause that a token is an object or phrase of."""
    verb = verb_above(token)
    if verb is None or token.dep_ in SUBJECTS or "nmod:poss" in token.dep_:
        return ()
    return tuple(subject_tokens(verb))


def _besides(token: Token, others: Iterable[Token]) -> Iterator[Token]:
    """The others that a token neither is nor is a part of."""
    return (one for one in others if one != token and not one.is_ancestor(token))
