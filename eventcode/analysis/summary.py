"""A table of events at a glance, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcode import cameo

if TYPE_CHECKING:
    import pandas as pd

_WIDTH = 120


def summary(events: pd.DataFrame, top: int = 8, shown: int = 8) -> str:
    """How many events there are, of which kinds and between whom, and a few of them from the whole span of time.

    Parameters
    ----------
    events : DataFrame
        Events, one a row.
    top : int
        How many roots and dyads are listed.
    shown : int
        How many events are shown with their sentence.

    Returns
    -------
    str
        Several lines of at most 120 letters.

    Raises
    ------
    ValueError
        For a table without the columns needed.

    Examples
    --------
    >>> print(summary(events).splitlines()[0])
    6 events in 1 stories, 2019-01-07 to 2019-03-31
    """
    from eventcode.analysis.door import checked, need

    if not len(events):
        return "no events"
    need(events.columns, ("event_id", "story_id", "date", "actor", "action", "target", "root", "quad_class"))
    events = checked(events)
    first, last = events["date"].min(), events["date"].max()
    head = f"{len(events):,} events in {events['story_id'].nunique():,} stories, {first:%Y-%m-%d} to {last:%Y-%m-%d}"
    names = {0: "no category", **cameo.QUAD_CLASSES["icews"]}
    quads = events["quad_class"].value_counts().sort_index()
    roots = events["root"].value_counts().head(top)
    dyads = events.groupby(["actor", "target"]).size().sort_values(ascending=False, kind="stable").head(top)
    return "\n\n".join([
        head,
        _block("quad classes", [(names[quad], count) for quad, count in quads.items()], len(events)),
        _block("most frequent roots", [(_root(root), count) for root, count in roots.items()], len(events)),
        _block("most frequent dyads", [(" > ".join(dyad), count) for dyad, count in dyads.items()], len(events)),
        _sample(events, shown),
    ])  # fmt: skip


def _root(root: str) -> str:
    return f"{root} {cameo.get(root).label}" if root else "no root"


def _block(title: str, counts: list[tuple[str, int]], total: int) -> str:
    """Counts with their share as a bar."""
    width = max(len(name) for name, _ in counts)
    lines = [f"  {name:<{width}}  {count:>6,}  {'#' * round(40 * count / total)}" for name, count in counts]
    return "\n".join([title, *lines]).rstrip()


def _sample(events: pd.DataFrame, shown: int) -> str:
    """Events at even steps through time, each with its sentence."""
    ordered = events.sort_values(["date", "event_id"])
    lines = ["some of the events"]
    for event in ordered.iloc[:: max(1, len(ordered) // shown)].head(shown).itertuples():
        line = f"  {event.date:%Y-%m-%d} {event.actor} {event.action} {event.target}  {event.sentence}"
        lines.append(line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…")
    return "\n".join(lines)
