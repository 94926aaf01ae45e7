"""The world as tiles, a country a tile: small states are seen as well as large ones, and no outline is needed."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from eventcode.analysis.door import COUNTED, checked, known, need

from .style import REACH, about, bare, canvas, gather, heading, nothing, number, readable_on, shades

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
    "n": "by country",
    "share": "share of all events in per cent",
    "net": "cooperation less conflict, in events",
    "balance": "balance of cooperation (+1) and conflict (-1)",
    "goldstein_mean": "mean Goldstein weight",
}


def world(
    table: pd.DataFrame, ax: Axes | None = None, *, value: str = "n", title: str = "Where events took place"
) -> Axes:
    """Each country's value as the shade of its tile and a figure in it.

    Countries without events are pale; events in places that have no tile are told under the title.

    Parameters
    ----------
    table : DataFrame
        A table of `aggregate.countries`; periods are added up.
    ax : Axes, optional
        Where to draw; else a new figure is made.
    value : {"n", "share", "net", "balance", "goldstein_mean"}
        Events, their share in per cent of all events in the table's periods, cooperation less conflict, the balance, or
        the mean weight; of the last three conflict is orange, with a corner.
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
    known("value", value, _VALUES)
    need(table.columns, ("country", "n"))
    table = checked(table, kinds=COUNTED)
    rows = gather(table, ["country"]).set_index("country")
    rows = rows[rows["n"] > 0]
    with canvas(ax, (11, 6)) as ax:
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
        heading(ax, title, _words(table, rows, shown, value))
    return ax


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


def _words(table: pd.DataFrame, rows: pd.DataFrame, shown: pd.DataFrame, value: str) -> str:
    missing = rows["n"].sum() - shown["n"].sum()
    return about(table, _VALUES[value], f"{number(missing)} in places without a tile" if missing else "")
