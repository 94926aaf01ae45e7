"""Rows of a table of events as the text of a file, a few at a time: for files that grow."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from eventcode.analysis.table import COLUMNS

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, object]

#: What a spreadsheet takes for the beginning of a formula; the last ones are as wide as a Chinese sign.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_text(rows: Iterable[Row], form: str, header: bool = False, safe: bool = False) -> str:
    """The rows as lines of ``form`` (``.csv`` or ``.jsonl``); a CSV's ``header`` goes before them.

    ``safe`` puts an apostrophe before a cell of a CSV that a spreadsheet would take for a formula.

    >>> as_text([], ".csv", header=True)[:17]
    'event_id,story_id'
    """
    if form == ".jsonl":
        return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows(map(without_formulas, rows) if safe else rows)
    return stream.getvalue()


def without_formulas(row: Row) -> Row:
    """The row with an apostrophe before each text that begins like a formula, as spreadsheets want it."""
    return {
        name: f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for name, cell in row.items()
    }


def frame_of(rows: Iterable[Row], columns: Iterable[str]) -> pd.DataFrame:
    """Rows as a DataFrame of bare objects, as engines want it that have kinds of their own."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns), dtype=object)
