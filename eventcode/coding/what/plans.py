"""What: is an act told as one that is still to come?

*flies to Oslo*, *visits Oslo next week*, *his planned trip to Oslo*, *ahead of talks with Oslo*: no auxiliary says so.
"""

from __future__ import annotations

from ..trees.syntax import introducer, is_verbal
from ..trees.tokens import Token

#: What is said of an act that somebody has planned: *a planned visit*, *a summit set for Tuesday*.
_PLANNED = frozenset("planned upcoming forthcoming scheduled impending slated".split())
_SET = frozenset("planned scheduled set due slated expected".split())
#: *next week*, *later this month*, *tomorrow*.
_TO_COME = frozenset("next later coming tomorrow".split())
_PRESENT = frozenset(("VBZ", "VBP"))
_BE_NOW = frozenset("is are 's 're ’s ’re".split())
_TIMES = ("obl:unmarked", "nmod:unmarked", "advmod")


def is_to_come(head: Token, departing: frozenset[str]) -> bool:
    """Is the act of this word still to come, though no auxiliary says so? ``departing`` are the forms of verbs by
    which somebody sets out: told in the present, they tell a plan.
    """
    if not is_verbal(head):
        return _is_planned(head)
    if head.lower_ in departing and head.dep_ == "advcl" and head.tag_ == "VBG" and introducer(head) == "before":
        return True  # "before leaving for Oslo"
    return _is_present(head) and (head.lower_ in departing or _is_dated_ahead(head))


def _is_planned(noun: Token) -> bool:
    for child in noun.children:
        if child.dep_ == "amod" and child.lower_ in _PLANNED or child.dep_ == "acl" and child.lower_ in _SET:
            return True
        if child.dep_ == "case" and child.lower_ == "ahead":  # "ahead of talks with"
            return True
    return _is_dated_ahead(noun)


def _is_dated_ahead(act: Token) -> bool:
    times = [child for child in act.children if child.dep_ in _TIMES and child.i > act.i]
    return any(word.lower_ in _TO_COME for time in times for word in (time, *time.children))


def _is_present(verb: Token) -> bool:
    """*flies*, *is flying*; not *has flown*."""
    auxiliaries = [child for child in verb.children if child.dep_.startswith("aux")]
    if verb.tag_ == "VBG":
        return any(word.lower_ in _BE_NOW for word in auxiliaries)
    return verb.tag_ in _PRESENT and not auxiliaries
