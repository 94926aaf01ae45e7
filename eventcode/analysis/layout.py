"""How counts are laid out in time, whoever counted them: pandas (`aggregate`) or DuckDB (`duck`).

Both bring sums by unit and period; here the empty periods are added, the period's total, and the ratios.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from eventcode import cameo
from eventcode.analysis.door import COUNTED, checked, day
from eventcode.event import PRECISIONS

#: The periods, each with pandas' name for it and how coarse a date may be within it, as an index of `PRECISIONS`.
PERIODS = {"day": ("D", 0), "week": ("W-SUN", 1), "month": ("M", 2), "quarter": ("Q", 2), "year": ("Y", 3)}

#: What a date that is not exact covers.
COVERED = {precision: PERIODS[precision][0] for precision in PRECISIONS if precision != "day"}

#: What can be done with dates coarser than the period.
COARSE = ("drop", "spread", "keep")

#: The columns that are ratios of others: a rolling ratio is one of sums and no mean of ratios.
RATIOS = ("goldstein_mean", "balance", "share")

#: One row for all time is laid out as if it were this period.
WHOLE = pd.Timestamp(1970, 1, 1).as_unit("s")

_LARGEST = 20_000_000


@dataclass(frozen=True)
class Layout:
    """How events are counted and laid out in time; every table's verb takes these fields as keywords.

    - ``period``: ``day``, ``week``, ``month``, ``quarter`` or ``year``; None for one row a unit over the whole time.
    - ``start``, ``end``: the first and last day to count, both included; where they are not given, the events' own.
    - ``scheme``: ``icews`` (four quad classes) or ``penta`` (statements and appeals apart, as ``neutral``).
    - ``coarse``: what becomes of dates known less exactly than the period, such as "in 2012" in a table of months.
      ``drop`` leaves them out (the default: on its first day such an event would look like news of that day),
      ``spread`` shares each evenly over the days it covers, so that counts are fractions which add up over periods,
      ``keep`` counts it on its first day.
    - ``fill``: whether each unit has a row, with counts of 0, for its periods without events too. Of many units these
      rows are most of a table, so `dyads`, `monads` and `countries` leave them out unless asked.

    Raises ValueError for a word that is none of these.
    """

    period: str | None = "month"
    start: datetime.date | str | None = None
    end: datetime.date | str | None = None
    scheme: str = "icews"
    coarse: str = "drop"
    fill: bool = True

    def __post_init__(self) -> None:
        known = {"period": (*PERIODS, None), "scheme": tuple(cameo.QUAD_CLASSES), "coarse": COARSE}
        for name, words in known.items():
            if getattr(self, name) not in words:
                raise ValueError(f"{name}={getattr(self, name)!r} is unknown; known are {', '.join(map(str, words))}")
        first, last = self.bounds
        if first is not None and last is not None and first > last:
            raise ValueError(f"the time starts on {self.start}, after it ends on {self.end}")

    @property
    def bounds(self) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
        """The first and the last day to count, None where that is open."""
        return tuple(None if value is None else day(name, value) for name, value in
                     (("start", self.start), ("end", self.end)))  # fmt: skip

    @property
    def classes(self) -> dict[int, str]:
        """The quad classes' columns by number."""
        return {number: name.replace(" ", "_") for number, name in cameo.QUAD_CLASSES[self.scheme].items()}

    @property
    def sums(self) -> tuple[str, ...]:
        """The columns that are counted, and from which all others are made."""
        return "n", *self.classes.values(), "goldstein_sum", "goldstein_n"

    @property
    def kind(self) -> str:
        """The kind of a count: spread events are counted in fractions."""
        return "float64" if self.coarse == "spread" else "int64"

    @property
    def coarsest(self) -> int:
        """How coarse a date may be, as an index of `PRECISIONS`; over the whole time any date will do."""
        return PERIODS[self.period][1] if self.period else len(PRECISIONS)

    def first_days(self, days: pd.Series) -> pd.Series:
        """The first day of the period that each day is in.

        Parameters
        ----------
        days : Series of datetime

        Returns
        -------
        Series of datetime
        """
        if self.period is None:
            return pd.Series(WHOLE, index=days.index, dtype="datetime64[s]")
        places, different = pd.factorize(days)  # days are few, events many
        firsts = pd.Series(different).dt.to_period(PERIODS[self.period][0]).dt.start_time.astype("datetime64[s]")
        return pd.Series(firsts.to_numpy()[places], index=days.index, dtype="datetime64[s]")

    def periods(self, found: pd.Series) -> pd.Series:
        """All periods from start to end, or from the first to the last of those found where these are not given.

        Parameters
        ----------
        found : Series of datetime
            The first days of periods with events.

        Returns
        -------
        Series of datetime
        """
        if self.period is None:
            return pd.Series([WHOLE], dtype="datetime64[s]", name="period")
        first, last = self.bounds
        first = found.min() if first is None else first
        last = found.max() if last is None else last
        if pd.isna(first) or pd.isna(last):
            return pd.Series([], dtype="datetime64[s]", name="period")
        several = pd.period_range(first, last, freq=PERIODS[self.period][0])
        return pd.Series(several.start_time, name="period").astype("datetime64[s]")


def finish(sums: pd.DataFrame, totals: pd.DataFrame, units: list[str], layout: Layout) -> pd.DataFrame:
    """The table of sums by units and period (columns of `Layout.sums`), with empty periods, totals and ratios.

    ``totals`` holds ``period`` and ``total``, the number of all events in it.
    """
    table = fill(sums, pd.concat([sums["period"], totals["period"]]), units, layout)
    table["total"] = table["period"].map(totals.set_index("period")["total"]).fillna(0)
    table = table.astype({**dict.fromkeys((*layout.sums, "total"), layout.kind), "goldstein_sum": "float64"})
    table = table.join(ratios(table))
    order = [*units, "period", "n", *layout.classes.values(), "goldstein_mean", "goldstein_sum", "goldstein_n",
             "balance", "total", "share"]  # fmt: skip
    return _named(table[order], layout.period)


def finish_categories(counts: pd.DataFrame, view: str, by: list[str], layout: Layout) -> pd.DataFrame:
    """The table of counts ``n`` by columns ``by``, category and period, with the categories and periods not found."""
    labels = _labels(view, counts[view].unique(), layout)
    known = counts[by].drop_duplicates() if by else pd.DataFrame(index=[0])
    known = known.merge(pd.DataFrame({view: list(labels)}).astype(counts[view].dtype), how="cross")
    if layout.fill:
        table = _filled(counts, counts["period"], known, layout)
    else:  # the codebook's order, not the alphabet's
        table = known.merge(counts, how="inner") if len(known.columns) else counts
    table = table.astype({"n": layout.kind})
    table["label"] = table[view].map(labels)
    table["total"] = table.groupby([*by, "period"], dropna=False)["n"].transform("sum")
    table["share"] = _divided(table["n"], table["total"])
    table = table[[*by, view, "label", "period", "n", "total", "share"]]
    return _named(table, layout.period)


def _named(table: pd.DataFrame, period: str | None) -> pd.DataFrame:
    """The table, knowing its period; without one the column goes."""
    table = table if period else table.drop(columns="period")
    table.attrs["period"] = period
    return table


def fill(counts: pd.DataFrame, found: pd.Series, units: list[str], layout: Layout) -> pd.DataFrame:
    """The counts, which are in the order of units and periods, with 0 for the periods without any where the layout
    asks for them.

    ``found`` are periods with events.
    """
    if not layout.fill:
        return counts.copy()
    return _filled(counts, found, counts[units].drop_duplicates() if units else pd.DataFrame(index=[0]), layout)


def _filled(counts: pd.DataFrame, found: pd.Series, known: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    """A row for each of ``known`` (the units, one a row) and each period; raises ValueError when that would be more
    than a memory holds."""
    units, periods = list(known.columns), layout.periods(found)
    rows = len(known) * len(periods)
    if rows > _LARGEST:
        raise ValueError(
            f"{len(known):,} units in {len(periods):,} periods would be {rows:,} rows; "
            "select fewer units, take longer periods, or leave empty periods out with fill=False"
        )
    table = known.merge(periods.to_frame(), how="cross").merge(counts, on=[*units, "period"], how="left")
    measures = [column for column in counts.columns if column not in (*units, "period")]
    return table.fillna(dict.fromkeys(measures, 0))


def _labels(view: str, found: Iterable, layout: Layout) -> dict:
    """The categories of a view in the codebook's order, each with its name; ``found`` ones that it lacks stand
    first."""
    if view == "quad_class":
        labels = cameo.QUAD_CLASSES[layout.scheme]
    elif view == "plover":
        labels = {name: name.capitalize() for name in dict.fromkeys(map(cameo.plover, cameo.codes())) if name}
    else:
        wanted = [code for code in cameo.codes() if code in set(found) or (view == "root" and len(code) == 2)]
        labels = {code: cameo.get(code).label for code in wanted}
    return {**{name: "no category" for name in found if name not in labels}, **labels}


def ratios(sums: pd.DataFrame) -> pd.DataFrame:
    """The columns of `RATIOS`, from those they are made of; NaN where there is nothing to divide by."""
    cooperation = sums["verbal_cooperation"] + sums["material_cooperation"]
    conflict = sums["verbal_conflict"] + sums["material_conflict"]
    return pd.DataFrame({
        "goldstein_mean": _divided(sums["goldstein_sum"], sums["goldstein_n"]),
        "balance": _divided(cooperation - conflict, cooperation + conflict),
        "share": _divided(sums["n"], sums["total"]),
    })  # fmt: skip


def rolling(
    table: pd.DataFrame, window: int, columns: list[str] | None = None, *, center: bool = False,
    min_periods: int | None = None,
) -> pd.DataFrame:  # fmt: skip
    """The table with rolling means within each unit, in columns named ``..._rolling``.

    Counts get the mean of the window's counts. Ratios (``goldstein_mean``, ``balance``, ``share``) get the window's
    ratio, in which a period weighs by its events.

    Parameters
    ----------
    table : DataFrame
        Counts by period, as `aggregate` makes them, with every period (``fill=True``).
    window : int
        How many periods are averaged; they end at the row.
    columns : list of str, optional
        The measures; else all.
    center : bool
        Whether the window lies around its row.
    min_periods : int, optional
        How many periods must be there, else the value is NaN; the whole window where not given.

    Returns
    -------
    DataFrame
        The table and the new columns.

    Raises
    ------
    ValueError
        For a table without periods, or with gaps.

    Examples
    --------
    >>> from eventcode.analysis.aggregate import totals
    >>> rolling(totals(events), 2, ["n", "goldstein_mean"])[["period", "n", "n_rolling", "goldstein_mean_rolling"]]
          period  n  n_rolling  goldstein_mean_rolling
    0 2019-01-01  4        NaN                     NaN
    1 2019-02-01  0        2.0                   -1.75
    2 2019-03-01  2        1.0                   -1.50
    """
    if "period" not in table.columns:
        raise ValueError("a rolling mean needs a table with periods; make it with period='month' or another")
    table = checked(table, kinds=COUNTED)
    at = table.columns.get_loc("period")
    units, measures = list(table.columns[:at]), list(table.columns[at + 1 :])
    _refuse_gaps(table, units)
    added = [column for column in measures if column not in RATIOS]
    kept = {"center": center, "min_periods": min_periods}
    moved = table[added].astype("float64")
    if units:
        moved = moved.groupby([table[unit] for unit in units]).rolling(window, **kept).mean()
        moved = moved.droplevel(list(range(len(units)))).reindex(table.index)
    else:
        moved = moved.rolling(window, **kept).mean()
    if set(RATIOS) <= set(measures):
        moved = moved.join(ratios(moved))
    elif "share" in measures:
        moved["share"] = _divided(moved["n"], moved["total"])
    wanted = measures if columns is None else columns
    return _named(table.join(moved[wanted].add_suffix("_rolling")), period_of(table))


def period_of(table: pd.DataFrame) -> str:
    """The period of a table of counts: what it was made with, or, where that was lost, the longest that its first days
    allow.

    >>> from eventcode.analysis.aggregate import totals
    >>> period_of(totals(events, "week"))
    'week'
    """
    if made_with := table.attrs.get("period"):
        return made_with
    days = checked(table[["period"]].drop_duplicates(), kinds=COUNTED)["period"].reset_index(drop=True)
    # One day alone would allow a year where it is a month.
    names = list(PERIODS) if len(days) > 1 else ["day", "week", "month"]
    return next((name for name in reversed(names) if (Layout(name).first_days(days) == days).all()), "day")


def _refuse_gaps(table: pd.DataFrame, units: list[str]) -> None:
    """A rolling window counts rows, so each unit must have every period, in order."""
    periods = pd.Series(table["period"].unique())
    expected = Layout(period_of(table)).periods(periods)
    rows = table.groupby(units).size() if units else pd.Series([len(table)])
    if periods.tolist() != expected.tolist() or (rows != len(periods)).any():
        raise ValueError("the table has gaps, so a rolling mean would mix times; make it with fill=True")


def _divided(above: pd.Series, below: pd.Series) -> pd.Series:
    # A rolling sum of fractions may miss 0 by a rounding error.
    return (above / below.where(below.abs() > 1e-9)).astype("float64")
