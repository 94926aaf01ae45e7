"""When an act happened: which of its sentence's time expressions dates it.

Each time is hung on the clause it stands in; then small rules, one after the other, ask which time the act has of its
own or shares. The parser errs most in where it attaches a phrase, so what the word order says plainly goes before the
parse, and in a sentence of one plain clause it does not matter where the parser hung the time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from eventcode.coding.trees.syntax import introducer, is_verbal, mood
from eventcode.coding.trees.tokens import Span, Token
from eventcode.coding.when.times import find_times
from eventcode.event import PRECISIONS, TimeReference

__all__ = ["date_of", "find_times"]


#: Verbs that report; a time on them does not date what they report.
SPEECH = frozenset("say tell report state announce add claim write tweet declare note confirm explain argue insist "
                   "believe think know show reveal warn".split())
#: Verbs and adjectives whose content is yet to come, and which are uttered where they are reported.
STANCE = frozenset("plan intend want hope expect ready willing prepared open due set likely wish aim mull "
                   "consider schedule slate".split())
#: Verbs that answer an act: their own time is not the act's (`condemned the attack on Friday`).
REACTION = SPEECH | frozenset("condemn criticise criticize praise welcome reject denounce accuse blame deny demand "
                              "urge call threaten vow discuss protest investigate follow fear mourn recall mark "
                              "commemorate respond react".split())
#: Verbs of what follows an act, long after it: `jailed for riots last month`, `claimed attacks earlier this month`.
AFTERMATH = REACTION | frozenset("convict sentence charge indict acquit imprison jail try arrest detain extradite free "
                                 "release pardon admit order probe suspect".split())
#: Prepositions that shut a noun's time off from the clause: `agreed after talks last week`.
APART = frozenset("after before since following over despite for amid against about from until".split())
#: Conjunctions of a finite clause that happens while its main clause does.
MEANWHILE = frozenset(("as", "while", "when"))
#: Nouns of what is said; a time on one is that of the saying.
WORDS = frozenset("statement address speech remark comment interview report broadcast letter message".split())
#: Tags of a finite verb in the present.
PRESENT = frozenset(("VBZ", "VBP"))
#: Verbs that begin or end what they are about, and so happen when it does.
ASPECT = frozenset("begin start stop cease halt end resume continue finish quit".split())
#: Acts on which words are said the same day: `spoke on Friday after talks with`.
TALKS = frozenset("talk meeting negotiation discussion".split())
PERFECT = frozenset(("has", "have", "'ve", "’ve"))
#: What cannot be to come: such a time never belongs to what is asked or threatened.
PAST_ONLY = re.compile(r"\b(?:yesterday|ago|last|earlier|previous|past|recent)\b", re.IGNORECASE)
#: A time that is not over, which `has done` goes with.
ONGOING = re.compile(r"(?:in |during |over )?this\b|today\b", re.IGNORECASE)
CLAUSE_NEVER = frozenset(("aux", "aux:pass", "cop", "amod", "compound", "case", "mark", "fixed"))
RELATIVE = frozenset(("which", "who", "whom", "whose", "where"))
OPENING = frozenset(("case", "det", "amod", "nummod", "advmod"))
SUBJECT = frozenset(("nsubj", "nsubj:pass", "csubj", "expl"))


@dataclass(frozen=True)
class Hung:
    """A time and where it hangs: on ``clause``, by way of ``nouns``, nearest first; ``apart`` if these shut it off."""

    time: TimeReference
    token: Token
    clause: Token
    nouns: tuple[Token, ...] = ()
    apart: bool = False


def _is_clause(token: Token) -> bool:
    if any(child.dep_ in SUBJECT for child in token.children):
        return True
    return is_verbal(token) and token.dep_ not in CLAUSE_NEVER


def _clause(token: Token) -> Token:
    """The head of the clause a token stands in."""
    while not _is_clause(token) and token.head.i != token.i:
        token = token.head
    return token


def _lemma(token: Token) -> str:
    return (token.lemma_ or token.text).lower()


def _is_finite(clause: Token) -> bool:
    """A verb in *-ed* with a subject of its own counts as finite, whatever the tagger took it for."""
    has_subject = any(child.dep_ in SUBJECT for child in clause.children)
    return has_subject and clause.tag_ != "VBG" and introducer(clause) != "to"


def _is_perfect(clause: Token) -> bool:
    """`has freed`: such a verb goes with no time that is over, so one behind it belongs to what it tells of."""
    return any(child.dep_ == "aux" and child.lower_ in PERFECT for child in clause.children)


def _participle_between(clause: Token, token: Token) -> Token | None:
    """The last verb between a clause's head and a time: `kidnapped` in `has freed a man kidnapped last month`."""
    between = [word for word in clause.doc[clause.i + 1:token.i] if word.dep_.startswith("acl") and _is_clause(word)]
    return between[-1] if between else None


def _is_relative(clause: Token) -> bool:
    """Is it a relative clause, whatever the parser calls it: does *which*, *who* or *where* come before its verb?"""
    relatives = [child for child in clause.children if child.lower_ in RELATIVE and child.i < clause.i]
    return clause.dep_.endswith(":relcl") or bool(relatives)


def _marks(token: Token) -> set[str]:
    return {child.lower_ for child in token.children if child.dep_ in ("mark", "case", "advmod") and child.i < token.i}


def _shares_time(clause: Token) -> bool:
    """Does a clause that tells no time of its own have that of the clause above it?"""
    if _is_relative(clause):
        return False
    if clause.dep_ in ("conj", "xcomp", "csubj", "dep"):
        return True
    if clause.dep_ in ("acl", "advcl"):
        return not _is_finite(clause) or bool(_marks(clause) & MEANWHILE)
    return clause.dep_ == "ccomp" and not _is_finite(clause) and _lemma(clause.head) not in SPEECH


def _tokens(time: TimeReference, sentence: Span) -> list[Token]:
    return [token for token in sentence
            if token.idx < sentence.start_char + time.end and sentence.start_char + time.start < token.idx + len(token)]


def _top(tokens: list[Token]) -> Token:
    """The token by which a stretch hangs on the rest of the sentence."""
    inside = {token.i for token in tokens}
    tops = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    solid = [token for token in tops if token.dep_ not in ("case", "mark", "det", "punct")]
    return (solid or tops or tokens)[-1]


def _noun_after(token: Token, sentence: Span) -> Token | None:
    """The noun a modifying time belongs to: the last of the nouns and adjectives that follow it."""
    noun = None
    for word in sentence.doc[token.i + 1:sentence.end]:
        if word.pos_ in ("NOUN", "PROPN"):
            noun = word
        elif noun is not None or (word.pos_ not in ("ADJ", "NUM", "PART", "VERB", "ADV") and word.text != "-"):
            break
    return noun


def _hang(time: TimeReference, sentence: Span) -> Hung | None:
    """Find the clause and the nouns a time belongs to; None where it dates nothing."""
    tokens = _tokens(time, sentence)
    if time.kind == "span" or not tokens:
        return None
    token = _top(tokens)
    if time.kind == "modifier":
        noun = _noun_after(tokens[-1], sentence)
        return Hung(time, token, _clause(noun), (noun,), True) if noun is not None else None
    told_by = _told_by(tokens[0], sentence)
    if told_by is not None:
        return Hung(time, token, told_by)
    node, nouns, apart = token.head, [], False
    segment = _segment(tokens[-1], sentence) if time.kind == "counted" else range(0)
    while not _is_clause(node) or node.i in segment:
        if node.i < token.i and node.pos_ in ("NOUN", "PROPN"):
            nouns.append(node)
            apart = apart or bool(_marks(node) & APART)
        if node.head.i == node.i:
            break
        node = node.head
    apart = apart or (bool(nouns) and time.precision != "day" and _lemma(node) in AFTERMATH)
    clause = _told_of(_before_comma(tokens[0], _fronted(token, node)), token)
    if _is_perfect(clause) and token.i > clause.i and not ONGOING.match(time.text):
        inner = _participle_between(clause, token)
        apart = apart or (inner is None and time.precision != "day")
        clause = inner or clause
    return Hung(time, token, clause, tuple(nouns), apart)


def _hang_when(time: TimeReference, sentence: Span) -> Hung | None:
    """The clause that *when* opens behind a time happens then: `since 1999, when jets struck`."""
    tokens = _tokens(time, sentence)
    if not tokens or time.kind == "modifier":
        return None
    behind = next((word for word in sentence.doc[tokens[-1].i + 1:sentence.end] if word.text != ","), None)
    return Hung(time, _top(tokens), _clause(behind.head)) if behind is not None and behind.lower_ == "when" else None


def _told_by(first: Token, sentence: Span) -> Token | None:
    """The clause that the word before a time decides: `said on Friday`, or `that on Friday troops shelled`."""
    if first.i == sentence.start:
        return None
    before = first.nbor(-1)
    if _lemma(before) in SPEECH and is_verbal(before):
        return before
    return _clause(before.head) if before.dep_ == "mark" and before.head.i > first.i else None


def _told_of(clause: Token, token: Token) -> Token:
    """`officials say`, now, so a time that is over belongs to what they tell, though the parser hang it on *say*."""
    speakers = [child for child in clause.children if child.dep_ == "nsubj" and token.i < child.i < clause.i]
    if _lemma(clause) not in SPEECH or clause.tag_ not in PRESENT or not speakers or _lemma(token.head) in WORDS:
        return clause
    told = [child for child in clause.children if child.dep_ in ("ccomp", "parataxis") and _is_clause(child)]
    return told[0] if told else clause


def _fronted(token: Token, clause: Token) -> Token:
    """A time before the first subject dates the first clause, though the parser hang it on `Kyiv said` at the end."""
    if _lemma(clause) not in SPEECH or clause.i < token.i:
        return clause
    told = [child for child in clause.children
            if child.dep_ in ("ccomp", "advcl", "parataxis") and token.i < child.i < clause.i and _is_clause(child)]
    return told[0] if told else clause


def _before_comma(first: Token, clause: Token) -> Token:
    """A comma closes a clause: a time does not date a verb behind the next comma when one stands before it without."""
    if clause.i <= first.i or not any(word.text in (",", ";") for word in first.doc[first.i:clause.i]):
        return clause
    for word in reversed(first.doc[first.sent.start:first.i]):
        if word.text in (",", ";"):
            break
        if _is_clause(word) and not _is_relative(word):
            return word
    return clause


def _segment(last: Token, sentence: Span) -> range:
    """The words after ``last`` up to the next comma."""
    after = sentence.doc[last.i + 1:sentence.end]
    return range(last.i + 1, next((word.i for word in after if word.text in (",", ";", ":")), sentence.end))


def _best(hung: Sequence[Hung], act: Token) -> TimeReference | None:
    """The time that dates best: not to come, on the verb itself, exact, and near."""
    def rank(one: Hung) -> tuple:
        return (one.time.future, one.apart, any(noun.pos_ == "NOUN" for noun in one.nouns),
                PRECISIONS.index(one.time.precision), abs(one.token.i - act.i))
    return min(hung, key=rank).time if hung else None


def _tells(one: Hung, clause: Token) -> bool:
    """Does the clause tell of the dated noun itself: as its subject, or as `killed in Monday's attack`?"""
    noun = one.nouns[0]
    if one.time.kind != "modifier" or noun.head.i != clause.i:
        return False
    if _lemma(clause) in AFTERMATH:
        return False
    return noun.dep_ == "nsubj" or bool(_marks(noun) & {"in", "at", "during"})


def _own(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """The time told in the clause itself."""
    told = [one for one in hung if one.clause.i == clause.i and not one.apart and one.time.kind != "counted_back"]
    return _best(told or [one for one in hung if one.nouns and _tells(one, clause)], clause)


def _above(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """The time of the nearest clause that governs this one and shares its time with it."""
    while _shares_time(clause) and clause.head.i != clause.i:
        clause = _clause(clause.head)
        told = _own(clause, hung)
        if told:
            return told
    return None


def _below(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """A time at the end of a joined, participial or infinitive clause: `came and met Xi on Friday`."""
    clauses = [token for token in clause.subtree if token.i > clause.i and _is_clause(token) and _shares_time(token)]
    for lower in clauses:
        if _clause(lower.head).i != clause.i or lower.dep_ == "acl" or _marks(lower) & APART:
            continue
        if _is_perfect(clause) and lower.dep_ == "advcl" and lower.tag_ != "VBG":
            continue
        late = [one for one in hung if one.token.i > lower.i and one.time.kind != "modifier"]
        told = _own(lower, late) or _below(lower, late)
        if told:
            return told
    return None


def _of_antecedent(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """A relative clause tells of its noun's day: `Monday's attack on the camp, which killed ten`."""
    if clause.dep_ != "acl:relcl":
        return None
    noun, told = clause.head, _of_noun(clause.head, hung)
    while told is None and noun.dep_ in ("nmod", "conj") and noun.head.i != noun.i:
        noun = noun.head
        told = _of_noun(noun, hung)
    return told


def _after(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """The year of what came before: `imposed sanctions after it tested a bomb in 1998`."""
    told = [_own(child, hung) for child in clause.children if child.dep_ == "advcl" and "after" in _marks(child)]
    return next((time for time in told if time and time.precision == "year" and time.kind == "point"), None)


def _alone(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """In a sentence of one finite clause besides `officials said`, a time dates it wherever the parser hung it."""
    finite = [token for token in clause.sent if _is_clause(token) and _is_finite(token) and _lemma(token) not in SPEECH]
    if [token.i for token in finite] != [clause.i] or _is_perfect(clause):
        return None
    loose = [one for one in hung if one.time.kind in ("point", "counted") and _lemma(one.clause) not in SPEECH
             and (one.time.precision == "day" or not (one.apart or one.clause.dep_ == "acl"))]
    return _best(loose, clause)


def _counted_back(act: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """The vote in `on Monday, a day after the vote`."""
    back = [one for one in hung if one.time.kind == "counted_back" and act.i in _segment(one.token, act.sent)]
    return _best(back, act)


def _of_noun(noun: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """The time in the noun's own phrase: `Monday's attack`, `talks last week between`."""
    near = [one for one in hung if any(other.i == noun.i for other in one.nouns[:1]) or _follows(one, noun)]
    return _best(near, noun)


def _follows(one: Hung, noun: Token) -> bool:
    """Does the time stand in the noun's phrase by the order of the words: right behind it, or before the first verb?"""
    if one.time.kind != "point" or one.token.i < noun.i:
        return False
    between = noun.doc[noun.i + 1:one.token.i]
    before = noun.doc[noun.sent.start:noun.i]
    if not any(_breaks(word) for word in before) or _governing_clause(noun) is None:
        return not any(_breaks(word) for word in between)
    return all(word.dep_ in OPENING and word.head.i >= one.token.i for word in between)


def _breaks(word: Token) -> bool:
    return word.text in (",", ";", ":") or (is_verbal(word) and word.pos_ in ("VERB", "AUX"))


def _governing_clause(noun: Token) -> Token | None:
    """The clause whose time a nominal act shares; None where it answers the act or only comes after it.

    Talks are the exception: what is said on a day before, after or about them is said on their day.
    """
    clause = _clause(noun)
    path = [noun, *noun.ancestors]
    path = path[:next(n for n, node in enumerate(path) if node.i == clause.i)]
    if _lemma(noun) in TALKS:
        return None if any(_marks(node) & APART - {"after", "before"} for node in path) else clause
    return None if _lemma(clause) in REACTION or any(_marks(node) & APART for node in path) else clause


def _reporter(clause: Token) -> Token | None:
    """The verb that reports this clause, before it or behind it: `said he would go`, `he will go, officials said`."""
    below = [child for child in clause.children if child.dep_ in ("parataxis", "ccomp") and _lemma(child) in SPEECH]
    if below:
        return below[0]
    while clause.head.i != clause.i:
        above = _clause(clause.head)
        if _lemma(above) in SPEECH or clause.dep_ == "ccomp":
            return above
        if clause.dep_ not in ("conj", "xcomp"):
            return None
        clause = above
    return None


def _without_content(hung: Sequence[Hung], content: Token, act: Token) -> list[Hung]:
    """Leave out the times in the content, but one that cannot be to come (`urged him to leave last week`), and those of
    what only begins or ends (`began expelling them in May`).
    """
    if _lemma(act) in ASPECT:
        return [replace(one, clause=_clause(act)) if one.clause.i == content.i else one for one in hung]
    inside = {token.i for token in content.subtree} - {act.i}
    kept = [one for one in hung if one.token.i not in inside]
    if introducer(content) == "to":
        own = [one for one in hung if one.token.i in inside and one.clause.i == content.i and one.time.kind == "point"]
        kept += [replace(one, clause=_clause(act)) for one in own if PAST_ONLY.search(one.time.text)]
    return kept


def _uttered_when(clause: Token, hung: Sequence[Hung], content: Token | None) -> TimeReference | None:
    """The time of an intent: its own words' time is to come, so that of the verb it is reported by counts."""
    reporter = _reporter(clause)
    inside = {token.i for token in clause.subtree}
    if reporter is not None and reporter.i in inside:
        inside -= {token.i for token in reporter.subtree}
    own = _own(clause, hung) if content is not None and not _is_planned(clause) else None
    if own or reporter is None:
        return own
    outside = [one for one in hung if one.token.i not in inside]
    return _own(reporter, outside) or _above(reporter, outside)


def _is_uttered(clause: Token, content: Token | None) -> bool:
    stance = content is not None and _lemma(clause) in STANCE
    return mood(clause) in ("future", "would") or stance or _is_planned(clause)


def _is_planned(clause: Token) -> bool:
    """`is expected in Oslo`, `is scheduled to meet`: a time beside it is that of the plan."""
    return _lemma(clause) in STANCE and clause.tag_ in ("VBN", "JJ")


def _is_stand(clause: Token) -> bool:
    """A stand, told in the present, is taken when it is told: `said on Friday that Oslo supports the plan`."""
    finite = [clause, *(child for child in clause.children if child.dep_ in ("aux", "aux:pass", "cop"))]
    lasts = any(word.tag_ in PRESENT for word in finite) and clause.tag_ != "VBG" and not _is_perfect(clause)
    return clause.dep_ == "ccomp" and clause.pos_ != "NOUN" and lasts


def _told(act: Token, hung: Sequence[Hung], content: Token | None, uttered: bool | None) -> TimeReference | None:
    """The time of an act, by the first rule that finds one."""
    clause: Token | None = act
    if not _is_clause(act):
        told = _of_noun(act, hung)
        if told:
            return told
        clause = _governing_clause(act)
    back = _counted_back(act, hung)
    if back or clause is None:
        return back
    if _is_uttered(clause, content) if uttered is None else uttered:
        return _uttered_when(clause, hung, content)
    rules = (_own, _above, _below, _of_antecedent, _after, _alone)
    told = next((told for told in (rule(clause, hung) for rule in rules) if told), None)
    return told or (_uttered_when(clause, hung, content) if clause.i == act.i and _is_stand(clause) else None)


def date_of(sentence: Span, act: Token, times: Sequence[TimeReference], published: date, content: Token | None = None,
            uttered: bool | None = None) -> TimeReference:
    """When an act happened.

    ``act`` is the head of the act, a verb or a noun, ``times`` what :func:`find_times` found in ``sentence.text``,
    ``published`` the story's day. ``content`` is the head of what an operator act is about (`urged him to leave`): a
    time inside it does not date the act. ``uttered`` says that the act is done by saying it, so that the time of the
    reporting verb dates it (`said on Friday he would send troops`); by default *will*, *would* and words of intent
    tell that.

    No act is dated after its story: with no time, or one to come, the story's day is returned, with offsets of -1.
    """
    hung = [one for time in times for one in (_hang(time, sentence), _hang_when(time, sentence)) if one]
    if content is not None:
        hung = _without_content(hung, content, act)
    told = _told(act, hung, content, uttered)
    return told if told and not told.future and told.date <= published else TimeReference(published)
