"""Learning from hand-coded texts: which stories matter, and a classifier of one's own, each measured beside a baseline.

News changes with time, so what is learned is tested on what came later: each fold trains on all days before a cut and
is tested on the days after it (`time_folds`); a day is never on both sides. Beside every score stands the one of
always answering the most frequent label. Near duplicates (`near_duplicates`) should be taken out before, or a test
repeats what was trained.

`near_duplicates` and `forecast` are at home in modules of their own, and can be had from here too.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from eventcode.analysis.door import checked
from eventcode.analysis.duplicates import near_duplicates
from eventcode.analysis.forecast import Forecast, forecast, monthly_dyads
from eventcode.extras import extra

with extra("notebooks"):
    from sklearn.base import clone
    from sklearn.dummy import DummyClassifier
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import accuracy_score, average_precision_score, f1_score
    from sklearn.model_selection import StratifiedKFold
    from sklearn.pipeline import Pipeline

__all__ = [
    "Forecast", "Learned", "event_classifier", "forecast", "monthly_dyads", "near_duplicates", "relevance_filter",
    "text_pipeline", "time_folds", "train",
]  # fmt: skip


@dataclass(frozen=True)
class Learned:
    """A classifier of texts (``pipeline``), trained on all of them, and how well the same did on texts it had not seen.

    ``scores`` has one row a fold: ``train_until``, ``test_from``, ``test_to`` (days, where the folds follow time), the
    numbers of texts, then ``accuracy`` and ``f1`` (mean over labels) of the classifier and of the baseline; for two
    labels also ``precision_average`` (area under precision and recall for the second label) and its baseline, that
    label's share.
    """

    pipeline: Pipeline
    scores: pd.DataFrame

    @property
    def classes(self) -> list:
        """The labels, in the order of the columns of `probability`."""
        return self.pipeline.classes_.tolist()

    def predict(self, texts: Iterable[str]) -> list:
        """The most probable label of each text.

        Parameters
        ----------
        texts : iterable of str

        Returns
        -------
        list
            A label a text.
        """
        texts = list(texts)
        return self.pipeline.predict(texts).tolist() if texts else []

    def probability(self, texts: Iterable[str]) -> pd.DataFrame:
        """The probability of each label.

        Parameters
        ----------
        texts : iterable of str

        Returns
        -------
        DataFrame
            One row a text, one column a label.
        """
        texts = list(texts)
        values = self.pipeline.predict_proba(texts) if texts else np.empty((0, len(self.classes)))
        return pd.DataFrame(values, columns=self.classes)

    def telling(self, top: int = 10) -> pd.DataFrame:
        """The words and word pairs that speak most for each label.

        Only for pipelines like `text_pipeline`, whose last step is linear and whose first names its features.

        Parameters
        ----------
        top : int
            How many of each label.

        Returns
        -------
        DataFrame
            ``label, words, weight``, heaviest first.
        """
        words = self.pipeline[0].get_feature_names_out()
        weights = self.pipeline[-1].coef_
        weights = np.vstack([-weights, weights]) if len(weights) == 1 else weights
        heaviest = [np.argsort(-weight, kind="stable")[:top] for weight in weights]
        rows = [
            (label, words[at], weight[at])
            for label, weight, places in zip(self.classes, weights, heaviest, strict=True)
            for at in places
            if weight[at] > 0
        ]
        return pd.DataFrame(rows, columns=["label", "words", "weight"])

    def summary(self) -> str:
        """The scores in a sentence: the mean over folds, beside the baseline's.

        Returns
        -------
        str
        """
        mean = self.scores.mean(numeric_only=True)
        parts = [
            f"{name} {mean[column]:.2f} (baseline {mean['baseline_' + column]:.2f})"
            for name, column in _MEASURES.items()
            if column in mean
        ]
        return f"{len(self.scores)} folds, {int(self.scores['n_test'].sum())} texts tested: " + ", ".join(parts)


_MEASURES = {"accuracy": "accuracy", "F1": "f1", "average precision": "precision_average"}


def text_pipeline() -> Pipeline:
    """Words and word pairs, weighted by rarity, into a logistic regression that treats rare labels as equals.

    Returns
    -------
    sklearn.pipeline.Pipeline
        From texts to labels, not yet trained.

    Examples
    --------
    >>> [name for name, _ in text_pipeline().steps]
    ['words', 'model']
    """
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, strip_accents="unicode")
    return Pipeline([("words", words), ("model", LogisticRegression(class_weight="balanced", max_iter=1000, C=10.0))])


def relevance_filter(
    texts: Iterable[str],
    relevant: Iterable[bool],
    dates: Iterable | None = None,
    folds: int = 5,
    pipeline: Pipeline | None = None,
) -> Learned:
    """Learn which stories are worth coding, from texts marked relevant or not.

    ``probability(texts)[True]`` then orders new stories; choose the cut by what a missed story costs.

    Parameters
    ----------
    texts : iterable of str
        The stories.
    relevant : iterable of bool
        Whether each is.
    dates, folds, pipeline
        As in `train`.

    Returns
    -------
    Learned
        The filter, and how well it did on stories it had not seen.

    Raises
    ------
    ValueError
        As in `train`.

    Examples
    --------
    >>> texts = ["Troops shelled a town", "A striker scored twice"] * 4
    >>> relevance_filter(texts, [True, False] * 4, folds=2).predict(["Troops shelled a village"])
    [True]
    """
    return train(texts, [bool(mark) for mark in relevant], dates, folds, pipeline)


def event_classifier(
    events: pd.DataFrame, label: str = "root", text: str = "sentence", folds: int = 5, pipeline: Pipeline | None = None
) -> Learned:
    """Learn a column of hand-coded events from their sentences.

    Events without text or label are left out, and a sentence counts once for each label it has.

    Parameters
    ----------
    events : DataFrame
        Events, one a row, with their sentences.
    label : str
        The column to learn: ``root``, ``quad_class``, ``action``, or one of your own.
    text : str
        The column of texts.
    folds, pipeline
        As in `train`.

    Returns
    -------
    Learned
        The classifier, and how well it did on later sentences.

    Raises
    ------
    ValueError
        For a table that lacks a column, and as in `train`.

    Examples
    --------
    >>> told = events.assign(sentence=["met", "met them", "blamed", "met him", "met all", "blamed us"])
    >>> marked = told.assign(kind=["talk", "talk", "blame", "talk", "talk", "blame"])
    >>> event_classifier(marked, label="kind", folds=1).classes
    ['blame', 'talk']
    """
    if missing := [column for column in (label, text, "date") if column not in events.columns]:
        raise ValueError(
            f"the events have no column {', '.join(missing)}; there are {', '.join(map(str, events.columns))}"
        )
    events = checked(events)
    rows = events[(events[text] != "") & events[label].notna() & (events[label] != "")].drop_duplicates([text, label])
    return train(rows[text], rows[label], rows["date"], folds, pipeline)


def train(
    texts: Iterable[str],
    labels: Iterable[Hashable],
    dates: Iterable | None = None,
    folds: int = 5,
    pipeline: Pipeline | None = None,
) -> Learned:
    """Train a classifier on labelled texts and measure it beside the baseline.

    Parameters
    ----------
    texts : iterable of str
        What to learn from.
    labels : iterable
        The label of each.
    dates : iterable, optional
        The day of each. With them each fold is tested on later days than it was trained on; without, texts are
        shuffled, which flatters where news repeats itself.
    folds : int
        How many tests.
    pipeline : sklearn.pipeline.Pipeline, optional
        From texts to labels; `text_pipeline` where not given.

    Returns
    -------
    Learned
        Trained on all texts, with the scores of the folds.

    Raises
    ------
    ValueError
        Where there are fewer than two labels, or no fold has both in its training part.

    Examples
    --------
    >>> learned = train(["they fought", "they spoke"] * 4, ["fight", "talk"] * 4, folds=2)
    >>> learned.predict(["they fought again"])
    ['fight']
    """
    texts, labels = list(texts), np.array(list(labels))
    days = None if dates is None else pd.to_datetime(pd.Series(list(dates))).dt.floor("D")
    if len(texts) != len(labels) or (days is not None and len(days) != len(texts)):
        raise ValueError(f"{len(texts)} texts, {len(labels)} labels" + ("" if days is None else f", {len(days)} dates")
                         + "; there must be one of each for every text")  # fmt: skip
    if len(set(labels.tolist())) < 2:
        raise ValueError("all texts have the same label; a classifier needs two to tell apart")
    pipeline = text_pipeline() if pipeline is None else pipeline
    cuts = time_folds(days, folds) if days is not None else _shuffled(labels, folds)
    rows = [_fold(pipeline, texts, labels, days, *cut) for cut in cuts if len(set(labels[cut[0]].tolist())) > 1]
    if not rows:
        raise ValueError("no fold has two labels to train on; give more texts, or fewer folds")
    return Learned(clone(pipeline).fit(texts, labels), pd.DataFrame(rows))


def time_folds(dates: Iterable, folds: int = 5) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Positions to train on and to test on: all days before a cut, and the days from it to the next.

    The cuts fall between days so that the ``folds`` + 1 parts hold about as many texts each.

    Parameters
    ----------
    dates : iterable
        The day of each text.
    folds : int
        How many cuts.

    Yields
    ------
    (ndarray, ndarray)
        Positions to train on, positions to test on.

    Raises
    ------
    ValueError
        Where there are fewer different days than parts.

    Examples -------- >>> [(train.tolist(), test.tolist()) for train, test in time_folds(["2019-01-01", "2019-01-02",
    "2019-01-03"], folds=2)] [([0], [1]), ([0, 1], [2])]
    """
    days = pd.to_datetime(pd.Series(list(dates))).dt.floor("D").to_numpy()
    different, counts = np.unique(days, return_counts=True)
    if folds < 1 or len(different) <= folds:
        raise ValueError(f"{folds} folds need at least {folds + 1} different days; there are {len(different)}")
    before = np.concatenate([[0], np.cumsum(counts)[:-1]])
    wanted = np.arange(1, folds + 1) * len(days) / (folds + 1)
    cuts = _increasing(np.searchsorted(before, wanted), len(different))
    for start, end in zip(cuts, [*cuts[1:], len(different)], strict=True):
        last = different[end - 1]
        yield np.flatnonzero(days < different[start]), np.flatnonzero((days >= different[start]) & (days <= last))


def _increasing(cuts: Sequence[int], size: int) -> list[int]:
    """The cuts moved as little as needed to be 1 or more, all different, and below ``size``."""
    fixed = []
    for number, cut in enumerate(cuts):
        lowest = fixed[-1] + 1 if fixed else 1
        fixed.append(min(max(int(cut), lowest), size - (len(cuts) - number)))
    return fixed


def _shuffled(labels: np.ndarray, folds: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    rarest = min(np.unique(labels, return_counts=True)[1])
    if rarest < folds:
        raise ValueError(f"a label has only {rarest} texts, too few for {folds} folds; give more texts, or fewer folds")
    return StratifiedKFold(folds, shuffle=True, random_state=0).split(labels, labels)


def _fold(pipeline, texts, labels, days, training, testing) -> dict:
    """One fold: trained, tested, and the same with the most frequent label for an answer."""
    truth = labels[testing]
    model = clone(pipeline).fit([texts[at] for at in training], labels[training])
    baseline = DummyClassifier(strategy="most_frequent").fit(training.reshape(-1, 1), labels[training])
    row = {}
    if days is not None:
        before, after = days.iloc[training], days.iloc[testing]
        row = {"train_until": before.max(), "test_from": after.min(), "test_to": after.max()}
    row |= {"n_train": len(training), "n_test": len(testing)}
    tested = [texts[at] for at in testing]
    for name, answers in (("", model.predict(tested)), ("baseline_", baseline.predict(testing.reshape(-1, 1)))):
        row[f"{name}accuracy"] = accuracy_score(truth, answers)
        row[f"{name}f1"] = f1_score(truth, answers, average="macro", zero_division=0)
    if len(model.classes_) == 2 and len(set(labels.tolist())) == 2:
        wanted, chances = truth == model.classes_[1], model.predict_proba(tested)[:, 1]
        known = wanted.any()
        row["precision_average"] = average_precision_score(wanted, chances) if known else np.nan
        row["baseline_precision_average"] = wanted.mean() if known else np.nan
    return row
