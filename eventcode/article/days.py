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
        (?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}})
      | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ ](?:of[ ])?(?P<m2>{MONTH}),?[ ](?P<y2>\d{{4}})
      | (?P<m3>{MONTH})[ ](?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?[ ](?P<y3>\d{{4}})
    )(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_TIME_OF_DAY = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$")
_EITHER_WAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$")


def parse_day(written: str) -> datetime.date:
    """Read one day, with or without a time of day; raise ValueError, with what is wrong, for anything else.

    Forms with the month as a number in the middle of slashes or points (03/04/2019) are refused: they mean one day in
    Europe and another in America.
    """
    text = _TIME_OF_DAY.sub("", written.strip())
    if _EITHER_WAY.match(text):
        raise ValueError(f"{written.strip()!r} can be read as day/month or month/day")
    if compact := _COMPACT.match(text):
        parts = compact.groups()
    elif match := DAY.fullmatch(text):
        parts = match_parts(match)
    else:
        raise ValueError(f"{_shorten(written.strip())!r} is not a date")
    try:
        return datetime.date(*map(int, parts))
    except ValueError as error:
        raise ValueError(f"{written.strip()!r} is not a day of the calendar ({error})") from None


def match_parts(match: re.Match) -> tuple[int, int, int]:
    """Year, month and day of a `DAY` match; the day may still be impossible (31 April)."""
    year, month, day = next(
        parts for n in "123" if (parts := (match[f"y{n}"], match[f"m{n}"], match[f"d{n}"]))[0] is not None
    )
    if not month.isdigit():
        month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month[:3].lower()))
    return int(year), int(month), int(day)


def find_day(text: str) -> datetime.date | None:
    """The first possible day written anywhere in the text, or None."""
    for match in DAY.finditer(text):
        try:
            return datetime.date(*match_parts(match))
        except ValueError:
            continue
    return None


def _shorten(text: str, width: int = 40) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
