"""One look for every figure: colours, type, titles, time axes, and what a figure shows where there is nothing to show.

Blue is cooperation and orange conflict, the darker shade the material acts. Print and greyscale do without the colours:
cooperation lies above zero and is drawn round or solid, conflict lies below and is drawn square or dashed, and the
shades differ in lightness.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Colormap, LinearSegmentedColormap, LogNorm, Normalize, SymLogNorm, to_rgb
from matplotlib.dates import (
    AutoDateLocator,
    ConciseDateFormatter,
    MonthLocator,
    YearLocator,
    date2num,
    num2date,
)
from matplotlib.ticker import FuncFormatter, NullLocator
from matplotlib.transforms import ScaledTranslation

from eventcode.analysis.door import COUNTED, checked, need
from eventcode.analysis.layout import PERIODS, RATIOS, Layout, period_of, ratios

COLORS = {
    "verbal_cooperation": "#92c5de",
    "material_cooperation": "#1f5a94",
    "verbal_conflict": "#f7b183",
    "material_conflict": "#b3400f",
    "neutral": "#c9c9c9",
}
COOPERATION, CONFLICT, MIXED = COLORS["material_cooperation"], COLORS["material_conflict"], "#8a8a8a"
#: A balance nearer to zero than this is neither cooperation nor conflict.
EVEN = 0.2

INK, QUIET, FAINT = "#222222", "#666666", "#dddddd"

#: From conflict over balance to cooperation, and from few to many.
DIVERGING = LinearSegmentedColormap.from_list(
    "sign", ["#8f2d05", "#d9713a", "#f5cfb5", "#f4f4f4", "#b9d7ea", "#4a8fc2", "#143f6b"]
)
SEQUENTIAL = LinearSegmentedColormap.from_list("count", ["#d8e7f1", "#a9c9e0", "#6fa3c8", "#2c6ba3", "#102f52"])

#: Values of both signs, with the end of their scale of colours; None for the largest found.
REACH = {"net": None, "balance": 1, "goldstein_mean": 10}

STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": QUIET,
    "axes.linewidth": 0.8,
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.labelsize": 9,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "figure.facecolor": "white",
}

#: Years between two ticks; up to so many days each tick is a day; fewer periods than this do not fill a figure.
_STEPS, _DAYS, _FEW = (1, 2, 5, 10, 20, 50, 100), 62, 6

#: Key events: a day and what happened on it.
Marks = Mapping[datetime.date | str, str]

#: The columns of counts that every table of `aggregate` by unit has.
COUNTS = ("n", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "goldstein_sum",
           "goldstein_n", "total")  # fmt: skip

#: The columns that name the unit a row is about.
UNITS = ("actor", "target", "country")


@contextmanager
def canvas(ax: Axes | None, size: tuple[float, float]) -> Iterator[Axes]:
    """The Axes to draw on, in the one style: the caller's, or those of a new figure of ``size`` inches.

    A new figure is closed again when drawing fails.
    """
    with plt.rc_context(STYLE):
        made = plt.figure(figsize=size, layout="constrained") if ax is None else None
        if made:
            made.get_layout_engine().set(w_pad=0.08, h_pad=0.1)
            ax = made.add_subplot()
        ax.spines[["top", "right"]].set_visible(False)
        try:
            yield ax
        except Exception:
            if made:
                plt.close(made)
            raise


def heading(ax: Axes, title: str, subtitle: str = "", above: float = 0, *, tells: str = "") -> None:
    """The title and under it a quieter line; ``above`` leaves that many points between them and the Axes.

    Both, and what the figure ``tells`` besides, are its words for those who do not see it (see `alt`).
    """
    ax.set_label(". ".join(part.rstrip(".") for part in (title, subtitle, tells) if part) + ".")
    ax.set_title(title, loc="left", pad=above + (24 if subtitle else 8))
    lifted = ax.transAxes + ScaledTranslation(0, (above + 9) / 72, ax.figure.dpi_scale_trans)
    # A long line must not narrow the Axes.
    ax.text(0, 1, subtitle, transform=lifted, color=QUIET, in_layout=False)


def nothing(ax: Axes, title: str, words: str = "no events") -> Axes:
    """A figure of an empty table: its title, and that there is nothing."""
    heading(ax, title)
    ax.set(xticks=[], yticks=[])
    ax.text(0.5, 0.5, words, transform=ax.transAxes, ha="center", va="center", color=QUIET)
    return ax


def alt(ax: Axes) -> str:
    """The figure in words, for those who do not see it: what it is, of how many events, and what stands out.

    Parameters
    ----------
    ax : Axes
        What a figure was drawn on.

    Returns
    -------
    str
        A few sentences; empty for Axes that no figure of ours was drawn on.

    Examples
    --------
    >>> from eventcode.analysis import aggregate, plots
    >>> plots.alt(plots.world(aggregate.countries(events), most=2))
    'Where events took place. 5 events, January to March 2019. The most: VEN 3, COL 1, USA 1.'
    """
    return str(ax.get_label())


def bare(ax: Axes) -> None:
    """Take the frame and the ticks away."""
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)


# What a table says ----------------------------------------------------------------------------------------------------


def gather(table: pd.DataFrame, by: Iterable[str]) -> pd.DataFrame:
    """The table's counts added up over everything but the columns ``by``, with the ratios made anew.

    ``net`` is cooperation less conflict, in events.
    """
    by = list(by)
    need(table.columns, [*by, *COUNTS])
    table = checked(table, kinds=COUNTED)
    neutral = [name for name in ("neutral",) if name in table.columns]
    sums = table.groupby(by)[[*COUNTS, *neutral]].sum().drop(columns="total")
    if "period" in by:
        totals = table.groupby("period")["total"].first()
        sums["total"] = totals.reindex(sums.index.get_level_values("period")).to_numpy()
    else:
        times = table.drop_duplicates("period") if "period" in table.columns else table.head(1)
        sums["total"] = times["total"].sum()
    cooperation = sums["verbal_cooperation"] + sums["material_cooperation"]
    sums["net"] = cooperation - sums["verbal_conflict"] - sums["material_conflict"]
    return sums.join(ratios(sums)).reset_index()


def by_period(table: pd.DataFrame, whole: pd.DataFrame | None = None) -> pd.DataFrame:
    """The counts of each period, all units together, with the periods that have none, as far as those of the ``whole``
    table reach that this one is a part of."""
    rows = gather(table, ["period"]).set_index("period")
    counted = rows.columns.difference(RATIOS, sort=False)
    rows = rows[counted].reindex(every_period(table if whole is None else whole), fill_value=0)
    return rows.join(ratios(rows)).reset_index()


def every_period(table: pd.DataFrame) -> pd.Series:
    """The first days of all periods from the table's first to its last."""
    return Layout(period_of(table)).periods(table["period"])


def fewer(table: pd.DataFrame, most: int) -> pd.DataFrame:
    """The table with its periods taken together into the finest longer ones of which there are at most ``most``, so
    that a mark of each can be seen: of thirty years by week, by month. A week counts where it begins.
    """
    period = period_of(table)
    coarser = list(PERIODS)[list(PERIODS).index(period) :]
    fits = (name for name in coarser if len(Layout(name).periods(table["period"])) <= most)
    wanted = next(fits, "year")
    if wanted == period:
        return table
    whole = table.assign(period=Layout(wanted).first_days(table["period"]))
    totals = whole.assign(was=table["period"]).drop_duplicates("was").groupby("period")["total"].sum()
    units = [name for name in UNITS if name in table.columns]
    added = gather(whole.assign(total=whole["period"].map(totals)), [*units, "period"])
    added.attrs["period"] = wanted
    return added


def about(table: pd.DataFrame, *more: str) -> str:
    """The line under a title: whom the table is about, how many events it holds, and when they were."""
    parts = [unit_of(table), number(table["n"].sum(), "event"), time_of(table), *more]
    return ", ".join(part for part in parts if part)


def named(table: pd.DataFrame) -> pd.Series:
    """The name of each row's unit: ``VEN``, or ``USA – VEN`` for a dyad; empty for a table of totals."""
    columns = [name for name in UNITS if name in table.columns]
    names = pd.Series("", index=table.index) if not columns else table[columns[0]].astype(str)
    return names + " – " + table["target"].astype(str) if "target" in columns else names


def unit_of(table: pd.DataFrame) -> str:
    """The one dyad, actor or country that a table is about, empty where it is about several."""
    names = named(table).unique()
    return names[0] if len(names) == 1 else ""


def time_of(table: pd.DataFrame) -> str:
    """The time a table covers, empty where it has no periods: ``January to December 2019``."""
    if "period" not in table.columns or table.empty:
        return ""
    period = period_of(table)
    first, last = table["period"].min(), ends(table["period"], period).max() - pd.Timedelta(days=1)
    if period == "year":
        written = [f"{first:%Y}", f"{last:%Y}"]
    elif period == "quarter":
        written = [f"Q{first.quarter} {first:%Y}", f"Q{last.quarter} {last:%Y}"]
    elif period == "month":
        written = [f"{first:%B %Y}", f"{last:%B %Y}"]
    else:
        written = [f"{first.day} {first:%B %Y}", f"{last.day} {last:%B %Y}"]
    if first.year == last.year and period != "year":
        written[0] = written[0].removesuffix(f" {first:%Y}")
    return " to ".join(written) if len(set(written)) > 1 and written[0] not in written[1] else written[1]


def number(count: float, noun: str = "") -> str:
    """A count as text: ``1 event``, ``12,345 events``, ``0.4 events`` where dates were spread."""
    text = f"{count:,.0f}" if float(count).is_integer() or count >= 100 else f"{count:,.1f}"
    return f"{text} {noun}{'' if text == '1' else 's'}" if noun else text


def ends(periods: pd.Series, period: str) -> pd.Series:
    """The day after each period, given by its first day."""
    return periods.dt.to_period(PERIODS[period][0]).dt.end_time.dt.normalize() + pd.Timedelta(days=1)


# Axes and colours -----------------------------------------------------------------------------------------------------


def time_axis(ax: Axes, period: str, most: int = 9) -> None:
    """Dates with few ticks, ``most`` at most, each saying no more than it needs to, and none finer than the period."""
    low, high = ax.get_xlim()
    years = (high - low) / 365.25
    if period == "year" or (period == "quarter" and 4 * years > most):
        ax.xaxis.set_major_locator(YearLocator(next(step for step in _STEPS if years / step <= most)))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda at, _: str(num2date(at).year)))
    elif period == "quarter":
        ax.xaxis.set_major_locator(MonthLocator((1, 4, 7, 10)))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda at, _: _quarter(num2date(at))))
    elif high - low <= _DAYS:
        first, step = np.ceil(low), int(np.ceil((high - low) / most))
        if period == "week":  # named by the Mondays on which they begin; day 4 of the epoch was one
            first, step = first + -(first - 4) % 7, 7
        ax.set_xticks(np.arange(first, high, step))
        ax.set_xlim(low, high)
        ax.xaxis.set_major_formatter(FuncFormatter(lambda at, _: f"{num2date(at).day} {num2date(at):%b}"))
    else:
        locator = AutoDateLocator(minticks=2 if most < 6 else 3, maxticks=most)
        ax.xaxis.set_major_locator(locator)
        ax.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))


def _quarter(day: datetime.datetime) -> str:
    """``Q2``, and under the first of a year which year it is."""
    quarter = (day.month + 2) // 3
    return f"Q{quarter}" + (f"\n{day.year}" if quarter == 1 else "")


def span(ax: Axes, first: pd.Timestamp, last: pd.Timestamp, periods: int) -> None:
    """The time axis from the first day to the day after the last, with room at both ends where the ``periods`` are so
    few that each would be a wall."""
    low, high = date2num(first), date2num(last)
    room = max(0, _FEW - periods) / 2 * (high - low) / max(periods, 1)
    ax.set_xlim(low - room, high + room)


def scale(values: pd.Series, name: str) -> tuple[Colormap, Normalize]:
    """The colours of a column and how its values go into them: blue and orange for `REACH`, else from few to many.

    What differs by orders of magnitude is coloured by them.
    """
    if name == "net":
        reach = max(1, values.abs().max())
        return DIVERGING, SymLogNorm(max(1, reach / 100), vmin=-reach, vmax=reach)
    if name in REACH:
        return DIVERGING, Normalize(-REACH[name], REACH[name])
    low, high = values.min(), values.max()
    return SEQUENTIAL, LogNorm(low, high) if 0 < 30 * low < high else Normalize(0, high)


def shades(values: pd.Series, name: str) -> np.ndarray:
    """A colour for each value of a column, by its `scale`."""
    colors, norm = scale(values, name)
    return colors(norm(values.to_numpy()))


def colour_bar(ax: Axes, colors: Colormap, norm: Normalize, words: str, below: float = 14) -> None:
    """A bar of the colours at the right, so many points below the Axes, with its ends, its middle and what it is."""
    inches = ax.figure.get_size_inches() * (ax.get_position().width, ax.get_position().height)
    width, height = min(1, 2.2 / inches[0]), 0.09 / inches[1]
    bar = ax.inset_axes([1 - width, -below / 72 / inches[1] - height, width, height])
    ends = [norm.vmin, 0, norm.vmax] if colors is DIVERGING else [norm.vmin, norm.vmax]
    ax.figure.colorbar(ScalarMappable(norm, colors), cax=bar, orientation="horizontal", ticks=ends)
    bar.set_xticks(ends, [("+" if end > 0 and colors is DIVERGING else "") + number(end) for end in ends])
    bar.xaxis.set_minor_locator(NullLocator())
    bar.tick_params(length=0, labelsize=7, pad=2, labelcolor=QUIET)
    bar.spines[:].set_visible(False)
    bar.annotate(words, (0, 0.5), (-6, 0), xycoords="axes fraction", textcoords="offset points", ha="right",
                 va="center", fontsize=7, color=QUIET)  # fmt: skip


def largest(names: Iterable[str], counts: Iterable[float], most: int = 3) -> str:
    """The largest of several in words: ``The most: VEN 24, USA 19, RUS 9``."""
    pairs = sorted(zip(names, counts, strict=True), key=lambda pair: -pair[1])[:most]
    return "The most: " + ", ".join(f"{name} {number(count)}" for name, count in pairs if count)


def readable_on(color: object) -> str:
    """Ink or white, whichever is readable on a colour."""
    red, green, blue = to_rgb(color)
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 0.55 else "white"


def flags(ax: Axes, marks: Marks) -> float:
    """Key events: a hairline at each day and its words above the Axes, in as many rows as it takes to keep them apart.

    Days beyond the time shown are left out. Gives the height of the rows in points. The time axis must be set.
    """
    low, high = ax.get_xlim()
    ax.figure.draw_without_rendering()  # only then is the width known
    # Among others, Axes may still become narrower.
    width = ax.get_window_extent().width * 72 / ax.figure.dpi * (1 if len(ax.figure.axes) == 1 else 0.6)
    rows: list[float] = []
    days = sorted((date2num(pd.Timestamp(day)), words) for day, words in marks.items())
    for day, words in days:
        if not low <= day <= high:
            continue
        length = 5.2 * len(words) + 8
        left = min((day - low) / (high - low) * width, max(0, width - length))
        row = next((number for number, right in enumerate(rows) if left > right), len(rows))
        rows[row : row + 1] = [left + length]
        ax.axvline(day, color=QUIET, linewidth=0.8, linestyle=":", zorder=0)
        ax.annotate(words, (left / width, 1), (3, 4 + 12 * row), xycoords="axes fraction", textcoords="offset points",
                    fontsize=8, annotation_clip=False, in_layout=False)  # fmt: skip
    return 12 * len(rows) + 4 if rows else 0
