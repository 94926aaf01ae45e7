"""Countries: the world by its outlines, and as tiles, where small states are seen as well as large ones."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Polygon, Rectangle
from matplotlib.patheffects import withStroke

from eventcode.analysis.door import COUNTED, checked, known, need
from eventcode.gazetteer import Gazetteer

from .outlines import outlines, projected
from .style import (
    INK,
    REACH,
    about,
    bare,
    canvas,
    colour_bar,
    gather,
    heading,
    largest,
    nothing,
    number,
    readable_on,
    scale,
    shades,
)

#: Where each country lies, roughly as on a map: a word a tile, a dot where there is none.
TILES = """
  .   .   .   .   .   . GRL   .   .   . ISL   .   .   . NOR SWE FIN
  .   .   .   .   .   .   .   .   .   .   .   .   .   . DNK   . EST
  . CAN   .   .   .   .   .   .   .   . IRL GBR   . NLD   .   . LVA   .   . RUS
  . USA   .   .   .   .   .   .   .   .   .   . BEL LUX DEU POL LTU BLR
MEX   .   . CUB BHS   .   .   .   .   .   .   . FRA CHE AUT CZE SVK UKR
GTM BLZ   . JAM HTI DOM PRI KNA ATG   .   .   . MCO LIE SVN HUN ROU MDA   .   .   . KAZ   .   . MNG
SLV HND NIC   .   .   .   . DMA LCA   . PRT ESP AND ITA HRV SRB BGR   .   . GEO   . UZB KGZ   . CHN PRK   . JPN
  . CRI PAN   .   . TTO GRD VCT BRB   .   .   . VAT SMR BIH XKX MKD   . TUR ARM AZE TKM TJK   .   . KOR
  .   . COL VEN GUY SUR GUF   .   .   .   .   . MLT   . MNE ALB GRC CYP LBN SYR IRQ IRN AFG NPL BTN HKG TWN
  .   . ECU PER BRA   .   .   .   .   . ESH MAR DZA TUN LBY EGY PSE ISR JOR KWT BHR   . PAK IND BGD MMR LAO VNM   . PHL
  .   . CHL BOL PRY   .   .   .   .   . MRT MLI BFA NER TCD SDN ERI   . SAU QAT ARE   .   . LKA   .   . THA KHM   .   . PLW FSM MHL
  .   .   . ARG URY   .   . CPV SEN GMB GIN CIV BEN NGA CAF SSD ETH DJI   . YEM OMN   . MDV   .   .   . MYS BRN   .   .   . NRU KIR
  .   .   .   .   .   .   .   . GNB SLE LBR GHA TGO CMR COD UGA KEN SOM   .   .   .   .   .   .   .   . SGP IDN TLS PNG SLB   . TUV
  .   .   .   .   .   .   .   .   .   .   . STP GNQ GAB COG RWA TZA   . SYC   .   .   .   .   .   .   .   .   . AUS   .   . VUT FJI WSM
  .   .   .   .   .   .   .   .   .   .   .   .   . AGO ZMB BDI MWI COM   .   .   .   .   .   .   .   .   .   .   .   . NZL   .   . TON
  .   .   .   .   .   .   .   .   .   .   .   .   . NAM BWA ZWE MOZ   . MDG MUS
  .   .   .   .   .   .   .   .   .   .   .   .   .   . ZAF SWZ
  .   .   .   .   .   .   .   .   .   .   .   .   .   . LSO
"""  # noqa: E501

#: What a tile can show, and what that is.
_VALUES = {
    "n": "events by country",
    "share": "share of all events in per cent",
    "net": "cooperation less conflict, in events",
    "balance": "balance of cooperation (+1) and conflict (-1)",
    "goldstein_mean": "mean Goldstein weight",
}


_PALE, _HATCH = "#ececec", "//////"


def world(
    table: pd.DataFrame, ax: Axes | None = None, *, value: str = "n", most: int = 8,
    title: str = "Where events took place",
) -> Axes:  # fmt: skip
    """The countries of the world, each in the shade of its value, at their true share of the earth's surface.

    Countries too small for an outline are circles; those without events are pale; events in places that are not on the
    map are told under the title. Where a value has two signs, conflict is hatched.

    Parameters
    ----------
    table : DataFrame
        A table of `aggregate.countries`; periods are added up.
    ax : Axes, optional
        Where to draw; else a new figure is made.
    value : {"n", "share", "net", "balance", "goldstein_mean"}
        Events, their share in per cent of all events in the table's periods, cooperation less conflict, the balance, or
        the mean weight.
    most : int
        How many countries have their value written on them: those with most events.
    title : str
        The line above the figure.

    Returns
    -------
    Axes
        What was drawn on.

    Raises
    ------
    ValueError
        For a table that lacks a column, and an unknown value.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> from eventcode.analysis import aggregate
    >>> ax = world(aggregate.countries(events))
    >>> ax.get_title(loc="left")
    'Where events took place'
    """
    rows = _by_country(table, value)
    with canvas(ax, (9, 5.1)) as ax:
        if rows.empty:
            return nothing(ax, title)
        lands, points = outlines(), _points(rows.index)
        shown = rows[rows.index.isin([*lands, *points])]
        colors = dict(zip(shown.index, shades(shown[value].fillna(0), value), strict=True))
        hostile = set(shown.index[shown[value] < 0]) if value in REACH else set()
        for code, path in lands.items():
            look = {"facecolor": colors.get(code, _PALE), "hatch": _HATCH if code in hostile else None}
            ax.add_patch(PathPatch(path, edgecolor="white", linewidth=0.4, **look))
        small = {code: point for code, point in points.items() if code not in lands}
        for code, (across, up) in small.items():
            look = {"color": [colors[code]], "edgecolor": INK, "hatch": _HATCH if code in hostile else None}
            ax.scatter(across, up, 26, **look, linewidth=0.5, zorder=3)
        _write(ax, shown.nlargest(most, "n"), points, value)
        ax.autoscale_view()
        ax.set(xticks=[], yticks=[], aspect="equal")
        bare(ax)
        _finish(ax, title, table, rows, shown, value)
    return ax


def tiles(
    table: pd.DataFrame, ax: Axes | None = None, *, value: str = "n", title: str = "Country by country"
) -> Axes:
    """Each country's value as the shade of its tile and a figure in it, so that small states are seen.

    Countries without events are pale; events in places that have no tile are told under the title.

    Parameters
    ----------
    table : DataFrame
        A table of `aggregate.countries`; periods are added up.
    ax : Axes, optional
        Where to draw; else a new figure is made.
    value : {"n", "share", "net", "balance", "goldstein_mean"}
        As in `world`; of the last three conflict has a corner.
    title : str
        The line above the figure.

    Returns
    -------
    Axes
        What was drawn on.

    Raises
    ------
    ValueError
        For a table that lacks a column, and an unknown value.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> from eventcode.analysis import aggregate
    >>> ax = tiles(aggregate.countries(events))
    >>> ax.get_title(loc="left")
    'Country by country'
    """
    rows = _by_country(table, value)
    with canvas(ax, (11, 6.2)) as ax:
        if rows.empty:
            return nothing(ax, title)
        places = _places()
        shown = rows[rows.index.isin(list(places))]
        colors = dict(zip(shown.index, shades(shown[value].fillna(0), value), strict=True))
        for code, place in places.items():
            told = shown.loc[code, value] if code in shown.index else None
            _tile(ax, place, code, colors.get(code), told, value)
        ax.set(xlim=(-0.6, max(column for column, _ in places.values()) + 0.6))
        ax.set(ylim=(max(row for _, row in places.values()) + 0.6, -0.6), xticks=[], yticks=[])
        ax.set_aspect("equal")
        bare(ax)
        _finish(ax, title, table, rows, shown, value)
    return ax


def _by_country(table: pd.DataFrame, value: str) -> pd.DataFrame:
    """The counts of each country that has events, the periods added up."""
    known("value", value, _VALUES)
    need(table.columns, ("country", "n"))
    rows = gather(checked(table, kinds=COUNTED), ["country"]).set_index("country")
    return rows[rows["n"] > 0]


def _finish(
    ax: Axes, title: str, table: pd.DataFrame, rows: pd.DataFrame, shown: pd.DataFrame, value: str
) -> None:
    """The bar of colours and the words of a figure of the world."""
    if len(shown):
        told = shown[value].fillna(0) * (100 if value == "share" else 1)
        colour_bar(ax, *scale(told, value), _VALUES[value], below=2)
    missing = rows["n"].sum() - shown["n"].sum()
    table = checked(table, kinds=COUNTED)
    told = "" if value == "n" else _VALUES[value]
    words = about(table, told, f"{number(missing)} in places that are not on it" if missing else "")
    heading(ax, title, words, tells=largest(rows.index, rows["n"], 5))


# The map --------------------------------------------------------------------------------------------------------------


def _points(codes: pd.Index) -> dict[str, tuple[float, float]]:
    """Where on the map the people of each country live."""
    found = {code: Gazetteer.load().country(code) for code in codes}
    known = {code: place for code, place in found.items() if place and place.latitude is not None}
    return {code: tuple(projected(place.longitude, place.latitude)) for code, place in known.items()}


def _write(ax: Axes, rows: pd.DataFrame, points: dict[str, tuple[float, float]], value: str) -> None:
    """The values of some countries, readable on land and sea."""
    for code, told in rows[value].items():
        if code in points:
            seen = [withStroke(linewidth=1.6, foreground="white")]
            ax.annotate(f"{code} {_short(told, value)}", points[code], ha="center", va="center", fontsize=7,
                        color=INK, path_effects=seen, zorder=4)  # fmt: skip


# Tiles ----------------------------------------------------------------------------------------------------------------


def _places() -> dict[str, tuple[int, int]]:
    """The column and row of each country's tile."""
    lines = [line.split() for line in TILES.strip().splitlines()]
    return {code: (column, row) for row, line in enumerate(lines) for column, code in enumerate(line) if code != "."}


def _tile(ax: Axes, place: tuple[int, int], code: str, color, value: float | None, name: str) -> None:
    column, row = place
    ink = readable_on(color[:3]) if color is not None else "#9a9a9a"
    ax.add_patch(Rectangle((column - 0.47, row - 0.47), 0.94, 0.94, facecolor="#f3f3f3" if color is None else color,
                           linewidth=0))  # fmt: skip
    if value is None:
        ax.text(column, row, code, ha="center", va="center", fontsize=5.5, color=ink)
        return
    if name in REACH and value < 0:
        corner = [(column + 0.47, row - 0.47), (column + 0.2, row - 0.47), (column + 0.47, row - 0.2)]
        ax.add_patch(Polygon(corner, facecolor=ink, linewidth=0))
    ax.text(column, row - 0.16, code, ha="center", va="center", fontsize=6.5, color=ink)
    ax.text(column, row + 0.25, _short(value, name), ha="center", va="center", fontsize=5.5, color=ink)


def _short(value: float, name: str) -> str:
    """A value in at most five letters."""
    if name == "share":
        return f"{100 * value:.1f}" if value < 0.1 else f"{100 * value:.0f}"
    if name in ("balance", "goldstein_mean"):
        return f"{value:+.1f}"
    sign = "+" if name == "net" and value > 0 else ""
    return sign + (number(value) if abs(value) < 10_000 else f"{value / 1000:,.0f}k")
