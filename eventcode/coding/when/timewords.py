"""The words of time: the rules by which a time expression is known, and how the day it names is reckoned.

The algorithm is ``TIME_RULES``, one ordered list of small named rules. A rule is a pattern, a function that reckons the
date, and an example with its date for a story of Monday, 13 May 2019; a test proves every example. Where two rules want
the same words, the earlier one has them.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from eventcode.event import PRECISIONS, TimeReference

#: A day and month without a year lies in the past, unless it comes up within so many days.
NEAR_FUTURE = timedelta(days=31)
#: The day on or before which the end of its month is far.
MID_MONTH = 15
#: How many `several`, `a few` and a bare plural (`days ago`) stand for; the precision is made coarser for them.
VAGUE_COUNT = 3

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
ONES = ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty").split()
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth").split()
NUMBERS = {word: n for n, word in enumerate(ONES, 1)} | {word: 10 * n for n, word in enumerate(TENS, 2)}
NUMBERS |= {"a": 1, "an": 1, "the": 1, "dozen": 12}
UNIT_DAYS = {"day": 1, "night": 1, "morning": 1, "afternoon": 1, "evening": 1, "week": 7, "fortnight": 14}
UNIT_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
UNIT_PRECISION = {"week": "week", "fortnight": "week", "month": "month", "year": "year", "decade": "year",
                  "century": "year"}
DAY_WORDS = {"day before yesterday": -2, "day after tomorrow": 2, "yesterday": -1, "last night": -1, "tomorrow": 1}
#: First and last month of a season, as it is told on the northern half of the earth.
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
#: Month and day of feasts that fall on the same day every year.
FEASTS = {"christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1), "new year's eve": (12, 31),
          "boxing day": (12, 26), "may day": (5, 1)}
PAST_WORDS = ("last", "past", "previous", "preceding")
COMING_WORDS = ("next", "coming", "following")

# Names of months and weekdays are known by their capital; `may`, `march` and `sun` are other words.
PIECES = {
    "weekday": "(?P<weekday>(?-i:" + "|".join(WEEKDAYS) + r"))\b",
    "any_weekday": r"(?-i:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)\b\.?",
    "month": r"(?P<month>(?-i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
             r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?))\b(?:\.(?=,?\s\d))?",
    "full_month": "(?P<month>(?-i:" + "|".join(MONTHS) + r"))\b",
    "day": r"(?P<day>\d{1,2})(?:st|nd|rd|th)?",
    "ordinal": "(?P<day>" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + r")\b",
    "year": r"(?P<year>(?:1[5-9]|20)\d\d)\b(?![,.]\d|%)",
    "of_year": r"(?:,? (?:of )?(?P<year>(?:1[5-9]|20)\d\d)\b|,? (?:of )?(?P<which>last|this|next) year\b)",
    "part": r"(?:start|beginning|middle|end|(?:first|second|latter) half|(?:first|second|third|fourth|last) quarter)",
    "part_of_day": r"(?: (?:morning|afternoon|evening|night)\b)?",
    "count": r"(?P<count>(?:" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")\b(?: (?:dozen|few|couple of)\b)?"
             r"|\d{1,3}|several|some|many|few|couple of)(?: and a half)?",
    "unit": r"(?P<unit>minute|hour|day|night|week|fortnight|month|year|decade|centur(?=y|ie))(?P<plural>(?:ie)?s)?y?\b"
            r"(?: and a half\b)?",
}

#: What stands in any text that a piece fits, in small letters; the other pieces may be left out of a time.
SIGNS = {
    "weekday": "day",
    "full_month": " ".join(name.lower() for name in MONTHS),
    "month": " ".join(name[:3].lower() for name in MONTHS),
    "unit": "minute hour day night week month year decade centur",
    "year": "1 2",
}


@dataclass(frozen=True)
class TimeRule:
    """One way to tell a time.

    ``reckon`` takes the match and the time it counts from: the story's day or, where ``leans`` is set, the time
    expression before it in the sentence. ``needs_lead`` asks for a preposition before the words (`in 2012`, but not a
    bare `2012`). ``expect`` is what ``example`` gives for a story of 2019-05-13. ``signs`` are strings in small letters
    of which one stands in any text that the rule fits. ``words`` is the regular expression of its ``pattern``.
    """

    name: str
    words: str
    reckon: Callable[[re.Match[str], TimeReference], TimeReference]
    example: str
    expect: str
    leans: bool = False
    needs_lead: bool = False
    signs: tuple[str, ...] = ("",)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the rule fits; compiled for the first text that it may fit."""
        return re.compile(self.words, re.IGNORECASE)

    def may_fit(self, lowered: str) -> bool:
        """May the rule fit a text, here in small letters? Most rules are ruled out so, much faster than by pattern."""
        return any(sign in lowered for sign in self.signs)


def _first_day(day: date, precision: str) -> date:
    """The day that stands for the whole week (its Monday), month or year of ``day``."""
    match precision:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)
    return day


def _moment(day: date, precision: str = "day", future: bool = False, kind: str = "point") -> TimeReference:
    return TimeReference(_first_day(day, precision), precision, future=future, kind=kind)


def _coarser(one: str, other: str) -> str:
    return max(one, other, key=PRECISIONS.index)


def _shift(day: date, count: int, unit: str) -> date:
    """``day`` moved by ``count`` units; of 31 January a month on, the last day of February."""
    if unit in ("minute", "hour"):
        return day + timedelta(days=int(count / 24) if unit == "hour" else 0)
    if unit in UNIT_DAYS:
        return day + timedelta(days=count * UNIT_DAYS[unit])
    years, month = divmod(day.month - 1 + count * UNIT_MONTHS[unit], 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _unit(match: re.Match[str]) -> str:
    unit = match["unit"].lower()
    return "century" if unit == "centur" else unit


def _count(match: re.Match[str]) -> tuple[int, bool]:
    """How many units, and whether that is a vague figure (`several`)."""
    words = (match["count"] or "").lower().split()
    if not words or words[-1] in ("few", "several", "some", "many"):
        return VAGUE_COUNT, True
    if "couple" in words or "dozen" in words:
        return (2 if "couple" in words else 12), False
    return (int(words[0]) if words[0].isdigit() else NUMBERS[words[0]]), False


def _blurred(precision: str, vague: bool) -> str:
    """A vague figure is known one step less exactly: `several days ago` names a week."""
    return PRECISIONS[min(PRECISIONS.index(precision) + 1, 3)] if vague else precision


def _month(match: re.Match[str]) -> int:
    return 1 + next(n for n, name in enumerate(MONTHS) if name.startswith(match["month"][:3]))


def _iso_day(match: re.Match[str], base: TimeReference) -> TimeReference:
    return _moment(date(int(match["year"]), int(match["month"]), int(match["day"])))


def _slashed_day(match: re.Match[str], base: TimeReference) -> TimeReference:
    """Day first, unless only month first is a day on or before the story's."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    readings = [date(year, month, day) for day, month in ((first, second), (second, first)) if month <= 12]
    past = [day for day in readings if day <= base.date]
    return _moment(past[0] if past else min(readings))


def _year_of(match: re.Match[str], base: TimeReference) -> int | None:
    """The year told beside a month: `2012`, `last year`."""
    if match["year"]:
        return int(match["year"])
    if match["which"]:
        return base.date.year + {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    return None


def _day(match: re.Match[str]) -> int:
    day = match["day"].lower()
    return int(day) if day.isdigit() else 1 + ORDINALS.index(day)


def _calendar_day(match: re.Match[str], base: TimeReference) -> TimeReference:
    month, day = _month(match), _day(match)
    year = _year_of(match, base)
    if year:
        return _moment(date(year, month, day))
    # 29 February needs up to eight years to come round.
    years = range(base.date.year + 1, base.date.year - 9, -1)
    days = [date(y, month, day) for y in years if day <= calendar.monthrange(y, month)[1]]
    return _moment(max(d for d in days if d <= base.date + NEAR_FUTURE))


def _feast(match: re.Match[str], base: TimeReference) -> TimeReference:
    """The feast in the year told with it; otherwise the latest on or before the story."""
    month, day = FEASTS[match["feast"].lower().replace("’", "'")]
    year = _year_of(match, base) or base.date.year - (date(base.date.year, month, day) > base.date)
    return _moment(date(year, month, day))


def _eleventh(match: re.Match[str], base: TimeReference) -> TimeReference:
    """Attacks so well known that they need no year."""
    return _moment(date(2001, 9, 11))


def _world_war(match: re.Match[str], base: TimeReference) -> TimeReference:
    """A war is told by its first year."""
    first = (match["war"] or match["nth"]).lower() in ("i", "1", "one", "first")
    return _moment(date(1914 if first else 1939, 1, 1), "year")


def _anniversary(match: re.Match[str], base: TimeReference) -> TimeReference:
    """The year of what has its tenth anniversary."""
    count = _day(match) if match["day"] else int(match["count"])
    return _moment(date(base.date.year - count, 1, 1), "year", kind="counted_back")


def _calendar_month(match: re.Match[str], base: TimeReference) -> TimeReference:
    """The month in the year told with it; otherwise the latest that has begun."""
    month, year = _month(match), _year_of(match, base)
    return _moment(date(year or base.date.year - (month > base.date.month), month, 1), "month")


def _relative_month(match: re.Match[str], base: TimeReference) -> TimeReference:
    """`last April` is over, `next April` has not begun, `early April` and `this April` are the latest April; the end of
    this month has not come in its first half.
    """
    month, which = _month(match), match["which"].lower()
    if which == "next":
        return _moment(date(base.date.year + (month <= base.date.month), month, 1), "month", future=True)
    ends = which in PAST_WORDS or (base.date.day <= MID_MONTH and which in ("late", "the end of"))
    not_yet = month >= base.date.month if ends else month > base.date.month
    return _moment(date(base.date.year - not_yet, month, 1), "month")


def _calendar_year(match: re.Match[str], base: TimeReference) -> TimeReference:
    return _moment(date(int(match["year"]), 1, 1), "year")


def _century(match: re.Match[str], base: TimeReference) -> TimeReference:
    return _moment(date(100 * (int(match["count"]) - 1) or 1, 1, 1), "year")


def _season(match: re.Match[str], base: TimeReference) -> TimeReference:
    """The month a season begins in."""
    first, last = SEASONS[match["season"].lower()]
    if match["year"]:
        return _moment(date(int(match["year"]), first, 1), "month")
    which = (match["which"] or "this").lower()
    if which == "last":
        year = base.date.year - (base.date.month <= last) - (first > last)
    else:
        year = base.date.year - (base.date.month < first) + (which == "next")
    return _moment(date(year, first, 1), "month", future=which == "next")


def _weekday(match: re.Match[str], base: TimeReference) -> TimeReference:
    """The last such day on or before the base; before it with `last`, after it with `next`."""
    weekday = WEEKDAYS.index(match["weekday"])
    which = (match["which"] or "").lower()
    back = (base.date.weekday() - weekday) % 7
    if any(word in which for word in COMING_WORDS):
        return _moment(base.date + timedelta(days=7 - back))
    if any(word in which for word in PAST_WORDS) and back == 0:
        back = 7
    return _moment(base.date - timedelta(days=back))


def _weekday_of_week(match: re.Match[str], base: TimeReference) -> TimeReference:
    weeks = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    monday = _first_day(base.date, "week") + timedelta(weeks=weeks)
    return _moment(monday + timedelta(days=WEEKDAYS.index(match["weekday"])))


def _day_word(match: re.Match[str], base: TimeReference) -> TimeReference:
    words = " ".join(match[0].lower().split())
    days = next((days for word, days in DAY_WORDS.items() if word in words), 0)
    return _moment(base.date + timedelta(days=days), future=words.startswith("later"))


def _day_of_month(match: re.Match[str], base: TimeReference) -> TimeReference:
    """`on the 14th`: the latest 14th on or before the story."""
    day, months = int(match["day"]), (_shift(base.date.replace(day=1), -n, "month") for n in range(3))
    days = (first.replace(day=day) for first in months if day <= calendar.monthrange(first.year, first.month)[1])
    return _moment(max(d for d in days if d <= base.date))


def _weekend(match: re.Match[str], base: TimeReference) -> TimeReference:
    """A weekend is written as its Saturday."""
    which = (match["which"] or "").lower()
    monday = _first_day(base.date, "week")
    begun = base.date.weekday() >= 5
    if any(word in which for word in COMING_WORDS):
        return _moment(monday + timedelta(days=12 if begun else 5), future=True)
    return _moment(monday + timedelta(days=5 if begun and which != "last" else -2))


def _period(match: re.Match[str], base: TimeReference) -> TimeReference:
    """`last week`, `earlier this month`, `late next year`."""
    which, unit = match["which"].lower(), match["unit"].lower()
    coming = any(word in which for word in COMING_WORDS)
    steps = 1 if coming else -1 if any(word in which for word in PAST_WORDS) else 0
    later = (match["part"] or "").lower() == "later"
    if "past" in which and unit == "week":
        return TimeReference(base.date - timedelta(days=7), "week")
    kind = "span" if "past" in which else "point"
    return _moment(_shift(_first_day(base.date, unit), steps, unit), unit, future=coming or later, kind=kind)


def _ago(match: re.Match[str], base: TimeReference) -> TimeReference:
    (count, vague), unit = _count(match), _unit(match)
    precision = UNIT_PRECISION.get(unit, "day")
    return _moment(_shift(base.date, -count, unit), _blurred(precision, vague and unit not in ("minute", "hour")))


def _recent(match: re.Match[str], base: TimeReference) -> TimeReference:
    """`in recent days`, `in the past two years`: a stretch of days or more dates no act."""
    (count, _), unit = _count(match), _unit(match)
    if unit in ("minute", "hour"):
        return _moment(_shift(base.date, -count, unit))
    precision = _blurred(UNIT_PRECISION.get(unit, "day"), True)
    return _moment(_shift(base.date, -count, unit), precision, kind="span")


def _stretch_ahead(match: re.Match[str], base: TimeReference) -> TimeReference:
    return _moment(base.date, "week", future=True, kind="span")


def _counted(match: re.Match[str], base: TimeReference) -> TimeReference:
    """`two days later`, `a year before`: as exact as the unit and the time it leans on; whole weeks count as days."""
    (count, vague), unit = _count(match), _unit(match)
    sign = -1 if match["way"].lower() in ("earlier", "before", "previously") else 1
    exact = "day" if unit in UNIT_DAYS else UNIT_PRECISION.get(unit, "day")
    precision = exact if unit in ("minute", "hour") else _blurred(exact, vague)
    return _moment(_shift(base.date, sign * count, unit), _coarser(precision, base.precision))


def is_vague(match: re.Match[str]) -> bool:
    """`days after the vote` tells no day; `hours after` it does."""
    return _count(match)[1] and _unit(match) not in ("minute", "hour")


def count_back(match: re.Match[str], base: TimeReference) -> TimeReference:
    """The day of the vote in `on Monday, a day after the vote`, reckoned from that Monday."""
    forth = _counted(match, TimeReference(base.date))
    return _moment(base.date - (forth.date - base.date), _coarser(forth.precision, base.precision))


def _neighbour(match: re.Match[str], base: TimeReference) -> TimeReference:
    """`the next day`, `the previous week`, `that year`: one step from the time they lean on, or none."""
    unit, way = _unit(match), (match["way"] or "").lower()
    steps = 1 if way in COMING_WORDS else -1 if way in PAST_WORDS else 0
    return _moment(_shift(base.date, steps, unit), _coarser(UNIT_PRECISION.get(unit, "day"), base.precision))


def _within_period(match: re.Match[str], base: TimeReference) -> TimeReference:
    """`later in the week` is to come when it leans on the story's own day, not when on a time told before."""
    unit, later = match["unit"].lower(), match["way"].lower() in ("later", "late")
    return _moment(base.date, _coarser(unit, base.precision), future=later and unit != "day" and base.start < 0)


def _rule(name: str, pattern: str, reckon: Callable, example: str, expect: str, signs: str = "",
          **options: bool) -> TimeRule:
    """Write a rule legibly: `{weekday}` stands for a piece, a space for any white space; capitals do not matter. What
    its pieces ask for are its ``signs``, where no others are given.
    """
    signs = signs or next((signs for piece, signs in SIGNS.items() if f"{{{piece}}}" in pattern), "")
    for piece, meant in PIECES.items():
        pattern = pattern.replace(f"{{{piece}}}", meant)
    words = rf"(?<![\w-])(?:{pattern})(?!\w|-[a-z])".replace(" ", r"\s+")
    return TimeRule(name, words, reckon, example, expect, signs=tuple(signs.split()) or ("",), **options)


# An ordinal is a day only where the sentence breaks off after it: `on the 14th`, but not `on the 14th floor`.
BREAK = r"(?=\s?[,.;:)—–]|\s(?:and|but|when|as|to|in|at|after|before)\b|$)"

TIME_RULES: tuple[TimeRule, ...] = (
    _rule("iso day", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", _iso_day,
          "Signed on 2019-04-30.", "2019-04-30 day", signs="-"),
    _rule("slashed day", r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})", _slashed_day,
          "Signed 30/04/2019.", "2019-04-30 day"),
    _rule("feast day", r"(?P<feast>Christmas (?:Day|Eve)|New Year['’]s (?:Day|Eve)|Boxing Day|May Day){of_year}?",
          _feast,
          "Troops arrived on May Day 2018.", "2018-05-01 day", signs="day eve", needs_lead=True),
    _rule("11 September", r"(?:9/11|Sept(?:ember|\.)? 11)(?=(?:th)? (?:terror(?:ist)? )?(?:attack|hijack))",
          _eleventh,
          "It fled after the September 11 attacks.", "2001-09-11 day", signs="11"),
    _rule("day and month", r"(?:{any_weekday},? )?(?:the (?=\d+(?:st|nd|rd|th)))?{day}(?:[-–]\d+| (?:and|to) \d+)?"
          r"(?: of)? {month}{of_year}?", _calendar_day,
          "Troops arrived on Tuesday 30 April.", "2019-04-30 day"),
    _rule("month before a count", r"(?<=\bin\s){full_month}(?P<year>)(?P<which>)(?= \d{1,3} [a-z])", _calendar_month,
          "In March 30 people died.", "2019-03-01 month"),
    _rule("month and day", r"(?:{any_weekday},? )?{month} (?:the )?{day}(?!\d|[:.]\d|%|,\d{3})"
          r"(?:[-–]\d{1,2}(?!\d)| (?:and|to) \d{1,2}(?=, \d{4}))?{of_year}?", _calendar_day,
          "Troops arrived on April 30, 2018.", "2018-04-30 day"),
    _rule("month and ordinal", rf"{{month}} (?:the )?{{ordinal}}{{of_year}}?{BREAK}", _calendar_day,
          "Troops arrived on May first.", "2019-05-01 day"),
    _rule("months of a year", r"{month}(?:[-–/]| and | to | through )(?-i:" + "|".join(MONTHS) + "){of_year}",
          _calendar_month,
          "It cut ties between May and July 2014.", "2014-05-01 month"),
    _rule("joined months", r"{full_month}[-–](?-i:" + "|".join(MONTHS) + r")\b(?P<year>)(?P<which>)", _calendar_month,
          "It cut ties in the April-May war.", "2019-04-01 month", needs_lead=True),
    _rule("month and year", r"(?:(?:early|late|mid)[-\s])?{month}{of_year}", _calendar_month,
          "It cut ties in April 2012.", "2012-04-01 month"),
    _rule("part of a month", r"(?P<which>early|late|mid|the (?:start|beginning|middle|end) of|this past|last|past|this"
          r"|next)[-\s]{full_month}", _relative_month,
          "He fled in early May.", "2019-05-01 month"),
    _rule("month", r"{full_month}(?P<year>)(?P<which>)", _calendar_month,
          "It closed the border in June.", "2018-06-01 month", needs_lead=True),
    _rule("decade", r"the (?:(?:early|late|mid)[-\s])?(?P<year>(?:1[5-9]|20)\d0)['’]?s", _calendar_year,
          "War broke out in the 1990s.", "1990-01-01 year", signs="0", needs_lead=True),
    _rule("century", r"the (?:(?:early|late|mid)[-\s])?(?P<count>\d{1,2})(?:st|nd|rd|th) century", _century,
          "They seized it in the 16th century.", "1500-01-01 year", signs="century", needs_lead=True),
    _rule("season", r"(?:(?P<which>last|this|next) |(?<=\bin\s)|(?<=\b(?:in|of)\sthe\s))"
          r"(?P<season>spring|summer|autumn|fall|winter)\b(?: (?:of )?{year}|(?! of))", _season,
          "The army seized the port last summer.", "2018-06-01 month", signs="spring summer autumn fall winter"),
    _rule("world war", r"(?:the (?P<nth>First|Second) World War|World Wars? (?P<war>II?|[12]|One|Two))\b", _world_war,
          "Norway was occupied in World War II.", "1939-01-01 year", signs="world", needs_lead=True),
    _rule("anniversary", r"(?:the |its |their )?(?:{ordinal}|(?P<count>\d{1,3})(?:st|nd|rd|th)) anniversary of",
          _anniversary,
          "Fiji marked the tenth anniversary of the invasion by Tonga.", "2009-01-01 year", signs="anniversary"),
    _rule("years in brackets", r"(?<=\()\s?{year}\s?[-–]\s?\d{2,4}(?=\s?\))", _calendar_year,
          "Norway was occupied for years (1940 - 45).", "1940-01-01 year"),
    _rule("year", r"(?:(?:early|late|mid)[-\s]|the {part} of )?{year}(?:[-–/]\d\d(?!\d))?", _calendar_year,
          "They left the pact in 2012.", "2012-01-01 year", needs_lead=True),
    _rule("weekday of a week", r"{weekday}{part_of_day},? (?:of |in )?(?P<which>last|this|next) week", _weekday_of_week,
          "He flew to Baku on Friday last week.", "2019-05-10 day"),
    _rule("week and weekday", r"(?P<which>last|this|next) week,? on {weekday}{part_of_day}", _weekday_of_week,
          "He flew to Baku last week on Thursday.", "2019-05-09 day"),
    _rule("weekday after a time", r"the (?P<which>following|next|previous) {weekday}{part_of_day}", _weekday,
          "He left on 1 May and returned the following Friday.", "2019-05-03 day", leans=True),
    _rule("weekday", r"(?:(?P<which>(?:this |the )?coming|next|this past|last|past|this) )?{weekday}{part_of_day}",
          _weekday,
          "Protesters marched on Saturday.", "2019-05-11 day"),
    _rule("day word", r"the day before yesterday|the day after tomorrow|(?:early |late |earlier |later )?"
          r"(?:yesterday|tomorrow|today){part_of_day}|tonight|last night|this (?:morning|afternoon|evening)"
          rf"|overnight(?! (?:on|into|to|from|{'|'.join(WEEKDAYS)})\b)", _day_word,
          "The two met yesterday.", "2019-05-12 day",
          signs="yesterday tomorrow today night morning afternoon evening"),
    _rule("day of the month", rf"(?<=\bon\s)the (?P<day>\d{{1,2}})(?:st|nd|rd|th)(?: of this month)?{BREAK}",
          _day_of_month,
          "The two met on the 14th.", "2019-04-14 day"),
    _rule("weekend", r"(?:(?P<which>last|this past|this coming|the coming|the past|this|next|the) )?weekend(?! of)",
          _weekend,
          "Clashes erupted over the weekend.", "2019-05-11 day", signs="weekend"),
    _rule("period", r"(?:(?P<part>early|earlier|late|later) )?"
          r"(?P<which>last|(?:this |the )past|the last|(?:this |the )coming|the current|this|next) "
          r"(?P<unit>week|month|year)\b(?! of\b)", _period,
          "Faller said so last week.", "2019-05-06 week", signs="week month year"),
    _rule("ago", r"(?:{count} |(?=\w+s )){unit} ago", _ago,
          "The war ended two weeks ago.", "2019-04-29 week", signs="ago"),
    _rule("recent time", r"recent {unit}(?P<count>)", _recent,
          "Rebels took two towns in recent days.", "2019-05-06 week", signs="recent", needs_lead=True),
    _rule("stretch behind", r"the (?:past|last) {count} {unit}", _recent,
          "Rebels took two towns in the past few weeks.", "2019-04-01 month"),
    _rule("stretch ahead", r"the (?:next|coming|following) (?:{count} )?{unit}(?<=s)", _stretch_ahead,
          "They will meet in the coming days.", "2019-05-13 week", signs="next coming following"),
    _rule("within a period", r"(?P<way>earlier|later|early|late) in the (?P<unit>day|week|month|year)", _within_period,
          "It had expelled two envoys earlier in the month.", "2019-05-01 month", signs="late earl", leans=True),
    _rule("counted from", r"(?:{count} |(?=\w+s )){unit} (?P<way>after|before|following)"
          r"(?= (?!(?:day|night|week|month|year|in|at|on|and|but)\b)[\w'\"“‘])", _counted,
          "Two days after the 30 April uprising, he fled.", "2019-05-02 day", leans=True),
    _rule("counted", r"(?:{count} |(?=\w+s )){unit} (?P<way>later|earlier|afterwards?|previously|after|before)",
          _counted,
          "He was held on 1 May and freed two days later.", "2019-05-03 day", leans=True),
    _rule("neighbouring time", r"the (?P<way>next|following|previous|preceding|same) "
          r"(?P<unit>day|night|morning|afternoon|evening|week|month|year)", _neighbour,
          "He was held on 1 May and freed the next day.", "2019-05-02 day",
          signs="next following previous preceding same", leans=True),
    _rule("that day", r"that (?P<way>same )?(?P<unit>day|night|week|month|year)", _neighbour,
          "He was held on 1 May and freed that same day.", "2019-05-01 day", signs="that", leans=True),
)
