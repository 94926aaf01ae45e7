"""When an act happened: which of its sentence's time expressions dates it.

Small rules, one after the other, ask which of the times that hang in the sentence (see
:mod:`eventcode.coding.when.hanging`) the act has of its own or shares. In a sentence of one plain clause it does not
matter where the parser hung the time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from eventcode.coding.trees.syntax import introducer, is_verbal, mood
from eventcode.coding.trees.tokens import Span, Token
from eventcode.coding.when.hanging import (
    AFTERMATH,
    APART,
    FINITE,
    REACTION,
    SPEECH,
    SUBJECT,
    TALKS,
    WORDS,
    Hung,
    clause_of,
    hang,
    is_clause,
    is_perfect,
    is_present,
    is_relative,
    lemma_of,
    marks_of,
    to_comma,
)
from eventcode.coding.when.sayings import (
    ASPECT,
    is_being_said,
    is_planned,
    is_stand,
    is_to_come,
    is_uttered,
    reporter_of,
)
from eventcode.coding.when.times import a_year_earlier, find_times
from eventcode.event import PRECISIONS, TimeReference

__all__ = ["date_of", "find_times"]

#: Conjunctions of a finite clause that happens while its main clause does.
MEANWHILE = frozenset(("as", "when"))
#: Verbs that tell when something was, of a noun before them: `clashes that erupted in June`.
OCCURS = ASPECT | frozenset("erupt occur happen break hold deliver launch make".split())
#: Verbs that tell when what two parties have was made: `the deal reached in June`.
REACHED = OCCURS | frozenset("reach sign work broker negotiate strike conclude agree".split())
#: Verbs of what was done only if its content was: `tried to kill him in 1981`, `let them go on Thursday`.
ACHIEVES = frozenset("try attempt manage fail help force allow let enable".split())
#: Nouns on which something is said: their time is that of the words.
SAID_AT = WORDS | TALKS | frozenset("session rally ceremony".split())
#: Verbs whose content is yet to come.
COMMITS = frozenset("agree promise vow pledge refuse offer threaten order urge ask decide".split())
#: What cannot be to come: such a time never belongs to what is asked or threatened.
PAST_ONLY = re.compile(r"\b(?:yesterday|ago|last|earlier|previous|past|recent)\b", re.IGNORECASE)
OPENING = frozenset(("case", "det", "amod", "nummod", "advmod"))


def _shares_time(clause: Token) -> bool:
    """Does a clause that tells no time of its own have that of the clause above it?"""
    if is_relative(clause):
        return False
    if clause.dep_ in ("conj", "xcomp", "csubj", "dep"):
        return True
    if clause.dep_ in ("acl", "advcl"):
        return not _is_finite(clause) or bool(marks_of(clause) & MEANWHILE)
    return clause.dep_ == "ccomp" and not _is_finite(clause) and lemma_of(clause.head) not in SPEECH


def _is_finite(clause: Token) -> bool:
    """A verb in *-ed* with a subject of its own counts as finite, whatever the tagger took it for."""
    has_subject = any(child.dep_ in SUBJECT for child in clause.children)
    return has_subject and clause.tag_ != "VBG" and introducer(clause) != "to"


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
    if lemma_of(clause) in AFTERMATH:
        said = lemma_of(noun) in SAID_AT and not marks_of(noun).isdisjoint(("in", "at"))
        return said or "during" in marks_of(noun)
    return noun.dep_ == "nsubj" or bool(marks_of(noun) & {"in", "at", "during"})


def _own(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """The time told in the clause itself."""
    told = [one for one in hung if one.clause.i == clause.i and not one.apart and one.time.kind != "counted_back"]
    return _best(told or [one for one in hung if one.nouns and _tells(one, clause)], clause)


def _above(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """The time of the nearest clause that governs this one and shares its time with it; what has been done since
    (`split in 1949 and has threatened`) shares no year or month that is over.
    """
    begun = is_perfect(clause)
    while _shares_time(clause) and clause.head.i != clause.i:
        clause = clause_of(clause.head)
        told = _own(clause, hung)
        if told:
            return told if told.precision == "day" or not begun or is_perfect(clause) else None
    return None


def _of_joined(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """The time of the clause that a clause is joined to: `divided and took it in 1795`."""
    return _above(clause, hung) if clause.dep_ == "conj" else None


def _below(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """A time in a joined, participial or infinitive clause: `came and met Xi on Friday`, `speaking on Friday, he`."""
    clauses = [token for token in clause.subtree
               if (token.i > clause.i or token.dep_ == "advcl") and is_clause(token) and _shares_time(token)]
    for lower in clauses:
        if clause_of(lower.head).i != clause.i or lower.dep_ == "acl" or _keeps_its_time(lower, clause):
            continue
        late = [one for one in hung if one.token.i > lower.i and one.time.kind != "modifier"]
        told = _own(lower, late) or _below(lower, late)
        if told:
            return told
    return None


def _keeps_its_time(lower: Token, clause: Token) -> bool:
    """Is a clause's time not that of the clause above: `has freed men held in May`, `is there as it prepares to vote in
    May`, `agreed to leave on Friday`, `met them following riots this week`?
    """
    if is_perfect(clause) and lower.dep_ in ("advcl", "xcomp") and lower.tag_ not in ("VBG", "VB"):
        return True
    if introducer(lower) == "to" and (lemma_of(clause) in COMMITS or is_present(clause)):
        return True
    answers = lower.lower_ in APART or not marks_of(lower).isdisjoint(APART)
    return answers or (lower.dep_ == "advcl" and is_present(lower))


def _meanwhile(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """The time of a clause that tells when: `agreed on it when they met in May`."""
    points = [one for one in hung if one.time.kind != "span"]
    told = (_own(child, points) for child in clause.children
            if child.dep_ == "advcl" and marks_of(child) & {"when", "while"})
    return next((time for time in told if time), None)


def _of_antecedent(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """A relative clause tells of its noun's day: `Monday's attack on the camp, which killed ten`."""
    if clause.dep_ != "acl:relcl":
        return None
    noun, told = clause.head, _of_noun(clause.head, hung)
    while told is None and noun.dep_ in ("nmod", "conj") and noun.head.i != noun.i:
        noun = noun.head
        told = _of_noun(noun, hung)
    return told


def _of_dated_noun(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """`the April deal brokered by Rome` was brokered in April."""
    if clause.dep_ != "acl" or lemma_of(clause) in AFTERMATH:
        return None
    return _best([one for one in hung if one.time.kind == "modifier" and one.nouns[0].i == clause.head.i], clause)


def _around(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """The year of what came before or after: `after it tested a bomb in 1998`, `before the 2003 war`."""
    after = [_own(child, hung) for child in clause.children if child.dep_ == "advcl" and "after" in marks_of(child)]
    nouns = [one.time for one in hung if one.time.kind == "modifier" and _goes_with(one.nouns[0], clause)]
    return next((time for time in (*after, *nouns) if time and time.precision == "year"), None)


def _main_year(act: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """The year of what came after: `banned it in 1989 following the crackdown`, `strained in 2003 after it struck`."""
    if is_clause(act) and not (act.dep_ == "advcl" and "after" in marks_of(act)):
        return None
    told = _own(clause_of(act.head), hung)
    return told if told and told.precision == "year" and told.text[-4:].isdigit() else None


def _goes_with(noun: Token, clause: Token) -> bool:
    return noun.head.i == clause.i and bool(marks_of(noun) & {"after", "before", "following"})


def _alone(clause: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """In a sentence of one finite clause besides `officials said`, a time dates it wherever the parser hung it."""
    finite = [token for token in clause.sent if is_clause(token) and _is_finite(token)]
    if [token.i for token in finite if lemma_of(token) not in SPEECH] != [clause.i] or is_perfect(clause):
        return None
    loose = [one for one in hung if one.time.kind in ("point", "counted") and not one.apart
             and (one.time.precision == "day" or one.clause.dep_ != "acl")]
    return _best([one for one in loose if lemma_of(one.clause) not in SPEECH
                  and not _keeps_its_time(one.clause, clause)], clause)


def _counted_back(act: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """The vote in `on Monday, a day after the vote`."""
    return _best([one for one in hung if one.time.kind == "counted_back" and _is_counted(one, act)], act)


def _is_counted(one: Hung, act: Token) -> bool:
    """Does `after` lead in the act, or what shares its time? What is only reported then (`after he said`) is not."""
    end = act.sent.start_char + one.time.end
    after = next(word for word in one.token.doc[one.token.i:] if word.idx + len(word) >= end)
    led, node = after.head, act
    if node.i != led.i and lemma_of(led) in SPEECH and is_clause(led):
        return False
    while _shares_time(node) and node.i != led.i and node.head.i != node.i:
        node = clause_of(node.head)
    return node.i == led.i or act.i in to_comma(after, act.sent)


def _of_noun(noun: Token, hung: Sequence[Hung]) -> TimeReference | None:
    """The time in the noun's own phrase: `Monday's attack`, `talks last week between`."""
    near = [one for one in hung
            if any(other.i == noun.i for other in one.nouns[:1]) or _told_below(one, noun)
            or _follows(one, noun, any(_comes_before(noun, one, other) for other in hung))]
    return _best(near, noun)


def _told_below(one: Hung, noun: Token) -> bool:
    """`clashes that began in June`: on the noun, or on the last word of its phrase; `the deal reached in June`."""
    clause, above = one.clause, one.clause.head
    return (clause.i == noun.i + 1 and lemma_of(clause) in REACHED) or (
            clause.dep_.startswith("acl") and not one.apart and lemma_of(clause) in OCCURS
            and (above.i == noun.i or (above.i > noun.i and noun.is_ancestor(above))))


def _comes_before(noun: Token, one: Hung, other: Hung) -> bool:
    """Has the clause a time of its own, so that the next is the noun's: `wrote on Monday in answer to raids last week`?
    """
    own = other.time.kind == "point" and not other.apart and other.clause.i == one.clause.i
    return own and other.token.i < noun.i < one.token.i


def _follows(one: Hung, noun: Token, second: bool) -> bool:
    """Does the time stand in the noun's phrase by the order of the words: right behind it, or before the first verb?
    ``second``: the clause has another already.
    """
    if one.time.kind != "point" or one.token.i < noun.i:
        return False
    between = noun.doc[noun.i + 1:one.token.i]
    before = noun.doc[noun.sent.start:noun.i]
    if not any(_breaks(word) for word in before) or _governing_clause(noun) is None or second:
        return not any(_breaks(word) for word in between)
    return all(word.dep_ in OPENING and word.head.i >= one.token.i for word in between)


def _breaks(word: Token) -> bool:
    return word.text in (",", ";", ":") or (is_verbal(word) and word.pos_ in ("VERB", "AUX"))


def _governing_clause(noun: Token) -> Token | None:
    """The clause whose time a nominal act shares; None where it answers the act or only comes after it.

    Talks are the exception: what is said on a day before, after or about them is said on their day.
    """
    clause = clause_of(noun)
    path = [noun, *noun.ancestors]
    path = path[:next(n for n, node in enumerate(path) if node.i == clause.i)]
    if lemma_of(noun) in TALKS:
        return None if any(marks_of(node) & APART - {"after", "before"} for node in path) else clause
    return None if lemma_of(clause) in REACTION or any(marks_of(node) & APART for node in path) else clause


def _without_content(hung: Sequence[Hung], content: Token, act: Token) -> list[Hung]:
    """Leave out the times in the content, but one that cannot be to come (`urged him to leave last week`), and those of
    what only begins or ends (`began expelling them in May`).
    """
    if lemma_of(act) in ASPECT and mood(act) not in ("future", "would"):
        return [replace(one, clause=clause_of(act)) if one.clause.i == content.i else one for one in hung]
    inside = {token.i for token in content.subtree} - {act.i}
    kept = [one for one in hung if one.token.i not in inside or (one.nouns and _tells(one, clause_of(act)))]
    done = lemma_of(act) in ACHIEVES
    if done or introducer(content) == "to":
        own = [one for one in hung if one.token.i in inside and one.clause.i == content.i and one.time.kind == "point"]
        kept += [replace(one, clause=clause_of(act)) for one in own if done or PAST_ONLY.search(one.time.text)]
    return kept


def _uttered_when(clause: Token, hung: Sequence[Hung], content: Token | None) -> TimeReference | None:
    """The time of an intent: its own words' time is to come, so that of the verb it is reported by counts."""
    reporter = reporter_of(clause)
    inside = {token.i for token in clause.subtree}
    if reporter is not None and reporter.i in inside:
        inside -= {token.i for token in reporter.subtree}
    to_come = content is None or is_planned(clause) or mood(clause) in ("future", "would")
    own = None if to_come else _own(clause, hung)
    if own or reporter is None:
        return own
    outside = [one for one in hung if one.token.i not in inside]
    return _own(reporter, outside) or _counted_back(reporter, outside) or _above(reporter, outside)


def _is_past(clause: Token) -> bool:
    """*July 14* in a story of June is that of last year where it tells what they did."""
    return any(word.tag_ == "VBD" for word in (clause, *clause.children) if word is clause or word.dep_ in FINITE)


def _told(act: Token, hung: Sequence[Hung], content: Token | None, uttered: bool | None) -> TimeReference | None:
    """The time of an act, by the first rule that finds one."""
    clause: Token | None = act
    if not is_clause(act):
        told = _of_noun(act, hung)
        if told:
            return told
        clause = _governing_clause(act)
    if clause is not None and (is_uttered(clause, content) if uttered is None else uttered):
        return _uttered_when(clause, hung, content)
    if clause is not None and (is_to_come(clause) or is_being_said(clause, content)):
        return None
    back = None if clause is act and (_own(clause, hung) or _of_joined(clause, hung)) else _counted_back(act, hung)
    if back or clause is None:
        return back or _main_year(act, hung)
    rules = (_own, _of_dated_noun, _above, _below, _meanwhile, _of_antecedent, _around, _main_year, _alone)
    told = next((told for told in (rule(clause, hung) for rule in rules) if told), None)
    return told or (_uttered_when(clause, hung, content) if clause.i == act.i and is_stand(clause) else None)


def date_of(sentence: Span, act: Token, times: Sequence[TimeReference], published: date, content: Token | None = None,
            uttered: bool | None = None, hearsay: bool = False) -> TimeReference:
    """When an act happened.

    ``act`` is the head of the act, a verb or a noun, ``times`` what :func:`find_times` found in ``sentence.text``,
    ``published`` the story's day. ``content`` is the head of what an operator act is about (`urged him to leave`): a
    time inside it does not date the act. ``uttered`` says that the act is done by saying it, so that the time of the
    reporting verb dates it (`said on Friday he would send troops`); by default *will*, *would* and words of intent
    tell that. ``hearsay`` says that not its doer but another tells of it, at whose time it was not uttered (`Oslo said
    on Friday that Rome will send troops`).

    No act is dated after its story: with no time, or one to come, the story's day is returned, with offsets of -1.
    """
    hung = hang(times, sentence)
    if content is not None:
        hung = _without_content(hung, content, act)
    reporter = reporter_of(clause_of(act)) if hearsay else None
    if reporter is not None:
        hung = [one for one in hung if one.clause.i != reporter.i]
    told = _told(act, hung, content, uttered)
    if told and told.future and _is_past(clause_of(act)):
        told = a_year_earlier(told)
    return told if told and not told.future and told.date <= published else TimeReference(published)
