"""The check at the door: tables as the verbs of `analysis` expect them, whatever they went through on the way.

A CSV read without kinds has numbers for codes (42 for ``"042"``), days as text and NaN for empty cells; other tools add
time zones and times of day, or drop the zeros that codes begin with. What can mean one thing only is put right, in a
copy; the rest is a `TableError` that names column and row and says what to do. A table that is right comes back as it
is, for the price of a look at its columns.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Hashable, Iterable, Mapping

import numpy as np
import pandas as pd

from eventcode import cameo
from eventcode.analysis.table import KINDS, TableError

#: The columns of a table of counts that are looked at, each with its kind: those of events, and a period's first day.
COUNTED = {**KINDS, "period": "datetime64[s]"}

#: What stands for a value that is not there.
BLANK = {"sentence_id": -1, "quad_class": 0, "date_precision": "day"}

_AS_TEXT = 'read the file with read_events, or with pandas.read_csv(..., dtype={"action": str, "root": str})'

#: The shapes of a day that can be read in one way only; a time after it is passed over.
_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")


def checked(table: pd.DataFrame, name: str = "", kinds: Mapping[str, str] = KINDS) -> pd.DataFrame:
    """The table with each column it has of ``kinds`` as its kind; the other columns are left as they are.

    Parameters
    ----------
    table : DataFrame
        Events, one a row, or counts as `aggregate` makes them.
    name : str
        What errors call the table: the path of the file it is from. Rows are then numbered as in the file, below its
        head; without it by their index.
    kinds : mapping
        The columns that are looked at, with their kinds: those of events, or `COUNTED` for a table of counts.

    Returns
    -------
    DataFrame
        The same rows under the same index. Codes have their zeros again, missing text is ``""``, days are
        ``datetime64[s]`` without time and zone (the day that was written stays).

    Raises
    ------
    TableError
        Where a cell can be read in several ways, or in none.

    Examples
    --------
    >>> import pandas as pd
    >>> read = pd.DataFrame({"date": ["2019-05-13"], "action": [42], "target": [float("nan")]})
    >>> checked(read).to_dict("records")
    [{'date': Timestamp('2019-05-13 00:00:00'), 'action': '042', 'target': ''}]
    """
    columns = [column for column in kinds if column in table.columns]
    at = _Place(name, table.index)
    if twins := [column for column in columns if isinstance(table[column], pd.DataFrame)]:
        raise TableError(f"{at.table}: {' and '.join(twins)} stands there twice; leave one")
    found = {column: table[column] for column in columns}
    mended = {column: _READ[kinds[column]](values, at) for column, values in found.items()}
    if "root" in mended:
        mended["root"] = _roots(mended["root"])
    if "action" in mended:
        mended["action"] = _actions(mended, pd.api.types.is_numeric_dtype(found["action"]), at)
    changed = {column: values for column, values in mended.items() if values is not found[column]}
    return table.assign(**changed) if changed else table


class _Place:
    """Where in a table something is, in the words of its errors."""

    def __init__(self, name: str, index: pd.Index):
        self.table, self._index, self._in_file = name or "the table", index, bool(name)

    def of(self, column: Hashable, wrong: pd.Series | np.ndarray) -> str:
        """The column and the first row of those that are wrong."""
        first = int(np.flatnonzero(np.asarray(wrong, dtype=bool))[0])
        row = f"row {first + 2}" if self._in_file else f"row {self._index[first]}"
        return f"{self.table}, {row}, column {column}"


def need(columns: Iterable[str], names: Iterable[str]) -> None:
    """Raises ValueError naming the columns that a table lacks."""
    if missing := [name for name in names if name not in columns]:
        found = ", ".join(map(str, columns))
        raise ValueError(f"the table has no column {', '.join(missing)}; its columns are {found}")


def known(name: str, word: str, words: Iterable[str]) -> None:
    """Raises ValueError for an option that does not exist."""
    if word not in words:
        raise ValueError(f"{name}={word!r} is unknown; known are {', '.join(words)}")


def day(name: str, value: object) -> pd.Timestamp:
    """A day given as a limit: a date, or text like ``2019-05-13``; ``name`` is what errors call it.

    Raises ValueError for what is no day, such as ``"2019-05"``: whether it begins or ends May, nobody can say.
    """
    if (found := _day(value)) is None:
        raise ValueError(f"{name}={value!r} must be a day, as in {name}='2019-05-13'")
    return found


_SECONDS_A_DAY = 24 * 60 * 60


# Kinds ----------------------------------------------------------------------------------------------------------------


def _text(values: pd.Series, at: _Place) -> pd.Series:
    """Text, "" where there is none; whole numbers as their digits."""
    blank = BLANK.get(values.name, "")
    if values.dtype == "str":
        return values.fillna(blank) if values.hasnans else values
    cells = values.astype(object)
    if (wrong := ~cells.map(lambda cell: isinstance(cell, Hashable))).any():
        raise TableError(_no_text(at, cells, wrong))
    words = {cell: _word(cell, blank) for cell in cells.unique()}
    if strange := [cell for cell, word in words.items() if word is None]:
        raise TableError(_no_text(at, cells, cells.isin(strange)))
    return cells.map(words).astype("str")


def _no_text(at: _Place, cells: pd.Series, wrong: pd.Series) -> str:
    return f"{at.of(cells.name, wrong)}: {cells[wrong].iloc[0]!r} is no text; {cells.name} holds text: {_AS_TEXT}"


def _word(value: object, blank: str) -> str | None:
    """A cell as text; None for what is none and cannot be taken for it."""
    if value is None or value is pd.NA or value != value:
        return blank
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, float, np.integer, np.floating)):
        return None
    return str(int(value)) if float(value).is_integer() and abs(value) < 2**53 else None


def _days(values: pd.Series, at: _Place) -> pd.Series:
    """Days, without time and zone."""
    if values.dtype == "datetime64[s]" and not values.hasnans and not (values.astype("int64") % _SECONDS_A_DAY).any():
        return values
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        values = values.dt.tz_localize(None)
    if isinstance(values.dtype, pd.PeriodDtype):
        values = values.dt.start_time
    if not pd.api.types.is_datetime64_dtype(values.dtype):
        values = _written_days(values, at)
    if values.hasnans:
        raise TableError(f"{at.of(values.name, values.isna())}: no day; leave out the rows without one, or fill it in")
    return values.dt.normalize().astype("datetime64[s]")


def _written_days(values: pd.Series, at: _Place) -> pd.Series:
    """Days out of text, numbers like 20190513, and records of Python's; each different one is read once."""
    read = {value: _day(value) for value in values.astype(object).unique()}
    wrong = values.astype(object).map(lambda value: read[value] is None).astype(bool)
    if wrong.any():
        cell = values.astype(object)[wrong].iloc[0]
        if cell is None or cell is pd.NA or cell != cell or cell == "":
            raise TableError(f"{at.of(values.name, wrong)}: no day; leave out the rows without one, or fill it in")
        raise TableError(
            f"{at.of(values.name, wrong)}: {_shown(cell)} must be a day like 2019-05-13; for another order say which: "
            f'pandas.to_datetime(frame["{values.name}"], format="%d/%m/%Y")'
        )
    return values.astype(object).map(read).astype("datetime64[s]")


def _day(value: object) -> pd.Timestamp | None:
    if isinstance(value, datetime.date):  # a Timestamp and a datetime are dates too
        return None if value is pd.NaT else pd.Timestamp(value.year, value.month, value.day).as_unit("s")
    if isinstance(value, (int, float, np.integer, np.floating)) and value == value and float(value).is_integer():
        value = f"{int(value):08d}"
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    try:
        return pd.Timestamp(datetime.date(*map(int, found.groups()))).as_unit("s") if found else None
    except ValueError:
        return None


def _shown(cell: object) -> str:
    return repr(cell.item() if isinstance(cell, np.generic) else cell)


def _numbers(values: pd.Series, at: _Place) -> pd.Series:
    if values.dtype == "float64":
        return values
    if not pd.api.types.is_numeric_dtype(values.dtype) or pd.api.types.is_bool_dtype(values.dtype):
        cells = values.astype("str").str.strip().where(values.notna(), "")
        read = pd.to_numeric(cells.where(cells != ""), errors="coerce")
        if (wrong := read.isna() & (cells != "") & (cells.str.lower() != "nan")).any():
            raise TableError(f"{at.of(values.name, wrong)}: {cells[wrong].iloc[0]!r} must be a number, as in -2.5")
        values = read
    return values.astype("float64")


def _whole(values: pd.Series, at: _Place) -> pd.Series:
    """Whole numbers; `BLANK` where there are none."""
    if values.dtype != "int64":
        numbers = _numbers(values, at).fillna(BLANK.get(values.name, 0))
        if (wrong := numbers != numbers.round()).any():
            raise TableError(f"{at.of(values.name, wrong)}: {_shown(numbers[wrong].iloc[0])} must be a whole number")
        values = numbers.astype("int64").rename(values.name)
    if values.name == "quad_class" and len(values) and not 0 <= values.min() <= values.max() <= 4:
        wrong = ~values.between(0, 4)
        raise TableError(f"{at.of('quad_class', wrong)}: {values[wrong].iloc[0]} is none of the classes 0 to 4")
    return values


_READ: dict[str, Callable[[pd.Series, _Place], pd.Series]] = {
    "str": _text, "int64": _whole, "float64": _numbers, "datetime64[s]": _days,
}  # fmt: skip


# Codes ----------------------------------------------------------------------------------------------------------------


def _mapped(values: pd.Series, found: dict[str, str]) -> pd.Series:
    """The values with some replaced; the same series where there is nothing to replace."""
    return values.replace(found).astype("str") if found else values


def _roots(roots: pd.Series) -> pd.Series:
    """A root has two digits, so one that has one has lost its zero."""
    return _mapped(roots, {root: "0" + root for root in roots.unique() if len(root) == 1 and root.isdecimal()})


def _actions(mended: dict[str, pd.Series], were_numbers: bool, at: _Place) -> pd.Series:
    """Codes with their zeros.

    42 can only be 042. 10 is 010 or the root 10, which the row's root or quad class decides: where the column has lost
    zeros and neither is there, nobody can say.
    """
    action, known = mended["action"], frozenset(cameo.codes())
    different = action.unique()
    lost = {code: "0" + code for code in different if code not in known and "0" + code in known}
    doubtful = [code for code in different if code in known and "0" + code in known]
    if doubtful:
        action = _decided(action, action.isin(doubtful), mended, were_numbers or bool(lost), at)
    return _mapped(action, lost)


def _decided(
    action: pd.Series, doubtful: pd.Series, mended: dict[str, pd.Series], lost: bool, at: _Place
) -> pd.Series:
    """The doubtful codes of an action column as the rows' roots or quad classes say."""
    if "root" in mended and (mended["root"][doubtful] != "").all():
        zeroed = doubtful & (("0" + action).str[:2] == mended["root"])
    elif "quad_class" in mended and mended["quad_class"][doubtful].between(1, 4).all():
        zeroed = doubtful & (mended["quad_class"] == 1)  # 010 and 020 are of class 1; 10 to 20 are conflict
    elif lost:
        code = action[doubtful].iloc[0]
        raise TableError(
            f"{at.of('action', doubtful)}: {code} may be 0{code} or {code}, since the column has lost the zeros that "
            f"codes begin with (codes are text, a number drops them); {_AS_TEXT}"
        )
    else:
        return action
    return action.where(~zeroed, "0" + action) if zeroed.any() else action
