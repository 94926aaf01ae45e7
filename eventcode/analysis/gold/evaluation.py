"""An evaluation as a whole: all figures of some verdicts, kept in a file, and two codings side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from eventcode.analysis.gold.errors import confusion, costs
from eventcode.analysis.gold.matching import LEVELS, Verdict
from eventcode.analysis.gold.scoring import RESAMPLES, Share, dates, draws, figures, groups, levels, quiet, roots
from eventcode.analysis.table import TableError


@dataclass(frozen=True)
class Scores:
    """The figures of one kind and part of the gold: how many ``cases`` with how many ``events``, `levels`, `roots` by
    the right tuple and, as ``root_level``, by the right root, `groups` by how cases were drawn and written, `quiet`,
    `dates`, `confusion` and `costs`."""

    cases: int
    events: int
    levels: pd.DataFrame
    roots: pd.DataFrame
    groups: pd.DataFrame
    root_level: pd.DataFrame
    quiet: Share
    dates: Share
    confusion: pd.DataFrame
    costs: pd.DataFrame


_FRAMES = {
    "levels": "level",
    "roots": "root",
    "groups": "group",
    "root_level": "root",
    "confusion": "coded",
    "costs": "error",
}


def scores_of(verdicts: Sequence[Verdict], resamples: int = RESAMPLES, seed: int = 0) -> Scores:
    """All figures of some verdicts.

    Parameters
    ----------
    verdicts : sequence of Verdict
        As `judge` gives them.
    resamples : int
        How often the cases are drawn again for the bounds of 95 of 100.
    seed : int
        Of the drawing.

    Returns
    -------
    Scores

    Examples
    --------
    >>> scores_of(judge(gold, coded)).events
    2
    """
    return Scores(
        cases=len(verdicts),
        events=sum(len(verdict.case.labels) for verdict in verdicts),
        levels=levels(verdicts, resamples, seed),
        roots=roots(verdicts, "tuple", resamples, seed),
        groups=groups(verdicts, resamples, seed),
        root_level=roots(verdicts, "root", resamples, seed),
        quiet=quiet(verdicts),
        dates=dates(verdicts),
        confusion=confusion(verdicts),
        costs=costs(verdicts),
    )


def write_scores(scores: Mapping[str, Scores], path: str | Path) -> None:
    """Keep scores by name: all of them as ``.json``, the levels and roots as a table as ``.csv``.

    Parameters
    ----------
    scores : mapping of str to Scores
    path : str or Path

    Raises
    ------
    TableError
        For another suffix.

    Examples
    --------
    >>> write_scores({"own/develop": scores_of(judge(gold, coded))}, "scores.json")
    >>> read_scores("scores.json")["own/develop"].cases
    3
    """
    suffix = Path(path).suffix.lower()
    if suffix == ".json":
        lines = (f"{json.dumps(name)}: {json.dumps(_plain(one))}" for name, one in scores.items())
        Path(path).write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    elif suffix == ".csv":
        _long(scores).to_csv(path, index=False, float_format="%.4f", lineterminator="\n")
    else:
        raise TableError(f"{path}: scores are kept as .csv or .json; give the file one of these suffixes")


def read_scores(path: str | Path) -> dict[str, Scores]:
    """Read what `write_scores` wrote as ``.json``.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    dict of str to Scores

    Examples
    --------
    >>> write_scores({"own/develop": scores_of(judge(gold, coded))}, "scores.json")
    >>> list(read_scores("scores.json"))
    ['own/develop']
    """
    kept = json.loads(Path(path).read_text(encoding="utf-8"))
    return {name: _from_plain(one) for name, one in kept.items()}


def _plain(scores: Scores) -> dict:
    frames = {name: getattr(scores, name).round(4).to_dict(orient="index") for name in _FRAMES}
    return {"cases": scores.cases, "events": scores.events, "quiet": scores.quiet, "dates": scores.dates, **frames}


def _from_plain(kept: Mapping) -> Scores:
    frames = {
        name: pd.DataFrame.from_dict(kept[name], orient="index").rename_axis(index) for name, index in _FRAMES.items()
    }
    frames["confusion"] = frames["confusion"].rename_axis(columns="gold")
    shares = {name: Share(*kept[name]) for name in ("quiet", "dates")}
    return Scores(kept["cases"], kept["events"], **frames, **shares)


def _long(scores: Mapping[str, Scores]) -> pd.DataFrame:
    frames = [
        frame.rename_axis("of").reset_index().assign(gold_of=name, by=by)
        for name, one in scores.items()
        for by, frame in (("level", one.levels), ("root", one.roots.drop(columns="label")))
    ]
    names = ["gold_of", "by", "of"]
    table = pd.concat(frames, ignore_index=True)
    return table[[*names, *table.columns.difference(names, sort=False)]]


# Two codings ----------------------------------------------------------------------------------------------------------


def compared(
    before: Sequence[Verdict], now: Sequence[Verdict], resamples: int = RESAMPLES, seed: int = 0
) -> pd.DataFrame:
    """F1 of two codings of the same cases. Cases that only one was judged by are left out.

    Parameters
    ----------
    before, now : sequence of Verdict
        As `judge` gives them.
    resamples : int
        How often the cases are drawn again, for both codings together.
    seed : int
        Of the drawing.

    Returns
    -------
    DataFrame
        One row a level: ``before``, ``now``, ``change`` with its bounds ``low`` and ``high``.

    Examples
    --------
    >>> compared(judge(gold, coded[:1]), judge(gold, coded))["now"].tolist()[:2]
    [1.0, 0.5]
    """
    olds, news = _common(before, now)
    weights = draws(len(olds), resamples, seed)
    rows = {}
    for level in LEVELS:
        old, new = (_f1_of(level, side, weights) for side in (olds, news))
        change = new[1:] - old[1:]
        low, high = np.quantile(change, (0.025, 0.975)) if len(change) else (np.nan, np.nan)
        rows[level] = {"before": old[0], "now": new[0], "change": new[0] - old[0], "low": low, "high": high}
    return pd.DataFrame(rows).T.rename_axis("level")


def _f1_of(level: str, verdicts: Sequence[Verdict], weights: np.ndarray) -> np.ndarray:
    """F1 of the verdicts, then of each draw of them."""
    counts = np.array([verdict.counts[level] for verdict in verdicts], dtype=float).reshape(-1, 3)[:, [0, 0, 1, 2]]
    return figures(np.vstack([counts.sum(axis=0), weights @ counts]))[2]


def changes(before: Sequence[Verdict], now: Sequence[Verdict]) -> pd.DataFrame:
    """The cases in which two codings differ in what is right or wrong, gains first.

    Parameters
    ----------
    before, now : sequence of Verdict
        As `judge` gives them.

    Returns
    -------
    DataFrame
        ``better`` (right tuples won and wrong ones lost, less the reverse), ``story_id, sentence, gold``, and ``right``
        and ``wrong`` with the endings ``_before`` and ``_now``.

    Examples
    --------
    >>> changes(judge(gold, coded[1:]), judge(gold, coded))[["better", "story_id"]].to_numpy().tolist()
    [[1, 'a']]
    """
    rows = []
    for old, new in zip(*_common(before, now), strict=True):
        (was, gold, coded), (is_now, _, coded_now) = old.counts["tuple"], new.counts["tuple"]
        wrong, wrong_now = coded - was, coded_now - is_now
        if (was, wrong) != (is_now, wrong_now):
            better = (is_now - was) - (wrong_now - wrong)
            rows.append((better, new.case.story.id, new.case.story.text, gold, was, is_now, wrong, wrong_now))
    columns = ["better", "story_id", "sentence", "gold", "right_before", "right_now", "wrong_before", "wrong_now"]
    return pd.DataFrame(rows, columns=columns).sort_values("better", ascending=False, kind="stable", ignore_index=True)


def _common(before: Sequence[Verdict], now: Sequence[Verdict]) -> tuple[list[Verdict], list[Verdict]]:
    old = {verdict.case.story.id: verdict for verdict in before}
    news = [verdict for verdict in now if verdict.case.story.id in old]
    return [old[verdict.case.story.id] for verdict in news], news
