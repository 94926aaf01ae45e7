"""How far two codings of the same sentences agree: two people's, or a person's and the coder's.

A sentence can hold several events, so before agreement can be counted the events of the two codings are paired,
sentence by sentence, each with the one most like it (`align`). A unit is then a pair, an event that only one of the
two has, or, where ``sentences`` says what both have read, a sentence in which both found nothing. At each level a unit
has one label from either coding, `NONE` for no event, and those labels are compared: `agreement` counts them,
`differences` shows them.

Pairing the most alike makes the most of what agreement there is; it cannot make two different labels one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence

import numpy as np
import pandas as pd

from eventcode.analysis.door import checked
from eventcode.analysis.gold.accepted import forgiving
from eventcode.analysis.table import to_frame
from eventcode.event import Event
from eventcode.extras import extra

with extra("notebooks"):
    from scipy.optimize import linear_sum_assignment
    from sklearn.metrics import cohen_kappa_score

#: What two events must share to agree. ``tuple`` is actor, action and target, ``date`` these and the date.
LEVELS = ("root", "code", "quad", "dyad", "tuple", "date")

#: The label of a unit in the coding that has no event there.
NONE = "none"

__all__ = ["LEVELS", "NONE", "agreement", "align", "cohen_kappa", "confusion", "differences", "forgiving",
           "krippendorff_alpha", "labels"]  # fmt: skip

_KEY = ["story_id", "sentence_id"]
_PARTS = ("date", "actor", "action", "target", "root", "quad_class")

Coding = pd.DataFrame | Iterable[Event]


def align(
    a: Coding,
    b: Coding,
    sentences: pd.DataFrame | Iterable[tuple[str, int]] | None = None,
    actors: Callable[[str], str] | None = None,
) -> pd.DataFrame:
    """The units of two codings side by side: what A has, what B has, and in what they differ.

    Parameters
    ----------
    a, b : DataFrame or iterable of Event
        Two codings of the same stories and sentences.
    sentences : DataFrame or iterable of (story, sentence), optional
        Those both have read (a table may have ``sentence``, the text); without it, sentences in which neither found an
        event are not counted.
    actors : function, optional
        Gives the form of an actor code in which it is compared, as `forgiving` does.

    Returns
    -------
    DataFrame
        One row a unit: ``story_id, sentence_id, sentence``, then ``date, actor, action, target, root, quad_class`` with
        the endings ``_a`` and ``_b`` (empty where there is no event), then ``differs``: ``only a``, ``only b``, the
        parts that differ (``actor, action``), or empty.

    Raises
    ------
    ValueError
        For events in sentences that are not among those read, a coding that lacks a column, and ids of stories that are
        numbers.

    Examples
    --------
    >>> align(events[3:4], events[3:4].assign(action="130"))[["action_a", "action_b", "differs"]]
      action_a action_b differs
    0      138      130  action
    """
    left, right = _frame(a, actors), _frame(b, actors)
    texts = _sentences(left, right, sentences)
    events = [{key: rows for key, rows in frame.groupby(_KEY, sort=False)} for frame in (left, right)]
    nothing = left.iloc[:0]
    rows = []
    for key, text in texts.items():
        ours, theirs = (found.get(key, nothing).to_dict("records") for found in events)
        rows += [(*key, text, x, y) for x, y in _pairs(ours, theirs)] or [(*key, text, None, None)]
    return _side_by_side(rows)


def agreement(
    a: Coding,
    b: Coding,
    sentences: pd.DataFrame | Iterable[tuple[str, int]] | None = None,
    actors: Callable[[str], str] | None = None,
    levels: Iterable[str] = LEVELS,
    resamples: int = 0,
    seed: int = 0,
) -> pd.DataFrame:
    """How far two codings agree, one row a level.

    Parameters
    ----------
    a, b, sentences, actors
        As in `align`.
    levels : iterable of str
        Which of `LEVELS`.
    resamples : int
        How many draws of the sentences with replacement give the bounds of alpha; none where 0.
    seed : int
        Of the draws.

    Returns
    -------
    DataFrame
        ``units`` compared; ``agreed``, the share with the same label; ``kappa`` (Cohen's) and ``alpha``
        (Krippendorff's, nominal), both NaN where all labels are the same and chance has no say; ``f1`` of events alone,
        twice those that agree by all events of both. With ``resamples``, ``alpha_low`` and ``alpha_high`` bound 95 of
        100 alphas.

    Raises
    ------
    ValueError
        As in `align`, and for an unknown level.

    Examples
    --------
    >>> agreement(events, events[:4], levels=["tuple"])[["units", "f1"]].round(2)
           units   f1
    level
    tuple      6  0.8
    """
    aligned = align(a, b, sentences, actors)
    rows = []
    for level in levels:
        ours, theirs = labels(aligned, level)
        row = _figures(ours, theirs)
        if resamples:
            row["alpha_low"], row["alpha_high"] = _bounds(aligned, ours, theirs, resamples, seed)
        rows.append(row)
    return pd.DataFrame(rows, index=pd.Index(list(levels), name="level"))


def differences(aligned: pd.DataFrame, level: str = "tuple") -> pd.DataFrame:
    """The units of `align` whose labels differ at a level: which sentence, what A has, what B has.

    Parameters
    ----------
    aligned : DataFrame
        What `align` gave.
    level : str
        One of `LEVELS`.

    Returns
    -------
    DataFrame
        Those of its rows.

    Raises
    ------
    ValueError
        For an unknown level.

    Examples
    --------
    >>> differences(align(events, events[:4]))["differs"].tolist()
    ['only a', 'only a']
    """
    ours, theirs = labels(aligned, level)
    return aligned[(ours != theirs).to_numpy()].reset_index(drop=True)


def confusion(aligned: pd.DataFrame, level: str = "root") -> pd.DataFrame:
    """How often each label of A (rows) met each label of B (columns), over all units.

    Parameters
    ----------
    aligned : DataFrame
        What `align` gave.
    level : str
        One of `LEVELS`.

    Returns
    -------
    DataFrame
        Counts; `NONE` is the label where there is no event.

    Raises
    ------
    ValueError
        For an unknown level.

    Examples
    --------
    >>> confusion(align(events[:3], events[:2])).loc["11"].to_dict()
    {'04': 0, 'none': 1}
    """
    ours, theirs = labels(aligned, level)
    return pd.crosstab(ours.rename("a"), theirs.rename("b"))


def labels(aligned: pd.DataFrame, level: str) -> tuple[pd.Series, pd.Series]:
    """The labels of A and B at a level, for each unit of `align`.

    Parameters
    ----------
    aligned : DataFrame
        As `align` gives it.
    level : str
        One of `LEVELS`.

    Returns
    -------
    (Series, Series)
        Labels as text.

    Raises
    ------
    ValueError
        For an unknown level.

    Examples
    --------
    >>> labels(align(events[:1], events[:1]), "dyad")[0].tolist()
    ['VENGOV USAGOV']
    """
    if level not in LEVELS:
        raise ValueError(f"unknown level {level!r}; known are {', '.join(LEVELS)}")
    return _label(aligned, level, "a"), _label(aligned, level, "b")


def cohen_kappa(a: Sequence[Hashable], b: Sequence[Hashable]) -> float:
    """Cohen's kappa of two lists of labels for the same units.

    Parameters
    ----------
    a, b : sequence
        Labels, in the order of the units.

    Returns
    -------
    float
        At most 1; NaN where there are no units, or all labels are the same.

    Examples
    --------
    >>> round(cohen_kappa(["a", "a", "b", "b"], ["a", "b", "b", "b"]), 2)
    0.5
    """
    if len(set(a) | set(b)) < 2:
        return float("nan")
    return float(cohen_kappa_score([str(label) for label in a], [str(label) for label in b]))


def krippendorff_alpha(*codings: Sequence[Hashable | None]) -> float:
    """Krippendorff's alpha for nominal labels: 1 - observed disagreement / disagreement expected by chance.

    Every ordered pair of judgements of a unit with m judgements adds 1 / (m - 1) to the coincidences, so that each unit
    weighs as much as it has judgements (Krippendorff, *Content Analysis*, ch. 11).

    Parameters
    ----------
    *codings : sequence of label or None
        One list a coder, in the order of the units; None where a coder did not judge a unit. Units with fewer than two
        judgements say nothing and are left out.

    Returns
    -------
    float
        NaN where no units are left, or all labels are the same.

    Examples
    --------
    >>> round(krippendorff_alpha(["a", "a", "b", "b"], ["a", "b", "b", None]), 2)
    0.44
    """
    agreed, disagreed, totals = 0.0, 0.0, Counter()
    for unit in zip(*codings, strict=True):
        counts = Counter(label for label in unit if label is not None)
        judged = counts.total()
        if judged < 2:
            continue
        same = sum(count * (count - 1) for count in counts.values()) / (judged - 1)
        agreed += same
        disagreed += judged - same
        totals.update(counts)
    size = totals.total()
    chance = size * size - sum(count * count for count in totals.values())
    return 1 - (size - 1) * disagreed / chance if chance else float("nan")


# Pairing --------------------------------------------------------------------------------------------------------------


def _frame(coding: Coding, actors: Callable[[str], str] | None) -> pd.DataFrame:
    frame = coding if isinstance(coding, pd.DataFrame) else to_frame(coding)
    if missing := [column for column in (*_KEY, *_PARTS) if column not in frame.columns]:
        raise ValueError(f"a coding has no column {', '.join(missing)}; give tables of events, as to_frame makes them")
    if pd.api.types.is_numeric_dtype(frame["story_id"]):
        raise ValueError("the ids of stories are numbers, in which 007 and 7 are one; read the table with read_events")
    frame = checked(frame)
    frame = frame[[*_KEY, *_PARTS, *(column for column in ("sentence",) if column in frame.columns)]]
    return frame.assign(actor=frame["actor"].map(actors), target=frame["target"].map(actors)) if actors else frame


def _sentences(left: pd.DataFrame, right: pd.DataFrame, sentences) -> dict[tuple[str, int], str]:
    """The sentences to compare, each with its text where it is known, in their order."""
    found = _texts(right) | _texts(left)
    if sentences is None:
        return dict(sorted(found.items()))
    if isinstance(sentences, pd.DataFrame):
        read = _texts(sentences)
    else:
        read = {(story, int(number)): "" for story, number in sentences}
    if strange := [key for key in found if key not in read]:
        story, number = min(strange)
        raise ValueError(
            f"{len(strange)} sentences with events are not among those given as read by both, first sentence {number} "
            f"of story {story!r}; leave its events out, or give all sentences"
        )
    return {key: found.get(key) or text for key, text in read.items()}


def _texts(frame: pd.DataFrame) -> dict[tuple[str, int], str]:
    """The text of each sentence of a table, empty where it has none."""
    texts = frame["sentence"] if "sentence" in frame.columns else pd.Series("", index=frame.index)
    return dict(zip(zip(frame["story_id"], frame["sentence_id"], strict=True), texts, strict=True))


def _pairs(ours: list[dict], theirs: list[dict]) -> list[tuple[dict | None, dict | None]]:
    """Events of one sentence paired so that the pairs are together as alike as can be; what is like nothing stays
    alone."""
    if not (ours and theirs):
        return [(x, None) for x in ours] + [(None, y) for y in theirs]
    likeness = np.array([[_likeness(x, y) for y in theirs] for x in ours])
    matched = [(i, j) for i, j in zip(*linear_sum_assignment(-likeness), strict=True) if likeness[i, j] > 0]
    alone_a = set(range(len(ours))) - {i for i, _ in matched}
    alone_b = set(range(len(theirs))) - {j for _, j in matched}
    pairs = [(ours[i], theirs[j]) for i, j in matched]
    return pairs + [(ours[i], None) for i in sorted(alone_a)] + [(None, theirs[j]) for j in sorted(alone_b)]


def _likeness(x: dict, y: dict) -> int:
    """How much two events share; 0 where they share neither an actor nor the kind of act, whatever their dates."""
    shared = 3 * (x["actor"] == y["actor"]) + 3 * (x["target"] == y["target"]) + 2 * (x["root"] == y["root"])
    if not shared:
        return 0
    return shared + 3 * (x["action"] == y["action"]) + (x["quad_class"] == y["quad_class"]) + (x["date"] == y["date"])


def _side_by_side(rows: list[tuple]) -> pd.DataFrame:
    """Units as a table, from ``(story, sentence, text, event of A or None, event of B or None)``."""
    table = {
        "story_id": [row[0] for row in rows],
        "sentence_id": [row[1] for row in rows],
        "sentence": [row[2] for row in rows],
    }
    frame = pd.DataFrame(table).astype({"story_id": "str", "sentence_id": "int64", "sentence": "str"})
    for at, side in ((3, "a"), (4, "b")):
        for part in _PARTS:
            blank = {"date": pd.NaT, "quad_class": 0}.get(part, "")
            kind = {"date": "datetime64[s]", "quad_class": "int64"}.get(part, "str")
            frame[f"{part}_{side}"] = pd.Series([row[at][part] if row[at] else blank for row in rows], dtype=kind)
    frame["differs"] = pd.Series([_differs(x, y) for *_, x, y in rows], dtype="str")
    return frame


def _differs(x: dict | None, y: dict | None) -> str:
    if not (x and y):
        return "only a" if x else "only b" if y else ""
    return ", ".join(part for part in ("date", "actor", "action", "target") if x[part] != y[part])


# Counting -------------------------------------------------------------------------------------------------------------


_PARTS_OF = {
    "code": ("action",),
    "quad": ("quad_class",),
    "dyad": ("actor", "target"),
    "tuple": ("actor", "action", "target"),
    "date": ("date", "actor", "action", "target"),
}


def _label(aligned: pd.DataFrame, level: str, side: str) -> pd.Series:
    label = pd.Series("", index=aligned.index, dtype="str")
    for part in _PARTS_OF.get(level, (level,)):
        values = aligned[f"{part}_{side}"]
        label = label + " " + (values.dt.strftime("%Y-%m-%d").fillna("") if part == "date" else values.astype("str"))
    missing = aligned["differs"] == ("only b" if side == "a" else "only a")
    neither = aligned["date_a"].isna() & aligned["date_b"].isna()
    return label.str.strip().mask(missing | neither, NONE).rename(level)


def _figures(ours: pd.Series, theirs: pd.Series) -> dict[str, float]:
    same = ours == theirs
    events = int((ours != NONE).sum() + (theirs != NONE).sum())
    return {
        "units": len(ours),
        "agreed": float(same.mean()) if len(ours) else float("nan"),
        "kappa": cohen_kappa(list(ours), list(theirs)),
        "alpha": krippendorff_alpha(list(ours), list(theirs)),
        "f1": 2 * int((same & (ours != NONE)).sum()) / events if events else float("nan"),
    }


def _bounds(
    aligned: pd.DataFrame, ours: pd.Series, theirs: pd.Series, resamples: int, seed: int
) -> tuple[float, float]:
    """The bounds of 95 of 100 alphas when sentences are drawn with replacement; a sentence's units stay together."""
    units = list(aligned.groupby(_KEY, sort=False).indices.values())
    draw = np.random.default_rng(seed)
    a, b = ours.to_numpy(), theirs.to_numpy()
    alphas = []
    for _ in range(resamples if units else 0):
        drawn = np.concatenate([units[at] for at in draw.integers(len(units), size=len(units))])
        alphas.append(krippendorff_alpha(a[drawn], b[drawn]))
    known = [alpha for alpha in alphas if alpha == alpha]
    return tuple(np.quantile(known, (0.025, 0.975))) if known else (float("nan"), float("nan"))
