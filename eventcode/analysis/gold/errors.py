"""What goes wrong: the classes of error, what each costs, and which roots are taken for which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from eventcode.analysis.gold.matching import Verdict
from eventcode.analysis.gold.records import Label
from eventcode.analysis.gold.scoring import root_of, shares_root

#: The root of an event that is not there.
NONE = "none"


@dataclass(frozen=True)
class Difference:
    """A label and the event that stands for it; either may be missing, then ``beside`` tells whether the other
    coding has anything at all in this case."""

    verdict: Verdict
    label: Label | None
    event: Label | None
    right: bool
    beside: bool

    def shares(self, level: str) -> bool:
        """Whether both have something in common at a level."""
        view = self.verdict.scheme.view
        return bool(view(self.label, level) & view(self.event, level))

    def shares_side(self, side: str) -> bool:
        """Whether both have the same actor, or the same target."""
        views = (self.verdict.scheme.view(one, "dyad") for one in (self.label, self.event))
        ours, theirs = ({pair[side == "target"] for pair in view} for view in views)
        return bool(ours & theirs)

    @property
    def turned(self) -> bool:
        """Whether the actor of one is the target of the other."""
        view = self.verdict.scheme.view
        return bool(view(self.label, "dyad") & {(target, actor) for actor, target in view(self.event, "dyad")})


#: The classes of error in the order in which they are asked: of both, of a label alone, of an event alone.
_OF_BOTH: tuple[tuple[str, Callable[[Difference], bool]], ...] = (
    ("wrong day", lambda one: one.right),
    ("wrong code, right root", lambda one: one.shares("dyad") and one.shares("root")),
    ("wrong root", lambda one: one.shares("dyad")),
    ("turned round", lambda one: one.turned),
    ("wrong actor", lambda one: one.shares_side("target")),
    ("wrong target", lambda one: one.shares_side("actor")),
    ("both actors wrong", lambda one: True),
)
_MISSED = {True: "missed beside others", False: "missed, nothing coded"}
_FALSE = {True: "false beside others", False: "false in a quiet sentence"}

#: Every class of error.
CLASSES = (*(name for name, _ in _OF_BOTH), *_MISSED.values(), *_FALSE.values())


def kind_of(one: Difference) -> str:
    """The class of an error, empty where all is right."""
    if one.event is None:
        return _MISSED[one.beside]
    if one.label is None:
        return _FALSE[one.beside]
    if one.right and one.label.date == one.event.date:
        return ""
    return next(name for name, holds in _OF_BOTH if holds(one))


def differences(verdicts: Sequence[Verdict]) -> Iterator[tuple[str, Difference]]:
    """Each pair of each verdict with the class of its error."""
    for verdict in verdicts:
        labelled, coded = (any(pair[side] for pair in verdict.pairs) for side in (0, 1))
        for number, (label, event) in enumerate(verdict.pairs):
            beside = coded if event is None else labelled
            one = Difference(verdict, label, event, number in verdict.right, beside)
            yield kind_of(one), one


def costs(verdicts: Sequence[Verdict]) -> pd.DataFrame:
    """The classes of error, the costliest first.

    Parameters
    ----------
    verdicts : sequence of Verdict
        As `judge` gives them.

    Returns
    -------
    DataFrame
        ``events``, how many there are, and ``gain``, by how much F1 of the whole tuple with its day would rise were
        they all mended.

    Examples
    --------
    >>> costs(judge(gold, coded)).head(1)
                            events  gain
    error
    wrong code, right root       1   0.5
    """
    counts = pd.Series([kind for kind, _ in differences(verdicts) if kind], dtype="str").value_counts()
    right, gold, coded = (sum(verdict.counts["date"][at] for verdict in verdicts) for at in range(3))
    rows = []
    for kind in CLASSES:
        number = int(counts.get(kind, 0))
        mended = (right + number * (kind not in _FALSE.values()), coded + number * _adds(kind))
        gain = _f1(mended[0], gold, mended[1]) - _f1(right, gold, coded)
        rows.append((kind, number, gain))
    frame = pd.DataFrame(rows, columns=["error", "events", "gain"]).set_index("error")
    return frame.sort_values("gain", ascending=False, kind="stable")


def _adds(kind: str) -> int:
    """What mending an error of a class adds to the events coded."""
    return (kind in _MISSED.values()) - (kind in _FALSE.values())


def _f1(right: int, gold: int, coded: int) -> float:
    return 2 * right / max(gold + coded, 1)


def examples(verdicts: Sequence[Verdict], number: int, error: str | None = None) -> pd.DataFrame:
    """The first cases of each class of error.

    Parameters
    ----------
    verdicts : sequence of Verdict
        As `judge` gives them.
    number : int
        How many of each.
    error : str, optional
        Only of this class.

    Returns
    -------
    DataFrame
        ``error, story_id, sentence, gold, coded``.

    Examples
    --------
    >>> examples(judge(gold, coded), 1)[["error", "gold", "coded"]].to_numpy().tolist()
    [['wrong code, right root', '2019-05-13 FRA 111 TUR', '2019-05-13 FRA 112 TUR']]
    """
    taken: dict[str, int] = {}
    rows = []
    for kind, one in differences(verdicts):
        if kind and error in (None, kind) and taken.get(kind, 0) < number:
            taken[kind] = taken.get(kind, 0) + 1
            story = one.verdict.case.story
            rows.append((kind, story.id, story.text, *(str(side or "") for side in (one.label, one.event))))
    return pd.DataFrame(rows, columns=["error", "story_id", "sentence", "gold", "coded"])


def confusion(verdicts: Sequence[Verdict]) -> pd.DataFrame:
    """How often each root that is coded stands for each root of the gold.

    Parameters
    ----------
    verdicts : sequence of Verdict
        As `judge` gives them.

    Returns
    -------
    DataFrame
        Roots coded (rows) by roots of the gold (columns), `NONE` for no event. A root that the gold accepts besides its
        own counts as its own.

    Examples
    --------
    >>> confusion(judge(gold, coded))
    gold    02  11
    coded
    02       1   0
    11       0   1
    """
    pairs = []
    for verdict in verdicts:
        for label, event in verdict.pairs:
            gold = root_of(verdict, label) if label else NONE
            same = label and event and shares_root(verdict, label, event)
            pairs.append((gold if same else root_of(verdict, event) if event else NONE, gold))
    frame = pd.DataFrame(pairs, columns=["coded", "gold"], dtype="str")
    return pd.crosstab(frame["coded"], frame["gold"])
