"""Fit what an event's confidence is made of: ``python -m eventcode.training.confidence GOLD --text NEWS.txt -o OUT``.

Logistic regression (scikit-learn) over the signs of :mod:`eventcode.coding.confidence`, on what frames and second
reader find in the gold's *develop* part: is the tuple one that the labels accept? The second reader has learned from
*train*, so its opinions are worth less elsewhere than they seem there. *Measure* is never read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from eventcode.analysis.gold.matching import right
from eventcode.analysis.gold.reading import read_gold
from eventcode.analysis.gold.records import Gold
from eventcode.analysis.table import to_frame
from eventcode.coding.coder import Coder
from eventcode.coding.confidence import DEFAULT, signs
from eventcode.coding.meaning.reader import default_reader
from eventcode.coding.telling import FRAMES, SECOND_READER
from eventcode.coding.who.mentions import GIVEN

#: Strength of the penalty on weights: few hundred events must settle some fifty of them.
STRENGTH = 0.03
#: Gold that the dictionaries grew up with tells too good a story.
LEFT_OUT = "early"
FOLDS = 10
#: How probable the second reader must hold an act for its weights to be learned from it.
ASKED_FROM = 0.1
#: How probable an event must be to be told, by its reader, or between two actors that were given; chosen on *develop*,
#: see the second reader's card.
FLOORS = {FRAMES: 0.4, SECOND_READER: 0.45, GIVEN: 0.15}


@dataclass(frozen=True)
class Sample:
    """One finding: its story, the signs with and without the second reader's opinion (None: not asked), who read it,
    and whether its tuple is right."""

    story: str
    heard: dict[str, float] | None
    unheard: dict[str, float]
    reader: str
    right: bool


def samples(gold: Gold, coder: Coder) -> list[Sample]:
    """What the coder finds in the gold's cases, also what it would not tell."""
    stories = [case.story for case in gold.scored if case.kind != LEFT_OUT and case.has_text]
    found = [reading for story in stories for walk in coder.walks(story) for reading in coder.read(walk, doubted=True)]
    verdicts = right(gold, to_frame(event for event, _ in found))
    return [
        Sample(
            event.story_id,
            None if one.heard is None else signs(one.told, one.heard, one.events),
            signs(one.told, None, one.events),
            event.reader,
            ok,
        )
        for (event, one), ok in zip(found, verdicts, strict=True)
    ]


def fit(rows: Sequence[dict[str, float]], labels: Sequence[bool], groups: Sequence[str]) -> tuple[dict, str]:
    """The weight of every sign and the ``constant``; and how well events of unseen stories are told apart."""
    vectors = DictVectorizer()
    table = vectors.fit_transform(rows)
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    unseen = cross_val_predict(model, table, labels, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba")[:, 1]
    model.fit(table, labels)
    weights = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    weights["constant"] = model.intercept_[0]
    auc = roc_auc_score(labels, unseen)
    told = f"{len(rows)} events, {np.mean(labels):.2f} right; in {FOLDS} folds AUC {auc:.3f}, "
    told += f"calibration error {calibration_error(unseen, labels):.3f}"
    return {name: round(float(weight), 3) for name, weight in sorted(weights.items())}, told


def calibration_error(chances: Sequence[float], labels: Sequence[bool], bins: int = 10) -> float:
    """The expected calibration error: how far, on average over events in bins of equal width, the share that is right
    lies from the mean probability."""
    chances, labels = np.asarray(chances), np.asarray(labels, dtype=float)
    number = np.minimum((chances * bins).astype(int), bins - 1)
    inside = [number == one for one in range(bins)]
    return float(sum(abs(chances[here].sum() - labels[here].sum()) for here in inside) / len(chances))


def main(argv: list[str] | None = None) -> None:
    """Read the options, fit and write."""
    parser = argparse.ArgumentParser(prog="python -m eventcode.training.confidence", description=__doc__)
    parser.add_argument("gold", type=Path, help="folder of the gold")
    parser.add_argument("--text", type=Path, help="file, one sentence a line, that its real labels belong to")
    parser.add_argument("-o", "--out", type=Path, default=DEFAULT, help="default %(default)s")
    options = parser.parse_args(argv)
    reader = replace(default_reader(), threshold=ASKED_FROM)
    found = samples(read_gold(options.gold, options.text, "develop"), Coder(second_reader=reader))
    of_frames, of_second = ([one for one in found if one.reader == name] for name in (FRAMES, SECOND_READER))
    kept = {"floors": FLOORS}
    sorts = (("frames", of_frames, "heard"), ("alone", of_frames, "unheard"), ("second", of_second, "heard"))
    for name, chosen, sort in sorts:
        chosen = [one for one in chosen if getattr(one, sort) is not None]
        rows = [getattr(one, sort) for one in chosen]
        kept[name], told = fit(rows, [one.right for one in chosen], [one.story for one in chosen])
        print(f"{name}: {told}", file=sys.stderr)
    options.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
