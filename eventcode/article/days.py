"""A day as people write it in a file's column or on a newspaper's publication line.

Time expressions inside a sentence (``on Saturday``) are another matter and belong to `eventcode.coding.when.dates`.
"""

from __future__ import annotations

import datetime
import re

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip

#: A month's name, whole or short, as part of a pattern.
MONTH = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|sept)\b\.?"

#: One written day, in a form that can be read in one way only: 2019-05-13, 13 May 2019, May 13, 2019.
DAY = re.compile(
    rf"""(?<!\d)(?:
        (?P<y1>\d{{4}})(?P<sign>[-/.])(?P<m1>\d{{1,2}})(?P=sign)(?P<d1>\d{{1,2}})
      | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ ](?:of[ ])?(?P<m2>{MONTH}),?[ ](?P<y2>\d{{4}})
      | (?P<m3>{MONTH})[ ](?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?[ ](?P<y3>\d{{4}})
    )(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)

#: A day of numbers with the year last, which may mean one day in Europe and another in America.
SLASHED_DAY = re.compile(r"(?<!\d)\d{1,2}([./])\d{1,2}\1\d{4}(?!\d)")

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_TIME_OF_DAY = re.compile(r"(?:T|,? )\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?"
                          r" ?(?:Z|[A-Z]{2,4}|[+-]\d{2}:?\d{2})?$")  # fmt: skip
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_WITH_WEEKDAY = re.compile(rf"(?:{_WEEKDAY},? )?(.*?)(?:,? {_WEEKDAY})?$", re.IGNORECASE | re.DOTALL)
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2}|\d{4})$")
_LAST_MONTH = 12


class EitherWay(ValueError):
    """A day that is one in Europe and another in America: 03/04/2019."""


def parse_day(written: str, form: str = "") -> datetime.date:
    """Read one day, with or without a weekday and a time of day; raise ValueError, with what is wrong, for anything
    else.

    13/05/2019 can be read in one way only. 03/04/2019 means one day in Europe and another in America, and is refused
    (`EitherWay`) unless ``form`` (``%d/%m/%Y``) says which.

    >>> parse_day("Mon, 13 May 2019 10:22:00 +0000")
    datetime.date(2019, 5, 13)
    """
    text = _WITH_WEEKDAY.match(_TIME_OF_DAY.sub("", written.strip()))[1]
    if form and (day := _as_told(written.strip(), text, form)):
        return day
    if numbers := _NUMBERS.match(text):
        parts = _in_order(numbers, written.strip(), form)
    elif compact := _COMPACT.match(text):
        parts = compact.groups()
    elif match := DAY.fullmatch(text):
        parts = match_parts(match)
    else:
        raise ValueError(f"{_shorten(written.strip())!r} is not a date")
    try:
        return datetime.date(*map(int, parts))
    except ValueError as error:
        raise ValueError(f"{written.strip()!r} is not a day of the calendar ({error})") from None


def _as_told(written: str, day: str, form: str) -> datetime.date | None:
    """The day as ``form`` reads it, with or without what stands around it; None where it reads nothing."""
    for text in (written, day):
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _in_order(numbers: re.Match, written: str, form: str) -> tuple[str, str, str]:
    """Year, month and day of three numbers with the year last, where one order alone is possible."""
    one, _, other, year = numbers.groups()
    if form:
        raise ValueError(f"{written!r} is not written as {form}")
    if len(year) == 4 and (int(one) > _LAST_MONTH or one == other):
        return year, other, one
    if len(year) == 4 and int(other) > _LAST_MONTH:
        return year, one, other
    raise EitherWay(f"{written!r} can be read as day/month or month/day")


def match_parts(match: re.Match) -> tuple[int, int, int]:
    """Year, month and day of a `DAY` match; the day may still be impossible (31 April)."""
    year, month, day = next(
        parts for n in "123" if (parts := (match[f"y{n}"], match[f"m{n}"], match[f"d{n}"]))[0] is not None
    )
    if not month.isdigit():
        month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month[:3].lower()))
    return int(year), int(month), int(day)


def find_day(text: str) -> datetime.date | None:
    """The first possible day written anywhere in the text that can be read in one way only, or None."""
    for pattern in (DAY, SLASHED_DAY):
        for match in pattern.finditer(text):
            try:
                return parse_day(match[0])
            except ValueError:
                continue
    return None


def _shorten(text: str, width: int = 40) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
