"""Find the time expressions of a sentence: applies the rules, then says what each expression can date.

A preposition, a possessive or a determiner around the words decides that (see ``TIME_KINDS`` in
:mod:`eventcode.event`); expressions that lean on another one (`two days later`) are reckoned last.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from eventcode.coding.when.timewords import MONTHS, TIME_RULES, TimeRule, count_back, is_vague
from eventcode.event import TimeReference

#: Prepositions that may stand before a time; after the first sort it bounds a stretch of time and dates no act.
SPAN_LEADS = ("since|until|till|through|by|before|after|from|between|to|for|ahead of|prior to|as of|up to|starting"
              "|beginning|effective|pending")
POINT_LEADS = "on|in|during|over|at|of"
LEAD = re.compile(rf"\b(?:(?P<span>{SPAN_LEADS})(?: (?:midnight|noon|dawn|dusk) on)?|(?P<point>{POINT_LEADS}))?"
                  r"(?: (?:late|early|around|about))* $".replace(" ", r"\s+"), re.IGNORECASE)
EARLY_OR_LATE = re.compile(r"\b(?:late|early|later|earlier)\s+(?:on\s+)?$", re.IGNORECASE)
RANGE_OPENS = re.compile(r"(?:between|from)\b", re.IGNORECASE)
RANGE_END = re.compile(r"\s*(?:\b(?:to|until|through)\b|[-–—])\s*(?=[A-Z\d])")
RANGE_LEAD = re.compile(r"\s*(?:and|to|until|through|[-–—])\s*", re.IGNORECASE)
DETERMINER = re.compile(r"(?:\b(?:the|an?|his|her|its|their|our|this|that)|['’]s|s['’])\s+(?:(?:early|late)\s+)?$",
                        re.IGNORECASE)
POSSESSIVE = re.compile(r"(?:\s?['’]s|['’])(?=\s)")
# A word after `the Saturday` that begins no noun phrase: then the day stands for itself.
NOUN_FOLLOWS = re.compile(r"\s+(?!(?:was|were|is|are|be|has|had|have|will|would|and|or|but|in|on|at|to|of|for|from|with"
                          r"|by|after|before|when|that|as|who|which|while|until|since|over|between|said|it|he|she|they"
                          r"|not)\b)[^\W\d]")
# Names that only look like a day: newspapers, feasts, broadcasters. `May's` is the prime minister's, not the month's.
NAME_BEFORE = re.compile(r"\b(?:Good|Bloody|Black|Easter|Palm|Ash|Super|Holy|Maundy|Shrove|USA|Russia"
                         r"|confidence in)\s+$")
NAME_AFTER = re.compile(r"\s+(?:Times|Mail|Mirror|Telegraph|Express|Herald|Independent|People|Tribune|Star|Sun|World"
                        r"|Post|Age)\b")
#: A month and a day, without a year.
CALENDAR_DAY = re.compile(rf"^(?!.*(?:\d{{4}}|year)).*\b(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\b")
#: So many characters before a time are searched for what leads it in.
LEAD_WINDOW = 40


def _just_before(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    return pattern.search(text, max(0, start - LEAD_WINDOW), start)


def _is_name(text: str, start: int, end: int) -> bool:
    before, after = _just_before(NAME_BEFORE, text, start), NAME_AFTER.match(text, end)
    return bool(before or after) or (text[start:end] == "May" and bool(POSSESSIVE.match(text, end)))


def _place(text: str, match: re.Match[str], told: TimeReference) -> tuple[TimeReference, bool]:
    """Set the kind and the offsets of a time that has been reckoned, and say whether a preposition leads it in."""
    start, end = match.span()
    lead = _just_before(LEAD, text, start)
    lead = lead if lead and (lead["span"] or lead["point"]) else None
    if lead and lead["point"] == "of" and NOUN_FOLLOWS.match(text, end):
        lead = None  # `a force of 2000 soldiers`
    if told.kind == "counted_back":
        kind = told.kind
    elif POSSESSIVE.match(text, end) or (_just_before(DETERMINER, text, start) and NOUN_FOLLOWS.match(text, end)):
        kind = "modifier"
    else:
        kind = "span" if lead and lead["span"] else told.kind
        for opening in (lead, _just_before(EARLY_OR_LATE, text, lead.start() if lead else start)):
            start = opening.start() if opening else start
    return replace(told, start=start, end=end, text=text[start:end], kind=kind), bool(lead)


def _read(text: str, rule: TimeRule, match: re.Match[str], base: TimeReference,
          published: date) -> TimeReference | None:
    """The time a match names; None where it is a name, has no such day (30 February) or lacks its preposition."""
    if _is_name(text, *match.span()):
        return None
    try:
        told = rule.reckon(match, base)
    except (ValueError, OverflowError):
        return None
    told, led = _place(text, match, replace(told, future=told.future or told.date > published))
    return told if led or not rule.needs_lead or told.kind == "modifier" else None


def _lean(text: str, rule: TimeRule, match: re.Match[str], times: list[TimeReference], story: TimeReference,
          published: date) -> TimeReference | None:
    """Reckon a time from the one it leans on: the last before it in the sentence, or else the story's own.

    `a day after X` counts from the time told in X. Where X tells none, the count runs backwards from the main time:
    expelled `on Monday, a day after` the arrests, these were on Sunday.
    """
    before = [time for time in times if time.end <= match.start() and time.kind != "span"]
    base = max(before, key=lambda time: time.end, default=story)
    if rule.name != "counted from":
        return _read(text, rule, match, base, published)
    if is_vague(match):
        told = _read(text, rule, match, base, published)
        return told and replace(told, kind="span")
    clause_end = re.compile(r"[,;:]\s|$").search(text, match.end()).start()
    inside = [time for time in times if match.end() <= time.start < clause_end
              and (time.kind != "modifier" or time.start - match.end() < 12)]
    outside = [time for time in times if time.start >= clause_end and time.kind == "point"]
    if inside:
        told = _read(text, rule, match, inside[0], published)
        return told and replace(told, kind="span" if told.kind == "span" else "counted")
    base = base if before or not outside else outside[0]
    told = _read(text, replace(rule, reckon=count_back), match, base, published)
    return told and replace(told, kind="span" if told.kind == "span" else "counted_back")


def _opens_range(text: str, time: TimeReference) -> bool:
    """`between July` always has a far end, `from July` where one follows it or is a part of it (`from May to July`)."""
    opening = RANGE_OPENS.match(time.text)
    if opening is None or opening[0].lower() == "between":
        return opening is not None
    return bool(RANGE_END.search(time.text) or RANGE_END.match(text, time.end))


def _close_ranges(text: str, times: list[TimeReference]) -> list[TimeReference]:
    """What happened `from 2003 to 2011` or `between Monday and Friday` is dated by the near end, not by the far one."""
    closed: list[TimeReference] = []
    for time in times:
        near = closed[-1] if closed else None
        if near and RANGE_OPENS.match(near.text) and RANGE_LEAD.fullmatch(text, near.end, time.start):
            time = replace(time, kind="span")
        elif _opens_range(text, time):
            time = replace(time, kind="point")
        closed.append(time)
    return closed


def a_year_earlier(time: TimeReference) -> TimeReference:
    """A day to come without a year, in the year before: what lies in the past happened on the last such day."""
    is_leap_day = (time.date.month, time.date.day) == (2, 29)
    if time.precision != "day" or is_leap_day or not CALENDAR_DAY.search(time.text):
        return time
    return replace(time, date=time.date.replace(year=time.date.year - 1), future=False)


def find_times(text: str, published: date, anchor: date | None = None) -> tuple[TimeReference, ...]:
    """All time expressions of a sentence, in the order of the text, with their dates.

    ``text`` is one sentence, ``published`` the day of its story, ``anchor`` the day that `two days later` counts from
    when the sentence tells none before it (default: the story's). Offsets are characters into ``text``.
    """
    story = TimeReference(published)
    claimed: list[tuple[int, int]] = []
    times: list[TimeReference] = []
    leaning: list[tuple[TimeRule, re.Match[str]]] = []
    lowered = text.lower()
    for rule in (rule for rule in TIME_RULES if rule.may_fit(lowered)):
        for match in rule.pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in claimed):
                continue
            time = None if rule.leans else _read(text, rule, match, story, published)
            if time or rule.leans:
                claimed.append(match.span())
            if time:
                times.append(time)
            elif rule.leans:
                leaning.append((rule, match))
    times = _close_ranges(text, sorted(times, key=lambda time: time.start))
    for rule, match in sorted(leaning, key=lambda pair: pair[1].start()):
        time = _lean(text, rule, match, times, TimeReference(anchor or published), published)
        if time:
            times.append(time)
    return tuple(sorted(times, key=lambda time: time.start))
