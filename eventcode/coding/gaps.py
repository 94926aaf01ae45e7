"""What the dictionaries lack: names and roles without a code that stood where an actor was wanted, and predicates
between two known actors that no frame reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..event import Mention
from ..lexicon import Lexicon
from .trees.nounphrase import cases, is_name, left_parts
from .trees.syntax import Clause, antecedent, is_verbal, verb_clause
from .trees.tokens import Span, Token
from .walk import Walk
from .what.coding import Coding
from .what.reader import Reader
from .who.cast import Cast
from .who.places import country_of, is_whereabouts

#: Endings of nouns that are people: worker, activist, Kurd's guardian, fisherman, detainee.
_PEOPLE = re.compile(r"(?:[eo]r|ist|ian|ee|ant|m[ae]n|person|people|youth|folk|family|team)s?$")
# ... and nouns with such an ending that are none.
_THINGS = frozenset(
    "letter order paper power number matter center centre offer fear error factor sector color colour door floor "
    "weather water river winter summer disaster murder border cover gunfire fire trigger computer helicopter tanker "
    "container paper newspaper chapter register barrier career quarter shelter counter corner layer order plant grant "
    "warrant committee guarantee degree referee list mist visitor humor rumor terror horror labor labour harbor "
    "harbour behavior behaviour honor honour favor favour motor reactor vector monitor corridor mirror tremor".split()
)


@dataclass(frozen=True)
class Wanted:
    """What stood where an actor was wanted. ``kind``: name or role; ``side``: source or target; ``code``: what it was
    coded as (empty: a gap); ``guess``: what a gap may be, after the words of its name and where it was.
    """

    text: str
    kind: str
    side: str
    code: str
    guess: str
    sentence: str


@dataclass(frozen=True)
class Unread:
    """A predicate between two known actors that no frame reads: how a frame for it would begin, and where it stood."""

    phrase: str
    source: str
    target: str
    sentence: str


def wanted_in(walk: Walk, reader: Reader) -> Iterator[Wanted]:
    """The names and roles that stand as a party of an act of the sentence, each once."""
    seen: set[int] = set()
    for coding in (*reader.codings(walk.sentence), *reader.unreal(walk.sentence)):
        for side, token in _parties(coding, walk.cast):
            head = antecedent(token)
            if head.i not in seen and (found := _wanted(head, side, walk, reader.lexicon)) is not None:
                seen.add(head.i)
                yield found


def _parties(coding: Coding, cast: Cast) -> Iterator[tuple[str, Token]]:
    yield from (("source", token) for token in coding.sources)
    for alternative in coding.targets:
        yield from (("target", token) for token in alternative)
        if any(cast.everyone(token, owner=True) for token in alternative):
            return


def _wanted(head: Token, side: str, walk: Walk, lexicon: Lexicon) -> Wanted | None:
    cast, sentence = walk.cast, walk.sentence.text.strip()
    mention = cast.mention_at(head)
    if (mention is not None and mention.code == "---") or head.pos_ in ("PRON", "DET", "NUM"):
        return None
    actor = next(iter(cast.everyone(head)), None)
    code = actor.code if actor is not None else ""
    known = code if "---" not in code else ""
    span = next((head.doc[start:end] for start, end in cast.unknown(walk.sentence) if start <= head.i < end), None)
    if span is not None and not known and (_is_thing(span, lexicon) or is_whereabouts(head)):
        return None
    if span is not None:
        return Wanted(span.text, "name", side, known, code or _guess(span.text, walk), sentence)
    if actor is not None and known and is_name(head):
        return Wanted(actor.text, "name", side, known, known, sentence)
    if known:
        return Wanted(head.lower_, "role", side, known, known, sentence)
    if head.pos_ == "NOUN" and _PEOPLE.search(head.lower_) and head.lower_ not in _THINGS:
        return Wanted(_with_nouns(head), "role", side, "", code or "---", sentence)
    return None


def _is_thing(name: Span, lexicon: Lexicon) -> bool:
    """Is it no actor's name, by itself or with the word before it, which may be read as no part of it: *Hurricane*?"""
    before = name.doc[name.start - 1].text if name.start else ""
    return lexicon.is_thing(name.text) or (before[:1].isupper() and lexicon.is_thing(f"{before} {name.text}"))


def _guess(name: str, walk: Walk) -> str:
    """A country and a role after the words of a name (*Bolivian Workers' Party*); the story's country for a role
    without one.
    """
    mentions = walk.cast.named_in(name)
    country = next((c for m in mentions if m.kind != "role" and (c := country_of(m.code))), "")
    role = next((m.code for m in reversed(mentions) if m.kind == "role"), "")
    if role and not country:
        country = walk.cast.dateline or walk.cast.leading_country
    return (country or "---") + role


def _with_nouns(head: Token) -> str:
    """A noun with the nouns before it: *factory workers*."""
    before = [part for part in left_parts(head) if part.dep_ == "compound" and part.pos_ == "NOUN"]
    return " ".join(token.lower_ for token in sorted({*before, head}, key=lambda token: token.i))


def unread_in(walk: Walk, reader: Reader) -> Iterator[Unread]:
    """The verbs of a sentence that stand between two known actors and that no frame reads."""
    codings = (*reader.codings(walk.sentence), *reader.unreal(walk.sentence))
    read = {match.clause.head.i for coding in codings for match in coding.path}
    read |= {token.i for coding in codings for match in coding.path for token in match.literals}
    for token in walk.sentence:
        if token.pos_ == "VERB" and token.i not in read and is_verbal(token):
            clause = verb_clause(token)
            source = _first_actor(clause.subjects, walk.cast)
            if source is not None and not clause.negated:
                yield from _between(clause, source, walk)


def _between(clause: Clause, source: Mention, walk: Walk) -> Iterator[Unread]:
    """The nearest other actor: the object, else behind a preposition of the verb or of its object."""
    sentence, object_ = walk.sentence.text.strip(), next(iter(clause.objects), None)
    target = _first_actor(clause.objects, walk.cast)
    if target is not None and target.code != source.code:
        yield Unread(f"{clause.head.lemma_} TARGET", source.code, target.code, sentence)
        return
    for phrase in clause.phrases:
        target = _first_actor((phrase.head,), walk.cast)
        preposition = next(iter(sorted(cases(phrase.head) & phrase.prepositions)), "")
        if target is None or target.code == source.code or target.kind in ("place", "capital") or not preposition:
            continue
        middle = f"{object_.lemma_.lower()} " if object_ is not None and object_.pos_ == "NOUN" else ""
        yield Unread(f"{clause.head.lemma_} {middle}{preposition} TARGET", source.code, target.code, sentence)
        return


def _first_actor(tokens: tuple[Token, ...], cast: Cast) -> Mention | None:
    found = (mention for token in tokens for mention in cast.everyone(token))
    return next((mention for mention in found if mention.code and "---" not in mention.code), None)
